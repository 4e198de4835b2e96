// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/exportrequest.h"
#include "server/storage/historyfile.h"

#include <QFileDevice>

/// What to tell people of an export or an import that did not come about.
namespace foyer::failures {

[[nodiscard]] ExportFailure noHistory(const QString &folder);
/// `detail`: in the library's own words
[[nodiscard]] ExportFailure unreadable(const QString &file, const QString &detail);
/// `file` is a history that is damaged, or none.
[[nodiscard]] ExportFailure damaged(const QString &file);
/// Nobody has the name that was asked for; those that somebody has are `names`, or too many to tell.
[[nodiscard]] ExportFailure nobody(const QString &author, QStringList names);
[[nodiscard]] ExportFailure isFolder(const QString &file);
[[nodiscard]] ExportFailure isNoFile(const QString &file);
[[nodiscard]] ExportFailure isOurs(const QString &file);
[[nodiscard]] ExportFailure exists(const QString &file);
/// A file, or whatever `file` names, that was being written when this came about.
[[nodiscard]] ExportFailure unwritable(const QString &file, QFileDevice::FileError error, const QString &detail);
[[nodiscard]] ExportFailure cancelled();
[[nodiscard]] ExportFailure garbled(const QString &file, qint64 line, const QString &reason);
[[nodiscard]] ExportFailure notEmpty(const QString &folder);
/// The folder's history cannot be opened.
[[nodiscard]] ExportFailure notOpened(const QString &folder, const historyfile::Error &error);

} // namespace foyer::failures
