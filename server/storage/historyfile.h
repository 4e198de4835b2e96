// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"

#include <QLockFile>
#include <QString>

#include <memory>

/// The one history file of a data folder, "history.db".
namespace foyer::historyfile {

struct Opened
{
    QString file;
    /// Held for as long as this lives: no other Foyer, on this machine or another, works with the folder. Null where it cannot be written.
    std::unique_ptr<QLockFile> lock;
    bool isWritable = true;
    QString movedAside;   ///< where a damaged file now lies; empty: there was none
    qint64 recovered = 0; ///< events of it that could be read
};

struct Error
{
    enum class Kind : quint8 {
        Locked,  ///< another Foyer works with the folder
        TooNew,  ///< written by a later Foyer
        NotOurs, ///< a file of that name that is another program's
        Refused  ///< by the system
    };
    Kind kind = Kind::Refused;
    QString detail;
};

[[nodiscard]] QString pathIn(const QString &folder);
[[nodiscard]] QString lockIn(const QString &folder);

/// Locks the folder, brings the file in it up to date, and begins it where there is none. A damaged file is moved aside, and what can be
/// read of it is taken over. Where the system allows no writing the file is left as it is.
[[nodiscard]] Result<std::shared_ptr<Opened>, Error> open(const QString &folder);

/// Whether a Foyer works with the folder.
[[nodiscard]] bool isInUse(const QString &folder);

/// Forgets everything that is kept in the folder, for good. Gives back what stood in the way, in the system's words (or the folder, when somebody works with it);
/// empty: nothing did. Takes as long as the file is large.
[[nodiscard]] QString forgetAll(const QString &folder);

} // namespace foyer::historyfile
