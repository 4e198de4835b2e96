// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/names.h"

#include "server/room/visibility.h"

#include <QList>

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

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

constexpr QChar brailleBlank(0x2800); ///< as blank as a space, but none to Unicode
constexpr int mostMarks = 4; ///< on one letter (Unicode Technical Standard 39 §5.4): a tower of them covers the neighbours

icu::UnicodeString toIcu(const QString &text)
{
    return {false, reinterpret_cast<const UChar *>(text.utf16()), static_cast<int32_t>(text.size())};
}

QString fromIcu(const icu::UnicodeString &text)
{
    return QString(reinterpret_cast<const QChar *>(text.getBuffer()), text.length());
}

/// What it looks like, letter for letter (Unicode Technical Standard 39 §4).
QString skeleton(const QString &text)
{
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status), &uspoof_close);
    if (!checker)
        return text; // ICU without its data: still better than nothing
    status = U_ZERO_ERROR;
    icu::UnicodeString drawn;
    uspoof_getSkeletonUnicodeString(checker.get(), 0, toIcu(text), drawn, &status);
    return U_SUCCESS(status) ? fromIcu(drawn) : text;
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_SpacingCombining
           || category == QChar::Mark_Enclosing;
}

bool isHostsSign(char32_t c)
{
    return c == U'\u2605' || c == U'\u2606' || (c >= U'\u2729' && c <= U'\u2730') || c == U'\u22C6' || c == U'\u066D'
           || (c >= U'\u2B50' && c <= U'\u2B52') || c == U'\u2BE8' || c == U'\U0001F31F' || c == U'\U0001F320'
           || c == U'\U0001F7C9' || c == U'\U0001F7CA';
}

/// The mark behind a letter that a language writes with two dots is none: it cannot stand alone.
bool isLikeColon(char32_t c)
{
    return c == U':' || c == U'\u05C3' || (!isMark(c) && skeleton(QString::fromUcs4(&c, 1)).contains(u':'));
}

/// As a line of the plain-text dialect begins that is the room's own.
bool beginsLikeANotice(const QString &name)
{
    const QString drawn = skeleton(name);
    return name.startsWith(u'!') || drawn == u"!" || drawn.startsWith(QLatin1String("! "));
}

bool hasTowerOfMarks(const QString &name)
{
    int marks = 0;
    const auto codePoints = name.normalized(QString::NormalizationForm_D).toUcs4();
    return std::any_of(codePoints.begin(), codePoints.end(), [&marks](char32_t c) {
        marks = isMark(c) && QChar::category(c) != QChar::Mark_SpacingCombining ? marks + 1 : 0;
        return marks > mostMarks;
    });
}

/// Length and plain visibility, the part that people and rooms have in common.
Result<QString, Refusal> cleanCommon(const QString &asTyped, const Limits &limits)
{
    const auto refuse = [&asTyped](RefusalCode code) { return Refusal{.code = code, .subject = asTyped.left(64)}; };
    // Far beyond any name: not worth normalising.
    if (asTyped.size() > 16 * limits.nameCodePoints)
        return Refusal{.code = RefusalCode::NameTooLong};

    QString trimmed = asTyped;
    trimmed = trimmed.replace(brailleBlank, u' ').trimmed();
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
    if (hasTowerOfMarks(name))
        return refuse(RefusalCode::NameCharacters);
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
    if (beginsLikeANotice(folded) || hasForbidden(folded) || hasForbidden(*common))
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
    const icu::UnicodeString folded = normalizer->normalize(toIcu(name), status);
    if (U_FAILURE(status))
        return name.toCaseFolded();
    return fromIcu(folded).replace(brailleBlank, u' ').simplified();
}

QString shape(const QString &name)
{
    // Folded behind it: a capital I looks like l, a small i does not.
    return key(skeleton(name.normalized(QString::NormalizationForm_KC)));
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
