// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/net/meters.h"
#include "server/room/outcome.h"
#include "server/storage/eventlog.h"

#include <QObject>

namespace foyer {

/// Holds outcomes back until the log has committed their events, and lets them go in the order they came. Batches form by themselves:
/// of what came in during one turn of the event loop, and, while a commit runs, of what comes meanwhile.
class OutcomeQueue final : public QObject
{
    Q_OBJECT

public:
    OutcomeQueue(EventLog &log, const Clock &clock, Meters &meters, QObject *parent = nullptr);

    void push(Outcome outcome);

Q_SIGNALS:
    /// All of these, and everything before them, are committed.
    void released(const QList<foyer::Outcome> &outcomes);

private:
    void commitSoon();
    void commitGathered();
    void onCommitted();

    EventLog &m_log;
    const Clock &m_clock;
    Meters &m_meters;
    QList<Outcome> m_gathered;
    QList<Outcome> m_committing;
    QList<qint64> m_gatheredAtUs; ///< when those with events were pushed
    QList<qint64> m_committingAtUs;
    bool m_busy = false; ///< a commit runs, or is about to
};

} // namespace foyer
