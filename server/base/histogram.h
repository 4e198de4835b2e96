// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace foyer {

/// How often values fell below which bound. A plain value: the difference of two copies tells what came between them.
template <size_t N>
class Histogram final
{
public:
    using Bounds = std::array<quint64, N>;
    /// What quantile() gives when the value lies above the last bound.
    static constexpr quint64 beyond = std::numeric_limits<quint64>::max();

    /// Inclusive upper bounds, rising.
    constexpr explicit Histogram(const Bounds &bounds) : m_bounds(bounds) {}

    void record(quint64 value)
    {
        const auto bound = std::lower_bound(m_bounds.begin(), m_bounds.end(), value);
        ++m_counts[static_cast<size_t>(bound - m_bounds.begin())];
        m_sum += value;
    }

    [[nodiscard]] const Bounds &bounds() const { return m_bounds; }
    /// One for each bound, and one more for what lies above the last.
    [[nodiscard]] const std::array<quint64, N + 1> &counts() const { return m_counts; }
    [[nodiscard]] quint64 sum() const { return m_sum; }
    [[nodiscard]] quint64 count() const
    {
        quint64 all = 0;
        for (const quint64 count : m_counts)
            all += count;
        return all;
    }

    /// What was recorded since `earlier`, a copy of this one.
    [[nodiscard]] Histogram since(const Histogram &earlier) const
    {
        Histogram later = *this;
        for (size_t i = 0; i <= N; ++i)
            later.m_counts[i] -= earlier.m_counts[i];
        later.m_sum -= earlier.m_sum;
        return later;
    }

    /// The lowest bound that at least this share (0 to 1) of the values does not exceed; nothing without any value.
    [[nodiscard]] std::optional<quint64> quantile(double share) const
    {
        const quint64 all = count();
        if (all == 0)
            return std::nullopt;
        const auto wanted = static_cast<quint64>(std::ceil(share * static_cast<double>(all)));
        quint64 below = 0;
        for (size_t i = 0; i < N; ++i) {
            below += m_counts[i];
            if (below > 0 && below >= wanted)
                return m_bounds[i];
        }
        return beyond;
    }

    bool operator==(const Histogram &) const = default;

private:
    Bounds m_bounds;
    std::array<quint64, N + 1> m_counts{};
    quint64 m_sum = 0;
};

} // namespace foyer
