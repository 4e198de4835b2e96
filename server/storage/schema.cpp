// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/schema.h"

#include "server/storage/historyconnection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QStorageInfo>

#include <cstdio>
#include <optional>
#include <utility>

static void initMigrations()
{
    Q_INIT_RESOURCE(foyer_sql);
}

namespace foyer::schema {

namespace {

QString folder()
{
    return QStringLiteral(":/foyer/sql");
}

QStringList migrations()
{
    initMigrations();
    return QDir(folder()).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

/// They end with a semicolon at the end of a line.
QStringList statementsOf(const QString &file)
{
    QFile sql(folder() + QLatin1Char('/') + file);
    if (!sql.open(QIODevice::ReadOnly))
        return {};
    QString text;
    const QStringList lines = QString::fromUtf8(sql.readAll()).split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        if (!line.trimmed().startsWith(QLatin1String("--")))
            text += line + QLatin1Char('\n');
    }
    QStringList statements = text.split(QStringLiteral(";\n"));
    statements.removeIf([](const QString &statement) { return statement.trimmed().isEmpty(); });
    return statements;
}

Error errorOf(const QSqlQuery &query)
{
    return schema::errorOf(query.lastError().text(), query.lastError().nativeErrorCode());
}

/// As it is before an update, in a file of its own beside it. An earlier such copy stays until this one is whole.
std::optional<Error> copyAside(HistoryConnection &connection, int version)
{
    const QString file = connection.database().databaseName();
    const QString copy = file + QStringLiteral(".v%1").arg(version);
    const QString part = copy + QStringLiteral(".part");
    QFile::remove(part);
    // It is tried again and again, and is not to fill the disk each time for everybody else.
    const qint64 wanted = connection.number(QStringLiteral("page_count")) * connection.number(QStringLiteral("page_size"));
    const QStorageInfo disk(QFileInfo(file).path());
    if (disk.isValid() && disk.bytesAvailable() < wanted)
        return Error{Error::Kind::Refused, QStringLiteral("no room for a copy of %1 bytes before the update").arg(wanted)};
    HistoryConnection::makePrivate(part);
    QSqlQuery query(connection.database());
    query.prepare(QStringLiteral("VACUUM INTO ?"));
    query.addBindValue(part);
    std::optional<Error> error;
    if (!query.exec())
        error = errorOf(query);
    else if (::rename(QFile::encodeName(part).constData(), QFile::encodeName(copy).constData()) != 0)
        error = Error{Error::Kind::Refused, qt_error_string()};
    if (error)
        QFile::remove(part);
    return error;
}

} // namespace

int latestVersion()
{
    return static_cast<int>(migrations().size());
}

Error errorOf(const QString &detail, const QString &nativeCode)
{
    // SQLite, result codes (the lowest byte): 11 SQLITE_CORRUPT, 26 SQLITE_NOTADB
    const int code = nativeCode.toInt() & 0xff;
    const bool damaged = code == 11 || code == 26;
    return {damaged ? Error::Kind::Damaged : Error::Kind::Refused, detail};
}

Result<int, Error> migrate(HistoryConnection &connection)
{
    QSqlQuery query(connection.database());
    if (!query.exec(QStringLiteral("SELECT count(*) FROM sqlite_master")) || !query.next())
        return errorOf(query);
    const bool isEmpty = query.value(0).toInt() == 0;
    query.finish();
    if (!isEmpty && connection.number(QStringLiteral("application_id")) != applicationId)
        return Error{Error::Kind::NotOurs, {}};
    const auto version = static_cast<int>(connection.number(QStringLiteral("user_version")));
    const QStringList files = migrations();
    if (version > files.size())
        return Error{Error::Kind::TooNew, QString::number(version)};
    if (const auto error = !isEmpty && version < files.size() ? copyAside(connection, version) : std::nullopt)
        return *error;
    for (int next = version; next < files.size(); ++next) {
        QStringList statements = statementsOf(files[next]);
        statements.append(QStringLiteral("PRAGMA user_version = %1").arg(next + 1));
        if (isEmpty)
            statements.append(QStringLiteral("PRAGMA application_id = %1").arg(applicationId));
        connection.database().transaction();
        for (const QString &statement : std::as_const(statements)) {
            if (query.exec(statement))
                continue;
            Error error = errorOf(query);
            error.detail.prepend(files[next] + QStringLiteral(": "));
            query.finish();
            connection.database().rollback();
            return error;
        }
        query.finish();
        if (!connection.database().commit()) {
            Error error = schema::errorOf(connection.errorString(), connection.database().lastError().nativeErrorCode());
            connection.database().rollback();
            return error;
        }
    }
    return version;
}

} // namespace foyer::schema
