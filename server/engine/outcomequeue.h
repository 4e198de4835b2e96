// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/net/meters.h"
#include "server/room/outcome.h"
#include "server/storage/eventlog.h"

#include <QObject>
#include <QTimer>

namespace foyer {

/// Holds outcomes back until the log has committed their events, and lets them go in the order they came. Batches form by themselves:
/// of what comes in while a commit runs, and of what comes in turn after turn of the event loop, until a turn brings nothing more or as
/// much time has passed as the last batch took to go out, 10 ms at most. In a quiet room that is no time at all; in a loud one, where writing to
/// everybody is what costs, there are fewer and larger batches.
class OutcomeQueue final : public QObject
{
    Q_OBJECT

public:
    OutcomeQueue(EventLog &log, const Clock &clock, Meters &meters, QObject *parent = nullptr);

    void push(Outcome outcome);
    /// From now on nothing is waited for: the room is being closed.
    void hurry() { m_hurried = true; }

Q_SIGNALS:
    /// All of these, and everything before them, are committed.
    void released(const QList<foyer::Outcome> &outcomes);

private:
    void commitSoon();
    void gather();
    void commitGathered();
    void onCommitted();

    EventLog &m_log;
    const Clock &m_clock;
    Meters &m_meters;
    QList<Outcome> m_gathered;
    QList<Outcome> m_committing;
    QList<qint64> m_gatheredAtUs; ///< when those with events were pushed
    QList<qint64> m_committingAtUs;
    QTimer m_nextTurn; ///< after the sockets of the next turn have been looked at
    qsizetype m_gatheredBefore = 0;
    qint64 m_gatheringSinceUs = 0;
    qint64 m_lastReleaseUs = 0; ///< how long it took
    bool m_hurried = false;
    bool m_busy = false; ///< a commit runs, or is about to
};

} // namespace foyer
