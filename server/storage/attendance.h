// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/attendance.h"
#include "server/contract/exportrequest.h"

namespace foyer {

class HistoryConnection;

/// Who was there, from the visits and messages that a history holds.
namespace attendance {

/// In the period, and of the author, that `what` asks for. Visits that still go on are counted until `goingOnUntilMs`. The error is in the library's own words.
[[nodiscard]] bool read(HistoryConnection &connection, const ExportRequest &what, qint64 goingOnUntilMs, Attendance &attendance, QString &error);

/// For spreadsheets, see csv.h.
[[nodiscard]] QByteArray csv(const Attendance &attendance);

} // namespace attendance
} // namespace foyer
