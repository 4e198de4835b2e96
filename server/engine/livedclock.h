// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/contract/limits.h"

#include <QTimer>

namespace foyer {

/// Steady time as the room has lived it: a gap in which the machine slept, or the program was stopped or did not come
/// to look at anything, counts for a moment only. Nobody could be heard meanwhile, so nobody's time runs out in it. The
/// system's steady clock leaves out a suspend by itself on Linux, but not elsewhere, and never a SIGSTOP.
class LivedClock final : public Clock
{
public:
    /// `clock` outlives it.
    LivedClock(const Clock &clock, const Limits &limits);

    /// From now on it looks at the time by itself, in the calling thread, so that quiet is not taken for sleep.
    void start() { m_tick.start(); }

    [[nodiscard]] qint64 wallMs() const override { return m_clock.wallMs(); }
    [[nodiscard]] qint64 steadyMs() const override { return steadyUs() / 1000; }
    [[nodiscard]] qint64 steadyUs() const override;

private:
    const Clock &m_clock;
    const qint64 m_tickUs;
    QTimer m_tick;
    mutable qint64 m_lastUs;
    mutable qint64 m_sleptUs = 0;
};

} // namespace foyer
