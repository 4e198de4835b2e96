// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace foyer {

/// Where the rows of a long list stand: measured ones at their height, the others at a guess until somebody looks at them.
class RowHeights final
{
public:
    /// All rows are unmeasured. `guess` in px, above 0.
    void reset(int rows, int guess);
    void insert(int row, int count);
    void remove(int row, int count);
    /// They are to be measured anew.
    void forget(int first, int last);
    void measured(int row, int height);

    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] bool isMeasured(int row) const { return m_rows[std::size_t(row)].measured; }
    [[nodiscard]] int height(int row) const { return m_rows[std::size_t(row)].height; }
    /// px from the top of the first row; top(count()) is the height of them all.
    [[nodiscard]] int top(int row) const;
    /// The row at `y`, the first or the last beyond them; -1 without rows.
    [[nodiscard]] int rowAt(int y) const;

private:
    struct Row
    {
        int height = 0;
        bool measured = false;
    };
    void sum() const;

    std::vector<Row> m_rows;
    int m_guess = 1;
    mutable std::vector<int> m_tops; ///< one more than rows; right up to m_summed
    mutable std::size_t m_summed = 0;
};

} // namespace foyer
