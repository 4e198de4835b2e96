// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QPoint>

class QAbstractItemView;
class QContextMenuEvent;

namespace foyer {

/// Where in a view a context menu was asked for: under the pointer, or with the key for the current row.
struct MenuPlace
{
    QModelIndex index; ///< invalid: at no row
    QPoint at;         ///< on the screen

    [[nodiscard]] static MenuPlace of(const QContextMenuEvent &event, const QAbstractItemView &view);
};

} // namespace foyer
