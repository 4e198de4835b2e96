// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStyledItemDelegate>

namespace foyer {

struct HistoryLine;
class Clock;
class HistoryLineModel;

/// Draws a message of the history: who and when, below it the words with what was looked for marked.
class HistoryLineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryLineDelegate)

public:
    enum class Extent : quint8 {
        Excerpt, ///< a few lines around the first mark
        Whole
    };

    HistoryLineDelegate(const HistoryLineModel &lines, const Clock &clock, Extent extent, QObject *parent = nullptr);

    /// Measures anew: the font has changed.
    void forgetHeights() { m_heights.clear(); }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    [[nodiscard]] HistoryLine shown(const HistoryLine &line) const;

    const HistoryLineModel &m_lines;
    const Clock &m_clock;
    const Extent m_extent;
    mutable QHash<quint64, int> m_heights; ///< by seq, for m_width
    mutable int m_width = 0;
};

} // namespace foyer
