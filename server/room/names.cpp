// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/names.h"

#include "server/room/visibility.h"

#include <QList>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace foyer::names {

namespace {

/// Where the graphemes of a text end (UAX #29). Not by QTextBoundaryFinder: in a run of Khmer or Burmese, Qt 6.4 finds ends even
/// between the halves of an emoji.
QList<qsizetype> graphemeEnds(const QString &text)
{
    QList<qsizetype> ends;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) { // ICU without its data: code points then
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (!text[i].isHighSurrogate())
                ends.append(i + 1);
        }
        return ends;
    }
    const icu::UnicodeString source(false, reinterpret_cast<const UChar *>(text.utf16()),
                                    static_cast<int32_t>(text.size()));
    breaks->setText(source);
    for (int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next())
        ends.append(end);
    return ends;
}

qsizetype graphemes(const QString &text)
{
    return graphemeEnds(text).size();
}

bool isHostsSign(char32_t c)
{
    return c == U'\u2605' || c == U'\u2606' || c == U'\U0001F31F' || c == U'\u2B50';
}

/// Colons of other shapes that NFKC does not turn into U+003A.
bool isLikeColon(char32_t c)
{
    return c == U':' || c == U'\u2236' || c == U'\uA789' || c == U'\u0589' || c == U'\u05C3';
}

/// Length and plain visibility, the part that people and rooms have in common.
Result<QString, Refusal> cleanCommon(const QString &asTyped, const Limits &limits)
{
    const auto refuse = [&asTyped](RefusalCode code) { return Refusal{.code = code, .subject = asTyped.left(64)}; };
    // Far beyond any name: not worth normalising.
    if (asTyped.size() > 16 * limits.nameCodePoints)
        return Refusal{.code = RefusalCode::NameTooLong};

    const QString trimmed = asTyped.trimmed();
    if (!trimmed.isValidUtf16())
        return refuse(RefusalCode::NameCharacters);
    bool anyVisible = false;
    const auto typed = trimmed.toUcs4();
    for (const char32_t c : typed) {
        if (visibility::isControlOrHidden(c))
            return refuse(RefusalCode::NameCharacters);
        anyVisible = anyVisible || visibility::isVisible(c);
    }
    if (!anyVisible)
        return refuse(RefusalCode::NameEmpty);

    const QString name = trimmed.normalized(QString::NormalizationForm_C).simplified();
    if (name.toUcs4().size() > limits.nameCodePoints || graphemes(name) > limits.nameGraphemes)
        return refuse(RefusalCode::NameTooLong);
    return name;
}

} // namespace

Result<QString, Refusal> clean(const QString &asTyped, const Limits &limits)
{
    Result<QString, Refusal> common = cleanCommon(asTyped, limits);
    if (!common)
        return common;
    const QString folded = key(*common);
    const auto hasForbidden = [](const QString &text) {
        const auto codePoints = text.toUcs4();
        return std::any_of(codePoints.begin(), codePoints.end(),
                           [](char32_t c) { return isLikeColon(c) || isHostsSign(c); });
    };
    if (folded.startsWith(QLatin1Char('!')) || hasForbidden(folded) || hasForbidden(*common))
        return Refusal{.code = RefusalCode::NameCharacters, .subject = *common};
    return common;
}

Result<QString, Refusal> cleanRoomName(const QString &asTyped, const Limits &limits)
{
    return cleanCommon(asTyped, limits);
}

QString key(const QString &name)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status))
        return name.toCaseFolded(); // ICU without its data: still better than nothing
    const icu::UnicodeString source(false, reinterpret_cast<const UChar *>(name.utf16()),
                                    static_cast<int32_t>(name.size()));
    const icu::UnicodeString folded = normalizer->normalize(source, status);
    if (U_FAILURE(status))
        return name.toCaseFolded();
    return QString(reinterpret_cast<const QChar *>(folded.getBuffer()), folded.length()).simplified();
}

QString withSuffix(const QString &name, const QString &suffix, const Limits &limits)
{
    QString base = name;
    while (!base.isEmpty()
           && (QString(base + suffix).toUcs4().size() > limits.nameCodePoints
               || graphemes(base + suffix) > limits.nameGraphemes)) {
        const QList<qsizetype> ends = graphemeEnds(base);
        base.truncate(ends.size() > 1 ? ends[ends.size() - 2] : 0);
    }
    return QString(base.trimmed() + suffix).trimmed();
}

} // namespace foyer::names
