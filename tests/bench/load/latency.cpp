// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/latency.h"

#include <bit>

namespace bench {

unsigned Latency::bucketOf(std::uint64_t ns)
{
    constexpr unsigned subBuckets = 1u << subBits;
    if (ns < subBuckets)
        return static_cast<unsigned>(ns);
    const auto power = static_cast<unsigned>(std::bit_width(ns)) - 1;
    const auto sub = static_cast<unsigned>(ns >> (power - subBits)) & (subBuckets - 1);
    return ((power - subBits + 1) << subBits) + sub;
}

double Latency::quantileMs(double share) const
{
    constexpr unsigned subBuckets = 1u << subBits;
    const double wanted = share * static_cast<double>(m_count);
    double seen = 0;
    for (unsigned i = 0; i < m_buckets.size(); ++i) {
        seen += static_cast<double>(m_buckets[i]);
        if (seen >= wanted && seen > 0) {
            const unsigned next = i + 1;
            const double upper = next < subBuckets
                                     ? next
                                     : static_cast<double>(subBuckets + (next & (subBuckets - 1)))
                                           * static_cast<double>(std::uint64_t{1} << ((next >> subBits) - 1));
            return upper / 1e6;
        }
    }
    return 0;
}

} // namespace bench
