// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rosterdelegate.h"

#include "ui/lineicon.h"
#include "ui/models/rostermodel.h"
#include "ui/theme.h"
#include "ui/tokens.h"
#include "ui/views/namedisc.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace foyer {

void RosterDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, t.accentSoft);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, mixed(t.surface, t.text, 0.04));
    if (index.column() == RosterModel::Name) {
        paintPerson(*painter, option, index);
    } else {
        painter->setFont(tabular(option.font));
        painter->setPen(t.muted);
        const QRect rect = option.rect.adjusted(8, 0, -8, 0);
        const QString text =
            QFontMetrics(painter->font()).elidedText(index.data().toString(), Qt::ElideRight, rect.width());
        painter->drawText(rect, index.data(Qt::TextAlignmentRole).toInt(), text);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && index.column() == RosterModel::Name) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.accent);
        painter->drawRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()));
    }
    painter->restore();
}

void RosterDelegate::paintPerson(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.palette);
    const UserId user{index.data(RosterModel::UserRole).toULongLong()};
    const QString name = index.data(RosterModel::NameRole).toString();
    const bool host = index.data(RosterModel::HostRole).toBool();
    const bool away = index.data(RosterModel::AwayRole).toBool();

    const qreal disc = m_twoLines ? 28 : 22;
    const QRectF discRect(option.rect.left() + 10, option.rect.center().y() + 0.5 - disc / 2, disc, disc);
    paintNameDisc(painter, discRect, t, user, name, away);

    QRect text = option.rect.adjusted(int(disc) + 20, 0, -10, 0);
    if (m_twoLines && m_counts)
        text.setRight(paintCount(painter, option, index) - 8);
    if (m_twoLines)
        text.setHeight(option.rect.height() / 2 + 2);
    // Where there is no room for the word the star alone says it.
    const QString badge = host && text.width() > 150 ? tr("host") : QString();
    const QFont badgeFont = sized(option.font, 12, QFont::DemiBold);
    const int badgeWidth = host ? QFontMetrics(badgeFont).horizontalAdvance(badge) + 22 : 0;

    painter.setFont(sized(option.font, 14, QFont::DemiBold));
    painter.setPen(away ? t.muted : t.text);
    const QFontMetrics metrics(painter.font());
    const QString shown = metrics.elidedText(name, Qt::ElideRight, std::max(24, text.width() - badgeWidth - 6));
    const int across = int(Qt::AlignLeft) | int(m_twoLines ? Qt::AlignBottom : Qt::AlignVCenter);
    painter.drawText(text, across, shown);
    if (host) {
        const int x = text.left() + metrics.horizontalAdvance(shown) + 8;
        const int y = m_twoLines ? text.bottom() - metrics.height() / 2 : text.center().y();
        lineIcon(u"host"_s, IconTone::Accent).paint(&painter, QRect(x, y - 7, 14, 14));
        painter.setFont(badgeFont);
        painter.setPen(t.accent);
        painter.drawText(QRect(x + 18, y - 10, badgeWidth, 20), int(Qt::AlignLeft | Qt::AlignVCenter), badge);
    }
    if (!m_twoLines)
        return;
    const QRect below(text.left(), text.bottom() + 1, text.width(), option.rect.bottom() - text.bottom() - 4);
    painter.setFont(tabular(sized(option.font, 12)));
    painter.setPen(t.muted);
    painter.drawText(below, int(Qt::AlignLeft | Qt::AlignTop),
                     QFontMetrics(painter.font())
                         .elidedText(index.data(RosterModel::SummaryRole).toString(), Qt::ElideRight, below.width()));
}

int RosterDelegate::paintCount(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString count = index.siblingAtColumn(RosterModel::Messages).data().toString();
    painter.setFont(tabular(sized(option.font, 12)));
    painter.setPen(tokensOf(option.palette).muted);
    painter.drawText(option.rect.adjusted(0, 0, -12, 0), int(Qt::AlignRight | Qt::AlignVCenter), count);
    return option.rect.right() - 12 - QFontMetrics(painter.font()).horizontalAdvance(count);
}

QSize RosterDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    int width = metrics.horizontalAdvance(index.data().toString()) + 20;
    if (index.column() == RosterModel::Name)
        width += index.data(RosterModel::HostRole).toBool() ? 110 : 50;
    return {width, rowHeight()};
}

} // namespace foyer
