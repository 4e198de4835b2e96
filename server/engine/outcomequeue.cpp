// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outcomequeue.h"

#include <utility>

namespace foyer {

OutcomeQueue::OutcomeQueue(EventLog &log, const Clock &clock, Meters &meters, QObject *parent)
    : QObject(parent), m_log(log), m_clock(clock), m_meters(meters)
{
    connect(&m_log, &EventLog::committed, this, &OutcomeQueue::onCommitted);
}

void OutcomeQueue::push(Outcome outcome)
{
    if (outcome.isEmpty())
        return;
    if (!outcome.events.isEmpty())
        m_gatheredAtUs.append(m_clock.steadyUs());
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
    m_committingAtUs = std::exchange(m_gatheredAtUs, {});
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
    const QList<qint64> pushedAtUs = std::exchange(m_committingAtUs, {});
    m_busy = false;
    if (!m_gathered.isEmpty())
        commitSoon();
    Q_EMIT released(committed);
    if (pushedAtUs.isEmpty())
        return;
    const qint64 nowUs = m_clock.steadyUs(); // whoever hears of the release has written it to the sockets by now
    for (const qint64 atUs : pushedAtUs)
        m_meters.appendToBroadcast.record(static_cast<quint64>(nowUs - atUs));
}

} // namespace foyer
