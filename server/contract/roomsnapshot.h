// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

namespace foyer {

/// How the room stands as of `seq`; fold events with a higher seq onto it.
struct RoomSnapshot
{
    quint64 seq = 0;
    QString epoch;
    QString roomName;
    QString hostName;
    QString language;
    QList<Event> lines; ///< the latest kept events, oldest first
    bool moreLines = false;
    RosterPage people;
    QList<CoolingOff> coolings; ///< for operators
    Keeping keeping;
    bool guestsMaySearch = false;
    quint64 messages = 0; ///< that were kept when the room was opened, and since then; for the host's own window

    bool operator==(const RoomSnapshot &) const = default;
};

/// What a window was not told because it did not keep up.
struct LeftOut
{
    quint64 lines = 0; ///< kept events
    quint64 messages = 0; ///< among them

    bool operator==(const LeftOut &) const = default;
};

} // namespace foyer
