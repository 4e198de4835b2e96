// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/contract/limits.h"
#include "server/net/meters.h"
#include "server/room/outcome.h"
#include "server/storage/eventlog.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace foyer {

/// Holds outcomes back until the log has committed their events, and lets them go in the order they came. Batches form by themselves:
/// of what comes in while a commit runs, and of what comes in turn after turn of the event loop, until a turn brings nothing more or as
/// much time has passed as the last batch took to go out, 10 ms at most. In a quiet room that is no time at all; in a loud one, where writing to
/// everybody is what costs, there are fewer and larger batches. After a long commit what has gathered goes out in several: one alone
/// would be more than may wait to be sent to anybody.
class OutcomeQueue final : public QObject
{
    Q_OBJECT

public:
    OutcomeQueue(EventLog &log, const Clock &clock, Meters &meters, const Limits &limits, QObject *parent = nullptr);

    void push(Outcome outcome);
    /// From now on nothing is waited for: the room is being closed.
    void hurry() { m_hurried = true; }
    /// The room is closed: what still waits is given to the log, and nobody hears of it any more.
    void finish();

    /// So much waits for the log that nothing more should be taken in.
    [[nodiscard]] bool isFull() const;
    /// Kept events that wait.
    [[nodiscard]] quint32 waitingEvents() const { return m_waitingEvents; }
    /// How long the oldest of what waits has done so.
    [[nodiscard]] qint64 waitingMs() const;

Q_SIGNALS:
    /// All of these, and everything before them, are committed.
    void released(const QList<foyer::Outcome> &outcomes);
    /// The log is late, and these tell nothing of what it has not written: nobody need be kept waiting for them.
    void overtaking(const QList<foyer::Outcome> &outcomes);

private:
    struct Held
    {
        Outcome outcome;
        qint64 sinceUs = 0;
        qint64 bytes = 0; ///< of memory, roughly
        qint64 wireBytes = 0; ///< of what goes to everybody
        quint32 kept = 0;
    };
    [[nodiscard]] Held held(Outcome outcome) const;
    void commitSoon();
    void gather();
    void commitGathered();
    void onCommitted();
    void letOvertake();

    EventLog &m_log;
    const Clock &m_clock;
    Meters &m_meters;
    const Limits m_limits;
    std::deque<Held> m_gathered;
    std::deque<Held> m_committing;
    QTimer m_nextTurn; ///< after the sockets of the next turn have been looked at
    QTimer m_late;
    size_t m_gatheredBefore = 0;
    qint64 m_gatheringSinceUs = 0;
    qint64 m_lastReleaseUs = 0; ///< how long it took
    qint64 m_waitingBytes = 0;
    quint32 m_waitingEvents = 0;
    bool m_hurried = false;
    bool m_busy = false; ///< a commit runs, or is about to
    bool m_isLate = false;
};

} // namespace foyer
