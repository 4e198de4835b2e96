// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStyledItemDelegate>

class QTextLayout;

namespace foyer {

struct Tokens;

/// Draws a line of the log: time, name in its colour, words; days and happenings in their own manner.
class LogDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogDelegate)

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Measures anew: width, font or language have changed.
    void forgetHeights();

    /// Of a line with few words.
    [[nodiscard]] int leastHeight(const QFont &font) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintDay(QPainter &painter, const QRect &rect, const Tokens &tokens, const QString &words) const;
    void paintName(QPainter &painter, const QRect &rect, int baseline, const Tokens &tokens,
                   const QModelIndex &index) const;

    mutable QHash<quint64, int> m_heights; ///< by serial, for m_width
    mutable int m_width = 0;
};

} // namespace foyer
