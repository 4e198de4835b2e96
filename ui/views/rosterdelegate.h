// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace foyer {

/// Draws people: disc, name and the host's badge; in narrow places the rest in a second line below.
class RosterDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RosterDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// `counts`: how much somebody has said stands at the end of the row.
    void setTwoLines(bool twoLines, bool counts)
    {
        m_twoLines = twoLines;
        m_counts = counts;
    }
    [[nodiscard]] int rowHeight() const { return m_twoLines ? 44 : 32; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintPerson(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    /// Returns where it begins.
    int paintCount(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    bool m_twoLines = false;
    bool m_counts = false;
};

} // namespace foyer
