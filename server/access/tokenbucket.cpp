// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/tokenbucket.h"

#include <algorithm>
#include <cmath>

namespace foyer {

namespace {

/// Sums of fractions are never quite even.
constexpr double nothing = 1e-6;

} // namespace

double TokenBucket::missing(const Pace &pace, qint64 nowMs) const
{
    const double come = double(nowMs - m_atMs) * pace.count / double(pace.span.count());
    return std::max(0.0, m_missing - come);
}

qint64 TokenBucket::wait(const Pace &pace, double cost, qint64 nowMs) const
{
    if (pace.isNone())
        return 0;
    // What costs more than there ever is may pass when all is there.
    const double lacking = missing(pace, nowMs) + std::min(cost, pace.burst) - pace.burst;
    return lacking <= nothing ? 0 : qint64(std::ceil(lacking * double(pace.span.count()) / pace.count - nothing));
}

void TokenBucket::take(const Pace &pace, double cost, qint64 nowMs)
{
    if (pace.isNone())
        return;
    m_missing = missing(pace, nowMs) + cost;
    m_atMs = nowMs;
}

bool TokenBucket::isFull(const Pace &pace, qint64 nowMs) const
{
    return pace.isNone() || missing(pace, nowMs) <= nothing;
}

} // namespace foyer
