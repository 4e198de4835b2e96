// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/failures.h"

#include "server/storage/export/eventwords.h"

#include <QCoreApplication>
#include <QDir>

namespace foyer::failures {

namespace {

using Kind = ExportFailure::Kind;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(foyer::ExportFailure)
};

QString shown(const QString &file)
{
    return QDir::toNativeSeparators(file);
}

} // namespace

ExportFailure noHistory(const QString &folder)
{
    return {Kind::NoHistory, Words::tr("There is no history in %1.").arg(shown(folder))};
}

ExportFailure unreadable(const QString &file, const QString &detail)
{
    // What SQLite says of a file that is hurt, and of one that is none of its own (SQLITE_CORRUPT, SQLITE_NOTADB).
    if (detail.contains(QLatin1String("malformed")) || detail.contains(QLatin1String("not a database")))
        return damaged(file);
    return {Kind::Unreadable, Words::tr("%1 cannot be read: %2").arg(shown(file), detail)};
}

ExportFailure damaged(const QString &file)
{
    return {Kind::Unreadable,
            Words::tr("%1 is damaged, or no history. Start Foyer with that folder: it recovers what can still be read.").arg(shown(file))};
}

ExportFailure nobody(const QString &author, QStringList names)
{
    const QString sentence = Words::tr("Nobody called “%1” is in this history.").arg(eventwords::oneLine(author));
    if (names.isEmpty())
        return {Kind::Nobody, sentence};
    names.sort(Qt::CaseInsensitive);
    return {Kind::Nobody, sentence + QLatin1Char(' ') + Words::tr("Those who are: %1.").arg(eventwords::oneLine(names.join(QStringLiteral(", "))))};
}

ExportFailure isFolder(const QString &file)
{
    return {Kind::NotAFile, Words::tr("%1 is a folder. Give the name of a file.").arg(shown(file))};
}

ExportFailure isNoFile(const QString &file)
{
    return {Kind::NotAFile, Words::tr("%1 is no ordinary file. Choose another name.").arg(shown(file))};
}

ExportFailure isOurs(const QString &file)
{
    return {Kind::NotAFile, Words::tr("%1 is a file that Foyer itself needs. Choose another name.").arg(shown(file))};
}

ExportFailure exists(const QString &file)
{
    return {Kind::Exists, Words::tr("There is a file %1 already.").arg(shown(file))};
}

ExportFailure unwritable(const QString &file, QFileDevice::FileError error, const QString &detail)
{
    if (error == QFileDevice::ResourceError)
        return {Kind::DiskFull, Words::tr("There is not enough room on the disk for %1.").arg(shown(file))};
    return {Kind::Unwritable, Words::tr("%1 cannot be written: %2").arg(shown(file), detail)};
}

ExportFailure cancelled()
{
    return {Kind::Cancelled, Words::tr("Cancelled. Nothing was written.")};
}

ExportFailure garbled(const QString &file, qint64 line, const QString &reason)
{
    return {Kind::Garbled, Words::tr("Line %1 of %2: %3 Nothing was imported.").arg(QString::number(line), shown(file), reason), line};
}

ExportFailure notEmpty(const QString &folder)
{
    return {Kind::NotEmpty, Words::tr("There is a history in %1 already. Choose an empty folder with --data-dir.").arg(shown(folder))};
}

ExportFailure notOpened(const QString &folder, const historyfile::Error &error)
{
    switch (error.kind) {
    case historyfile::Error::Kind::Locked:
        return {Kind::InUse, Words::tr("Another Foyer is working with the folder %1. Close it first.").arg(shown(folder))};
    case historyfile::Error::Kind::TooNew:
        return {Kind::Unreadable, Words::tr("The history in %1 was written by a later version of Foyer.").arg(shown(folder))};
    case historyfile::Error::Kind::NotOurs:
        return {Kind::Unreadable, Words::tr("The file history.db in %1 belongs to another program.").arg(shown(folder))};
    case historyfile::Error::Kind::Refused:
        break;
    }
    return {Kind::Unwritable, Words::tr("The history in %1 cannot be written: %2").arg(shown(folder), error.detail)};
}

} // namespace foyer::failures
