// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace foyer {

class AttendanceModel;

/// The header of who was there: above the bars stand the times that they are drawn by.
class AttendanceHeader final : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttendanceHeader)

public:
    explicit AttendanceHeader(const AttendanceModel &attendance, QWidget *parent = nullptr);

    /// What stands above bars in a section of this width: where from its left, and what.
    struct Label
    {
        QRectF place;
        QString text;
    };
    [[nodiscard]] QList<Label> labels(const QRect &section) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    [[nodiscard]] bool hasAxis() const;

    const AttendanceModel &m_attendance;
};

} // namespace foyer
