// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historycopies.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace foyer::historycopies {

namespace {

QFileInfoList filesOf(const QString &historyFile)
{
    const QFileInfo file(historyFile);
    return QDir(file.path()).entryInfoList({file.fileName() + QStringLiteral(".v*"), file.fileName() + QStringLiteral(".damaged-*")},
                                           QDir::Files | QDir::Hidden | QDir::System);
}

/// The database that the file is, or that it belongs to: what is in its write-ahead log may be newer than what is in itself.
QString databaseOf(const QString &path)
{
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        if (path.endsWith(suffix))
            return path.chopped(suffix.size());
    }
    return path;
}

} // namespace

QString removeOlderThan(const QString &historyFile, qint64 ms)
{
    const QFileInfoList files = filesOf(historyFile);
    QHash<QString, qint64> lastWritten;
    for (const QFileInfo &file : files) {
        qint64 &last = lastWritten[databaseOf(file.filePath())];
        last = std::max(last, file.lastModified().toMSecsSinceEpoch());
    }
    QString left;
    for (const QFileInfo &file : files) {
        if (lastWritten.value(databaseOf(file.filePath())) < ms && !QFile::remove(file.filePath()))
            left = file.filePath();
    }
    return left;
}

} // namespace foyer::historycopies
