// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/lanaddresses.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;
using lanaddresses::Interface;

namespace {

Interface wired(const QStringList &addresses, const QString &name = u"enp3s0"_s)
{
    Interface interface;
    interface.name = name;
    for (const QString &address : addresses)
        interface.addresses.append(QHostAddress(address));
    return interface;
}

Interface wifi(const QStringList &addresses)
{
    Interface interface = wired(addresses, u"wlp2s0"_s);
    interface.isWifi = true;
    return interface;
}

Interface bridge(const QStringList &addresses)
{
    Interface interface = wired(addresses, u"docker0"_s);
    interface.isVirtual = true;
    return interface;
}

Interface loopback()
{
    Interface interface = wired({u"127.0.0.1"_s, u"::1"_s}, u"lo"_s);
    interface.isLoopback = true;
    return interface;
}

QStringList hosts(const QList<Interface> &interfaces, const QHostAddress &bound = {}, const QString &name = {})
{
    QStringList found;
    for (const LanAddress &address : lanaddresses::ranked(interfaces, bound, name))
        found.append(address.host);
    return found;
}

} // namespace

Q_DECLARE_METATYPE(QList<foyer::lanaddresses::Interface>)

/// What people can type to reach this machine, best guess first.
class tst_LanAddresses final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranking_data();
    void ranking();
    void kinds();
    void bound_data();
    void bound();
    void virtualName_data();
    void virtualName();
    void url_data();
    void url();
    void thisMachineHasItself();
};

void tst_LanAddresses::ranking_data()
{
    QTest::addColumn<QList<Interface>>("interfaces");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *words, const QList<Interface> &interfaces, const QString &name,
                        const QStringList &expected) { QTest::newRow(words) << interfaces << name << expected; };
    row("a laptop on Wi-Fi with containers",
        {loopback(), bridge({u"172.17.0.1"_s}), wifi({u"192.168.1.20"_s, u"2001:db8::7"_s, u"fe80::1%wlp2s0"_s})},
        u"brandt-laptop"_s,
        {u"192.168.1.20"_s, u"brandt-laptop.local"_s, u"[2001:db8::7]"_s, u"172.17.0.1"_s, u"127.0.0.1"_s, u"[::1]"_s});
    row("wired and Wi-Fi in the order of the system", {wired({u"10.1.2.3"_s}), wifi({u"192.168.1.20"_s})}, {},
        {u"10.1.2.3"_s, u"192.168.1.20"_s});
    row("private before public", {wired({u"203.0.113.5"_s, u"172.16.4.5"_s})}, {}, {u"172.16.4.5"_s, u"203.0.113.5"_s});
    row("172.32 is not private", {wired({u"172.32.0.1"_s, u"172.31.0.1"_s})}, {}, {u"172.31.0.1"_s, u"172.32.0.1"_s});
    row("an address the machine gave itself comes late", {wired({u"169.254.7.7"_s}), wifi({u"2001:db8::7"_s})},
        u"laptop"_s, {u"laptop.local"_s, u"[2001:db8::7]"_s, u"169.254.7.7"_s});
    row("containers after everything real", {bridge({u"10.0.3.1"_s}), wired({u"2001:db8::7"_s})}, {},
        {u"[2001:db8::7]"_s, u"10.0.3.1"_s});
    row("only the first label of the machine's name", {wired({u"10.1.2.3"_s})}, u"laptop.school.example"_s,
        {u"10.1.2.3"_s, u"laptop.local"_s});
    row("no network: no name that anybody could ask", {loopback()}, u"laptop"_s, {u"127.0.0.1"_s, u"[::1]"_s});
    row("IPv4 mapped into IPv6", {wired({u"::ffff:192.168.1.20"_s})}, {}, {u"192.168.1.20"_s});
    row("link-local IPv6 alone cannot be typed", {wired({u"fe80::1%enp3s0"_s})}, u"laptop"_s, {});
    row("nothing at all", {}, u"laptop"_s, {});
}

void tst_LanAddresses::ranking()
{
    QFETCH(const QList<Interface>, interfaces);
    QFETCH(const QString, name);
    QFETCH(const QStringList, expected);
    QCOMPARE(hosts(interfaces, {}, name), expected);
}

void tst_LanAddresses::kinds()
{
    const QList<LanAddress> found = lanaddresses::ranked(
        {loopback(), wired({u"192.168.1.2"_s}), wifi({u"192.168.1.3"_s}), bridge({u"172.17.0.1"_s})}, {}, u"laptop"_s);
    QMap<QString, LanAddress::Kind> kinds;
    for (const LanAddress &address : found)
        kinds.insert(address.host, address.kind);
    QCOMPARE(kinds[u"192.168.1.2"_s], LanAddress::Kind::Wired);
    QCOMPARE(kinds[u"192.168.1.3"_s], LanAddress::Kind::Wifi);
    QCOMPARE(kinds[u"172.17.0.1"_s], LanAddress::Kind::Virtual);
    QCOMPARE(kinds[u"127.0.0.1"_s], LanAddress::Kind::Loopback);
    QCOMPARE(kinds[u"laptop.local"_s], LanAddress::Kind::HostName);
    QCOMPARE(found.first().interfaceName, u"enp3s0"_s);
}

void tst_LanAddresses::bound_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QStringList>("expected");
    const QStringList all{u"192.168.1.20"_s, u"laptop.local"_s, u"[2001:db8::7]"_s, u"127.0.0.1"_s, u"[::1]"_s};
    QTest::newRow("everywhere") << QString() << all;
    QTest::newRow("one address") << u"192.168.1.20"_s << QStringList{u"192.168.1.20"_s};
    QTest::newRow("one address, mapped") << u"::ffff:192.168.1.20"_s << QStringList{u"192.168.1.20"_s};
    QTest::newRow("loopback") << u"127.0.0.1"_s << QStringList{u"127.0.0.1"_s};
    QTest::newRow("IPv6 loopback") << u"::1"_s << QStringList{u"[::1]"_s};
    QTest::newRow("one that no interface tells of") << u"127.0.0.2"_s << QStringList{u"127.0.0.2"_s};
    // A QTcpServer on :: takes no IPv4, and one on 0.0.0.0 no IPv6: an address of the other kind leads nowhere.
    QTest::newRow("every IPv6") << u"::"_s << QStringList{u"laptop.local"_s, u"[2001:db8::7]"_s, u"[::1]"_s};
    QTest::newRow("every IPv4") << u"0.0.0.0"_s << QStringList{u"192.168.1.20"_s, u"laptop.local"_s, u"127.0.0.1"_s};
}

void tst_LanAddresses::bound()
{
    QFETCH(const QString, address);
    QFETCH(const QStringList, expected);
    const QList<Interface> interfaces{loopback(), wired({u"192.168.1.20"_s, u"2001:db8::7"_s})};
    QCOMPARE(hosts(interfaces, QHostAddress(address), u"laptop"_s), expected);
}

void tst_LanAddresses::virtualName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isVirtual");
    QTest::newRow("wired") << u"enp3s0"_s << false;
    QTest::newRow("wired, old") << u"eth0"_s << false;
    QTest::newRow("on board") << u"eno1"_s << false;
    QTest::newRow("Wi-Fi") << u"wlp2s0"_s << false;
    QTest::newRow("a real bridge") << u"br0"_s << false;
    QTest::newRow("bonded") << u"bond0"_s << false;
    QTest::newRow("Docker") << u"docker0"_s << true;
    QTest::newRow("a network of Docker") << u"br-1f2e3d4c5b6a"_s << true;
    QTest::newRow("a container's end") << u"veth12ab"_s << true;
    QTest::newRow("libvirt") << u"virbr0"_s << true;
    QTest::newRow("Podman") << u"podman1"_s << true;
    QTest::newRow("VirtualBox") << u"vboxnet0"_s << true;
    QTest::newRow("VMware") << u"vmnet8"_s << true;
    QTest::newRow("a tunnel") << u"tun0"_s << true;
    QTest::newRow("WireGuard") << u"wg0"_s << true;
    QTest::newRow("Tailscale") << u"tailscale0"_s << true;
    QTest::newRow("ZeroTier") << u"ztabcdef"_s << true;
}

void tst_LanAddresses::virtualName()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isVirtual);
    QCOMPARE(lanaddresses::isVirtualName(name), isVirtual);
}

void tst_LanAddresses::url_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<quint16>("port");
    QTest::addColumn<QString>("url");
    QTest::newRow("IPv4") << u"192.168.1.20"_s << quint16{8000} << u"http://192.168.1.20:8000"_s;
    QTest::newRow("port 80") << u"192.168.1.20"_s << quint16{80} << u"http://192.168.1.20"_s;
    QTest::newRow("IPv6") << u"[2001:db8::7]"_s << quint16{8000} << u"http://[2001:db8::7]:8000"_s;
}

void tst_LanAddresses::url()
{
    QFETCH(const QString, host);
    QFETCH(const quint16, port);
    QFETCH(const QString, url);
    const LanAddress address{host, {}, LanAddress::Kind::Wired};
    QCOMPARE(address.url(port), url);
}

void tst_LanAddresses::thisMachineHasItself()
{
    const QList<Interface> own = lanaddresses::ofThisMachine();
    QVERIFY(std::any_of(own.begin(), own.end(), [](const Interface &interface) { return interface.isLoopback; }));
    QVERIFY(hosts(own).contains(u"127.0.0.1"_s));
}

QTEST_APPLESS_MAIN(tst_LanAddresses)
#include "tst_lanaddresses.moc"
