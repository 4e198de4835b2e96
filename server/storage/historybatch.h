// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QByteArray>

#include <optional>

namespace foyer {

/// A device that has shown itself as a user: what makes them the same person after a restart.
struct StoredDevice
{
    UserId user;
    QByteArray device; ///< a keyed hash (DeviceTokens::storedHash())
    qint64 atMs = 0;   ///< wall clock
    quint64 firstSeq = 0; ///< of its first coming
};

/// A life of the room that begins.
struct StoredEpoch
{
    QString name;
    quint64 firstSeq = 0;
    qint64 atMs = 0; ///< wall clock
};

/// What is written in one transaction.
struct HistoryBatch
{
    quint64 number = 0; ///< rising
    std::optional<StoredEpoch> epoch;
    QList<StoredDevice> devices;
    QList<Event> events;
    quint64 reservedSeq = 0; ///< no lower seq is to be given out by a later life; 0: as the events say
    UserId lastUser;         ///< nor this user or a lower one; null: as the rest says
    CoolingId lastCooling;   ///< the same

    quint64 forgetBelow = 0; ///< what lies below this seq is to be deleted, now or in a later life; 0: nothing

    [[nodiscard]] bool isEmpty() const
    {
        return !epoch && devices.isEmpty() && events.isEmpty() && reservedSeq == 0 && forgetBelow == 0 && lastUser.isNull() && lastCooling.isNull();
    }
};

} // namespace foyer
