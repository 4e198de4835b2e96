// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

namespace foyer {

/// What a room goes on from when it is opened again: its earlier lives, as far as they matter to this one.
struct RoomPast
{
    /// One life of the log, which has ended.
    struct Life
    {
        QString epoch;
        quint64 lastSeq = 0; ///< the highest that was kept in it
    };
    /// Somebody who must still wait, and who was let in in spite of it.
    struct Cooling
    {
        Kicked kicked;
        QString addressKey; ///< what address rules count by
        QStringList letIn;
    };

    QList<Life> lives;     ///< oldest first
    UserId lastUser;       ///< the highest that was given out
    CoolingId lastCooling; ///< the same
    QList<Event> latest;   ///< kept events, oldest first, a hundred times what a joiner is told or less
    bool hasOlder = false; ///< than those
    QList<Cooling> coolings;
    quint64 messages = 0; ///< that are kept
};

} // namespace foyer
