// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historysearch.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace foyer {

/// A text as the words in it, without case, width and diacritics: what is searched in, and for. In writing without spaces (Han, kana, hangul, Thai and others)
/// and among signs (emoji, +) each code point is a word by itself.
class FoldedText final
{
public:
    explicit FoldedText(QStringView text);

    /// Grows by one when the same text would be folded otherwise.
    [[nodiscard]] static int version();

    /// The words between single spaces, as FTS5's unicode61 takes them apart again. A code point that it may not know stands as two of the private use area.
    [[nodiscard]] const QString &folded() const { return m_folded; }

    [[nodiscard]] qsizetype size() const { return m_words.size(); }
    [[nodiscard]] QStringView word(qsizetype index) const
    {
        return QStringView(m_folded).mid(m_words[index].at, m_words[index].size);
    }
    /// It is one code point, and never the beginning of a longer word.
    [[nodiscard]] bool standsAlone(qsizetype index) const { return m_words[index].alone; }
    /// The piece of the text from the beginning of word `first` on to where `units` UTF-16 units of word `last` end.
    [[nodiscard]] TextMark span(qsizetype first, qsizetype last, qsizetype units) const;

private:
    struct Word
    {
        qsizetype at = 0;
        qsizetype size = 0;
        bool alone = false;
    };
    void add(char32_t codePoint, qsizetype from, qsizetype to);
    void addFolded(char32_t codePoint, qsizetype from, qsizetype to);
    void beginWord(bool alone);
    void put(char32_t codePoint, qsizetype from, qsizetype to);

    QString m_folded;
    QList<Word> m_words;
    QList<int> m_from; ///< in the text, for each unit of m_folded
    QList<int> m_to;
    bool m_inWord = false;
};

} // namespace foyer
