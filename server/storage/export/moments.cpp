// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/moments.h"

#include <QDateTime>

namespace foyer::moments {

std::optional<qint64> parse(const QString &text, Edge edge)
{
    constexpr qsizetype dayLength = 10; // "2026-11-25"
    const QString trimmed = text.trimmed();
    if (trimmed.size() == dayLength) {
        const QDate day = QDate::fromString(trimmed, Qt::ISODate);
        if (!day.isValid())
            return std::nullopt;
        return day.addDays(edge == Edge::End ? 1 : 0).startOfDay().toMSecsSinceEpoch();
    }
    QString joined = trimmed;
    if (joined.size() > dayLength && joined[dayLength] == QLatin1Char(' '))
        joined[dayLength] = QLatin1Char('T');
    const QDateTime moment = QDateTime::fromString(joined, Qt::ISODateWithMs);
    return moment.isValid() ? std::optional(moment.toMSecsSinceEpoch()) : std::nullopt;
}

} // namespace foyer::moments
