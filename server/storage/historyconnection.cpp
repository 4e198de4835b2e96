// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historyconnection.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>

namespace foyer {

HistoryConnection::HistoryConnection(const QString &file, Access access)
    : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
{
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs);
    QString name = file;
    if (access != Access::Write)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (access == Access::ReadUnchanging) {
        // SQLite, URI filenames: "immutable=1" asks for no lock and no file beside it.
        options += QStringLiteral(";QSQLITE_OPEN_URI");
        name = QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded) + QStringLiteral("?immutable=1");
    }
    if (access == Access::Write)
        makePrivate(file);
    m_database.setDatabaseName(name);
    m_database.setConnectOptions(options);
    if (!m_database.open() || access != Access::Write)
        return;
    QSqlQuery query(m_database);
    query.exec(QStringLiteral("PRAGMA journal_mode = WAL"));
    query.exec(QStringLiteral("PRAGMA secure_delete = ON")); // what is deleted is gone
}

HistoryConnection::~HistoryConnection()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

void HistoryConnection::makePrivate(const QString &path)
{
    constexpr auto ownersAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (QFile(path).open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersAlone))
        return;
    for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::setPermissions(path + suffix, ownersAlone);
}

QString HistoryConnection::errorString() const
{
    return m_database.lastError().text();
}

qint64 HistoryConnection::number(const QString &pragma)
{
    QSqlQuery query(m_database);
    return query.exec(QStringLiteral("PRAGMA ") + pragma) && query.next() ? query.value(0).toLongLong() : -1;
}

} // namespace foyer
