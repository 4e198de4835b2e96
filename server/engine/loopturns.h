// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/recentmax.h"

namespace foyer {

/// How long the turns of an event loop take: from one awakening to the next, less the wait in between. That is what
/// everybody else has to wait, so it is steady time, other processes' share of the processor included. Only behind the
/// wait, where an event dispatcher does not tell when it ended, the thread's processor time stands in: waiting takes none.
class LoopTurns final
{
public:
    void wakes(qint64 steadyUs, qint64 cpuUs)
    {
        if (m_running) {
            const qint64 turn = m_waits ? m_untilWaitUs + (cpuUs - m_cpuAtWaitUs) : steadyUs - m_wokeUs;
            m_longestUs = std::max(m_longestUs, turn);
            m_recent.record(steadyUs / 1000, turn);
        }
        m_running = true;
        m_waits = false;
        m_wokeUs = steadyUs;
    }

    void waits(qint64 steadyUs, qint64 cpuUs)
    {
        m_waits = true;
        m_untilWaitUs = steadyUs - m_wokeUs;
        m_cpuAtWaitUs = cpuUs;
    }

    [[nodiscard]] qint64 longestUs() const { return m_longestUs; }
    /// Within the last `seconds`, at most 60.
    [[nodiscard]] qint64 longestLatelyUs(qint64 steadyMs, qint64 seconds) const { return m_recent.value(steadyMs, seconds); }

private:
    RecentMax m_recent;
    qint64 m_longestUs = 0;
    qint64 m_wokeUs = 0;
    qint64 m_untilWaitUs = 0;
    qint64 m_cpuAtWaitUs = 0;
    bool m_running = false;
    bool m_waits = false;
};

} // namespace foyer
