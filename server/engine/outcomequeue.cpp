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
        commitGathered();
}

void OutcomeQueue::commitGathered()
{
    m_busy = true;
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
        commitGathered();
    Q_EMIT released(committed);
}

} // namespace foyer
