// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace bench {

/// How long things took: counts in buckets that grow by a sixteenth of a power of two, from 1 ns to hours.
class Latency final
{
public:
    void add(std::int64_t ns)
    {
        ++m_buckets[bucketOf(ns < 1 ? 1 : static_cast<std::uint64_t>(ns))];
        ++m_count;
        if (ns > m_longest)
            m_longest = ns;
    }
    void clear() { *this = {}; }

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    [[nodiscard]] double longestMs() const { return static_cast<double>(m_longest) / 1e6; }
    /// `share` from 0 to 1; the upper end of the bucket, in ms.
    [[nodiscard]] double quantileMs(double share) const;

private:
    static constexpr unsigned subBits = 4;
    [[nodiscard]] static unsigned bucketOf(std::uint64_t ns);

    std::array<std::uint64_t, (64 << subBits)> m_buckets{};
    std::uint64_t m_count = 0;
    std::int64_t m_longest = 0;
};

} // namespace bench
