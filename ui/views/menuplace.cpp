// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/menuplace.h"

#include <QAbstractItemView>
#include <QContextMenuEvent>

namespace foyer {

MenuPlace MenuPlace::of(const QContextMenuEvent &event, const QAbstractItemView &view)
{
    const bool byKey = event.reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? view.currentIndex() : view.indexAt(event.pos());
    return {index, byKey ? view.viewport()->mapToGlobal(view.visualRect(index).center()) : event.globalPos()};
}

} // namespace foyer
