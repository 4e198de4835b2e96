// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/attendance.h"
#include "server/contract/exportrequest.h"

namespace foyer {

class HistoryConnection;

/// Who was there, from the visits and messages that a history holds.
namespace attendance {

/// Until when a visit lasts that nobody has ended.
struct GoingOn
{
    qint64 untilMs = 0;     ///< wall clock
    bool isRoomOpen = true; ///< those whose visit goes on are here now
};
/// While a Foyer works with the folder of the history, until `nowMs`; else, as after a crash, until the last that is known of the room.
[[nodiscard]] GoingOn goingOn(HistoryConnection &connection, const QString &folder, qint64 nowMs);

/// In the period, and of the author, that `what` asks for. The error is in the library's own words.
[[nodiscard]] bool read(HistoryConnection &connection, const ExportRequest &what, const GoingOn &goingOn, Attendance &attendance, QString &error);

/// For spreadsheets, see csv.h.
[[nodiscard]] QByteArray csv(const Attendance &attendance);

} // namespace attendance
} // namespace foyer
