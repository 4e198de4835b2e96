// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/conformance/echotalk.h"
#include "tests/support/patience.h"

#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

using Fields = RawClient::Fields;

/// RFC 6455 §4.2: what a handshake must hold, and what the answer may.
class tst_ConformanceHandshake final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answered_data();
    void answered();
    void refused_data();
    void refused();
    void anotherKey();
    void subprotocols_data();
    void subprotocols();

private:
    EchoTalk m_talk;
};

void tst_ConformanceHandshake::answered_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::newRow("as it stands in the RFC") << Fields{};
    QTest::newRow("names in capitals") << Fields{{"Upgrade", {}},    {"UPGRADE", "websocket"},
                                                 {"Connection", {}}, {"CONNECTION", "Upgrade"},
                                                 {"Host", {}},       {"HOST", "localhost"}};
    QTest::newRow("names in small letters") << Fields{{"Sec-WebSocket-Key", {}},
                                                      {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="},
                                                      {"Sec-WebSocket-Version", {}},
                                                      {"sec-websocket-version", "13"}};
    QTest::newRow("values in other letters") << Fields{{"Upgrade", "WebSocket"}, {"Connection", "upgrade"}};
    QTest::newRow("as Firefox says it") << Fields{{"Connection", "keep-alive, Upgrade"}};
    QTest::newRow("the other way round") << Fields{{"Connection", "Upgrade,keep-alive"}};
    QTest::newRow("white space around") << Fields{{"Sec-WebSocket-Key", "  dGhlIHNhbXBsZSBub25jZQ== \t"},
                                                  {"Sec-WebSocket-Version", " 13 "}};
    QTest::newRow("an extension is offered")
        << Fields{{"Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"}};
    QTest::newRow("many extensions are offered")
        << Fields{{"Sec-WebSocket-Extensions", "x-webkit-deflate-frame, permessage-bzip2, foo; bar=\"baz\""}};
    QTest::newRow("what nobody knows") << Fields{
        {"X-Something", "else"}, {"Pragma", "no-cache"}, {"User-Agent", "test"}};
}

void tst_ConformanceHandshake::answered()
{
    QFETCH(const Fields, fields);
    RawClient client(m_talk.server().port());
    QVERIFY(client.shakesHands("/", fields));
    const HttpAnswer answer = client.answer();
    QCOMPARE(answer.value("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="_ba); // RFC 6455 §1.3
    QCOMPARE(answer.value("upgrade").toLower(), "websocket"_ba);
    QCOMPARE(answer.value("connection").toLower(), "upgrade"_ba);
    QVERIFY(!answer.has("sec-websocket-protocol"));
    QVERIFY(!answer.has("sec-websocket-extensions"));
    client.sendText("and it works");
    QTRY_COMPARE_WITH_TIMEOUT(client.texts(), QByteArrayList{"and it works"}, patienceMs);
}

void tst_ConformanceHandshake::refused_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("no key") << Fields{{"Sec-WebSocket-Key", {}}} << 400;
    QTest::newRow("a key of 15 bytes") << Fields{{"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j"}} << 400;
    QTest::newRow("a key that is no Base64") << Fields{{"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j*Q=="}} << 400;
    QTest::newRow("no version") << Fields{{"Sec-WebSocket-Version", {}}} << 426;
    QTest::newRow("version 8") << Fields{{"Sec-WebSocket-Version", "8"}} << 426;
    QTest::newRow("version 14") << Fields{{"Sec-WebSocket-Version", "14"}} << 426;
    QTest::newRow("another protocol") << Fields{{"Upgrade", "h2c"}} << 426;
    QTest::newRow("no Upgrade") << Fields{{"Upgrade", {}}} << 426;
    QTest::newRow("no Connection") << Fields{{"Connection", {}}} << 426;
    QTest::newRow("no Host") << Fields{{"Host", {}}} << 400;
    QTest::newRow("another site's page") << Fields{{"Origin", "http://elsewhere.example"}} << 403;
}

void tst_ConformanceHandshake::refused()
{
    QFETCH(const Fields, fields);
    QFETCH(const int, status);
    RawClient client(m_talk.server().port());
    QVERIFY(client.connects());
    client.send(client.handshake("/", fields));
    const HttpAnswer answer = client.wholeAnswer();
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.has("sec-websocket-accept"));
    // RFC 6455 §4.4: and is told which version would do.
    if (!fields.isEmpty() && fields.constFirst().first == "Sec-WebSocket-Version")
        QCOMPARE(answer.value("sec-websocket-version"), "13"_ba);
}

void tst_ConformanceHandshake::anotherKey()
{
    RawClient client(m_talk.server().port());
    QVERIFY(client.shakesHands("/", {{"Sec-WebSocket-Key", "x3JJHMbDL1EzLkh9GBhXDw=="}}));
    QCOMPARE(client.answer().value("sec-websocket-accept"), "HSmrc0sMlYUkAGmm5OPpG2HaGWk="_ba);
}

void tst_ConformanceHandshake::subprotocols_data()
{
    QTest::addColumn<Fields>("offered");
    QTest::addColumn<QByteArray>("chosen");
    QTest::newRow("none that is known") << Fields{{"Sec-WebSocket-Protocol", "chat, superchat"}} << QByteArray();
    QTest::newRow("one of them") << Fields{{"Sec-WebSocket-Protocol", "chat, foyer.v1"}} << "foyer.v1"_ba;
    QTest::newRow("in other letters it is another") << Fields{{"Sec-WebSocket-Protocol", "Foyer.V1"}} << QByteArray();
}

void tst_ConformanceHandshake::subprotocols()
{
    QFETCH(const Fields, offered);
    QFETCH(const QByteArray, chosen);
    RawClient client(m_talk.server().port());
    QVERIFY(client.shakesHands("/", offered));
    QCOMPARE(client.answer().value("sec-websocket-protocol"), chosen);
    QCOMPARE(client.answer().has("sec-websocket-protocol"), !chosen.isEmpty());
}

QTEST_GUILESS_MAIN(tst_ConformanceHandshake)
#include "tst_conformance_handshake.moc"
