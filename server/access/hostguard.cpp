// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/hostguard.h"

#include <algorithm>

namespace foyer {

namespace {

bool isPort(const QByteArray &text)
{
    bool ok = false;
    text.toUShort(&ok);
    return ok && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

HostGuard::HostGuard(const QString &machineName, const QStringList &allowed)
{
    m_names.append(QStringLiteral("localhost"));
    const QString name = machineName.toLower();
    if (!name.isEmpty()) {
        m_names.append(name);
        const QString firstLabel = name.section(QLatin1Char('.'), 0, 0);
        m_names.append(firstLabel);
        m_names.append(firstLabel + QStringLiteral(".local"));
    }
    for (const QString &host : allowed)
        m_names.append(hostOf(host.toUtf8()));
    m_names.removeAll(QString());
}

bool HostGuard::admits(const QByteArray &header, const QHostAddress &local) const
{
    const QString host = hostOf(header);
    if (host.isEmpty())
        return false;
    if (m_names.contains(host))
        return true;
    const QHostAddress named(host);
    return !named.isNull() && plainAddress(named) == plainAddress(local);
}

QString HostGuard::hostOf(const QByteArray &header)
{
    QByteArray host = header.toLower();
    if (host.startsWith('[')) {
        const qsizetype end = host.indexOf(']');
        if (end < 0 || (end + 1 < host.size() && (host[end + 1] != ':' || !isPort(host.mid(end + 2)))))
            return {};
        host = host.mid(1, end - 1);
    } else if (host.count(':') == 1) {
        const qsizetype colon = host.indexOf(':');
        if (!isPort(host.mid(colon + 1)))
            return {};
        host.truncate(colon);
    }
    if (host.contains('%')) // a scope means something only on the machine that said it
        return {};
    if (host.endsWith('.'))
        host.chop(1);
    return QString::fromLatin1(host);
}

QHostAddress plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4);
    QHostAddress plain = address;
    plain.setScopeId({});
    return plain;
}

bool isThisMachine(const QHostAddress &peer, const QHostAddress &local)
{
    const QHostAddress from = plainAddress(peer);
    return from.isLoopback() || (!from.isNull() && from == plainAddress(local));
}

QString addressKey(const QHostAddress &address)
{
    const QHostAddress plain = plainAddress(address);
    if (plain.protocol() == QAbstractSocket::IPv4Protocol)
        return plain.toString();
    Q_IPV6ADDR bytes = plain.toIPv6Address();
    std::fill(bytes.c + 8, bytes.c + 16, quint8{0});
    return QHostAddress(bytes).toString() + QStringLiteral("/64");
}

} // namespace foyer
