// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/lanaddresses.h"

#include "server/access/hostguard.h"

#include <QFileInfo>
#include <QNetworkInterface>
#include <QSysInfo>

#include <algorithm>
#include <array>

namespace foyer::lanaddresses {

namespace {

LanAddress::Kind kindOf(const Interface &interface)
{
    if (interface.isLoopback)
        return LanAddress::Kind::Loopback;
    if (interface.isVirtual)
        return LanAddress::Kind::Virtual;
    return interface.isWifi ? LanAddress::Kind::Wifi : LanAddress::Kind::Wired;
}

/// RFC 1918
bool isPrivate(const QHostAddress &address)
{
    return address.isInSubnet(QHostAddress(QStringLiteral("192.168.0.0")), 16)
           || address.isInSubnet(QHostAddress(QStringLiteral("10.0.0.0")), 8)
           || address.isInSubnet(QHostAddress(QStringLiteral("172.16.0.0")), 12);
}

/// Lower is better.
int rank(const QHostAddress &address, LanAddress::Kind kind)
{
    const bool ipv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    switch (kind) {
    case LanAddress::Kind::Loopback:
        return ipv4 ? 90 : 91;
    case LanAddress::Kind::Virtual:
        return ipv4 ? 70 : 71;
    default:
        return !ipv4 ? 40 : isPrivate(address) ? 10 : address.isLinkLocal() ? 50 : 20;
    }
}

QString asInUrl(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv6Protocol
               ? QString(QLatin1Char('[') + address.toString() + QLatin1Char(']'))
               : address.toString();
}

} // namespace

bool isVirtualName(const QString &interfaceName)
{
    static constexpr std::array prefixes{
        QLatin1String("docker"), QLatin1String("br-"),   QLatin1String("veth"), QLatin1String("virbr"),
        QLatin1String("vmnet"),  QLatin1String("vbox"),  QLatin1String("lxc"),  QLatin1String("lxd"),
        QLatin1String("podman"), QLatin1String("cni"),   QLatin1String("tun"),  QLatin1String("tap"),
        QLatin1String("wg"),     QLatin1String("zt"),    QLatin1String("tailscale"), QLatin1String("ppp"),
        QLatin1String("dummy"),  QLatin1String("ifb"),   QLatin1String("sit"),  QLatin1String("flannel"),
        QLatin1String("cali"),   QLatin1String("nordlynx"),
    };
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&interfaceName](QLatin1String prefix) { return interfaceName.startsWith(prefix); });
}

QList<Interface> ofThisMachine()
{
    QList<Interface> interfaces;
    const QList<QNetworkInterface> all = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &candidate : all) {
        const auto flags = candidate.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || !flags.testFlag(QNetworkInterface::IsRunning))
            continue;
        Interface interface;
        interface.name = candidate.name();
        interface.isLoopback = flags.testFlag(QNetworkInterface::IsLoopBack);
        interface.isWifi =
            candidate.type() == QNetworkInterface::Wifi || candidate.name().startsWith(QLatin1String("wl"));
        interface.isVirtual = candidate.type() == QNetworkInterface::Virtual || isVirtualName(candidate.name())
                              || flags.testFlag(QNetworkInterface::IsPointToPoint);
        const QList<QNetworkAddressEntry> entries = candidate.addressEntries();
        for (const QNetworkAddressEntry &entry : entries)
            interface.addresses.append(entry.ip());
        interfaces.append(interface);
    }
    return interfaces;
}

QString announcedName()
{
    const bool avahiRuns = QFileInfo::exists(QStringLiteral("/run/avahi-daemon/socket"));
    return avahiRuns ? QSysInfo::machineHostName() : QString();
}

bool isEvery(const QHostAddress &bound)
{
    return bound.isNull() || bound == QHostAddress(QHostAddress::Any) || bound == QHostAddress(QHostAddress::AnyIPv4)
           || bound == QHostAddress(QHostAddress::AnyIPv6);
}

QList<LanAddress> ranked(const QList<Interface> &interfaces, const QHostAddress &bound, const QString &machineName)
{
    struct Ranked
    {
        LanAddress address;
        int rank;
    };
    const bool everywhere = isEvery(bound);
    QList<Ranked> found;
    bool reachable = false;
    for (const Interface &interface : interfaces) {
        const LanAddress::Kind kind = kindOf(interface);
        for (const QHostAddress &address : interface.addresses) {
            const QHostAddress plain = plainAddress(address);
            if (!everywhere && plain != plainAddress(bound))
                continue;
            const bool ipv6 = plain.protocol() == QAbstractSocket::IPv6Protocol;
            if (bound == QHostAddress(ipv6 ? QHostAddress::AnyIPv4 : QHostAddress::AnyIPv6))
                continue;
            // A link-local IPv6 address needs a scope, which no browser takes.
            if (ipv6 && plain.isLinkLocal())
                continue;
            found.append({{asInUrl(plain), interface.name, kind}, rank(plain, kind)});
            reachable = reachable || kind != LanAddress::Kind::Loopback;
        }
    }
    if (everywhere && reachable && !machineName.isEmpty()) {
        const QString name = machineName.section(QLatin1Char('.'), 0, 0) + QStringLiteral(".local");
        found.append({{name, {}, LanAddress::Kind::HostName}, 30});
    }
    if (found.isEmpty() && bound.isLoopback()) // one that no interface tells of, 127.0.0.2 for example
        found.append({{asInUrl(plainAddress(bound)), {}, LanAddress::Kind::Loopback}, 0});
    std::stable_sort(found.begin(), found.end(), [](const Ranked &a, const Ranked &b) { return a.rank < b.rank; });
    QList<LanAddress> addresses;
    for (const Ranked &ranked : std::as_const(found))
        addresses.append(ranked.address);
    return addresses;
}

} // namespace foyer::lanaddresses
