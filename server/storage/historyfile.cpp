// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historyfile.h"

#include "server/base/logcategories.h"
#include "server/storage/eventrow.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historywriter.h"
#include "server/storage/schema.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QSysInfo>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace foyer::historyfile {

namespace {

using Access = HistoryConnection::Access;

/// A larger one is not read through at each opening.
constexpr qint64 mostBytesToCheck = 64 * 1024 * 1024;
/// isInUse() has the lock for a moment.
constexpr int lockWaitMs = 200;

Result<int, schema::Error> bringUpToDate(const QString &file)
{
    HistoryConnection connection(file, Access::Write);
    if (!connection.isOpen())
        return schema::errorOf(connection.errorString(), connection.database().lastError().nativeErrorCode());
    if (QFileInfo(file).size() <= mostBytesToCheck) {
        // A file with a wound anywhere is not to be written on.
        QSqlQuery check(connection.database());
        if (!check.exec(QStringLiteral("PRAGMA quick_check(1)")) || !check.next())
            return schema::errorOf(check.lastError().text(), check.lastError().nativeErrorCode());
        if (check.value(0).toString() != QLatin1String("ok"))
            return schema::Error{schema::Error::Kind::Damaged, check.value(0).toString()};
    }
    return schema::migrate(connection);
}

/// What can still be read, row by row from both ends towards the wound, goes into the new file: so many events, or none where the system will not have them.
qint64 recover(const QString &from, const QString &into)
{
    HistoryConnection old(from, Access::Read);
    HistoryConnection fresh(into, Access::Write);
    qint64 recovered = 0;
    if (!fresh.database().transaction()) {
        qCWarning(lcStorage).noquote() << "what can be read of it cannot be written:" << fresh.errorString();
        return 0;
    }
    QSqlQuery writing(fresh.database());
    writing.prepare(eventrow::insertion());
    for (const QString &order : {QStringLiteral("ASC"), QStringLiteral("DESC")}) {
        QSqlQuery reading(old.database());
        reading.setForwardOnly(true);
        if (!reading.exec(QStringLiteral("SELECT ") + eventrow::columns() + QStringLiteral(" FROM events ORDER BY seq ") + order))
            continue;
        while (reading.next()) {
            const std::optional<Event> event = eventrow::read(reading);
            if (!event || !event->isKept())
                continue;
            eventrow::bind(writing, *event);
            if (writing.exec() && writing.numRowsAffected() > 0) // the second time round it is there already
                ++recovered;
        }
    }
    const auto takeOver = [&](const QString &table, const QString &columns) {
        QSqlQuery reading(old.database());
        reading.setForwardOnly(true);
        if (!reading.exec(QStringLiteral("SELECT %1 FROM %2").arg(columns, table)))
            return;
        QSqlQuery row(fresh.database());
        const auto count = columns.count(QLatin1Char(',')) + 1;
        row.prepare(QStringLiteral("INSERT OR IGNORE INTO %1 (%2) VALUES (%3)")
                        .arg(table, columns, QStringList(count, QStringLiteral("?")).join(QLatin1Char(','))));
        while (reading.next()) {
            for (int column = 0; column < count; ++column)
                row.bindValue(column, reading.value(column));
            row.exec();
        }
    };
    takeOver(QStringLiteral("epochs"), QStringLiteral("name, first_seq, opened_at"));
    takeOver(QStringLiteral("users"), QStringLiteral("user, device, used_at, first_seq"));
    takeOver(QStringLiteral("visits"), QStringLiteral("user, name, kind, address, from_at, to_at, how"));
    takeOver(QStringLiteral("facts"), QStringLiteral("name, value"));
    // Words are gathered anew.
    QSqlQuery(fresh.database()).exec(QStringLiteral("DELETE FROM facts WHERE name = 'indexed_seq'"));
    if (!fresh.database().commit()) {
        qCWarning(lcStorage).noquote() << "what can be read of it cannot be written:" << fresh.errorString();
        fresh.database().rollback();
        return 0;
    }
    return recovered;
}

QString moveAside(const QString &file)
{
    const QString aside =
        file + QStringLiteral(".damaged-") + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmsszzz"));
    for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
        QFile::rename(file + suffix, aside + suffix);
    return aside;
}

/// Its process is gone, but in a folder that cannot be written it cannot be taken away.
bool isLeftBehind(const QLockFile &lock)
{
    qint64 process = 0;
    QString host;
    QString program;
    const QByteArray folder = QFile::encodeName(QFileInfo(lock.fileName()).path());
    return ::faccessat(AT_FDCWD, folder.constData(), W_OK, AT_EACCESS) != 0 && lock.getLockInfo(&process, &host, &program)
        && host == QSysInfo::machineHostName() && process > 0 && ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
}

Error::Kind kindOf(schema::Error::Kind kind)
{
    switch (kind) {
    case schema::Error::Kind::NotOurs:
        return Error::Kind::NotOurs;
    case schema::Error::Kind::TooNew:
        return Error::Kind::TooNew;
    default:
        return Error::Kind::Refused;
    }
}

} // namespace

QString pathIn(const QString &folder)
{
    return folder + QStringLiteral("/history.db");
}

QString lockIn(const QString &folder)
{
    return pathIn(folder) + QStringLiteral(".lock");
}

Result<std::shared_ptr<Opened>, Error> open(const QString &folder)
{
    auto opened = std::make_shared<Opened>();
    opened->file = pathIn(folder);
    QDir().mkpath(folder);
    opened->lock = std::make_unique<QLockFile>(lockIn(folder));
    opened->lock->setStaleLockTime(0); // only the end of its process makes a lock stale, however long that runs
    if (!opened->lock->tryLock(lockWaitMs)) {
        if (opened->lock->error() == QLockFile::LockFailedError && !isLeftBehind(*opened->lock))
            return Error{Error::Kind::Locked, folder};
        opened->lock.reset();
        opened->isWritable = false;
        return opened;
    }
    auto version = bringUpToDate(opened->file);
    if (!version && version.error().kind == schema::Error::Kind::Damaged) {
        qCWarning(lcStorage).noquote() << "the history is damaged:" << version.error().detail;
        opened->movedAside = moveAside(opened->file);
        version = bringUpToDate(opened->file);
        if (version)
            opened->recovered = recover(opened->movedAside, opened->file);
        qCWarning(lcStorage) << "it has been moved aside; events recovered:" << opened->recovered;
    }
    if (version)
        return opened;
    if (version.error().kind != schema::Error::Kind::Refused)
        return Error{kindOf(version.error().kind), version.error().detail};
    qCWarning(lcStorage).noquote() << "the history cannot be written:" << version.error().detail;
    opened->isWritable = false;
    return opened;
}

QString forgetAll(const QString &folder)
{
    const auto opened = open(folder);
    if (!opened)
        return opened.error().detail.isEmpty() ? pathIn(folder) : opened.error().detail;
    if (!(*opened)->isWritable)
        return pathIn(folder);
    HistoryWriter writer((*opened)->file, false, {});
    writer.forgetAll();
    writer.close(QDateTime::currentMSecsSinceEpoch());
    return writer.trouble().undeleted;
}

bool isInUse(const QString &folder)
{
    if (!QFileInfo::exists(lockIn(folder)))
        return false;
    // One that a killed process has left behind is taken away, where that is allowed.
    QLockFile lock(lockIn(folder));
    lock.setStaleLockTime(0);
    return !lock.tryLock() && !isLeftBehind(lock);
}

} // namespace foyer::historyfile
