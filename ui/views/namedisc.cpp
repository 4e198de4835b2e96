// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/namedisc.h"

#include "ui/theme.h"
#include "ui/tokens.h"

#include <QPainter>
#include <QTextBoundaryFinder>

namespace foyer {

QString initialOf(const QString &name)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    const auto end = finder.toNextBoundary();
    return end <= 0 ? QString() : name.left(end).toUpper();
}

void paintNameDisc(QPainter &painter, const QRectF &rect, const Tokens &tokens, UserId user, const QString &name,
                   bool away)
{
    const QColor color = nameColor(tokens, user);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(away ? QPen(color, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(away ? QBrush(Qt::NoBrush) : QBrush(color));
    const qreal inset = away ? 0.75 : 0;
    painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset));
    painter.setPen(away ? color : tokens.surface);
    painter.setFont(sized(painter.font(), std::max(9, int(rect.height() * 0.5)), QFont::DemiBold));
    painter.drawText(rect, Qt::AlignCenter, initialOf(name));
    painter.restore();
}

} // namespace foyer
