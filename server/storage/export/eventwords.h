// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/contract/exportrequest.h"

#include <QDateTime>

/// What happened, and when, in words that people read; in the language of the program.
namespace foyer::eventwords {

/// "Ada came in", "Ada asked Bob to leave, with a cooling-off of 5 minutes: “spam”"; of a message, nothing: it speaks for itself. `cooled`: whose
/// cooling-off it is about, if that is known. One line, whatever names and reasons hold.
[[nodiscard]] QString sentence(const Event &event, const QString &cooled);
/// Was it done about people, or the room, and not by everyone?
[[nodiscard]] bool isModeration(const EventBody &body);
/// "message", "came in" …: for a column.
[[nodiscard]] QString kind(const EventBody &body);

/// "All of it", "From 1 November 2026 to 3 November 2026"
[[nodiscard]] QString period(const ExportRequest &request);
/// "Wednesday, 25 November 2026"
[[nodiscard]] QString day(QDate date);
/// "%n message(s)"
[[nodiscard]] QString messages(qint64 count);

/// `text` with every kind of line break made a space.
[[nodiscard]] QString oneLine(QString text);
/// Its lines, wherever a program that shows it might begin a new one.
[[nodiscard]] QStringList lines(const QString &text);

} // namespace foyer::eventwords
