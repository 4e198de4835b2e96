// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/messagetext.h"

#include "server/room/visibility.h"

#include <QList>

#include <algorithm>

namespace foyer::messagetext {

Result<QString, Refusal> clean(const QString &asTyped, const Limits &limits)
{
    // Every UTF-16 unit takes at least one byte of UTF-8.
    if (asTyped.size() > limits.textBytes)
        return Refusal{.code = RefusalCode::TextTooLong};
    if (!asTyped.isValidUtf16())
        return Refusal{.code = RefusalCode::TextCharacters};

    QString text;
    text.reserve(asTyped.size());
    for (qsizetype i = 0; i < asTyped.size(); ++i) {
        const QChar c = asTyped[i];
        if (c == QLatin1Char('\r')) {
            if (i + 1 >= asTyped.size() || asTyped[i + 1] != QLatin1Char('\n'))
                text.append(QLatin1Char('\n'));
            continue;
        }
        if (c == QChar::LineSeparator || c == QChar::ParagraphSeparator) {
            text.append(QLatin1Char('\n'));
            continue;
        }
        if (c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t'))
            return Refusal{.code = RefusalCode::TextCharacters};
        text.append(c);
    }
    const auto codePoints = text.toUcs4();
    // Private-use and newly assigned characters may well be something to see.
    if (std::none_of(codePoints.begin(), codePoints.end(), visibility::mayBeSeen))
        return Refusal{.code = RefusalCode::TextEmpty};
    if (codePoints.size() > limits.textCodePoints || text.toUtf8().size() > limits.textBytes)
        return Refusal{.code = RefusalCode::TextTooLong};
    return text;
}

} // namespace foyer::messagetext
