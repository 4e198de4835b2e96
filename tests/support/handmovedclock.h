// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"

namespace foyer {

/// A clock that a test moves by hand.
class HandMovedClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return m_wall; }
    [[nodiscard]] qint64 steadyMs() const override { return m_steady; }

    void advance(qint64 ms)
    {
        m_wall += ms;
        m_steady += ms;
    }
    void jumpWall(qint64 ms) { m_wall += ms; }

private:
    qint64 m_wall = 1'790'000'000'000;
    qint64 m_steady = 1'000'000;
};

} // namespace foyer
