// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/historycopy.h"

#include "server/storage/eventrow.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"

#include <QFile>
#include <QSqlQuery>

namespace foyer {

HistoryCopy::HistoryCopy(const QString &dataFolder)
{
    const QString from = historyfile::pathIn(dataFolder);
    const QString to = historyfile::pathIn(m_folder.path());
    if (!QFile::copy(from, to))
        return;
    QFile::copy(from + QStringLiteral("-wal"), to + QStringLiteral("-wal")); // the rest is made from these two
    m_connection = std::make_unique<HistoryConnection>(to, HistoryConnection::Access::Write);
}

HistoryCopy::~HistoryCopy() = default;

bool HistoryCopy::isOpen() const
{
    return m_connection && m_connection->isOpen();
}

std::map<quint64, Event> HistoryCopy::events(quint64 from)
{
    std::map<quint64, Event> events;
    QSqlQuery query(m_connection->database());
    query.exec(QStringLiteral("SELECT %1 FROM events WHERE seq >= %2").arg(eventrow::columns()).arg(from));
    while (query.next()) {
        if (const std::optional<Event> event = eventrow::read(query))
            events.emplace(event->seq, *event);
    }
    return events;
}

QVariant HistoryCopy::value(const QString &select)
{
    const QVariantList values = column(select);
    return values.isEmpty() ? QVariant() : values.constFirst();
}

QVariantList HistoryCopy::column(const QString &select)
{
    QVariantList values;
    QSqlQuery query(m_connection->database());
    query.exec(select);
    while (query.next())
        values.append(query.value(0));
    return values;
}

} // namespace foyer
