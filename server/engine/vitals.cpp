// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/vitals.h"

#include "server/engine/metricspage.h"
#include "server/protocol/closecode.h"

#include <utility>

namespace foyer {

namespace {

constexpr auto interval = 1s;
constexpr size_t mostSamples = static_cast<size_t>(RoomHealth::lately / interval) + 1;

std::chrono::microseconds within(const std::optional<quint64> &us)
{
    if (!us)
        return 0us;
    return *us == decltype(Meters::appendToBroadcast)::beyond ? RoomHealth::beyond
                                                              : std::chrono::microseconds(*us);
}

} // namespace

Vitals::Vitals(const Meters &meters, const Clock &clock, TakeCensus takeCensus, QObject *parent)
    : QObject(parent), m_meters(meters), m_clock(clock), m_takeCensus(std::move(takeCensus)), m_loop(clock)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Vitals::look);
}

void Vitals::start()
{
    m_running = true;
    m_startedAtMs = m_clock.wallMs();
    m_loop.start();
    m_samples.assign({sample()});
    m_timer.start();
}

void Vitals::stop()
{
    m_running = false;
    m_timer.stop();
}

QByteArray Vitals::page() const
{
    const Census census = m_takeCensus();
    const LoopTurns &turns = m_loop.turns();
    return metricsPage(m_meters, {census.members, census.sessions, census.atTheDoor, m_startedAtMs, turns.longestUs(),
                                  turns.longestLatelyUs(m_clock.steadyMs(), RecentMax::seconds), census.unwritten,
                                  census.unwrittenMs, ProcessFigures::now()});
}

void Vitals::look()
{
    m_samples.push_back(sample());
    if (m_samples.size() > mostSamples)
        m_samples.pop_front();
    const RoomHealth now = health();
    if (isQuiet() && now == m_told)
        m_timer.stop();
    if (now == m_told)
        return;
    m_told = now;
    Q_EMIT healthChanged(now);
}

void Vitals::stir()
{
    if (m_running && !m_timer.isActive())
        m_timer.start();
}

/// All of the latest figures are the same.
bool Vitals::isQuiet() const
{
    return m_takeCensus().unwritten == 0 && m_samples.size() == mostSamples && m_samples.front() == m_samples.back() && m_meters.sessionsBehind == 0
           && m_loop.turns().longestLatelyUs(m_clock.steadyMs(), RoomHealth::lately.count()) < RoomHealth::busyTurn / 1us;
}

Vitals::Sample Vitals::sample() const
{
    const quint64 turnedAway = m_meters.closes.value(closecode::roomFull) + m_meters.closes.value(closecode::addressFull)
                               + m_meters.responses.value(503);
    return {m_meters.messages, m_meters.allRefusals() + turnedAway, m_meters.closes.value(closecode::tooSlow),
            m_meters.appendToBroadcast};
}

RoomHealth Vitals::health() const
{
    const Sample &then = m_samples.front();
    const Sample &now = m_samples.back();
    const Census census = m_takeCensus();
    const auto latency = now.appendToBroadcast.since(then.appendToBroadcast);
    const std::chrono::microseconds turn(
        m_loop.turns().longestLatelyUs(m_clock.steadyMs(), RoomHealth::lately.count()));

    RoomHealth health;
    health.members = census.members;
    health.sessions = census.sessions;
    health.sessionsBehind = m_meters.sessionsBehind;
    health.messagesLately = static_cast<quint32>(now.messages - then.messages);
    health.refusalsLately = static_cast<quint32>(now.refusals - then.refusals);
    health.cutOffLately = static_cast<quint32>(now.cutOff - then.cutOff);
    health.halfWithin = within(latency.quantile(0.5));
    health.mostWithin = within(latency.quantile(0.99));
    health.longestTurn = std::chrono::round<std::chrono::milliseconds>(turn);
    // A moment is what writing takes, and no more is worth a word.
    health.unwrittenFor = std::chrono::seconds(census.unwrittenMs / 1000);
    health.unwritten = health.unwrittenFor > 0s ? census.unwritten : 0;
    health.takesNothingMore = census.takesNothingMore;
    health.storageTrouble = census.log.detail;
    health.unsaved = census.log.held;
    health.neverSaved = census.log.dropped;
    health.undeleted = census.log.undeleted;
    return health;
}

} // namespace foyer
