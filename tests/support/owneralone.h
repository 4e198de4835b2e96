// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <sys/stat.h>

namespace foyer {

/// The file is there, and nobody else may do anything with it.
[[nodiscard]] inline bool isForTheOwnerAlone(const QString &path)
{
    struct stat status{};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && (status.st_mode & 0077) == 0;
}

} // namespace foyer
