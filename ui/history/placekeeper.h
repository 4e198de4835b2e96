// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPersistentModelIndex>

class QAbstractItemView;

namespace foyer {

/// While it lives rows may come and go; in the end, what was at the top of the view is there again, or what was next to it. A reader at the very beginning stays there.
class PlaceKeeper final
{
    Q_DISABLE_COPY_MOVE(PlaceKeeper)

public:
    explicit PlaceKeeper(QAbstractItemView &view);
    ~PlaceKeeper();

private:
    struct Seen
    {
        QPersistentModelIndex index;
        int top = 0; ///< in the viewport
    };

    QAbstractItemView &m_view;
    QList<Seen> m_seen; ///< from the top
};

} // namespace foyer
