// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QList>
#include <QString>

#include <limits>

namespace foyer {

/// What somebody looks for in the history. Everything that is given has to fit.
struct HistoryQuery
{
    /// In code points, of words and author each; what is longer is refused.
    static constexpr int mostCodePoints = 256;
    static constexpr quint64 fromTheNewest = std::numeric_limits<quint64>::max();

    /// Words or beginnings of words, all of which must be there; in quotation marks as they stand. Case, width and diacritics do not count.
    QString words;
    QString author;   ///< a name or a part of it, case and diacritics do not count; empty: anybody
    qint64 fromMs = 0; ///< wall clock
    qint64 toMs = std::numeric_limits<qint64>::max(); ///< and before this
    quint64 before = fromTheNewest;                   ///< below this seq
    int limit = 50;                                   ///< lines, 1 to 500

    bool operator==(const HistoryQuery &) const = default;
};

/// A piece of a text, in UTF-16 positions.
struct TextMark
{
    qsizetype from = 0;
    qsizetype length = 0;

    bool operator==(const TextMark &) const = default;
};

/// A message of the history.
struct HistoryLine
{
    quint64 seq = 0;
    qint64 atMs = 0; ///< wall clock
    UserId user;
    QString name = {}; ///< of then
    QString text = {};
    QList<TextMark> marks = {}; ///< where the words are, rising, never within a character as people see it

    bool operator==(const HistoryLine &) const = default;
};

/// One page of what was found.
struct HistoryHits
{
    enum class Problem : quint8 {
        None,
        TooLong,   ///< longer than HistoryQuery::mostCodePoints
        NoWords,   ///< there are signs, but nothing that can be searched for
        Unreadable ///< the history cannot be read
    };
    QList<HistoryLine> lines; ///< newest first
    /// There may be more: ask again with `before` = `next`. The work for one page is bounded; it may have fewer lines than wanted, even none, all the same.
    bool more = false;
    quint64 next = 0;
    /// False: there are messages that are not in the index yet and too many to be read through.
    bool complete = true;
    Problem problem = Problem::None;

    /// As if there were nothing before `seq`.
    void dropBefore(quint64 seq);
    /// No more of them than fit into `bytes` on the wire, but at least one.
    void cutTo(qsizetype bytes);

    bool operator==(const HistoryHits &) const = default;
};

/// The surroundings of a line.
struct HistoryContext
{
    QList<HistoryLine> lines; ///< oldest first
    bool moreBefore = false;
    bool moreAfter = false;

    bool operator==(const HistoryContext &) const = default;
};

} // namespace foyer
