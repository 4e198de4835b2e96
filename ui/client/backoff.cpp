// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/backoff.h"

#include <algorithm>

namespace foyer {

Backoff::Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest)
    : m_first(first)
    , m_longest(longest)
{
}

std::chrono::milliseconds Backoff::next(double chance)
{
    constexpr int mostDoublings = 16;
    const auto span = std::min(m_longest, m_first * (1 << std::min(m_tries, mostDoublings)));
    ++m_tries;
    return std::chrono::milliseconds(std::chrono::milliseconds::rep(double(span.count()) * (0.5 + 0.5 * chance)));
}

} // namespace foyer
