// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/attendanceheader.h"

#include "ui/history/attendancemodel.h"
#include "ui/history/timeaxis.h"
#include "ui/theme.h"
#include "ui/tokens.h"

#include <QPainter>

#include <algorithm>

namespace foyer {

namespace {

constexpr int gap = 10;

} // namespace

AttendanceHeader::AttendanceHeader(const AttendanceModel &attendance, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_attendance(attendance)
{
    setSectionsClickable(true);
}

bool AttendanceHeader::hasAxis() const
{
    return m_attendance.toMs() > m_attendance.fromMs();
}

/// The beginning and the end, and of the round times between them those that there is room for.
QList<AttendanceHeader::Label> AttendanceHeader::labels(const QRect &section) const
{
    const QFontMetrics metrics(tabular(sized(font(), 12)));
    const TimeAxis axis(m_attendance.fromMs(), m_attendance.toMs());
    const QRectF line = TimeAxis::line(section);
    const auto widthOf = [&](const QString &text) { return metrics.horizontalAdvance(text) + 1; };
    const QString first = axis.edgeLabel(m_attendance.fromMs());
    const QString last = axis.edgeLabel(m_attendance.toMs());
    QList<Label> labels{{{line.left(), line.top(), double(widthOf(first)), line.height()}, first}};
    const double lastLeft = line.right() - widthOf(last);
    if (lastLeft < labels.constFirst().place.right() + gap)
        return labels;
    for (const TimeAxis::Mark &mark : axis.marks(std::max(1, int(line.width()) / (widthOf(first) + gap)))) {
        const double width = widthOf(mark.label);
        const double left = axis.place(mark.atMs, line) - width / 2;
        if (left >= labels.constLast().place.right() + gap && left + width + gap <= lastLeft)
            labels.append({{left, line.top(), width, line.height()}, mark.label});
    }
    labels.append({{lastLeft, line.top(), double(widthOf(last)), line.height()}, last});
    return labels;
}

void AttendanceHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    if (logicalIndex == AttendanceModel::Spans && hasAxis())
        option->text.clear();
}

void AttendanceHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, logicalIndex);
    painter->restore();
    if (logicalIndex != AttendanceModel::Spans || !hasAxis())
        return;
    painter->save();
    painter->setFont(tabular(sized(font(), 12)));
    painter->setPen(tokensOf(palette()).muted);
    for (const Label &label : labels(rect))
        painter->drawText(label.place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, label.text);
    painter->restore();
}

} // namespace foyer
