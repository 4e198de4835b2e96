// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace foyer {

/// How many rows (or pages) are worked on in one transaction so that it takes about as long as wanted, commit and all: learned from the one before.
class SliceSize final
{
public:
    using Span = std::chrono::nanoseconds;

    constexpr SliceSize(int least, int most, Span wanted) : m_least(least), m_most(most), m_wanted(wanted), m_size(most) {}

    [[nodiscard]] constexpr int size() const { return m_size; }

    /// `done` of them took so long. Falls at once, and rises by a half at the most: one quick slice does not promise another.
    constexpr void learn(int done, Span span)
    {
        if (done <= 0)
            return;
        const Span::rep fitting = done * m_wanted.count() / std::max<Span::rep>(span.count(), 1);
        m_size = std::clamp(static_cast<int>(std::min<Span::rep>(fitting, m_size + m_size / 2 + 1)), m_least, m_most);
    }

private:
    int m_least;
    int m_most;
    Span m_wanted;
    int m_size;
};

} // namespace foyer
