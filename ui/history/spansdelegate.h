// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace foyer {

class AttendanceModel;

/// Draws when somebody was there as bars on a line from the first coming of all to the last going.
class SpansDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpansDelegate)

public:
    explicit SpansDelegate(const AttendanceModel &attendance, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const AttendanceModel &m_attendance;
};

} // namespace foyer
