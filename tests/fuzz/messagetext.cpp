// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wants to say, against the rules of protocol.md put down a second time.
#include "server/room/messagetext.h"
#include "tests/fuzz/holds.h"
#include "tests/fuzz/typed.h"

#include <QList>

#include <unicode/uchar.h>

#include <algorithm>

using namespace foyer;

namespace {

QString withLineFeeds(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    for (const char16_t end : {u'\r', u'\u2028', u'\u2029'})
        text.replace(QChar(end), QLatin1Char('\n'));
    return text;
}

bool isRefusedControl(QChar c)
{
    return u_charType(c.unicode()) == U_CONTROL_CHAR && c != QLatin1Char('\n') && c != QLatin1Char('\t');
}

/// White space and what is never drawn. Qt and ICU know different Unicodes: what one of them does not know may be seen.
bool isBlank(char32_t c)
{
    const auto point = static_cast<UChar32>(c);
    if (c == 0x2800 || c == 0xFFFC || c == 0x1D159 || u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return true;
    constexpr uint32_t blank = U_GC_Z_MASK | U_GC_M_MASK | U_GC_CC_MASK | U_GC_CF_MASK;
    return (U_GET_GC_MASK(point) & blank) != 0 && QChar::category(c) != QChar::Other_NotAssigned;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    // Small ones, behind the byte 0xFE: their edges are found sooner.
    Limits limits;
    const bool small = size > 0 && data[0] == 0xfe;
    if (small) {
        limits.textCodePoints = 20;
        limits.textBytes = 60;
    }
    const QString typed = small ? fuzz::typed(data + 1, size - 1) : fuzz::typed(data, size);
    const QString expected = withLineFeeds(typed);
    const auto points = expected.toUcs4();
    const bool isTooLong = points.size() > limits.textCodePoints || expected.toUtf8().size() > limits.textBytes;
    const bool isUnfit = !expected.isValidUtf16() || std::any_of(expected.begin(), expected.end(), isRefusedControl);
    const bool isEmpty = std::all_of(points.begin(), points.end(), isBlank);

    const Result<QString, Refusal> text = messagetext::clean(typed, limits);
    if (text) {
        FOYER_HOLDS(!isTooLong && !isUnfit && !isEmpty);
        FOYER_HOLDS(*text == expected);
        const Result<QString, Refusal> again = messagetext::clean(*text, limits);
        FOYER_HOLDS(again && *again == *text);
        return 0;
    }
    switch (text.error().code) {
    case RefusalCode::TextTooLong:
        FOYER_HOLDS(isTooLong);
        break;
    case RefusalCode::TextCharacters:
        FOYER_HOLDS(isUnfit);
        break;
    case RefusalCode::TextEmpty:
        FOYER_HOLDS(isEmpty);
        break;
    default:
        FOYER_HOLDS(false);
    }
    return 0;
}
