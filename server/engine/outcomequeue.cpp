// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outcomequeue.h"

#include "server/base/logcategories.h"
#include "server/contract/wiresize.h"

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr qint64 longestGatheringUs = 10'000;
constexpr size_t mostInABatch = 2000;
/// Half of what may wait to be sent to somebody, where that is not limited.
constexpr qint64 mostBytesInABatch = 512 * 1024;

/// Whoever asks whether anybody is there takes silence for a lost connection.
bool mayOvertake(const Outcome &outcome)
{
    static const size_t ping = CommandBody(Ping()).index();
    return outcome.events.isEmpty() && outcome.endings.isEmpty() && outcome.admissions.isEmpty()
           && std::all_of(outcome.replies.cbegin(), outcome.replies.cend(),
                          [](const Reply &reply) { return reply.command == ping; });
}

} // namespace

OutcomeQueue::OutcomeQueue(EventLog &log, const Clock &clock, Meters &meters, const Limits &limits, QObject *parent)
    : QObject(parent), m_log(log), m_clock(clock), m_meters(meters), m_limits(limits)
{
    m_nextTurn.setSingleShot(true);
    m_nextTurn.setInterval(0);
    m_late.setSingleShot(true);
    m_late.setInterval(m_limits.logLate);
    connect(&m_nextTurn, &QTimer::timeout, this, &OutcomeQueue::gather);
    connect(&m_late, &QTimer::timeout, this, &OutcomeQueue::letOvertake);
    connect(&m_log, &EventLog::committed, this, &OutcomeQueue::onCommitted);
}

void OutcomeQueue::push(Outcome outcome)
{
    if (outcome.isEmpty())
        return;
    if (m_isLate && mayOvertake(outcome)) {
        Q_EMIT overtaking({outcome});
        return;
    }
    m_gathered.push_back(held(std::move(outcome)));
    m_waitingBytes += m_gathered.back().bytes;
    m_waitingEvents += m_gathered.back().kept;
    if (!m_busy)
        commitSoon();
}

OutcomeQueue::Held OutcomeQueue::held(Outcome outcome) const
{
    Held held;
    held.sinceUs = m_clock.steadyUs();
    held.bytes = qint64{sizeof(Held)};
    for (const Event &event : std::as_const(outcome.events)) {
        const qint64 onTheWire = wireSize(event);
        held.wireBytes += onTheWire;
        held.bytes += qint64{sizeof(Event)} + onTheWire;
        held.kept += event.isKept() ? 1 : 0;
    }
    for (const Reply &reply : std::as_const(outcome.replies)) {
        held.bytes += qint64{sizeof(Reply)};
        if (const auto *page = std::get_if<RosterPage>(&reply.body))
            held.bytes += page->rows.size() * qint64{sizeof(Member)};
    }
    for (const Admission &admission : std::as_const(outcome.admissions))
        held.bytes += qint64{sizeof(Admission)} + admission.snapshot.lines.size() * qint64{sizeof(Event)}
                      + admission.snapshot.people.rows.size() * qint64{sizeof(Member)};
    held.outcome = std::move(outcome);
    return held;
}

bool OutcomeQueue::isFull() const
{
    return m_waitingBytes > m_limits.unwrittenBytes || m_waitingEvents > static_cast<quint32>(m_limits.unwrittenEvents);
}

qint64 OutcomeQueue::waitingMs() const
{
    const std::deque<Held> &oldest = m_committing.empty() ? m_gathered : m_committing;
    return oldest.empty() ? 0 : (m_clock.steadyUs() - oldest.front().sinceUs) / 1000;
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
    // Whoever keeps up must not be cut off for the size of a batch.
    const qint64 most = m_limits.owedBytes > 0 ? m_limits.owedBytes / 2 : mostBytesInABatch;
    qint64 bytes = 0;
    QList<Event> kept;
    QList<DeviceUse> devices;
    while (!m_gathered.empty()) {
        Held &next = m_gathered.front();
        const bool fits = m_committing.size() < mostInABatch && bytes + next.wireBytes <= most;
        if (!m_hurried && !m_committing.empty() && !fits)
            break;
        bytes += next.wireBytes;
        for (const Event &event : std::as_const(next.outcome.events)) {
            if (event.isKept())
                kept.append(event);
        }
        for (const Admission &admission : std::as_const(next.outcome.admissions)) {
            if (!admission.device.isNull())
                devices.append({admission.user, admission.device, m_clock.wallMs(), admission.firstSeq});
        }
        m_committing.push_back(std::move(next));
        m_gathered.pop_front();
    }
    m_late.start();
    m_log.append(kept, devices);
}

void OutcomeQueue::finish()
{
    m_log.disconnect(this);
    hurry();
    if (!m_gathered.empty())
        commitGathered();
    m_late.stop();
}

void OutcomeQueue::onCommitted()
{
    m_late.stop();
    if (std::exchange(m_isLate, false))
        qCWarning(lcStorage) << "written at last";
    QList<Outcome> committed;
    QList<qint64> pushedAtUs; // of those with events
    for (Held &one : m_committing) {
        m_waitingBytes -= one.bytes;
        m_waitingEvents -= one.kept;
        if (!one.outcome.events.isEmpty())
            pushedAtUs.append(one.sinceUs);
        committed.append(std::move(one.outcome));
    }
    m_committing.clear();
    m_busy = false;
    if (!m_gathered.empty())
        commitSoon();
    const qint64 releasedAtUs = m_clock.steadyUs();
    Q_EMIT released(committed);
    const qint64 nowUs = m_clock.steadyUs(); // whoever hears of the release has written it to the sockets by now
    m_lastReleaseUs = std::min(nowUs - releasedAtUs, longestGatheringUs);
    for (const qint64 atUs : pushedAtUs)
        m_meters.appendToBroadcast.record(static_cast<quint64>(nowUs - atUs));
}

void OutcomeQueue::letOvertake()
{
    m_isLate = true;
    qCWarning(lcStorage) << "the log is late:" << m_waitingEvents << "events wait to be written";
    QList<Outcome> overtakers;
    for (std::deque<Held> *waiting : {&m_committing, &m_gathered}) {
        std::deque<Held> staying;
        for (Held &one : *waiting) {
            if (mayOvertake(one.outcome)) {
                m_waitingBytes -= one.bytes;
                overtakers.append(std::move(one.outcome));
            } else {
                staying.push_back(std::move(one));
            }
        }
        waiting->swap(staying);
    }
    if (!overtakers.isEmpty())
        Q_EMIT overtaking(overtakers);
}

} // namespace foyer
