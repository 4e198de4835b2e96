// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/placekeeper.h"

#include <QAbstractItemView>
#include <QScrollBar>

#include <algorithm>

namespace foyer {

PlaceKeeper::PlaceKeeper(QAbstractItemView &view) : m_view(view)
{
    if (m_view.verticalScrollBar()->value() == 0)
        return;
    const int left = m_view.viewport()->rect().left() + 1;
    for (QModelIndex index = m_view.indexAt({left, 1}); index.isValid(); index = index.siblingAtRow(index.row() + 1)) {
        const QRect rect = m_view.visualRect(index);
        if (rect.top() > m_view.viewport()->height())
            break;
        m_seen.append({index, rect.top()});
    }
}

PlaceKeeper::~PlaceKeeper()
{
    const auto seen = std::find_if(m_seen.cbegin(), m_seen.cend(), [](const Seen &row) { return row.index.isValid(); });
    if (seen == m_seen.cend())
        return;
    m_view.doItemsLayout();
    QScrollBar *bar = m_view.verticalScrollBar();
    bar->setValue(bar->value() + m_view.visualRect(seen->index).top() - seen->top);
}

} // namespace foyer
