// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timetext.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

QString TimeText::clock(qint64 wallMs)
{
    return QDateTime::fromMSecsSinceEpoch(wallMs).toString(u"HH:mm"_s);
}

QString TimeText::day(qint64 wallMs, qint64 nowMs)
{
    const QDate date = QDateTime::fromMSecsSinceEpoch(wallMs).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    if (date == today)
        return tr("Today");
    if (date.addDays(1) == today)
        return tr("Yesterday");
    return QLocale().toString(date, QLocale::LongFormat);
}

QString TimeText::dateFormat(const QLocale &own, const QLocale &system)
{
    if (own.language() == QLocale::C || (own.language() == QLocale::English && system.language() != QLocale::English))
        return u"yyyy-MM-dd"_s;
    const QString format = own.dateFormat(QLocale::ShortFormat);
    return format.contains("yyyy"_L1) ? format : QString(format).replace("yy"_L1, "yyyy"_L1);
}

QString TimeText::moment(qint64 wallMs)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(wallMs);
    return u"%1 %2"_s.arg(QLocale().toString(at.date(), QLocale::LongFormat), at.toString(u"HH:mm:ss"_s));
}

QString TimeText::stamp(qint64 wallMs)
{
    return u"%1 %2"_s.arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(wallMs).date(), dateFormat()), clock(wallMs));
}

QString TimeText::countdown(qint64 ms)
{
    const qint64 seconds = (std::max<qint64>(ms, 0) + 999) / 1000;
    const QString tail = u"%1:%2"_s;
    const qint64 hours = seconds / 3600;
    const qint64 minutes = seconds / 60 % 60;
    const auto two = [](qint64 value) { return QString::number(value).rightJustified(2, u'0'); };
    if (hours > 0)
        return u"%1:%2:%3"_s.arg(QString::number(hours), two(minutes), two(seconds % 60));
    return tail.arg(QString::number(minutes), two(seconds % 60));
}

QString TimeText::span(qint64 ms)
{
    const qint64 minutes = std::max<qint64>(ms, 0) / 60000;
    if (minutes < 1)
        return tr("less than a minute");
    if (minutes < 60)
        return tr("%1 min").arg(minutes);
    return tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

} // namespace foyer
