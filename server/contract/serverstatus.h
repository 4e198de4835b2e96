// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace foyer {

/// An address under which people may find this machine.
struct LanAddress
{
    enum class Kind : quint8 { Wired, Wifi, Other, Virtual, HostName, Loopback };

    QString host; ///< as it stands in an URL (IPv6 in brackets)
    QString interfaceName;
    Kind kind = Kind::Other;

    /// "http://host:port", without the port when it is 80.
    [[nodiscard]] QString url(quint16 port) const
    {
        return port == 80 ? QStringLiteral("http://%1").arg(host)
                          : QStringLiteral("http://%1:%2").arg(host).arg(port);
    }

    bool operator==(const LanAddress &) const = default;
};

struct ServerStatus
{
    enum class State : quint8 { Stopped, Starting, Running, Stopping, Failed };
    enum class Failure : quint8 {
        None,
        PortInUse,
        NoPermission,
        BadAddress,
        HistoryInUse,  ///< another Foyer works with the data folder, which is the detail
        HistoryTooNew, ///< a later Foyer has written the history
        HistoryNotOurs, ///< another program's file has its name
        Other
    };

    State state = State::Stopped;
    Failure failure = Failure::None;
    QString detail;            ///< the system's own words, for the details
    quint16 port = 0;          ///< asked for, or listened on
    quint16 nextFreePort = 0;  ///< after PortInUse or NoPermission; 0: none found
    QString boundAddress;        ///< the only one that is listened on; empty: every one, also those still to come
    QList<LanAddress> addresses; ///< best guess first; loopback last. They come and go with the network
    qint64 startedAtMs = 0;    ///< wall clock
    QString damagedHistory;    ///< where a history that was damaged lies now; empty: it was not
    qint64 recoveredEvents = 0; ///< of that one
    Keeping keeping;            ///< with what the room was opened, or was closed; how long that file stays, too
    QString undeleted;          ///< of a room that is closed: why something that was to be deleted is still there; empty: nothing is
    quint64 neverSaved = 0;     ///< of a room that is closed: events that nobody will find in the history
    QString unsavedBecause;     ///< the same: why the last of them could not be saved, in the system's words

    /// Other machines have a way here; or none was meant to.
    [[nodiscard]] bool isReachable() const
    {
        return std::any_of(addresses.cbegin(), addresses.cend(), [this](const LanAddress &address) {
            return !boundAddress.isEmpty() || address.kind != LanAddress::Kind::Loopback;
        });
    }

    bool operator==(const ServerStatus &) const = default;
};

} // namespace foyer
