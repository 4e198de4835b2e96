// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/foldedtext.h"

#include <QChar>

namespace foyer {

namespace {

constexpr int rules = 1;

bool isBetween(char32_t codePoint, char32_t first, char32_t last)
{
    return codePoint >= first && codePoint <= last;
}

/// Those that are common and folded already: Han, kana, hangul.
bool isPlainCjk(char32_t cp)
{
    return isBetween(cp, 0x4e00, 0x9fef) || isBetween(cp, 0x3041, 0x3096) || isBetween(cp, 0x30a1, 0x30fa) || cp == 0x30fc
           || isBetween(cp, 0xac00, 0xd7a3);
}

/// They change a letter without being one, or are not to be seen: a search looks through them.
bool isPassedOver(char32_t cp)
{
    if (QChar::category(cp) == QChar::Other_Format)
        return true;
    const bool isMark = QChar::isMark(cp);
    return (isMark && (isBetween(cp, 0x0300, 0x036f) || isBetween(cp, 0x0483, 0x0487) || isBetween(cp, 0x0591, 0x05c7)
                       || isBetween(cp, 0x0610, 0x061a) || isBetween(cp, 0x064b, 0x065f) || cp == 0x0670 || isBetween(cp, 0x06d6, 0x06ed)
                       || isBetween(cp, 0x1ab0, 0x1aff) || isBetween(cp, 0x1dc0, 0x1dff) || isBetween(cp, 0x20d0, 0x20ff)
                       || isBetween(cp, 0xfe00, 0xfe0f) || isBetween(cp, 0xfe20, 0xfe2f) || isBetween(cp, 0xe0100, 0xe01ef)))
           || cp == 0x0640                      // tatweel makes a word longer to the eye
           || isBetween(cp, 0x1f3fb, 0x1f3ff); // the colour of a skin
}

bool isSign(QChar::Category category)
{
    switch (category) {
    case QChar::Symbol_Math:
    case QChar::Symbol_Currency:
    case QChar::Symbol_Modifier:
    case QChar::Symbol_Other:
    case QChar::Other_PrivateUse:
        return true;
    default:
        return false;
    }
}

bool isWrittenWithoutSpaces(char32_t cp)
{
    if (isBetween(cp, 0x3000, 0x33ff))
        return true;
    switch (QChar::script(cp)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Hangul:
    case QChar::Script_Yi:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
    case QChar::Script_Tibetan:
    case QChar::Script_Javanese:
    case QChar::Script_NewTaiLue:
    case QChar::Script_TaiTham:
        return true;
    default:
        return false;
    }
}

/// FTS5's own table of letters is some years old, and whatever it does not know it drops.
bool isKnownToFts(char32_t cp)
{
    if (cp < 0x80)
        return QChar::isLetterOrNumber(cp);
    if (isBetween(cp, 0x1980, 0x19df) || isBetween(cp, 0x1cd0, 0x1cff)) // some of them it takes for marks
        return false;
    return cp < 0x10000 && QChar::isLetterOrNumber(cp) && QChar::unicodeVersion(cp) <= QChar::Unicode_6_1;
}

/// What two code points are together where they may be typed as one: a syllable of hangul, a kana with its sound mark. 0: nothing.
char32_t composed(char32_t first, char32_t second)
{
    // The Unicode Standard §3.12
    if (isBetween(first, 0x1100, 0x1112) && isBetween(second, 0x1161, 0x1175))
        return 0xac00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28;
    if (isBetween(first, 0xac00, 0xd7a3) && (first - 0xac00) % 28 == 0 && isBetween(second, 0x11a8, 0x11c2))
        return first + (second - 0x11a7);
    const bool isSoundMark = isBetween(second, 0x3099, 0x309a) || isBetween(second, 0xff9e, 0xff9f);
    if (!isSoundMark)
        return 0;
    const char32_t pair[] = {first, second};
    const QList<uint> together = QString::fromUcs4(pair, 2).normalized(QString::NormalizationForm_KC).toUcs4();
    return together.size() == 1 ? together.constFirst() : 0;
}

} // namespace

int FoldedText::version()
{
    return rules * 1000 + int(QChar::currentUnicodeVersion());
}

FoldedText::FoldedText(QStringView text)
{
    m_folded.reserve(text.size() * 2);
    m_from.reserve(text.size() * 2);
    m_to.reserve(text.size() * 2);
    qsizetype at = 0;
    const auto next = [&text](qsizetype &position) -> char32_t {
        const QChar unit = text[position++];
        if (unit.isHighSurrogate() && position < text.size() && text[position].isLowSurrogate())
            return QChar::surrogateToUcs4(unit, text[position++]);
        return unit.unicode();
    };
    while (at < text.size()) {
        const qsizetype from = at;
        char32_t codePoint = next(at);
        // Whatever composes with something before it is a jamo or a sound mark.
        while (codePoint >= 0x1100 && at < text.size()) {
            qsizetype behind = at;
            const char32_t together = composed(codePoint, next(behind));
            if (together == 0)
                break;
            codePoint = together;
            at = behind;
        }
        add(codePoint, from, at);
    }
}

/// As it stands in the text.
void FoldedText::add(char32_t codePoint, qsizetype from, qsizetype to)
{
    if (codePoint < 0x80 && QChar::isLetterOrNumber(codePoint)) {
        if (!m_inWord)
            beginWord(false);
        put(isBetween(codePoint, 'A', 'Z') ? codePoint + ('a' - 'A') : codePoint, from, to);
        return;
    }
    if (isPlainCjk(codePoint)) {
        addFolded(codePoint, from, to);
        return;
    }
    if (isPassedOver(codePoint))
        return;
    if (!QChar::isLetterOrNumber(codePoint) && !QChar::isMark(codePoint)) {
        addFolded(codePoint, from, to);
        return;
    }
    const QString one = QString::fromUcs4(&codePoint, 1);
    // Apart, so that an ä loses its points; but a ga of kana is not a ka.
    const auto form = isWrittenWithoutSpaces(codePoint) ? QString::NormalizationForm_KC : QString::NormalizationForm_KD;
    // Upper case first: toCaseFolded() alone leaves a sharp s as it is.
    const QList<uint> pieces = one.normalized(form).toUpper().toCaseFolded().normalized(form).toUcs4();
    for (const uint piece : pieces) {
        if (!isPassedOver(piece))
            addFolded(piece, from, to);
    }
}

void FoldedText::addFolded(char32_t codePoint, qsizetype from, qsizetype to)
{
    const bool isPlain = isPlainCjk(codePoint);
    if (isPlain || isSign(QChar::category(codePoint))
        || ((QChar::isLetterOrNumber(codePoint) || QChar::isMark(codePoint)) && isWrittenWithoutSpaces(codePoint))) {
        beginWord(true);
        put(codePoint, from, to);
        m_inWord = false;
    } else if (QChar::isLetterOrNumber(codePoint) || QChar::isMark(codePoint)) {
        if (!m_inWord)
            beginWord(false);
        put(codePoint, from, to);
    } else {
        m_inWord = false;
    }
}

void FoldedText::beginWord(bool alone)
{
    if (!m_folded.isEmpty()) {
        m_folded += QLatin1Char(' ');
        m_from.append(0);
        m_to.append(0);
    }
    m_words.append({m_folded.size(), 0, alone});
    m_inWord = true;
}

void FoldedText::put(char32_t codePoint, qsizetype from, qsizetype to)
{
    const auto append = [this, from, to](char32_t unit) {
        m_folded += QChar(static_cast<char16_t>(unit));
        m_from.append(static_cast<int>(from));
        m_to.append(static_cast<int>(to));
        ++m_words.last().size;
    };
    if (isPlainCjk(codePoint) || isKnownToFts(codePoint)) {
        append(codePoint);
    } else {
        append(0xe000 + (codePoint >> 12));
        append(0xe200 + (codePoint & 0xfff));
    }
}

TextMark FoldedText::span(qsizetype first, qsizetype last, qsizetype units) const
{
    const int from = m_from[m_words[first].at];
    const int to = m_to[m_words[last].at + units - 1];
    return {from, to - from};
}

} // namespace foyer
