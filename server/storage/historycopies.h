// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What lies beside a history file: copies from before a migration ("history.db.v1"), and files that were found damaged ("history.db.damaged-…").
namespace foyer::historycopies {

/// Removes those that were last written before `ms` (wall clock), and so hold nothing newer. Gives back the path of one that could not be; empty: none is left.
[[nodiscard]] QString removeOlderThan(const QString &historyFile, qint64 ms);

} // namespace foyer::historycopies
