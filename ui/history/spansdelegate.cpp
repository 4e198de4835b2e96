// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/spansdelegate.h"

#include "ui/history/attendancemodel.h"
#include "ui/history/timeaxis.h"
#include "ui/tokens.h"

#include <QPainter>

#include <algorithm>

namespace foyer {

namespace {

constexpr int thick = 8;
/// A short visit in a long period is seen all the same.
constexpr double leastWidth = 3;

} // namespace

SpansDelegate::SpansDelegate(const AttendanceModel &attendance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_attendance(attendance)
{
}

void SpansDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const Tokens &t = tokensOf(option.palette);
    const QRectF line = TimeAxis::line(option.rect);
    const TimeAxis axis(m_attendance.fromMs(), m_attendance.toMs());
    const double middle = line.center().y();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(t.line);
    painter->drawLine(QPointF(line.left(), middle), QPointF(line.right(), middle));
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.accent);
    const double whole = double(std::max<qint64>(1, m_attendance.toMs() - m_attendance.fromMs()));
    const auto spans = index.data(AttendanceModel::SpansRole).value<QList<Attendance::Span>>();
    for (const Attendance::Span &span : spans) {
        const double width = std::clamp(double(span.toMs - span.fromMs) / whole * line.width(), leastWidth, line.width());
        const double left = std::clamp(axis.place(span.fromMs, line), line.left(), line.right() - width);
        painter->drawRoundedRect(QRectF(left, middle - thick / 2.0, width, thick), std::min(width, double(thick)) / 2,
                                 std::min(width, double(thick)) / 2);
    }
    painter->restore();
}

} // namespace foyer
