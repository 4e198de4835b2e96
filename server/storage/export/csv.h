// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// Tables for spreadsheets: RFC 4180, in UTF-8 with a byte order mark, by which LibreOffice and Excel know it.
namespace foyer::csv {

/// What a file begins with.
[[nodiscard]] QByteArray mark();
/// "2026-11-25 22:48:10", in the time of this place: what spreadsheets take for a moment.
[[nodiscard]] QString moment(qint64 ms);
/// A cell that holds what somebody has written. One that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
[[nodiscard]] QString cell(QString text);
/// A line of finished cells.
void addRow(QByteArray &out, const QStringList &cells);

} // namespace foyer::csv
