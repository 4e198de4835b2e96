// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowheights.h"

#include <algorithm>
#include <iterator>

namespace foyer {

void RowHeights::reset(int rows, int guess)
{
    m_guess = guess;
    m_rows.assign(std::size_t(rows), {m_guess, false});
    m_summed = 0;
}

void RowHeights::insert(int row, int count)
{
    m_rows.insert(m_rows.begin() + row, std::size_t(count), {m_guess, false});
    m_summed = std::min(m_summed, std::size_t(row));
}

void RowHeights::remove(int row, int count)
{
    m_rows.erase(m_rows.begin() + row, m_rows.begin() + row + count);
    m_summed = std::min(m_summed, std::size_t(row));
}

void RowHeights::forget(int first, int last)
{
    for (int row = first; row <= last; ++row)
        m_rows[std::size_t(row)].measured = false;
}

void RowHeights::measured(int row, int height)
{
    Row &changed = m_rows[std::size_t(row)];
    if (changed.height != height)
        m_summed = std::min(m_summed, std::size_t(row));
    changed = {height, true};
}

int RowHeights::top(int row) const
{
    sum();
    return m_tops[std::size_t(row)];
}

int RowHeights::rowAt(int y) const
{
    if (m_rows.empty())
        return -1;
    sum();
    const auto above = std::upper_bound(m_tops.cbegin(), m_tops.cend(), y);
    return std::clamp(int(std::distance(m_tops.cbegin(), above)) - 1, 0, count() - 1);
}

void RowHeights::sum() const
{
    m_tops.resize(m_rows.size() + 1);
    m_tops[0] = 0;
    for (; m_summed < m_rows.size(); ++m_summed)
        m_tops[m_summed + 1] = m_tops[m_summed] + m_rows[m_summed].height;
}

} // namespace foyer
