// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"
#include "server/storage/slicesize.h"

#include <QSqlQuery>

#include <optional>

namespace foyer {

class HistoryConnection;
class WordIndex;

/// How far back a history goes.
struct RetentionBounds
{
    qint64 fromMs = 0;   ///< wall clock: what happened before goes; 0: nothing does
    quint64 mostMessages = 0; ///< what is older than the newest so many goes; 0: any number
    quint64 belowSeq = 0;   ///< what lies below goes, whatever else; 0: nothing does

    bool operator==(const RetentionBounds &) const = default;
};

/// Deletes what a history is not to hold any more, in slices of a few milliseconds: events and their words, visits, and users of whom nothing is left. A number that
/// goes with them is never given out again. Lives with the one connection that writes.
class Retention final
{
public:
    /// Both outlive it.
    Retention(HistoryConnection &connection, WordIndex &index);

    /// Begins to make it so.
    void keep(const RetentionBounds &bounds);
    [[nodiscard]] bool isAtWork() const { return m_stage != Stage::Idle; }
    /// One slice, in a transaction of its own. True while there is more to do. After a failure it is at rest, until it is to keep() again.
    [[nodiscard]] bool work();
    /// Why the last work failed, in the library's words; until all of it is done.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// Since the last time somebody asked, something has been deleted and all of it is done: how many messages that was, without those that lay below what goes
    /// whatever else.
    [[nodiscard]] std::optional<quint64> takeDone();

    /// Everything at once, but for what no later life may give out again and the present epoch; in one transaction. The fact `unswept` says that what was
    /// deleted still lies about in the file.
    [[nodiscard]] bool removeAll();

    /// Why removeAll() could not, in the library's words.
    [[nodiscard]] QString detail() const { return m_detail; }

    /// The lowest seq that there still is, or the next one when there is none.
    [[nodiscard]] quint64 oldestSeq() const;
    /// When the oldest event that is left took place; nothing where none is.
    [[nodiscard]] std::optional<quint64> oldestMs() const;

private:
    enum class Stage : quint8 { Idle, ByAge, Counting, ByNumber, Visits, Users };

    [[nodiscard]] bool slice(bool &isStageDone);
    [[nodiscard]] bool removeEvents(QSqlQuery &query, bool &isStageDone);
    [[nodiscard]] bool count(bool &isStageDone);
    [[nodiscard]] bool removeVisits(bool &isStageDone);
    [[nodiscard]] bool removeUsers(bool &isStageDone);
    [[nodiscard]] bool execute(const QString &statement);
    [[nodiscard]] bool execute(QSqlQuery &query);
    void rollBack();
    [[nodiscard]] std::optional<quint64> number(const QString &select) const;

    HistoryConnection &m_connection;
    WordIndex &m_index;
    QSqlQuery m_byAge;
    QSqlQuery m_byNumber;
    QSqlQuery m_deletion;
    RetentionBounds m_bounds;
    SliceSize m_rows;
    int m_deleted = 0; ///< events, by the slice that is under way
    quint64 m_deletedMessages = 0; ///< likewise
    quint64 m_messagesGone = 0; ///< nobody has been told of them
    Stage m_stage = Stage::Idle;
    quint64 m_counted = 0;   ///< Counting: so many messages
    quint64 m_countedTo = 0; ///< down to this seq
    quint64 m_below = 0;     ///< ByNumber: these go
    quint64 m_userAfter = 0; ///< Users: the next to be looked at is above
    bool m_hasDeleted = false;
    bool m_isDone = false;
    QString m_detail;  ///< of the last statement that failed
    QString m_problem;
};

} // namespace foyer
