// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/room/roompast.h"

#include <QByteArray>
#include <QHash>

namespace foyer {

class HistoryConnection;

/// Who shows a device, and since when.
struct StoredUser
{
    UserId user;
    quint64 firstSeq = 0; ///< of its first coming; 0: not known
};

/// What a history file knows of earlier lives of the room.
struct StoredPast
{
    RoomPast room;
    QHash<QByteArray, StoredUser> devices; ///< by keyed hash
    quint64 nextSeq = 1;
    quint64 oldestSeq = 1; ///< of what is kept; nextSeq when nothing is
    quint64 forgetBelow = 0; ///< what lies below this seq was to be deleted
};

/// Reads it at `wallMs`, with the latest `events`. Visits that a crash has left open are ended if the file can be written.
[[nodiscard]] StoredPast readPast(HistoryConnection &connection, int events, qint64 wallMs);

} // namespace foyer
