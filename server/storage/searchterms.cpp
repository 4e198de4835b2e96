// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/searchterms.h"

#include "server/storage/foldedtext.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace foyer {

namespace {

bool isQuotationMark(QChar character)
{
    return character == u'"' || character == u'\u201c' || character == u'\u201d' || character == u'\u201e';
}

/// Wide enough for whole characters, rising, none touching the next.
QList<TextMark> tidied(QList<TextMark> marks, QStringView text)
{
    std::sort(marks.begin(), marks.end(), [](TextMark a, TextMark b) { return a.from < b.from; });
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    QList<TextMark> tidy;
    for (const TextMark mark : marks) {
        qsizetype from = mark.from;
        qsizetype to = mark.from + mark.length;
        finder.setPosition(from);
        if (!finder.isAtBoundary())
            from = finder.toPreviousBoundary();
        finder.setPosition(to);
        if (!finder.isAtBoundary())
            to = finder.toNextBoundary();
        if (!tidy.isEmpty() && from <= tidy.constLast().from + tidy.constLast().length) {
            TextMark &last = tidy.last();
            last.length = std::max(last.length, to - last.from);
        } else {
            tidy.append({from, to - from});
        }
    }
    return tidy;
}

} // namespace

SearchTerms::SearchTerms(const QString &typed)
{
    qsizetype from = 0;
    bool isQuoted = false;
    const QStringView all(typed);
    for (qsizetype at = 0; at < typed.size(); ++at) {
        if (isQuotationMark(typed[at])) {
            add(all.mid(from, at - from), isQuoted);
            isQuoted = !isQuoted;
        } else if (isQuoted || !typed[at].isSpace()) {
            continue;
        } else {
            add(all.mid(from, at - from), false);
        }
        from = at + 1;
    }
    add(all.mid(from), false); // a quotation that has not ended is still being typed
}

void SearchTerms::add(QStringView piece, bool isPhrase)
{
    const FoldedText folded(piece);
    if (folded.size() == 0)
        return;
    Term term;
    for (qsizetype i = 0; i < folded.size(); ++i)
        term.words.append(folded.word(i).toString());
    term.lastIsBeginning = !isPhrase && !folded.standsAlone(folded.size() - 1);
    m_terms.append(term);
}

QString SearchTerms::expression(Letters letters) const
{
    QStringList phrases;
    for (const Term &term : m_terms) {
        QStringList words = term.words;
        bool isBeginning = term.lastIsBeginning;
        if (letters == Letters::Omitted && isBeginning && words.constLast().size() == 1) {
            words.removeLast();
            isBeginning = false;
        }
        if (!words.isEmpty())
            phrases.append(u'"' + words.join(u' ') + (isBeginning ? QStringLiteral("\" *") : QStringLiteral("\"")));
    }
    return phrases.join(QStringLiteral(" AND "));
}

std::optional<QList<TextMark>> SearchTerms::marksIn(QStringView text) const
{
    QList<TextMark> marks;
    if (m_terms.isEmpty())
        return marks;
    const FoldedText folded(text);
    for (const Term &term : m_terms) {
        const qsizetype before = marks.size();
        findTerm(term, folded, marks);
        if (marks.size() == before)
            return std::nullopt;
    }
    return tidied(std::move(marks), text);
}

void SearchTerms::findTerm(const Term &term, const FoldedText &text, QList<TextMark> &marks)
{
    const qsizetype count = term.words.size();
    const QString &last = term.words.constLast();
    for (qsizetype first = 0; first + count <= text.size(); ++first) {
        qsizetype same = 0;
        while (same < count - 1 && text.word(first + same) == term.words[same])
            ++same;
        if (same < count - 1)
            continue;
        const QStringView word = text.word(first + same);
        const bool fits = term.lastIsBeginning ? word.startsWith(last) && !text.standsAlone(first + same) : word == last;
        if (fits)
            marks.append(text.span(first, first + same, last.size()));
    }
}

} // namespace foyer
