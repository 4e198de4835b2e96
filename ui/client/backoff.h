// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace foyer {

/// How long to wait before trying again: each time twice as long, up to a limit, and never all at once.
class Backoff final
{
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest);

    /// `chance` from 0 to 1 spreads the answer over the upper half of the span.
    [[nodiscard]] std::chrono::milliseconds next(double chance);
    void reset() { m_tries = 0; }

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_longest;
    int m_tries = 0;
};

} // namespace foyer
