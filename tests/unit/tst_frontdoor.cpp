// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frontdoor.h"

#include "tests/unit/requests.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const QHostAddress local(u"192.168.1.20"_s);
constexpr quint16 port = 8000;
const QByteArray host = "192.168.1.20:8000";

const FrontDoor &door()
{
    static const FrontDoor door(HostGuard(u"brandt-laptop"_s, {}), OriginGuard({u"https://listed.example"_s}),
                                StaticSite(u":/testsite"_s));
    return door;
}

/// The fields of a good handshake, some of them changed, added (name: value) or taken out (name: "-").
Fields handshake(const Fields &changes = {})
{
    QMap<QByteArray, QByteArray> fields{
        {"host", host},
        {"connection", "keep-alive, Upgrade"},
        {"upgrade", "websocket"},
        {"sec-websocket-version", "13"},
        {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="},
        {"sec-websocket-protocol", "foyer.v1"},
    };
    for (const auto &[name, value] : changes)
        fields.insert(name, value);
    Fields list;
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (*it != "-")
            list.append({it.key(), *it});
    }
    return list;
}

/// The status of the answer; 101 for an upgrade.
int statusOf(const FrontDoor::Decision &decision)
{
    const auto *response = std::get_if<HttpResponse>(&decision);
    return response ? response->status : 101;
}

} // namespace

class tst_FrontDoor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainRequest_data();
    void plainRequest();
    void handshake_data();
    void handshake();
    void upgradeKnowsItsRoute();
    void pathsLeadWhereTheyAreSaidTo();
    void nothingMayFollowTheHead();
    void refusalsSayWhatIsRight();
    void wrongHostIsToldTheAddress_data();
    void wrongHostIsToldTheAddress();
    void hostComesFirst();
    void figures_data();
    void figures();
    void figuresAsTheyAre();
    void noFiguresWithoutAPage();
};

void tst_FrontDoor::plainRequest_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    const auto row = [](const char *words, const QByteArray &method, const QByteArray &target, int status,
                        const QByteArray &name = "accept", const QByteArray &value = "*/*") {
        QTest::newRow(words) << method << target << name << value << status;
    };
    row("the page", "GET", "/", 200);
    row("its head", "HEAD", "/", 200);
    row("a file", "GET", "/long.txt?v=1", 200);
    row("a file that is known", "GET", "/long.txt", 304, "if-none-match", "\"ccc\"");
    row("health", "GET", "/healthz", 200);
    row("its head alone", "HEAD", "/healthz", 200);
    row("an unknown path", "GET", "/none", 404);
    row("upwards", "GET", "/../../etc/passwd", 404);
    row("NUL in the path", "GET", "/a%00b", 404);
    row("POST", "POST", "/", 405);
    row("POST to an unknown path", "POST", "/none", 405);
    row("OPTIONS", "OPTIONS", "/", 405);
    row("another case is another method", "get", "/", 405);
    row("a body", "GET", "/", 413, "content-length", "1");
    row("a body that is none", "GET", "/", 200, "content-length", "0");
    row("a body in chunks", "GET", "/", 413, "transfer-encoding", "chunked");
    row("the room without an upgrade", "GET", "/room", 426);
    row("echo without an upgrade", "GET", "/ws", 426);
    row("a name without an upgrade", "GET", "/ws/Ada", 426);
    row("an upgrade without Connection", "GET", "/room", 426, "upgrade", "websocket");
    row("Connection without an upgrade", "GET", "/room", 426, "connection", "upgrade");
    row("a page may be asked for from another site", "GET", "/", 200, "origin", "http://evil.example");
}

void tst_FrontDoor::plainRequest()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const int, status);
    const RequestHead head = request(target, {{"host", host}, {name, value}}, method);
    QCOMPARE(statusOf(door().decide(head, local, port, 0)), status);
}

void tst_FrontDoor::handshake_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value"); // "-": without it
    QTest::addColumn<int>("status");
    const auto row = [](const char *words, const QByteArray &target, int status, const QByteArray &name = "x",
                        const QByteArray &value = "y") { QTest::newRow(words) << target << name << value << status; };
    row("the room", "/room", 101);
    row("the room among other subprotocols", "/room", 101, "sec-websocket-protocol", "other, foyer.v1");
    row("the room without its subprotocol", "/room", 400, "sec-websocket-protocol", "-");
    row("the room with another subprotocol", "/room", 400, "sec-websocket-protocol", "foyer.v2");
    row("echo", "/ws", 101);
    row("a name", "/ws/Ada", 101);
    row("a name needs no subprotocol", "/ws/Ada", 101, "sec-websocket-protocol", "-");
    row("no name: told after the handshake", "/ws/", 101);
    row("a token: judged after the handshake", "/ws/?token=T", 101);
    row("a name that cannot be read: told after the handshake", "/ws/%FF", 101);
    row("the page is no socket", "/", 404);
    row("health is no socket", "/healthz", 404);
    row("more behind a name", "/ws/Ada/x", 404);
    row("an unknown path", "/none", 404);
    row("WEBSOCKET", "/room", 101, "upgrade", "WebSocket");
    row("an upgrade to something else", "/room", 426, "upgrade", "h2c");
    row("version 8", "/room", 426, "sec-websocket-version", "8");
    row("no version", "/room", 426, "sec-websocket-version", "-");
    row("version 13 and more", "/room", 426, "sec-websocket-version", "13, 8");
    row("no key", "/room", 400, "sec-websocket-key", "-");
    row("a short key", "/room", 400, "sec-websocket-key", "dGhlIHNhbXBsZQ==");
    row("a long key", "/room", 400, "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ==");
    row("a key that is not Base64", "/room", 400, "sec-websocket-key", "dGhlIHNhbXBsZSBub25j!!==");
    row("a body", "/room", 413, "content-length", "5");
    row("the page's own origin", "/room", 101, "origin", "http://192.168.1.20:8000");
    row("a listed origin", "/room", 101, "origin", "https://listed.example");
    row("a foreign origin at the room", "/room", 403, "origin", "http://evil.example");
    row("a foreign origin on a plain-text path", "/ws/Ada", 403, "origin", "http://evil.example");
    row("null", "/ws/Ada", 403, "origin", "null");
    row("an extension at the room", "/room", 403, "origin", "chrome-extension://abc");
    row("an extension on a plain-text path", "/ws/Ada", 101, "origin", "chrome-extension://abc");
    row("an extension at the echo", "/ws", 101, "origin", "moz-extension://abc");
    row("a foreign host", "/room", 421, "host", "rebind.example:8000");
}

void tst_FrontDoor::handshake()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const int, status);
    QCOMPARE(statusOf(door().decide(request(target, ::handshake({{name, value}})), local, port, 0)), status);
}

void tst_FrontDoor::upgradeKnowsItsRoute()
{
    const auto decision = door().decide(request("/ws/%E5%B0%8F", ::handshake()), local, port, 0);
    const auto *upgrade = std::get_if<FrontDoor::Upgrade>(&decision);
    QVERIFY(upgrade);
    QCOMPARE(upgrade->route.kind, Route::Kind::TextClient);
    QCOMPARE(upgrade->route.user.value_or(QString()), u"小"_s);
}

void tst_FrontDoor::pathsLeadWhereTheyAreSaidTo()
{
    const auto echoAtTheRoot = [](const RequestHead &head) {
        return Route{head.path == "/" ? Route::Kind::Echo : Route::Kind::Page, {}};
    };
    const FrontDoor other(HostGuard({}, {}), OriginGuard({}), StaticSite(u":/testsite"_s), MetricsGuard(), {}, echoAtTheRoot);
    const auto decision = other.decide(request("/", ::handshake({{"sec-websocket-protocol", "-"}})), local, port, 0);
    QVERIFY(std::holds_alternative<FrontDoor::Upgrade>(decision));
    QCOMPARE(std::get<FrontDoor::Upgrade>(decision).route.kind, Route::Kind::Echo);
    QCOMPARE(statusOf(other.decide(request("/", {{"host", host}}), local, port, 0)), 426);
    QCOMPARE(statusOf(other.decide(request("/room", ::handshake()), local, port, 0)), 404);
    QCOMPARE(statusOf(door().decide(request("/", ::handshake()), local, port, 0)), 404);
}

void tst_FrontDoor::nothingMayFollowTheHead()
{
    QCOMPARE(statusOf(door().decide(request("/room", ::handshake()), local, port, 1)), 400);
    // An ordinary request is answered and closed, whatever else was sent.
    QCOMPARE(statusOf(door().decide(request("/", {{"host", host}}), local, port, 1)), 200);
    QCOMPARE(statusOf(door().decide(request("/room", ::handshake(), "POST"), local, port, 0)), 405);
    QCOMPARE(statusOf(door().decide(request("/room", ::handshake(), "HEAD"), local, port, 0)), 405);
}

void tst_FrontDoor::refusalsSayWhatIsRight()
{
    const auto answer = [](const RequestHead &head) {
        return std::get<HttpResponse>(door().decide(head, local, port, 0)).toBytes(false, host);
    };
    QCOMPARE(fieldOf(answer(request("/", {{"host", host}}, "POST")), "Allow"), "GET, HEAD"_ba);
    QCOMPARE(fieldOf(answer(request("/room", {{"host", host}})), "Upgrade"), "websocket"_ba);
    const QByteArray wrongVersion = answer(request("/room", ::handshake({{"sec-websocket-version", "8"}})));
    QCOMPARE(fieldOf(wrongVersion, "Upgrade"), "websocket"_ba);
    QCOMPARE(fieldOf(wrongVersion, "Sec-WebSocket-Version"), "13"_ba); // RFC 6455 §4.4
    QVERIFY(bodyOf(answer(request("/none", {{"host", host}}))).contains("http://192.168.1.20:8000/"));
    QCOMPARE(bodyOf(answer(request("/healthz", {{"host", host}}))), "ok\n"_ba);
}

void tst_FrontDoor::wrongHostIsToldTheAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<quint16>("at");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("IPv4") << u"192.168.1.20"_s << quint16{8000} << "http://192.168.1.20:8000/"_ba;
    QTest::newRow("IPv4 mapped into IPv6")
        << u"::ffff:192.168.1.20"_s << quint16{8000} << "http://192.168.1.20:8000/"_ba;
    QTest::newRow("port 80") << u"192.168.1.20"_s << quint16{80} << "http://192.168.1.20/"_ba;
    QTest::newRow("IPv6") << u"2001:db8::7"_s << quint16{8000} << "http://[2001:db8::7]:8000/"_ba;
}

void tst_FrontDoor::wrongHostIsToldTheAddress()
{
    QFETCH(const QString, address);
    QFETCH(const quint16, at);
    QFETCH(const QByteArray, url);
    const auto decision = door().decide(request("/", {{"host", "rebind.example"}}), QHostAddress(address), at, 0);
    QCOMPARE(statusOf(decision), 421);
    const QByteArray body = std::get<HttpResponse>(decision).body;
    QVERIFY2(body.contains(QByteArray(" " + url + " ")), body.constData());
    QVERIFY2(!body.contains("rebind"), "what was asked for is not repeated");
}

void tst_FrontDoor::hostComesFirst()
{
    // A page of another site whose name was pointed at us learns nothing: not what exists, nor what is allowed.
    for (const QByteArray &target : {"/"_ba, "/none"_ba, "/healthz"_ba, "/room"_ba}) {
        for (const QByteArray &method : {"GET"_ba, "POST"_ba})
            QCOMPARE(statusOf(door().decide(request(target, {{"host", "rebind.example"}}, method), local, port, 0)),
                     421);
    }
}

void tst_FrontDoor::figures_data()
{
    QTest::addColumn<QString>("peer");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("whenOpen");
    const auto row = [](const char *words, const QString &peer, int status, const QByteArray &field = "accept",
                        int whenOpen = 200) { QTest::newRow(words) << peer << field << status << whenOpen; };
    row("from here", u"127.0.0.1"_s, 200);
    row("from here, another loopback address", u"127.9.9.9"_s, 200);
    row("from here, IPv6", u"::1"_s, 200);
    row("from here, mapped", u"::ffff:127.0.0.1"_s, 200);
    row("from this very address", u"192.168.1.20"_s, 200);
    row("from this very address, mapped", u"::ffff:192.168.1.20"_s, 200);
    row("a neighbour", u"192.168.1.21"_s, 403);
    row("a neighbour, mapped", u"::ffff:192.168.1.21"_s, 403);
    row("a neighbour, IPv6", u"fe80::1%eth0"_s, 403);
    row("who knows", QString(), 403);
    row("Forwarded", u"127.0.0.1"_s, 403, "forwarded");
    row("X-Forwarded-For", u"127.0.0.1"_s, 403, "x-forwarded-for");
    row("X-Forwarded-Anything", u"127.0.0.1"_s, 403, "x-forwarded-anything");
    row("Via", u"127.0.0.1"_s, 403, "via");
    row("X-Real-IP", u"127.0.0.1"_s, 403, "x-real-ip");
    row("the name in a page's own field", u"127.0.0.1"_s, 200, "x-not-forwarded");
    row("a body", u"127.0.0.1"_s, 413, "transfer-encoding", 413);
}

void tst_FrontDoor::figures()
{
    QFETCH(const QString, peer);
    QFETCH(const QByteArray, field);
    QFETCH(const int, status);
    QFETCH(const int, whenOpen);
    const RequestHead head = request("/metrics", {{"host", host}, {field, "x"}});
    for (const bool open : {false, true}) {
        const FrontDoor figuresDoor(HostGuard(u"brandt-laptop"_s, {}), OriginGuard({}), StaticSite(u":/testsite"_s),
                                    MetricsGuard(open), [] { return "a 1\n"_ba; });
        QCOMPARE(statusOf(figuresDoor.decide(head, local, port, 0, QHostAddress(peer))), open ? whenOpen : status);
    }
}

void tst_FrontDoor::figuresAsTheyAre()
{
    int asked = 0;
    const FrontDoor figuresDoor(HostGuard(u"brandt-laptop"_s, {}), OriginGuard({}), StaticSite(u":/testsite"_s),
                                MetricsGuard(), [&asked] { return QByteArray("a " + QByteArray::number(++asked) + '\n'); });
    const auto decide = [&](const QByteArray &method, const QHostAddress &peer, const Fields &fields = {{"host", host}}) {
        return figuresDoor.decide(request("/metrics?x=y", fields, method), local, port, 0, peer);
    };
    const QByteArray answer = std::get<HttpResponse>(decide("GET", local)).toBytes(false, host);
    QCOMPARE(bodyOf(answer), "a 1\n"_ba);
    QCOMPARE(fieldOf(answer, "Content-Type"), "text/plain; version=0.0.4; charset=utf-8"_ba);
    QCOMPARE(fieldOf(answer, "Cache-Control"), "no-store"_ba);
    QCOMPARE(statusOf(decide("HEAD", local)), 200);
    QCOMPARE(asked, 2);
    // Nobody else has them written at all.
    QCOMPARE(statusOf(decide("GET", QHostAddress(u"192.168.1.21"_s))), 403);
    QCOMPARE(statusOf(decide("POST", local)), 405);
    QCOMPARE(statusOf(decide("GET", local, {{"host", "rebind.example"}})), 421);
    QCOMPARE(statusOf(figuresDoor.decide(request("/metrics", ::handshake()), local, port, 0, local)), 404);
    QCOMPARE(asked, 2);
}

void tst_FrontDoor::noFiguresWithoutAPage()
{
    QCOMPARE(statusOf(door().decide(request("/metrics", {{"host", host}}), local, port, 0, local)), 404);
}

QTEST_APPLESS_MAIN(tst_FrontDoor)
#include "tst_frontdoor.moc"
