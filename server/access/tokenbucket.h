// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace foyer {

/// So much in a span of time, and so much at once.
struct Pace
{
    double count = 0; ///< in `span`; 0: no limit
    std::chrono::milliseconds span{1000};
    double burst = 0; ///< at once; at least 1 when there is a limit

    [[nodiscard]] bool isNone() const { return count <= 0; }
};

/// A token bucket that is full to begin with. The time is handed in, in ms that never go back; the pace must always be the same.
class TokenBucket final
{
public:
    /// Ms until `cost` is there; 0: it is.
    [[nodiscard]] qint64 wait(const Pace &pace, double cost, qint64 nowMs) const;
    /// May go into debt: then nothing is there until that is made good.
    void take(const Pace &pace, double cost, qint64 nowMs);
    [[nodiscard]] bool isFull(const Pace &pace, qint64 nowMs) const;

private:
    [[nodiscard]] double missing(const Pace &pace, qint64 nowMs) const;

    double m_missing = 0; ///< from full, at m_atMs
    qint64 m_atMs = 0;
};

} // namespace foyer
