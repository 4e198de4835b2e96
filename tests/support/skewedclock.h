// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/systemclock.h"

namespace foyer {

/// The system's clock, set by hand: the one on the wall as somebody would set it, the steady one as if the machine had
/// slept.
class SkewedClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return m_system.wallMs() + m_wallSkew; }
    [[nodiscard]] qint64 steadyMs() const override { return steadyUs() / 1000; }
    [[nodiscard]] qint64 steadyUs() const override { return m_system.steadyUs() + m_steadySkew * 1000; }

    void setWall(qint64 ms) { m_wallSkew += ms; }
    void sleep(qint64 ms)
    {
        m_wallSkew += ms;
        m_steadySkew += ms;
    }

private:
    SystemClock m_system;
    qint64 m_wallSkew = 0;
    qint64 m_steadySkew = 0;
};

} // namespace foyer
