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

    bool operator==(const RoomSnapshot &) const = default;
};

} // namespace foyer
