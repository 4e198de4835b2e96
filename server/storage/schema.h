// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"

#include <QString>

namespace foyer {

class HistoryConnection;

namespace schema {

/// Stands in the header of every history file (SQLite, PRAGMA application_id): "FoYr".
inline constexpr int applicationId = 0x466f5972;

struct Error
{
    enum class Kind : quint8 {
        NotOurs, ///< a database of another program
        TooNew,  ///< written by a later Foyer
        Damaged, ///< not to be read as a database
        Refused  ///< by the system: no room, no right
    };
    Kind kind = Kind::Refused;
    QString detail; ///< the library's own words, or the version
};

/// The version that this program reads and writes.
[[nodiscard]] int latestVersion();

/// Brings the file to latestVersion() by the numbered migrations (resources/sql), each in a transaction of its own; an empty file is begun. Before one with
/// anything in it is changed, a copy of it is made beside it ("history.db.v1"). Gives back the version that it had.
[[nodiscard]] Result<int, Error> migrate(HistoryConnection &connection);

/// What a failed statement means: `detail` and `nativeCode` as QSqlError has them.
[[nodiscard]] Error errorOf(const QString &detail, const QString &nativeCode);

} // namespace schema
} // namespace foyer
