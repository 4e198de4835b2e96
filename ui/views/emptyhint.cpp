// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/emptyhint.h"

#include "ui/tokens.h"

#include <QAbstractItemView>
#include <QPainter>

namespace foyer {

void paintEmptyHint(QAbstractItemView &view, const QString &hint)
{
    if (!view.model() || view.model()->rowCount(view.rootIndex()) > 0)
        return;
    QPainter painter(view.viewport());
    painter.setPen(tokensOf(view.palette()).muted);
    painter.drawText(view.viewport()->rect().adjusted(24, 12, -24, -12),
                     int(Qt::AlignCenter) | int(Qt::TextWordWrap), hint);
}

} // namespace foyer
