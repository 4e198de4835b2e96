// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historysearch.h"
#include "ui/history/updatablerows.h"

#include <QAbstractListModel>

namespace foyer {

/// Messages of the history, in the order they are given.
class HistoryLineModel final : public UpdatableRows<QAbstractListModel>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryLineModel)

public:
    enum Role {
        SeqRole = Qt::UserRole + 1, ///< quint64
        ChosenRole                  ///< bool: the one that the others surround
    };

    using UpdatableRows::UpdatableRows;

    void reset(const QList<HistoryLine> &lines, quint64 chosen = 0);
    void append(const QList<HistoryLine> &lines);
    /// As they are by now: what was there before, and is still, stays the same row.
    void update(const QList<HistoryLine> &lines);
    [[nodiscard]] const QList<HistoryLine> &lines() const { return m_lines; }
    [[nodiscard]] const HistoryLine &line(int row) const { return m_lines.at(row); }
    /// -1: it is not here.
    [[nodiscard]] int rowOf(quint64 seq) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<HistoryLine> m_lines;
    quint64 m_chosen = 0;
};

} // namespace foyer
