// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QStringList>

namespace foyer {

/// Decides whether a request meant this room: a page of another site whose name was pointed at our address (DNS rebinding)
/// sends that name as Host.
class HostGuard final
{
public:
    HostGuard(const QString &machineName, const QStringList &allowed);

    /// `header` as it came ("host" or "host:port"); `local` is this very socket's own address.
    [[nodiscard]] bool admits(const QByteArray &header, const QHostAddress &local) const;

    /// The host of a Host header, lower case, without port, brackets or closing dot; empty when it is malformed.
    [[nodiscard]] static QString hostOf(const QByteArray &header);

private:
    QStringList m_names;
};

/// An IPv4 address mapped into IPv6 is that IPv4 address; a scope is dropped.
[[nodiscard]] QHostAddress plainAddress(const QHostAddress &address);
/// Whether the other end of a connection is this machine: whoever reaches one of our addresses from that same address is here, too.
[[nodiscard]] bool isThisMachine(const QHostAddress &peer, const QHostAddress &local);
/// What address rules count by: an IPv4 address, or the /64 of an IPv6 one.
[[nodiscard]] QString addressKey(const QHostAddress &address);

} // namespace foyer
