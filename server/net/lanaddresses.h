// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverstatus.h"

#include <QHostAddress>

namespace foyer::lanaddresses {

/// One interface of this machine, as far as it matters here.
struct Interface
{
    QString name;
    bool isLoopback = false;
    bool isWifi = false;
    bool isVirtual = false;
    QList<QHostAddress> addresses;
};

[[nodiscard]] QList<Interface> ofThisMachine();

/// This machine's name if something announces it on the network (RFC 6762), so that its `.local` can be typed; else empty.
[[nodiscard]] QString announcedName();

/// Whether the name is that of a container bridge, a tunnel, a virtual machine's network or the like.
[[nodiscard]] bool isVirtualName(const QString &interfaceName);

/// Whether who listens there listens on every address of a family, or of both.
[[nodiscard]] bool isEvery(const QHostAddress &bound);

/// What people can type, best guess first: private IPv4 by wire and Wi-Fi, others, the machine's `.local` name, global IPv6,
/// virtual networks, loopback last. `bound`: the address listened on; null for all. `machineName` may be empty.
[[nodiscard]] QList<LanAddress> ranked(const QList<Interface> &interfaces, const QHostAddress &bound,
                                       const QString &machineName);

} // namespace foyer::lanaddresses
