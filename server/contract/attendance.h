// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QList>
#include <QString>

namespace foyer {

/// Who was in the room, and when. Times are wall clock.
struct Attendance
{
    /// From somebody's coming to their going.
    struct Span
    {
        qint64 fromMs = 0;
        qint64 toMs = 0;
        bool operator==(const Span &) const = default;
    };
    struct Person
    {
        UserId user;
        QString name; ///< the latest
        qint64 firstMs = 0;
        qint64 lastMs = 0;
        bool isHere = false; ///< the last span goes on
        quint64 messages = 0;
        QList<Span> spans; ///< in order; where visits overlap they are one

        [[nodiscard]] qint64 presentMs() const
        {
            qint64 present = 0;
            for (const Span &span : spans)
                present += span.toMs - span.fromMs;
            return present;
        }
        [[nodiscard]] qint64 minutesPresent() const { return (presentMs() + halfMinuteMs) / (2 * halfMinuteMs); }

        bool operator==(const Person &) const = default;
        static constexpr qint64 halfMinuteMs = 30'000;
    };
    QList<Person> people; ///< by first coming

    bool operator==(const Attendance &) const = default;
};

} // namespace foyer
