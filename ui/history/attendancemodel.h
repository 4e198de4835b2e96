// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/attendance.h"
#include "ui/history/updatablerows.h"

#include <QAbstractTableModel>
#include <QHash>

namespace foyer {

/// Who was in the room: one row per person.
class AttendanceModel final : public UpdatableRows<QAbstractTableModel>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttendanceModel)

public:
    enum Column { Name, First, Last, Minutes, Messages, Spans, ColumnCount };
    /// QList<Attendance::Span>, of the column Spans.
    static constexpr int SpansRole = Qt::UserRole + 2;

    using UpdatableRows::UpdatableRows;

    /// As it is by now: who was there before, and is still, stays in the same row.
    void update(const Attendance &attendance);
    void retranslate();
    /// From the first coming to the last going; the same moment twice when there is nobody.
    [[nodiscard]] qint64 fromMs() const { return m_fromMs; }
    [[nodiscard]] qint64 toMs() const { return m_toMs; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;

    Attendance m_attendance;
    QHash<UserId, QString> m_names; ///< as shown
    qint64 m_fromMs = 0;
    qint64 m_toMs = 0;
};

} // namespace foyer
