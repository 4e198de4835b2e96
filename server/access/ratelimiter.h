// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/bucketshelf.h"
#include "server/access/tokenbucket.h"
#include "server/base/id.h"
#include "server/contract/limits.h"

namespace foyer {

/// Whose messages are counted together: a user's from all their windows, a connection's until it is a user's.
struct Sender
{
    UserId user;       ///< null before joining
    SessionId session; ///< null after

    bool operator==(const Sender &) const = default;
    friend size_t qHash(const Sender &sender, size_t seed = 0) { return qHashMulti(seed, sender.user, sender.session); }
};

/// Lets everybody send only so many messages. Who goes on far beyond is flooding: more than five times the rate, for longer
/// than five bursts.
class RateLimiter final
{
public:
    explicit RateLimiter(const Limits &limits);

    struct Verdict
    {
        qint64 retryAfterMs = 0; ///< 0: it may pass
        bool flooding = false;
    };
    [[nodiscard]] Verdict ask(const Sender &sender, double cost, qint64 nowMs);
    [[nodiscard]] qsizetype remembered() const { return m_buckets.size(); }

private:
    struct Buckets
    {
        TokenBucket passed;
        TokenBucket refused;
    };
    Pace m_pace;
    Pace m_patience;
    BucketShelf<Sender, Buckets> m_buckets;
};

} // namespace foyer
