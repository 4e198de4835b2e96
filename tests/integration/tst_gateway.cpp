// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"

#include <QSignalSpy>
#include <QSysInfo>
#include <QTest>
#include <QTimer>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// A request of one line and these lines of fields; HOST stands for the room's own address.
QByteArray request(const QByteArray &line, const QList<QByteArray> &fields = {"Host: HOST"})
{
    QByteArray bytes = line + "\r\n";
    for (const QByteArray &field : fields)
        bytes += field + "\r\n";
    return bytes + "\r\n";
}

QByteArray upgrade(const QByteArray &path, const QList<QByteArray> &more = {})
{
    return request("GET " + path + " HTTP/1.1",
                   QList<QByteArray>{"Host: HOST", "Upgrade: websocket", "Connection: Upgrade",
                                     "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                     "Sec-WebSocket-Protocol: foyer.v1"}
                       + more);
}

void checkFields(const HttpAnswer &answer)
{
    QCOMPARE(answer.value("connection"), QByteArray("close"));
    QCOMPARE(answer.value("x-content-type-options"), QByteArray("nosniff"));
    QCOMPARE(answer.value("x-frame-options"), QByteArray("DENY"));
    QCOMPARE(answer.value("referrer-policy"), QByteArray("no-referrer"));
    const QByteArray policy = answer.value("content-security-policy");
    QVERIFY2(policy.startsWith("default-src 'none';"), policy.constData());
    QVERIFY2(policy.contains("frame-ancestors 'none'"), policy.constData());
    QVERIFY2(!policy.contains("unsafe"), policy.constData());
    QVERIFY2(!policy.contains('|'), "the policy came twice");
    QVERIFY(answer.value("server").isEmpty());
}

} // namespace

/// What the one port answers before anybody is in the room.
class tst_Gateway final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ipv4AndIpv6OnOnePort()
    {
        TestRoom room;
        room.config.bindAddress.clear();
        QVERIFY(room.open());
        RawClient four(room.port());
        QVERIFY(four.connects());
        four.send("GET /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n");
        QCOMPARE(four.wholeAnswer().body, QByteArray("ok\n"));

        RawClient six(room.port(), QHostAddress(QHostAddress::LocalHostIPv6));
        if (!six.connects())
            QSKIP("This machine has no IPv6 loopback address.");
        six.send("GET /healthz HTTP/1.1\r\nHost: [::1]:" + QByteArray::number(room.port()) + "\r\n\r\n");
        QCOMPARE(six.wholeAnswer().body, QByteArray("ok\n"));

        // An answer that names the address names the one that was reached.
        RawClient lost(room.port(), QHostAddress(QHostAddress::LocalHostIPv6));
        QVERIFY(lost.connects());
        lost.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        const HttpAnswer misdirected = lost.wholeAnswer();
        QCOMPARE(misdirected.status, 421);
        QVERIFY2(misdirected.body.contains(QByteArray("http://[::1]:" + QByteArray::number(room.port()) + '/')),
                 misdirected.body.constData());
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const QByteArray &bytes, int status, const QByteArray &field = {},
                            const QByteArray &value = {}) { QTest::newRow(name) << bytes << status << field << value; };
        const QByteArray none;

        row("healthz", request("GET /healthz HTTP/1.1"), 200, "content-type", "text/plain; charset=utf-8");
        row("healthz with a query", request("GET /healthz?x=1 HTTP/1.1"), 200);
        row("localhost as host", request("GET /healthz HTTP/1.1", {"Host: LOCALHOST"}), 200);
        row("no port in the host", request("GET /healthz HTTP/1.1", {"Host: 127.0.0.1"}), 200);
        row("unknown path", request("GET /nothing HTTP/1.1"), 404);
        row("way up", request("GET /../../etc/passwd HTTP/1.1"), 404);
        row("way up, encoded", request("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1"), 404);
        row("way up, backslash", request("GET /..\\..\\etc\\passwd HTTP/1.1"), 404);
        row("NUL, encoded", request("GET /%00 HTTP/1.1"), 404);
        row("NUL behind a known path", request("GET /healthz%00 HTTP/1.1"), 404);
        row("known path, closing slash", request("GET /healthz/ HTTP/1.1"), 404);
        row("known path, double slash", request("GET //healthz HTTP/1.1"), 404);

        row("POST", request("POST / HTTP/1.1", {"Host: HOST", "Content-Length: 0"}), 405, "allow", "GET, HEAD");
        row("OPTIONS", request("OPTIONS / HTTP/1.1"), 405, "allow", "GET, HEAD");
        row("CONNECT", request("CONNECT /x HTTP/1.1"), 405, "allow", "GET, HEAD");
        row("unheard-of method", request("BREW /pot HTTP/1.1"), 405, "allow", "GET, HEAD");
        row("HEAD of an upgrade", upgrade("/room").replace("GET ", "HEAD "), 405, "allow", "GET");

        row("body", request("GET / HTTP/1.1", {"Host: HOST", "Content-Length: 3"}) + "abc", 413);
        row("body in chunks", request("GET / HTTP/1.1", {"Host: HOST", "Transfer-Encoding: chunked"}), 413);
        row("body of an upgrade", upgrade("/room", {"Content-Length: 3"}) + "abc", 413);

        row("no host", request("GET / HTTP/1.1", {}), 400);
        row("empty host", request("GET / HTTP/1.1", {"Host:"}), 400);
        row("two hosts", request("GET / HTTP/1.1", {"Host: HOST", "Host: HOST"}), 400);
        row("two origins", upgrade("/room", {"Origin: http://HOST", "Origin: http://evil.example"}), 400);
        row("two lengths", request("GET / HTTP/1.1", {"Host: HOST", "Content-Length: 0", "Content-Length: 9"}), 400);
        row("length and chunks",
            request("GET / HTTP/1.1", {"Host: HOST", "Content-Length: 0", "Transfer-Encoding: chunked"}), 400);
        row("length that is no number", request("GET / HTTP/1.1", {"Host: HOST", "Content-Length: -1"}), 400);
        row("length of a flood", request("GET / HTTP/1.1", {"Host: HOST", "Content-Length: 99999999999999999999"}), 400);
        row("NUL in a field", request("GET / HTTP/1.1", {"Host: HOST", QByteArray("X: a\0b", 6)}), 400);
        row("NUL first", QByteArray("\0", 1) + request("GET / HTTP/1.1"), 400);
        row("LF alone", "GET / HTTP/1.1\nHost: x\n\n", 400);
        row("CR alone", request("GET / HTTP/1.1", {"Host: HOST\rX: y"}), 400);
        row("folded line", request("GET / HTTP/1.1", {"Host: HOST", "X: a", " b"}), 400);
        row("space before the colon", request("GET / HTTP/1.1", {"Host : HOST"}), 400);
        row("line without colon", request("GET / HTTP/1.1", {"Host: HOST", "nonsense"}), 400);
        row("field without name", request("GET / HTTP/1.1", {"Host: HOST", ": x"}), 400);
        row("target of a proxy", request("GET http://example.org/ HTTP/1.1"), 400);
        row("target without slash", request("GET healthz HTTP/1.1"), 400);
        row("two spaces", request("GET  / HTTP/1.1"), 400);
        row("no version", request("GET /"), 400);
        row("control character in the target", request("GET /\x01 HTTP/1.1"), 400);
        row("raw bytes in the target", request("GET /ws/\xe5\xb0\x8f HTTP/1.1"), 400);
        row("a TLS greeting", QByteArray::fromHex("160301020001000001fc0303") + QByteArray(200, '\0'), 400);
        row("HTTP/1.0", request("GET /healthz HTTP/1.0"), 505);
        row("HTTP/1.0 without host", "GET /healthz HTTP/1.0\r\n\r\n", 505);
        row("HTTP/2 with prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);

        row("foreign host", request("GET / HTTP/1.1", {"Host: evil.example"}), 421);
        row("foreign host, upgrade", upgrade("/room").replace("Host: HOST", "Host: evil.example"), 421);
        row("another address as host", request("GET / HTTP/1.1", {"Host: 192.0.2.1"}), 421);
        row("host with a user", request("GET / HTTP/1.1", {"Host: a@127.0.0.1"}), 421);
        row("host with a bad port", request("GET / HTTP/1.1", {"Host: 127.0.0.1:x"}), 421);

        row("room, no upgrade", request("GET /room HTTP/1.1"), 426, "upgrade", "websocket");
        row("text, no upgrade", request("GET /ws/Ada HTTP/1.1"), 426, "upgrade", "websocket");
        row("NUL as a name, no upgrade", request("GET /ws/%00 HTTP/1.1"), 426, "upgrade", "websocket");
        row("echo, no upgrade", request("GET /ws HTTP/1.1"), 426, "upgrade", "websocket");
        row("connection without upgrade",
            upgrade("/room").replace("Connection: Upgrade", "Connection: keep-alive"), 426, "upgrade", "websocket");
        row("old version", upgrade("/room").replace("Version: 13", "Version: 8"), 426, "sec-websocket-version", "13");
        row("no version field", upgrade("/room").replace("Sec-WebSocket-Version: 13\r\n", ""), 426,
            "sec-websocket-version", "13");
        row("no key", upgrade("/room").replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""), 400);
        row("short key", upgrade("/room").replace("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="), 400);
        row("key that is no base64", upgrade("/room").replace("dGhlIHNhbXBsZSBub25jZQ==", "!!!!!!!!!!!!!!!!!!!!!!!!"), 400);
        row("two keys", upgrade("/room", {"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="}), 400);
        row("upgrade of the page", upgrade("/"), 404);
        row("upgrade of nothing", upgrade("/rooms"), 404);
        row("upgrade deeper than a name", upgrade("/ws/Ada/x"), 404);
        row("room without subprotocol", upgrade("/room").replace("Sec-WebSocket-Protocol: foyer.v1\r\n", ""), 400);
        row("room with another subprotocol", upgrade("/room").replace("foyer.v1", "foyer.v2"), 400);
        row("bytes behind the head", upgrade("/room") + RawClient::frame(RawClient::Text, "{}"), 400);

        row("foreign origin", upgrade("/room", {"Origin: http://evil.example"}), 403);
        row("foreign origin, text", upgrade("/ws/Ada", {"Origin: http://evil.example"}), 403);
        row("origin null", upgrade("/room", {"Origin: null"}), 403);
        row("origin null, text", upgrade("/ws/Ada", {"Origin: null"}), 403);
        row("own origin by https", upgrade("/room", {"Origin: https://HOST"}), 403);
        row("own host, other port", upgrade("/room", {"Origin: http://127.0.0.1:1"}), 403);
        row("own origin with a tail", upgrade("/room", {"Origin: http://HOST.evil.example"}), 403);
        row("extension at the room", upgrade("/room", {"Origin: chrome-extension://abcdefghijklmnop"}), 403);

        row("one line of 200 KB", request("GET / HTTP/1.1", {"Host: HOST", "X: " + QByteArray(200 * 1024, 'x')}), 431);
        QList<QByteArray> many{"Host: HOST"};
        while (many.size() < 2048)
            many.append("X-Field: " + QByteArray(90, 'x'));
        row("200 KB of lines", request("GET / HTTP/1.1", many), 431);
        row("70 short lines", request("GET / HTTP/1.1", many.first(1) + QList<QByteArray>(69, "A: b")), 431);
        row("a path of 200 KB", request("GET /" + QByteArray(200 * 1024, 'x') + " HTTP/1.1"), 431);
        row("63 lines", request("GET /healthz HTTP/1.1", many.first(1) + QList<QByteArray>(62, "A: b")), 200);
    }

    void answers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        bytes.replace("LOCALHOST", "localhost").replace("HOST", room.host());
        client.send(bytes);
        const HttpAnswer answer = client.wholeAnswer();
        QVERIFY2(client.hasEnded(), "the connection did not end");
        QCOMPARE(answer.status, status);
        checkFields(answer);
        if (bytes.startsWith("HEAD"))
            QCOMPARE(answer.body, QByteArray());
        else
            QCOMPARE(answer.value("content-length").toInt(), answer.body.size());
        QVERIFY(!answer.body.contains("root:"));
        if (!field.isEmpty())
            QCOMPARE(answer.value(field), value);
        if (status == 421)
            QVERIFY2(answer.body.contains(QByteArray("http://" + room.host() + '/')), answer.body.constData());
    }

    void headHasNoBody()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        client.send("HEAD /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n");
        const HttpAnswer answer = client.wholeAnswer();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("content-length"), QByteArray("3"));
        QCOMPARE(answer.body, QByteArray());
        checkFields(answer);
    }

    void upgrades_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QList<QByteArray>>("replaced");
        const auto row = [](const char *name, const QByteArray &path, const QList<QByteArray> &fields = {}) {
            QTest::newRow(name) << path << fields;
        };
        const QByteArray machine = QSysInfo::machineHostName().toUtf8();
        row("room, no origin", "/room");
        row("room, own origin", "/room", {"Origin", "http://HOST"});
        row("room by localhost", "/room", {"Host", "localhost", "Origin", "http://localhost"});
        row("room by the machine's name", "/room", {"Host", machine});
        row("room by its local name", "/room", {"Host", machine.split('.').first() + ".local:8000"});
        row("room among other subprotocols", "/room", {"Sec-WebSocket-Protocol", "chat, foyer.v1"});
        row("room with a query", "/room?x=1");
        row("Firefox", "/room", {"Connection", "keep-alive, Upgrade"});
        row("capitals", "/room", {"Upgrade", "WebSocket", "Connection", "UPGRADE"});
        row("listed origin", "/room", {"Origin", "https://school.example"});
        row("listed host", "/room", {"Host", "foyer.test:8000"});
        row("compression offered", "/room", {"Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"});
        row("echo", "/ws");
        row("text", "/ws/Ada");
        row("text, own origin", "/ws/Ada", {"Origin", "http://HOST"});
        row("Chrome extension", "/ws/Ada", {"Origin", "chrome-extension://pfdhoblngboilpfeibdedpjgfnlcodoo"});
        row("Firefox extension", "/ws", {"Origin", "moz-extension://1234"});
        row("name of odd characters", "/ws/a<b>\"^`{|}");
    }

    void upgrades()
    {
        QFETCH(QByteArray, path);
        QFETCH(QList<QByteArray>, replaced);
        TestRoom room;
        room.config.allowedOrigins = {u"https://school.example"_s, u"null"_s};
        room.config.allowedHosts = {u"foyer.test"_s};
        QVERIFY(room.open());
        RawClient::Fields fields;
        for (qsizetype i = 0; i + 1 < replaced.size(); i += 2)
            fields.emplaceBack(replaced[i], QByteArray(replaced[i + 1]).replace("HOST", room.host()));
        if (path.startsWith("/room?"))
            fields.emplaceBack("Sec-WebSocket-Protocol", "foyer.v1");
        RawClient client(room.port());
        QVERIFY2(client.shakesHands(path, fields), client.received().constData());
        const HttpAnswer answer = client.answer();
        // RFC 6455 §1.3
        QCOMPARE(answer.value("sec-websocket-accept"), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        QCOMPARE(answer.value("sec-websocket-protocol"), path.startsWith("/room") ? QByteArray("foyer.v1") : QByteArray());
        QCOMPARE(answer.value("sec-websocket-extensions"), QByteArray());
        QCOMPARE(answer.value("server"), QByteArray());
        QVERIFY(!client.hasEnded());
    }

    void aListedNullIsStillRefused()
    {
        TestRoom room;
        room.config.allowedOrigins = {u"null"_s};
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        client.send(client.handshake("/room", {{"Origin", "null"}}));
        QCOMPARE(client.wholeAnswer().status, 403);
    }

    void aDribbledHeadIsLate_data()
    {
        QTest::addColumn<bool>("dribbles");
        QTest::newRow("byte by byte") << true;
        QTest::newRow("nothing at all") << false;
    }

    void aDribbledHeadIsLate()
    {
        QFETCH(bool, dribbles);
        TestRoom room;
        room.config.limits.handshake = 300ms;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        QTimer dribble;
        connect(&dribble, &QTimer::timeout, &client, [&client, sent = 0]() mutable {
            client.send(sent++ == 0 ? "GET /healthz HTTP/1.1\r\nX: " : "x");
        });
        if (dribbles)
            dribble.start(20ms);
        const HttpAnswer answer = client.wholeAnswer();
        QCOMPARE(answer.status, 408);
        checkFields(answer);
        QVERIFY(client.hasEnded());
    }

    void aHeadInPiecesIsRead()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        RawClient fence(room.port());
        QVERIFY(client.connects());
        client.send("GET /heal");
        // Once another is answered the first piece has surely been looked at.
        QVERIFY(fence.connects());
        fence.send("GET /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n");
        QCOMPARE(fence.wholeAnswer().status, 200);
        QCOMPARE(client.received(), QByteArray());
        client.send("thz HTTP/1.1\r\nHost: " + room.host() + "\r\n\r");
        client.send("\n");
        QCOMPARE(client.wholeAnswer().body, QByteArray("ok\n"));
    }

    void aLargeBodyDoesNotSwallowTheAnswer_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("900 KB") << 900 * 1024;
        QTest::newRow("16 MB") << 16 * 1024 * 1024;
    }

    void aLargeBodyDoesNotSwallowTheAnswer()
    {
        QFETCH(int, bytes);
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        client.send("POST / HTTP/1.1\r\nHost: " + room.host() + "\r\nContent-Length: " + QByteArray::number(bytes)
                    + "\r\n\r\n" + QByteArray(bytes, 'x'));
        const HttpAnswer answer = client.wholeAnswer();
        QVERIFY(client.hasEnded());
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.body.size(), answer.value("content-length").toInt());
    }

    void oneRequestPerConnection()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        const QByteArray one = "GET /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n";
        client.send(one + one);
        QVERIFY(client.wholeAnswer().status == 200);
        QCOMPARE(client.received().count("HTTP/1.1 "), 1);
    }

    void aClientThatClosesItsHalfIsStillAnswered()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        client.send("GET /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n");
        client.closeWriting();
        QCOMPARE(client.wholeAnswer().body, QByteArray("ok\n"));
    }

    /// Whoever keeps an answered connection open costs nothing for long.
    void anAnsweredConnectionIsLetGo()
    {
        TestRoom room;
        QVERIFY(room.open());
        const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        const auto closed = qScopeGuard([descriptor] { ::close(descriptor); });
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(room.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // The backlog takes it at once: no event loop is needed for this.
        QCOMPARE(::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 1, patienceMs);
        const QByteArray bytes = "GET /healthz HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n";
        QCOMPARE(::send(descriptor, bytes.constData(), static_cast<size_t>(bytes.size()), 0), bytes.size());
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 0, patienceMs);
    }

    /// However many connect: those who are inside get their turn in between.
    void aCrowdAtTheDoorIsTakenInTurns()
    {
        constexpr int crowd = 150;
        TestRoom room;
        QVERIFY(room.open());
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(room.port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QList<int> descriptors;
        const auto closed = qScopeGuard([&descriptors] {
            for (const int descriptor : std::as_const(descriptors))
                ::close(descriptor);
        });
        for (int i = 0; i < crowd; ++i) {
            descriptors.append(::socket(AF_INET, SOCK_STREAM, 0));
            QCOMPARE(::connect(descriptors.constLast(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        }
        QCOMPARE(acceptedSockets(room.port()).size(), 0);
        qsizetype before = 0;
        QVERIFY(comesTrue([&] {
            const qsizetype now = acceptedSockets(room.port()).size();
            if (now - before > 64)
                qWarning("%lld in one turn", static_cast<long long>(now - before)); // of the event loop, which comesTrue() runs
            const bool inTurns = now - before <= 64;
            before = inTurns ? now : crowd + 1;
            return now == crowd || !inTurns;
        }));
        QCOMPARE(before, crowd);

        // The room may be closed in between.
        for (int i = 0; i < 70; ++i) {
            descriptors.append(::socket(AF_INET, SOCK_STREAM, 0));
            QCOMPARE(::connect(descriptors.constLast(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        }
        QVERIFY(comesTrue([&] { return acceptedSockets(room.port()).size() >= crowd + 64; }));
        QVERIFY(room.stop() >= 0);
    }

    void stopWithConnectionsAtTheDoor()
    {
        TestRoom room;
        QVERIFY(room.open());
        std::vector<std::unique_ptr<RawClient>> waiting;
        for (int i = 0; i < 20; ++i) {
            waiting.push_back(std::make_unique<RawClient>(room.port()));
            QVERIFY(waiting.back()->connects());
            if (i % 2 == 0)
                waiting.back()->send("GET /room HTTP/1.1\r\n");
        }
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 20, patienceMs);
        const qint64 took = room.stop();
        QVERIFY2(took >= 0 && took <= 2000, qPrintable(QString::number(took)));
        for (const auto &client : waiting) {
            QTRY_VERIFY_WITH_TIMEOUT(client->hasEnded(), patienceMs);
            QCOMPARE(client->received(), QByteArray());
        }
    }

    /// Wherever on its way in somebody is when the room closes: with no answer the connection just ends, and whoever has been told
    /// that the handshake is complete is told why it ends.
    void stopAtAnyMomentOfAHandshake()
    {
        constexpr int mostTurns = 12;
        bool everUpgraded = false;
        bool everTooEarly = false;
        for (int turns = 0; turns < mostTurns; ++turns) {
            TestRoom room;
            QVERIFY(room.open());
            RawClient client(room.port());
            QVERIFY(client.connects());
            client.send(client.handshake("/room"));
            for (int turn = 0; turn < turns; ++turn)
                QCoreApplication::processEvents();
            const qint64 took = room.stop();
            QVERIFY2(took >= 0 && took <= 2000, qPrintable(QString::number(took)));
            room.vanish();
            QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
            if (client.answer().status == 101) {
                everUpgraded = true;
                QVERIFY2(client.closeCode() == quint16(1001),
                         qPrintable(QString(u"after %1 turns: "_s.arg(turns) + QString::fromUtf8(client.received()))));
            } else {
                everTooEarly = true;
                QCOMPARE(client.received(), QByteArray());
            }
        }
        QVERIFY(everUpgraded);
        QVERIFY(everTooEarly);
    }

    void aStoppedRoomTakesNobody()
    {
        TestRoom room;
        QVERIFY(room.open());
        const quint16 port = room.port();
        QVERIFY(room.stop() >= 0);
        QTcpSocket late;
        QSignalSpy refused(&late, &QTcpSocket::errorOccurred);
        late.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patienceMs);
        QCOMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
    }
};

QTEST_GUILESS_MAIN(tst_Gateway)
#include "tst_gateway.moc"
