// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/httprequest.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

constexpr qsizetype mostBytes = 8192;
constexpr int mostLines = 64;

HeadResult parsed(const QByteArray &bytes)
{
    return parseRequestHead(bytes, mostBytes, mostLines);
}

/// 200 for a head that can be read, 0 for one that is not complete, else the status of the refusal.
int verdict(const QByteArray &bytes)
{
    const HeadResult result = parsed(bytes);
    if (const auto *error = std::get_if<HeadError>(&result))
        return error->status;
    return std::holds_alternative<RequestHead>(result) ? 200 : 0;
}

QByteArray get(const QByteArray &fields = {})
{
    return "GET / HTTP/1.1\r\nHost: foyer.local\r\n" + fields + "\r\n";
}

const QByteArray upgrade = "GET /room?x=1&y HTTP/1.1\r\n"
                           "Host: 192.168.1.20:8000\r\n"
                           "User-Agent: a browser\r\n"
                           "connection:keep-alive, Upgrade\r\n"
                           "UPGRADE: \t websocket \t\r\n"
                           "Sec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           "Cookie: a=1\r\n"
                           "Cookie: b=2\r\n"
                           "X-Empty:\r\n"
                           "\r\n";

} // namespace

class tst_HttpRequest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reading();
    void whatComesBehindIsLeft();
    void verdict_data();
    void verdict();
    void everyPrefixIsIncomplete_data();
    void everyPrefixIsIncomplete();
    void linesAreBounded();
    void bytesAreBounded();
    void oversizedBeforeItsEnd();
    void notHttpIsSeenAtOnce_data();
    void notHttpIsSeenAtOnce();
    void bodyIsNamed();
    void anyBytesAreSafe();
    void anyChangeIsSafe();
};

void tst_HttpRequest::reading()
{
    const HeadResult result = parsed(upgrade);
    const auto *head = std::get_if<RequestHead>(&result);
    QVERIFY(head);
    QCOMPARE(head->method, "GET"_ba);
    QCOMPARE(head->path, "/room"_ba);
    QCOMPARE(head->query, "x=1&y"_ba);
    QCOMPARE(head->size, upgrade.size());
    QCOMPARE(head->fields.size(), 9);
    QCOMPARE(head->fields.first().first, "host"_ba);
    QCOMPARE(head->value("host"), "192.168.1.20:8000"_ba);
    QCOMPARE(head->value("upgrade"), "websocket"_ba);
    QCOMPARE(head->value("cookie"), "a=1"_ba);
    QCOMPARE(head->value("x-empty"), ""_ba);
    QVERIFY(head->has("x-empty"));
    QVERIFY(!head->has("x-other"));
    QCOMPARE(head->value("x-other"), ""_ba);
    QVERIFY(head->lists("connection", "upgrade"));
    QVERIFY(head->lists("connection", "keep-alive"));
    QVERIFY(!head->lists("connection", "keep"));
    QVERIFY(!head->lists("connection", "close"));
    QVERIFY(head->lists("cookie", "b=2"));
}

void tst_HttpRequest::whatComesBehindIsLeft()
{
    const HeadResult result = parsed(upgrade + "\x81\x02hi");
    const auto *head = std::get_if<RequestHead>(&result);
    QVERIFY(head);
    QCOMPARE(head->size, upgrade.size());
}

void tst_HttpRequest::verdict_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray host = "Host: foyer.local\r\n";
    const auto line = [&host](const QByteArray &requestLine) {
        return QByteArray(requestLine + "\r\n" + host + "\r\n");
    };

    QTest::newRow("a page") << get() << 200;
    QTest::newRow("HEAD") << line("HEAD / HTTP/1.1") << 200;
    QTest::newRow("any method that is a word") << line("M-SEARCH / HTTP/1.1") << 200;
    QTest::newRow("every character of a path") << line("GET /a-z._~!$&'()*+,;=:@/%20%00 HTTP/1.1") << 200;
    QTest::newRow("dots are only a path") << line("GET /../../etc/passwd HTTP/1.1") << 200;
    QTest::newRow("a second question mark") << line("GET /?a?b HTTP/1.1") << 200;
    QTest::newRow("a body that is none") << get("Content-Length: 0\r\n") << 200;
    QTest::newRow("a body") << get("Content-Length: 12\r\n") << 200;
    QTest::newRow("bytes above 0x7F in a value") << get("X: caf\xc3\xa9\r\n") << 200;
    QTest::newRow("a tab in a value") << get("X: a\tb\r\n") << 200;
    QTest::newRow("a colon in a value") << get("X: a:b\r\n") << 200;
    QTest::newRow("every character of a name") << get("!#$%&'*+-.^_`|~09azAZ: x\r\n") << 200;
    QTest::newRow("a field twice that may come twice") << get("X: 1\r\nX: 2\r\n") << 200;

    QTest::newRow("nothing yet") << ""_ba << 0;

    QTest::newRow("HTTP/1.0") << line("GET / HTTP/1.0") << 505;
    QTest::newRow("HTTP/2.0") << line("GET / HTTP/2.0") << 505;
    QTest::newRow("HTTP/1.2") << line("GET / HTTP/1.2") << 505;
    QTest::newRow("the preface of HTTP/2") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba << 505;
    QTest::newRow("lower-case version") << line("GET / http/1.1") << 400;
    QTest::newRow("no version: HTTP/0.9") << line("GET /") << 400;
    QTest::newRow("a method alone") << line("GET") << 400;
    QTest::newRow("a longer version") << line("GET / HTTP/1.10") << 400;
    QTest::newRow("something behind the version") << line("GET / HTTP/1.1 ") << 400;
    QTest::newRow("two spaces") << line("GET  / HTTP/1.1") << 400;
    QTest::newRow("a tab for a space") << line("GET\t/\tHTTP/1.1") << 400;
    QTest::newRow("a space in the path") << line("GET /a b HTTP/1.1") << 400;
    QTest::newRow("no slash") << line("GET room HTTP/1.1") << 400;
    QTest::newRow("another server's address") << line("GET http://evil.example/ HTTP/1.1") << 400;
    QTest::newRow("a tunnel") << line("CONNECT evil.example:443 HTTP/1.1") << 400;
    QTest::newRow("a fragment") << line("GET /#top HTTP/1.1") << 400;
    QTest::newRow("a raw byte in the path") << line("GET /\xe5\xb0\x8f HTTP/1.1") << 400;
    QTest::newRow("a control character in the path") << line("GET /\x01 HTTP/1.1") << 400;
    QTest::newRow("DEL in the path") << line("GET /\x7f HTTP/1.1") << 400;
    QTest::newRow("a method that is no word") << line("G(T / HTTP/1.1") << 400;
    QTest::newRow("an empty line first") << QByteArray("\r\n" + get()) << 400;

    QTest::newRow("no Host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
    QTest::newRow("an empty Host") << "GET / HTTP/1.1\r\nHost: \r\n\r\n"_ba << 400;
    QTest::newRow("two Hosts") << get("host: foyer.local\r\n") << 400;
    QTest::newRow("two Origins") << get("Origin: http://a\r\norigin: http://a\r\n") << 400;
    QTest::newRow("two Content-Lengths") << get("Content-Length: 0\r\nContent-Length: 0\r\n") << 400;
    QTest::newRow("two Authorizations") << get("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n") << 400;
    QTest::newRow("two keys") << get("Sec-WebSocket-Key: a\r\nSec-WebSocket-Key: b\r\n") << 400;
    QTest::newRow("two WebSocket versions") << get("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 8\r\n") << 400;
    QTest::newRow("two Upgrades") << get("Upgrade: websocket\r\nUpgrade: h2c\r\n") << 400;
    QTest::newRow("a negative length") << get("Content-Length: -1\r\n") << 400;
    QTest::newRow("a length with a sign") << get("Content-Length: +1\r\n") << 400;
    QTest::newRow("a length in hexadecimal") << get("Content-Length: 0x10\r\n") << 400;
    QTest::newRow("a length twice in one") << get("Content-Length: 5, 5\r\n") << 400;
    QTest::newRow("an empty length") << get("Content-Length:\r\n") << 400;
    QTest::newRow("a length beyond 64 bits") << get("Content-Length: 99999999999999999999\r\n") << 400;
    QTest::newRow("two ways to say how long") << get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") << 400;

    QTest::newRow("no CR") << "GET / HTTP/1.1\nHost: foyer.local\n\n"_ba << 400;
    QTest::newRow("a bare CR in a line") << get("X: a\rb\r\n") << 400;
    QTest::newRow("two CRs") << get("X: a\r\r\n") << 400;
    QTest::newRow("a bare LF between lines") << get("X: a\nY: b\r\n") << 400;
    QTest::newRow("NUL in a value") << get("X: a"_ba + '\0' + "b\r\n") << 400;
    QTest::newRow("NUL in the path") << QByteArray("GET /a"_ba + '\0' + " HTTP/1.1\r\n" + host + "\r\n") << 400;
    QTest::newRow("another control character in a value") << get("X: a\x01\r\n") << 400;
    QTest::newRow("DEL in a value") << get("X: a\x7f\r\n") << 400;
    QTest::newRow("folded with a space") << get("X: a\r\n b\r\n") << 400;
    QTest::newRow("folded with a tab") << get("X: a\r\n\tb\r\n") << 400;
    QTest::newRow("no colon") << get("nonsense\r\n") << 400;
    QTest::newRow("no name") << get(": x\r\n") << 400;
    QTest::newRow("a space before the colon") << get("X : x\r\n") << 400;
    QTest::newRow("a space in a name") << get("X Y: x\r\n") << 400;
    QTest::newRow("a bracket in a name") << get("X(Y): x\r\n") << 400;
    QTest::newRow("a raw byte in a name") << get("X\xc3\xa9: x\r\n") << 400;
}

void tst_HttpRequest::verdict()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    const HeadResult result = parsed(bytes);
    QCOMPARE(::verdict(bytes), status);
    if (const auto *error = std::get_if<HeadError>(&result))
        QVERIFY2(error->sentence.endsWith('.'), "whoever reads it wants to know what was wrong");
}

void tst_HttpRequest::everyPrefixIsIncomplete_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("a page") << get();
    QTest::newRow("an upgrade") << upgrade;
    QTest::newRow("as large as it may be") << get("X: " + QByteArray(mostBytes - get("X: \r\n").size(), 'x') + "\r\n");
}

void tst_HttpRequest::everyPrefixIsIncomplete()
{
    QFETCH(const QByteArray, head);
    for (qsizetype size = 0; size < head.size(); ++size) {
        if (::verdict(head.first(size)) != 0)
            QFAIL(qPrintable(u"the first %1 bytes"_s.arg(size)));
    }
    QCOMPARE(::verdict(head), 200);
}

void tst_HttpRequest::linesAreBounded()
{
    // With the request line and Host 64 lines.
    QCOMPARE(::verdict(get(QByteArray("X: 1\r\n").repeated(62))), 200);
    QCOMPARE(::verdict(get(QByteArray("X: 1\r\n").repeated(63))), 431);
    QCOMPARE(::verdict(get(QByteArray("X: 1\r\n").repeated(500))), 431);
}

void tst_HttpRequest::bytesAreBounded()
{
    const qsizetype room = mostBytes - get("X: \r\n").size();
    const auto withValue = [](qsizetype size) { return get("X: " + QByteArray(size, 'x') + "\r\n"); };
    QCOMPARE(withValue(room).size(), mostBytes);
    QCOMPARE(::verdict(withValue(room)), 200);
    QCOMPARE(::verdict(withValue(room + 1)), 431);
    QCOMPARE(::verdict(withValue(200'000)), 431);
    // What follows the head is no part of it.
    QCOMPARE(::verdict(get() + QByteArray(mostBytes, 'x')), 200);
}

void tst_HttpRequest::oversizedBeforeItsEnd()
{
    QCOMPARE(::verdict("GET /" + QByteArray(mostBytes - 5, 'a')), 0);
    QCOMPARE(::verdict("GET /" + QByteArray(mostBytes - 4, 'a')), 431);
}

void tst_HttpRequest::notHttpIsSeenAtOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("TLS") << "\x16\x03\x01"_ba;
    QTest::newRow("NUL") << QByteArray(1, '\0');
    QTest::newRow("a space") << " "_ba;
    QTest::newRow("a byte above 0x7F") << "\xff"_ba;
    QTest::newRow("NUL in an unfinished line") << QByteArray("GET /\0", 6);
}

void tst_HttpRequest::notHttpIsSeenAtOnce()
{
    QFETCH(const QByteArray, bytes);
    QCOMPARE(::verdict(bytes), 400);
}

void tst_HttpRequest::bodyIsNamed()
{
    const HeadResult result = parsed(get("Content-Length: 12\r\n") + "hello, room!");
    const auto *head = std::get_if<RequestHead>(&result);
    QVERIFY(head);
    QCOMPARE(head->value("content-length"), "12"_ba);
    QCOMPARE(head->size, get("Content-Length: 12\r\n").size());
}

void tst_HttpRequest::anyBytesAreSafe()
{
    QRandomGenerator random(20260101);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes(random.bounded(300), Qt::Uninitialized);
        for (char &c : bytes)
            c = static_cast<char>(random.bounded(256));
        if (i % 2 == 0)
            bytes.prepend("GET / HTTP/1.1\r\n");
        const HeadResult result = parsed(bytes);
        if (const auto *head = std::get_if<RequestHead>(&result))
            QVERIFY(head->size <= bytes.size());
    }
}

void tst_HttpRequest::anyChangeIsSafe()
{
    // A good head with a few bytes changed, which reaches much further than noise.
    static constexpr char tempting[] = "\r\n\0: \t,;GET/HTTP1.%?#\x7f\x80\xff";
    QRandomGenerator random(20260102);
    int stillGood = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = upgrade;
        for (int change = random.bounded(1, 4); change > 0; --change) {
            const auto at = random.bounded(static_cast<int>(bytes.size()));
            const char c = tempting[random.bounded(static_cast<int>(sizeof tempting))];
            if (random.bounded(3) == 0)
                bytes.insert(at, c);
            else if (random.bounded(2) == 0)
                bytes.remove(at, 1);
            else
                bytes[at] = c;
        }
        const HeadResult result = parsed(bytes);
        const auto *head = std::get_if<RequestHead>(&result);
        if (!head)
            continue;
        ++stillGood;
        QVERIFY(head->path.startsWith('/'));
        QVERIFY(!head->value("host").isEmpty());
        QVERIFY(head->size <= bytes.size());
        for (const auto &[name, value] : head->fields)
            QVERIFY(!name.isEmpty() && !value.contains('\r') && !value.contains('\n') && !value.contains('\0'));
    }
    QVERIFY(stillGood > 100);
}

QTEST_APPLESS_MAIN(tst_HttpRequest)
#include "tst_httprequest.moc"
