// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historysearch.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace foyer {

class FoldedText;

/// What is to be found in a text. marksIn() decides; the index only says where it is worth looking.
class SearchTerms final
{
public:
    /// `typed` by anybody: whatever it is, nothing of it is taken for the language of the index.
    explicit SearchTerms(const QString &typed);

    /// There is no word in it.
    [[nodiscard]] bool isEmpty() const { return m_terms.isEmpty(); }

    /// The words that begin with one letter are as good as all the words, and gathered before the first of them is looked at.
    enum class Letters : quint8 { Omitted, Included };
    /// For FTS5: fits every text in which marksIn() finds the terms, and few others. Empty: nothing is left of them.
    [[nodiscard]] QString expression(Letters letters = Letters::Omitted) const;

    /// Where the terms are, or nothing unless all of them are there. No terms are found in every text.
    [[nodiscard]] std::optional<QList<TextMark>> marksIn(QStringView text) const;

private:
    struct Term
    {
        QStringList words;
        bool lastIsBeginning = false; ///< of a word
    };
    void add(QStringView piece, bool isPhrase);
    static void findTerm(const Term &term, const FoldedText &text, QList<TextMark> &marks);

    QList<Term> m_terms;
};

} // namespace foyer
