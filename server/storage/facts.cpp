// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/facts.h"

#include "server/storage/historyconnection.h"

#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace foyer::facts {

namespace {

bool put(HistoryConnection &connection, QLatin1String name, quint64 value, const QString &conflict)
{
    QSqlQuery query(connection.database());
    query.prepare(QStringLiteral("INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = ") + conflict);
    query.addBindValue(QString(name));
    query.addBindValue(static_cast<qint64>(value));
    return query.exec();
}

} // namespace

quint64 number(HistoryConnection &connection, QLatin1String name)
{
    QSqlQuery query(connection.database());
    query.prepare(QStringLiteral("SELECT value FROM facts WHERE name = ?"));
    query.addBindValue(QString(name));
    return query.exec() && query.next() ? query.value(0).toULongLong() : 0;
}

bool set(HistoryConnection &connection, QLatin1String name, quint64 value)
{
    return put(connection, name, value, QStringLiteral("excluded.value"));
}

bool raise(HistoryConnection &connection, QLatin1String name, quint64 value)
{
    return put(connection, name, value, QStringLiteral("max(value, excluded.value)"));
}

bool isLasting(QStringView name)
{
    return std::find(lasting.begin(), lasting.end(), name) != lasting.end();
}

} // namespace foyer::facts
