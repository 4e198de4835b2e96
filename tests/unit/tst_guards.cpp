// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/hostguard.h"
#include "server/access/originguard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

/// Who may speak to this room at all: by the Host and the Origin of a request, and by what an address counts.
class tst_Guards final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostOf_data();
    void hostOf();
    void host_data();
    void host();
    void hostWithoutAMachineName();
    void origin_data();
    void origin();
    void nullIsNeverListed();
    void plainAddress_data();
    void plainAddress();
    void addressKey_data();
    void addressKey();
};

void tst_Guards::hostOf_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("host");
    QTest::newRow("a name") << "foyer.local"_ba << u"foyer.local"_s;
    QTest::newRow("a name and port") << "foyer.local:8000"_ba << u"foyer.local"_s;
    QTest::newRow("capitals") << "Foyer.LOCAL:8000"_ba << u"foyer.local"_s;
    QTest::newRow("the closing dot") << "foyer.local."_ba << u"foyer.local"_s;
    QTest::newRow("the closing dot and port") << "foyer.local.:8000"_ba << u"foyer.local"_s;
    QTest::newRow("IPv4") << "192.168.1.20:8000"_ba << u"192.168.1.20"_s;
    QTest::newRow("IPv6") << "[2001:db8::7]"_ba << u"2001:db8::7"_s;
    QTest::newRow("IPv6 and port") << "[2001:DB8::7]:8000"_ba << u"2001:db8::7"_s;
    QTest::newRow("nothing") << ""_ba << QString();
    QTest::newRow("a port alone") << ":8000"_ba << QString();
    QTest::newRow("no port behind the colon") << "foyer.local:"_ba << QString();
    QTest::newRow("a port in letters") << "foyer.local:http"_ba << QString();
    QTest::newRow("a port too high") << "foyer.local:65536"_ba << QString();
    QTest::newRow("a negative port") << "foyer.local:-1"_ba << QString();
    QTest::newRow("a port with a sign") << "foyer.local:+80"_ba << QString();
    QTest::newRow("an open bracket") << "[::1"_ba << QString();
    QTest::newRow("something behind the bracket") << "[::1]x"_ba << QString();
    QTest::newRow("no port behind the bracket") << "[::1]:"_ba << QString();
}

void tst_Guards::hostOf()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QString, host);
    QCOMPARE(HostGuard::hostOf(header), host);
}

void tst_Guards::host_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("local");
    QTest::addColumn<bool>("admitted");
    const QString lan = u"192.168.1.20"_s;
    QTest::newRow("this socket's address") << "192.168.1.20:8000"_ba << lan << true;
    QTest::newRow("without a port") << "192.168.1.20"_ba << lan << true;
    QTest::newRow("another port: somebody forwards one") << "192.168.1.20:80"_ba << lan << true;
    QTest::newRow("this socket's address, mapped") << "192.168.1.20:8000"_ba << u"::ffff:192.168.1.20"_s << true;
    QTest::newRow("mapped in the header") << "[::ffff:192.168.1.20]:8000"_ba << lan << true;
    QTest::newRow("another address") << "192.168.1.21:8000"_ba << lan << false;
    QTest::newRow("an address that contains it") << "192.168.1.200:8000"_ba << lan << false;
    QTest::newRow("IPv6") << "[2001:db8::7]:8000"_ba << u"2001:db8::7"_s << true;
    QTest::newRow("IPv6 written at length") << "[2001:db8:0:0:0:0:0:7]:8000"_ba << u"2001:db8::7"_s << true;
    QTest::newRow("IPv6 with a scope on our side") << "[fe80::1]:8000"_ba << u"fe80::1%eth0"_s << true;
    QTest::newRow("another IPv6") << "[2001:db8::8]:8000"_ba << u"2001:db8::7"_s << false;
    // RFC 9110 §7.2: a host holds no scope; and what the guard admits goes into the page's security policy.
    QTest::newRow("a scope that says something else") << "[fe80::1%; script-src *]:8000"_ba << u"fe80::1"_s << false;
    QTest::newRow("localhost") << "localhost:8000"_ba << u"127.0.0.1"_s << true;
    QTest::newRow("LOCALHOST.") << "LOCALHOST.:8000"_ba << u"::1"_s << true;
    QTest::newRow("below localhost") << "evil.localhost"_ba << u"127.0.0.1"_s << false;
    QTest::newRow("this machine's name") << "brandt-laptop.school.example:8000"_ba << lan << true;
    QTest::newRow("its first label") << "brandt-laptop:8000"_ba << lan << true;
    QTest::newRow("its .local") << "Brandt-Laptop.local:8000"_ba << lan << true;
    QTest::newRow("another .local") << "printer.local"_ba << lan << false;
    QTest::newRow("its domain") << "school.example"_ba << lan << false;
    QTest::newRow("listed") << "foyer.test:8000"_ba << lan << true;
    QTest::newRow("listed with a port") << "chat.example"_ba << lan << true;
    QTest::newRow("below a listed one") << "a.foyer.test"_ba << lan << false;
    QTest::newRow("ends like a listed one") << "xfoyer.test"_ba << lan << false;
    QTest::newRow("a foreign site pointed at us") << "rebind.example:8000"_ba << lan << false;
    QTest::newRow("two hosts") << "localhost, rebind.example"_ba << lan << false;
    QTest::newRow("a name with a password") << "localhost@rebind.example"_ba << lan << false;
    QTest::newRow("nothing") << ""_ba << lan << false;
    QTest::newRow("a malformed port") << "localhost:8000x"_ba << lan << false;
}

void tst_Guards::host()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QString, local);
    QFETCH(const bool, admitted);
    const HostGuard guard(u"Brandt-Laptop.school.example"_s, {u"Foyer.test"_s, u"chat.example:443"_s, QString()});
    QCOMPARE(guard.admits(header, QHostAddress(local)), admitted);
}

void tst_Guards::hostWithoutAMachineName()
{
    const HostGuard guard(QString(), {});
    const QHostAddress local(u"192.168.1.20"_s);
    QVERIFY(guard.admits("localhost", local));
    QVERIFY(guard.admits("192.168.1.20:8000", local));
    QVERIFY(!guard.admits("", local));
    QVERIFY(!guard.admits(".", local));
    QVERIFY(!guard.admits(".local", local));
}

void tst_Guards::origin_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("atRoom");
    QTest::addColumn<bool>("onPlainText");
    const QByteArray host = "192.168.1.20:8000";
    QTest::newRow("none: that is no browser") << ""_ba << host << true << true;
    QTest::newRow("the page's own") << "http://192.168.1.20:8000"_ba << host << true << true;
    QTest::newRow("in capitals") << "HTTP://Foyer.Local:8000"_ba
                                 << "foyer.LOCAL:8000"_ba << true << true;
    QTest::newRow("the standard port left out of both") << "http://foyer.local"_ba
                                                        << "foyer.local"_ba << true << true;
    QTest::newRow("the standard port left out of the origin") << "http://foyer.local"_ba
                                                              << "foyer.local:80"_ba << true << true;
    QTest::newRow("IPv6") << "http://[2001:db8::7]:8000"_ba
                          << "[2001:db8::7]:8000"_ba << true << true;
    QTest::newRow("another port") << "http://192.168.1.20:9000"_ba << host << false << false;
    QTest::newRow("no port") << "http://192.168.1.20"_ba << host << false << false;
    QTest::newRow("port 8080 is not port 80") << "http://foyer.local"_ba
                                              << "foyer.local:8080"_ba << false << false;
    QTest::newRow("https") << "https://192.168.1.20:8000"_ba << host << false << false;
    QTest::newRow("another site") << "http://evil.example"_ba << host << false << false;
    QTest::newRow("another site that begins the same")
        << "http://192.168.1.20:8000.evil.example"_ba << host << false << false;
    QTest::newRow("another site below") << "http://192.168.1.20:8000@evil.example"_ba << host << false << false;
    QTest::newRow("null") << "null"_ba << host << false << false;
    QTest::newRow("a file") << "file://"_ba << host << false << false;
    QTest::newRow("listed") << "https://intranet.example"_ba << host << true << true;
    QTest::newRow("listed with a slash") << "http://tools.example:81"_ba << host << true << true;
    QTest::newRow("listed, another scheme") << "http://intranet.example"_ba << host << false << false;
    QTest::newRow("an extension of Chromium") << "chrome-extension://abcdefghijklmnop"_ba << host << false << true;
    QTest::newRow("an extension of Firefox") << "moz-extension://0f1e-2d3c"_ba << host << false << true;
    QTest::newRow("something like an extension") << "http://chrome-extension://x"_ba << host << false << false;
    QTest::newRow("two origins") << "http://192.168.1.20:8000, http://evil.example"_ba << host << false << false;
}

void tst_Guards::origin()
{
    QFETCH(const QByteArray, origin);
    QFETCH(const QByteArray, host);
    QFETCH(const bool, atRoom);
    QFETCH(const bool, onPlainText);
    const OriginGuard guard({u"https://Intranet.example"_s, u"http://tools.example:81/"_s});
    QCOMPARE(guard.admits(origin, host, false), atRoom);
    QCOMPARE(guard.admits(origin, host, true), onPlainText);
}

void tst_Guards::nullIsNeverListed()
{
    const OriginGuard guard({u"null"_s, u" NULL/ "_s, u""_s});
    QVERIFY(!guard.admits("null", "localhost", true));
    QVERIFY(!guard.admits("Null", "localhost", false));
    QVERIFY2(!guard.admits("/", "localhost", false), "an empty line of a list admits nobody");
}

void tst_Guards::plainAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("plain");
    QTest::newRow("IPv4") << u"192.168.1.20"_s << u"192.168.1.20"_s;
    QTest::newRow("IPv4 mapped into IPv6") << u"::ffff:192.168.1.20"_s << u"192.168.1.20"_s;
    QTest::newRow("loopback mapped into IPv6") << u"::ffff:127.0.0.1"_s << u"127.0.0.1"_s;
    QTest::newRow("IPv6") << u"2001:db8::7"_s << u"2001:db8::7"_s;
    QTest::newRow("IPv6 loopback is no IPv4 address") << u"::1"_s << u"::1"_s;
    QTest::newRow("link-local with a scope") << u"fe80::1%eth0"_s << u"fe80::1"_s;
}

void tst_Guards::plainAddress()
{
    QFETCH(const QString, address);
    QFETCH(const QString, plain);
    QCOMPARE(foyer::plainAddress(QHostAddress(address)).toString(), plain);
}

void tst_Guards::addressKey_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("key");
    QTest::newRow("IPv4") << u"192.168.1.20"_s << u"192.168.1.20"_s;
    QTest::newRow("IPv4 mapped into IPv6") << u"::ffff:192.168.1.20"_s << u"192.168.1.20"_s;
    QTest::newRow("IPv6: the /64") << u"2001:db8:1:2:3:4:5:6"_s << u"2001:db8:1:2::/64"_s;
    QTest::newRow("IPv6: its neighbour in the /64") << u"2001:db8:1:2:ffff::1"_s << u"2001:db8:1:2::/64"_s;
    QTest::newRow("IPv6: another /64") << u"2001:db8:1:3::1"_s << u"2001:db8:1:3::/64"_s;
    QTest::newRow("link-local with a scope") << u"fe80::1%eth0"_s << u"fe80::/64"_s;
}

void tst_Guards::addressKey()
{
    QFETCH(const QString, address);
    QFETCH(const QString, key);
    QCOMPARE(foyer::addressKey(QHostAddress(address)), key);
}

QTEST_APPLESS_MAIN(tst_Guards)
#include "tst_guards.moc"
