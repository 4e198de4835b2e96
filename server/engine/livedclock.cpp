// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/livedclock.h"

#include "server/base/logcategories.h"

#include <algorithm>

namespace foyer {

namespace {

/// Often enough that the shortest time anybody is given is noticed to have been slept through.
std::chrono::milliseconds tickFor(const Limits &limits)
{
    std::chrono::milliseconds tick = 2s;
    for (const std::chrono::milliseconds time : {limits.silence, limits.join, limits.handshake, limits.grace}) {
        if (time > 0ms)
            tick = std::min(tick, time / 4);
    }
    return std::max(tick, std::chrono::milliseconds(250));
}

} // namespace

LivedClock::LivedClock(const Clock &clock, const Limits &limits)
    : m_clock(clock), m_tickUs(std::chrono::microseconds(tickFor(limits)).count()), m_lastUs(clock.steadyUs())
{
    m_tick.setInterval(tickFor(limits));
    QObject::connect(&m_tick, &QTimer::timeout, &m_tick, [this] { static_cast<void>(steadyUs()); });
}

qint64 LivedClock::steadyUs() const
{
    const qint64 now = m_clock.steadyUs();
    const qint64 gap = now - m_lastUs;
    m_lastUs = now;
    if (m_tick.isActive() && gap > 2 * m_tickUs) {
        m_sleptUs += gap - m_tickUs;
        qCInfo(lcRoom) << "slept for" << gap / 1000 << "ms";
    }
    return now - m_sleptUs;
}

} // namespace foyer
