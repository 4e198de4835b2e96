// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/conformance/echotalk.h"
#include "tests/support/patience.h"

#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

QByteArray text(const QByteArray &payload)
{
    return RawClient::frame(RawClient::Text, payload);
}

QStringList closedWith(quint16 code)
{
    return {EchoTalk::closed(code), EchoTalk::inOrder()};
}

} // namespace

/// RFC 6455 §7: how a connection ends, from either side.
class tst_ConformanceClose final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void withoutAWord();
    void codesThatMayBeSent_data();
    void codesThatMayBeSent();
    void codesAddedSince_data();
    void codesAddedSince();
    void codesThatMayNot_data();
    void codesThatMayNot();
    void reasons_data();
    void reasons();
    void whatFollowsIsIgnored_data();
    void whatFollowsIsIgnored();
    void amidAMessage();
    void theServerEndsFirst();
    void whoClosesAsTheServerDoes();
    void whoNeverAnswersIsCutOff();
    void whoJustGoes_data();
    void whoJustGoes();

private:
    EchoTalk m_talk;
};

void tst_ConformanceClose::cleanup()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_talk.server().sessions(), 0, patienceMs);
}

// ---- The client begins

void tst_ConformanceClose::withoutAWord()
{
    QCOMPARE(m_talk.answersTo(RawClient::frame(RawClient::Close, {})), closedWith(1000));
}

void tst_ConformanceClose::codesThatMayBeSent_data()
{
    QTest::addColumn<quint16>("code");
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
        QTest::addRow("%d", code) << static_cast<quint16>(code);
}

void tst_ConformanceClose::codesThatMayBeSent()
{
    QFETCH(const quint16, code);
    QCOMPARE(m_talk.answersTo(EchoTalk::close(code)), closedWith(code));
    QCOMPARE(m_talk.answersTo(EchoTalk::close(code, "because"), 1), closedWith(code));
}

void tst_ConformanceClose::codesAddedSince_data()
{
    QTest::addColumn<quint16>("code");
    for (const int code : {1012, 1013, 1014})
        QTest::addRow("%d", code) << static_cast<quint16>(code);
}

/// Registered with IANA after RFC 6455, for servers to say; the RFC itself leaves them open, and QWebSocket of Qt 6.4
/// does not know them.
void tst_ConformanceClose::codesAddedSince()
{
    QFETCH(const quint16, code);
    const QStringList answers = m_talk.answersTo(EchoTalk::close(code));
    QVERIFY2(answers == closedWith(code) || answers == closedWith(1002), qPrintable(answers.join(u" | "_s)));
}

void tst_ConformanceClose::codesThatMayNot_data()
{
    QTest::addColumn<quint16>("code");
    for (const int code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32768, 65535})
        QTest::addRow("%d", code) << static_cast<quint16>(code);
}

void tst_ConformanceClose::codesThatMayNot()
{
    QFETCH(const quint16, code);
    QCOMPARE(m_talk.answersTo(EchoTalk::close(code)), closedWith(1002));
    QCOMPARE(m_talk.answersTo(EchoTalk::close(code, "because")), closedWith(1002));
}

void tst_ConformanceClose::reasons_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<quint16>("code");
    const QByteArray normal = "\x03\xe8"_ba;
    QTest::newRow("half a code") << "\x03"_ba << quint16(1002);
    QTest::newRow("a reason") << normal + "Bye!" << quint16(1000);
    QTest::newRow("in Chinese") << normal + "再见" << quint16(1000);
    QTest::newRow("123 bytes") << normal + QByteArray(123, 'x') << quint16(1000);
    QTest::newRow("41 characters of three bytes") << normal + "见"_ba.repeated(41) << quint16(1000);
    QTest::newRow("124 bytes") << normal + QByteArray(124, 'x') << quint16(1002);
    QTest::newRow("not UTF-8") << normal + "κόσμε\xed\xa0\x80" << quint16(1007);
    QTest::newRow("cut inside a character") << normal + "\xe8\xa7" << quint16(1007);
    QTest::newRow("0xFF") << normal + "\xff" << quint16(1007);
}

void tst_ConformanceClose::reasons()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const quint16, code);
    QCOMPARE(m_talk.answersTo(RawClient::frame(RawClient::Close, payload)), closedWith(code));
    QCOMPARE(m_talk.answersTo(RawClient::frame(RawClient::Close, payload), 1), closedWith(code));
}

void tst_ConformanceClose::whatFollowsIsIgnored_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a text") << text("too late");
    QTest::newRow("a ping") << RawClient::frame(RawClient::Ping, "too late");
    QTest::newRow("another close") << EchoTalk::close(1001, "again");
    QTest::newRow("a close that is none") << RawClient::frame(RawClient::Close, "x");
    QTest::newRow("what is no frame") << "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"_ba;
    QTest::newRow("a megabyte") << RawClient::frame(RawClient::Binary, QByteArray(1024 * 1024, 'x'));
}

void tst_ConformanceClose::whatFollowsIsIgnored()
{
    QFETCH(const QByteArray, bytes);
    const QStringList words = QStringList{EchoTalk::word(RawClient::Text, "in time")} + closedWith(1000);
    QCOMPARE(m_talk.answersTo(text("in time") + EchoTalk::close(1000) + bytes), words);
    QCOMPARE(m_talk.answersTo(text("in time") + EchoTalk::close(1000) + bytes, bytes.size() > 1000 ? 4096 : 1), words);
}

void tst_ConformanceClose::amidAMessage()
{
    const QByteArray begun = RawClient::frame(RawClient::Text, "never ", false);
    QCOMPARE(m_talk.answersTo(begun + EchoTalk::close(1000) + RawClient::frame(RawClient::Continuation, "ended")),
             closedWith(1000));
}

// ---- The server begins

void tst_ConformanceClose::theServerEndsFirst()
{
    EchoTalk talk;
    RawClient client(talk.server().port());
    QVERIFY(client.shakesHands("/"));
    QTRY_COMPARE_WITH_TIMEOUT(talk.server().sessions(), 1, patienceMs);
    talk.server().stop();
    // What crosses the close on the way is not answered.
    client.send(text("crossing") + RawClient::frame(RawClient::Ping, "crossing"));
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
    QVERIFY(!client.wasReset());
    QCOMPARE(EchoTalk::wordsOf(client), QStringList{EchoTalk::closed(1001)});
    QTRY_COMPARE_WITH_TIMEOUT(talk.server().sessions(), 0, patienceMs);
}

void tst_ConformanceClose::whoClosesAsTheServerDoes()
{
    EchoTalk talk;
    RawClient client(talk.server().port());
    QVERIFY(client.shakesHands("/"));
    QTRY_COMPARE_WITH_TIMEOUT(talk.server().sessions(), 1, patienceMs);
    client.send(EchoTalk::close(1000));
    talk.server().stop();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
    QVERIFY(!client.wasReset());
    QCOMPARE(EchoTalk::wordsOf(client), QStringList{EchoTalk::closed(1001)});
}

void tst_ConformanceClose::whoNeverAnswersIsCutOff()
{
    Limits limits = EchoTalk::quietLimits();
    limits.closeGrace = 50ms;
    EchoTalk talk(limits);
    for (const QByteArray &bytes : {EchoTalk::close(1000), RawClient::frame(3, {})}) {
        RawClient client(talk.server().port());
        QVERIFY(client.shakesHands("/"));
        client.stopReading(); // and so never learns that it has been closed
        client.send(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(talk.server().sessions(), 1, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(talk.server().sessions(), 0, patienceMs);
    }
}

// ---- Nobody says anything

void tst_ConformanceClose::whoJustGoes_data()
{
    QTest::addColumn<bool>("inOrder");
    QTest::newRow("in order") << true;
    QTest::newRow("with a reset") << false;
}

void tst_ConformanceClose::whoJustGoes()
{
    QFETCH(const bool, inOrder);
    RawClient client(m_talk.server().port());
    QVERIFY(client.shakesHands("/"));
    client.sendText("here");
    QTRY_COMPARE_WITH_TIMEOUT(client.texts(), QByteArrayList{"here"}, patienceMs);
    QCOMPARE(m_talk.server().sessions(), 1);
    client.send(RawClient::frame(RawClient::Text, "half", false));
    if (inOrder)
        client.closeWriting();
    else
        client.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_talk.server().sessions(), 0, patienceMs);
    QCOMPARE(client.texts(), QByteArrayList{"here"});
}

QTEST_GUILESS_MAIN(tst_ConformanceClose)
#include "tst_conformance_close.moc"
