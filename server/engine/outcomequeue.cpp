// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outcomequeue.h"

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr qint64 longestGatheringUs = 10'000;

} // namespace

OutcomeQueue::OutcomeQueue(EventLog &log, const Clock &clock, Meters &meters, QObject *parent)
    : QObject(parent), m_log(log), m_clock(clock), m_meters(meters)
{
    m_nextTurn.setSingleShot(true);
    m_nextTurn.setInterval(0);
    connect(&m_nextTurn, &QTimer::timeout, this, &OutcomeQueue::gather);
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
    m_gatheredBefore = 0;
    m_gatheringSinceUs = m_clock.steadyUs();
    // Queued: after all the sockets that have something to read in this turn.
    QMetaObject::invokeMethod(this, &OutcomeQueue::gather, Qt::QueuedConnection);
}

void OutcomeQueue::gather()
{
    const bool hasGrown = m_gathered.size() > std::exchange(m_gatheredBefore, m_gathered.size());
    if (hasGrown && !m_hurried && m_clock.steadyUs() - m_gatheringSinceUs < m_lastReleaseUs)
        m_nextTurn.start();
    else
        commitGathered();
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
    const qint64 releasedAtUs = m_clock.steadyUs();
    Q_EMIT released(committed);
    const qint64 nowUs = m_clock.steadyUs(); // whoever hears of the release has written it to the sockets by now
    m_lastReleaseUs = std::min(nowUs - releasedAtUs, longestGatheringUs);
    for (const qint64 atUs : pushedAtUs)
        m_meters.appendToBroadcast.record(static_cast<quint64>(nowUs - atUs));
}

} // namespace foyer
