// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/timeaxis.h"

#include "ui/timetext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr double side = 8;
constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr std::array steps{minute,    2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour,    2 * hour,
                           3 * hour,  6 * hour,   12 * hour,  day,         2 * day,     7 * day,     14 * day, 28 * day,
                           91 * day, 182 * day,  364 * day,  1820 * day};

QString dayLabel(qint64 atMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(atMs).date(), QLocale().language() == QLocale::Chinese ? u"M月d日"_s : u"d MMM"_s);
}

} // namespace

QList<TimeAxis::Mark> TimeAxis::marks(int most) const
{
    const qint64 length = m_toMs - m_fromMs;
    if (length <= 0 || most <= 0)
        return {};
    const auto step = std::find_if(steps.begin(), steps.end(), [&](qint64 each) { return length / each < most; });
    if (step == steps.end())
        return {};
    QList<Mark> marks;
    // From midnight on, as the clock on the wall counts; days are not all of the same length.
    QDateTime at = QDateTime::fromMSecsSinceEpoch(m_fromMs).date().startOfDay();
    while (at.toMSecsSinceEpoch() <= m_toMs) {
        if (const qint64 atMs = at.toMSecsSinceEpoch(); atMs >= m_fromMs && marks.size() < most)
            marks.append({atMs, *step >= day ? dayLabel(atMs) : TimeText::clock(atMs)});
        at = *step >= day ? at.addDays(*step / day) : at.addMSecs(*step);
    }
    return marks;
}

QRectF TimeAxis::line(const QRect &cell)
{
    return QRectF(cell).adjusted(side, 0, -side, 0);
}

double TimeAxis::place(qint64 atMs, const QRectF &line) const
{
    return line.left() + double(atMs - m_fromMs) / double(std::max<qint64>(1, m_toMs - m_fromMs)) * line.width();
}

QString TimeAxis::edgeLabel(qint64 atMs) const
{
    return isOfOneDay() ? TimeText::clock(atMs) : dayLabel(atMs) + u' ' + TimeText::clock(atMs);
}

bool TimeAxis::isOfOneDay() const
{
    return QDateTime::fromMSecsSinceEpoch(m_fromMs).date() == QDateTime::fromMSecsSinceEpoch(m_toMs).date();
}

} // namespace foyer
