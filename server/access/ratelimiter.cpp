// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/ratelimiter.h"

namespace foyer {

namespace {

/// A client that waits as it is told is refused about once for each message that passes; one that does not, a hundred times.
constexpr double patience = 5;

} // namespace

RateLimiter::RateLimiter(const Limits &limits)
    : m_pace{double(limits.rate), 1s, double(std::max(limits.rateBurst, 1))},
      m_patience{m_pace.count * patience, 1s, m_pace.burst * patience}
{}

RateLimiter::Verdict RateLimiter::ask(const Sender &sender, double cost, qint64 nowMs)
{
    if (m_pace.isNone())
        return {};
    Buckets &buckets = m_buckets.of(sender, [this, nowMs](const Buckets &other) {
        return other.passed.isFull(m_pace, nowMs) && other.refused.isFull(m_patience, nowMs);
    });
    const qint64 wait = buckets.passed.wait(m_pace, cost, nowMs);
    if (wait == 0) {
        buckets.passed.take(m_pace, cost, nowMs);
        return {};
    }
    if (buckets.refused.wait(m_patience, 1, nowMs) > 0)
        return {wait, true};
    buckets.refused.take(m_patience, 1, nowMs);
    return {wait, false};
}

} // namespace foyer
