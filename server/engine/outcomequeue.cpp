// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outcomequeue.h"

#include <utility>

namespace foyer {

OutcomeQueue::OutcomeQueue(EventLog &log, QObject *parent) : QObject(parent), m_log(log)
{
    connect(&m_log, &EventLog::committed, this, &OutcomeQueue::onCommitted);
}

void OutcomeQueue::push(Outcome outcome)
{
    if (outcome.isEmpty())
        return;
    m_gathered.append(std::move(outcome));
    if (!m_busy)
        commitSoon();
}

void OutcomeQueue::commitSoon()
{
    m_busy = true;
    // Queued: after all the sockets that have something to read in this turn.
    QMetaObject::invokeMethod(this, &OutcomeQueue::commitGathered, Qt::QueuedConnection);
}

void OutcomeQueue::commitGathered()
{
    m_committing = std::exchange(m_gathered, {});
    QList<Event> kept;
    for (const Outcome &outcome : std::as_const(m_committing)) {
        for (const Event &event : outcome.events) {
            if (event.isKept())
                kept.append(event);
        }
    }
    m_log.append(kept);
}

void OutcomeQueue::onCommitted()
{
    const QList<Outcome> committed = std::exchange(m_committing, {});
    m_busy = false;
    if (!m_gathered.isEmpty())
        commitSoon();
    Q_EMIT released(committed);
}

} // namespace foyer
