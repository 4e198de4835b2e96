// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <optional>

namespace foyer {

/// One line of the log: something said, something that happened, or a day's heading.
struct LogLine
{
    enum class Kind : quint8 { Said, Joined, Left, Renamed, RoomRenamed, KeepingChanged, Kicked, LetIn, Day, Gap };

    Kind kind = Kind::Said;
    quint64 serial = 0; ///< given by the model, never used twice
    quint64 seq = 0;    ///< 0 for headings
    qint64 atMs = 0;
    UserId user;
    Role role = Role::Guest;
    LeaveReason why = LeaveReason::Left;
    QString name;
    QString text;  ///< what was said, the name before, the reason
    QString other; ///< who removed them
    Keeping keeping;

    bool operator==(const LogLine &) const = default;
};

/// The line of an event; none for those that leave no trace in the log.
[[nodiscard]] std::optional<LogLine> logLineOf(const Event &event);

} // namespace foyer
