// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>

namespace foyer {

/// Moments and lengths of time in words, in the language of the window.
class TimeText final
{
    Q_DECLARE_TR_FUNCTIONS(foyer::TimeText)

public:
    /// "10:02", local time.
    [[nodiscard]] static QString clock(qint64 wallMs);
    /// "Today", "Yesterday" or the date.
    [[nodiscard]] static QString day(qint64 wallMs, qint64 nowMs);
    /// Of a date in figures, the year in four: as the language has it; but in English as ISO 8601 has it where the system does not say which English.
    [[nodiscard]] static QString dateFormat(const QLocale &own = QLocale(), const QLocale &system = QLocale::system());
    /// Date and time in full.
    [[nodiscard]] static QString moment(qint64 wallMs);
    /// Date and time in few figures, for tables.
    [[nodiscard]] static QString stamp(qint64 wallMs);
    /// "0:41", "1:02:03"; rounds up, so that it ends at 0:00 and not a second before.
    [[nodiscard]] static QString countdown(qint64 ms);
    /// "42 min", "3 h 5 min"
    [[nodiscard]] static QString span(qint64 ms);
};

} // namespace foyer
