// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QSqlQuery>

#include <optional>

/// One event as one row of the table `events` (resources/sql/0001_history.sql).
namespace foyer::eventrow {

/// For reading: seq first, then as fields() has them.
[[nodiscard]] QString columns();
/// A SELECT of how many messages among all events meet `condition`, in which every placeholder comes twice. What was said is nearly all there is: the rest is
/// counted by an index of its own.
[[nodiscard]] QString messageCount(const QString &condition);
/// "INSERT …" with one placeholder for each column. An event that is there already stays: when a commit has failed, the file may have it all the same.
[[nodiscard]] QString insertion();
/// Binds `event`, which is kept, to a query that was prepared with insertion().
void bind(QSqlQuery &query, const Event &event);
/// The event in the query's current row, which was read by columns(); nothing when it cannot be understood.
[[nodiscard]] std::optional<Event> read(const QSqlQuery &query);

/// "browser", "text", "app"
[[nodiscard]] QString wordOf(ConnectionKind kind);
/// "left", "lost", "kicked"
[[nodiscard]] QString wordOf(LeaveReason why);

} // namespace foyer::eventrow
