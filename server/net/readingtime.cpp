// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/readingtime.h"

#include "server/net/readingturn.h"

#include <algorithm>

namespace foyer {

namespace {

constexpr auto laneInterval = 20ms;
constexpr qint64 laneUs = 4000; ///< of each interval
constexpr double usPerMs = 1000;
constexpr qint64 longTurnUs = 250;
constexpr qint64 shortTurnUs = 25; ///< a message or two
constexpr qint64 roundUs = 4000; ///< of long turns
/// What may come at once, in times of what may come in a second.
constexpr double burst = 0.5;
/// A connection's share of its address's.
constexpr double connectionShare = 0.1;

Pace paceOf(double msPerSecond)
{
    return {msPerSecond * usPerMs, 1s, msPerSecond * usPerMs * burst};
}

} // namespace

ReadingTime::ReadingTime(const Clock &clock, const Limits &limits, QObject *parent)
    : QObject(parent), m_clock(clock), m_ofAddress(paceOf(limits.work)), m_ofConnection(paceOf(limits.work * connectionShare))
{
    m_lane.setInterval(laneInterval);
    m_lane.setTimerType(Qt::PreciseTimer);
    connect(&m_lane, &QTimer::timeout, this, &ReadingTime::serve);
}

TokenBucket &ReadingTime::shareOf(const QString &address, qint64 nowMs)
{
    return m_shares.of(address, [this, nowMs](const TokenBucket &other) { return other.isFull(m_ofAddress, nowMs); });
}

bool ReadingTime::charge(TokenBucket &connection, const QString &address, qint64 us)
{
    if (m_roundUs == 0 && us > 0)
        QTimer::singleShot(0, this, [this] { m_roundUs = 0; });
    m_roundUs += us;
    const qint64 nowMs = m_clock.steadyMs();
    TokenBucket &share = shareOf(address, nowMs);
    connection.take(m_ofConnection, double(us), nowMs);
    share.take(m_ofAddress, double(us), nowMs);
    return connection.wait(m_ofConnection, 0, nowMs) == 0 && share.wait(m_ofAddress, 0, nowMs) == 0;
}

bool ReadingTime::hasLeft(const TokenBucket &connection, const QString &address)
{
    const qint64 nowMs = m_clock.steadyMs();
    return connection.wait(m_ofConnection, 0, nowMs) == 0 && shareOf(address, nowMs).wait(m_ofAddress, 0, nowMs) == 0;
}

qint64 ReadingTime::turnUs() const
{
    return m_roundUs < roundUs ? longTurnUs : shortTurnUs;
}

void ReadingTime::enter(ReadingTurn *turn)
{
    m_slow.push_back(turn);
    if (!m_lane.isActive())
        m_lane.start();
}

void ReadingTime::leave(ReadingTurn *turn)
{
    std::erase(m_slow, turn);
}

void ReadingTime::serve()
{
    const qint64 began = m_clock.steadyUs();
    // Each at most once: whoever enters again is behind all who wait.
    for (size_t waiting = m_slow.size(); waiting > 0 && !m_slow.empty() && m_clock.steadyUs() - began < laneUs; --waiting) {
        ReadingTurn *turn = m_slow.front();
        m_slow.pop_front();
        turn->serve();
    }
    if (m_slow.empty())
        m_lane.stop();
}

} // namespace foyer
