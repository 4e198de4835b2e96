// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/conformance/echotalk.h"
#include "tests/support/patience.h"

#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

const QByteArray goodbye = EchoTalk::close(1000);
const QStringList notUtf8{EchoTalk::closed(1007), EchoTalk::inOrder()};

QByteArray text(const QByteArray &payload, bool fin = true)
{
    return RawClient::frame(RawClient::Text, payload, fin);
}

QByteArray more(const QByteArray &payload, bool fin = true)
{
    return RawClient::frame(RawClient::Continuation, payload, fin);
}

QStringList echoed(const QByteArray &payload)
{
    return {EchoTalk::word(RawClient::Text, payload), EchoTalk::closed(1000), EchoTalk::inOrder()};
}

} // namespace

/// RFC 6455 §8.1: a text message is UTF-8 (RFC 3629), or the connection ends with 1007.
class tst_ConformanceText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void whatIsUtf8_data();
    void whatIsUtf8();
    void whatIsNot_data();
    void whatIsNot();
    void binaryMayBeAnything();
    void splitInsideACharacter_data();
    void splitInsideACharacter();
    void aMarkAtTheBeginning();

private:
    EchoTalk m_talk;
};

void tst_ConformanceText::cleanup()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_talk.server().sessions(), 0, patienceMs);
}

void tst_ConformanceText::whatIsUtf8_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("U+0000") << QByteArray("\0", 1);
    QTest::newRow("U+0000 between letters") << QByteArray("a\0b", 3);
    QTest::newRow("U+007F, the last of one byte") << "\x7f"_ba;
    QTest::newRow("U+0080, the first of two bytes") << "\xc2\x80"_ba;
    QTest::newRow("U+07FF, the last of two bytes") << "\xdf\xbf"_ba;
    QTest::newRow("U+0800, the first of three bytes") << "\xe0\xa0\x80"_ba;
    QTest::newRow("U+D7FF, before the surrogates") << "\xed\x9f\xbf"_ba;
    QTest::newRow("U+E000, behind the surrogates") << "\xee\x80\x80"_ba;
    QTest::newRow("U+FFFD, the replacement character") << "\xef\xbf\xbd"_ba;
    QTest::newRow("U+FDD0, for private use") << "\xef\xb7\x90"_ba;
    QTest::newRow("U+FFFE, no character") << "\xef\xbf\xbe"_ba;
    QTest::newRow("U+FFFF, the last of three bytes") << "\xef\xbf\xbf"_ba;
    QTest::newRow("U+10000, the first of four bytes") << "\xf0\x90\x80\x80"_ba;
    QTest::newRow("U+1FFFE, no character") << "\xf0\x9f\xbf\xbe"_ba;
    QTest::newRow("U+10FFFD, the last character") << "\xf4\x8f\xbf\xbd"_ba;
    QTest::newRow("U+10FFFF, the last of four bytes") << "\xf4\x8f\xbf\xbf"_ba;
    QTest::newRow("a mark amid letters") << "a\xef\xbb\xbf"
                                            "b"_ba;
    QTest::newRow("Greek") << "κόσμε"_ba;
    QTest::newRow("Chinese") << "你好，世界"_ba;
    QTest::newRow("all lengths") << "aé水\U0001F642z"_ba;
    QTest::newRow("a family") << "\U0001F468\u200D\U0001F469\u200D\U0001F467"_ba;
    QTest::newRow("much of it") << "aé水\U0001F642"_ba.repeated(5000);
}

void tst_ConformanceText::whatIsUtf8()
{
    QFETCH(const QByteArray, payload);
    QCOMPARE(m_talk.answersTo(text(payload) + goodbye), echoed(payload));
    QCOMPARE(m_talk.answersTo(text(payload) + goodbye, payload.size() > 1000 ? 1009 : 1), echoed(payload));
    QCOMPARE(m_talk.answersTo(text("first ", false) + more(payload, false) + more(" last") + goodbye),
             echoed("first " + payload + " last"));
}

void tst_ConformanceText::whatIsNot_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("0x80, a continuation alone") << "\x80"_ba;
    QTest::newRow("0xBF, a continuation alone") << "\xbf"_ba;
    QTest::newRow("a continuation too many") << "\xc3\xa9\xa9"_ba;
    QTest::newRow("two bytes, cut") << "\xc3"_ba;
    QTest::newRow("three bytes, cut after two") << "\xe6\xb0"_ba;
    QTest::newRow("four bytes, cut after three") << "\xf0\x9f\x99"_ba;
    QTest::newRow("three bytes, the next begins early") << "\xe6\xb0\xc3\xa9"_ba;
    QTest::newRow("four bytes, a letter comes early") << "\xf0\x9f\x99"
                                                         "a"_ba;
    QTest::newRow("0xC0, overlong slash") << "\xc0\xaf"_ba;
    QTest::newRow("0xC1, overlong") << "\xc1\xbf"_ba;
    QTest::newRow("overlong NUL") << "\xc0\x80"_ba;
    QTest::newRow("overlong slash, three bytes") << "\xe0\x80\xaf"_ba;
    QTest::newRow("the longest overlong of three bytes") << "\xe0\x9f\xbf"_ba;
    QTest::newRow("overlong slash, four bytes") << "\xf0\x80\x80\xaf"_ba;
    QTest::newRow("the longest overlong of four bytes") << "\xf0\x8f\xbf\xbf"_ba;
    QTest::newRow("U+D800, the first surrogate") << "\xed\xa0\x80"_ba;
    QTest::newRow("U+DBFF") << "\xed\xaf\xbf"_ba;
    QTest::newRow("U+DC00") << "\xed\xb0\x80"_ba;
    QTest::newRow("U+DFFF, the last surrogate") << "\xed\xbf\xbf"_ba;
    QTest::newRow("a pair of surrogates") << "\xed\xa0\x81\xed\xb0\x80"_ba;
    QTest::newRow("U+110000, beyond Unicode") << "\xf4\x90\x80\x80"_ba;
    QTest::newRow("0xF5") << "\xf5\x80\x80\x80"_ba;
    QTest::newRow("0xF7") << "\xf7\xbf\xbf\xbf"_ba;
    QTest::newRow("five bytes") << "\xf8\x88\x80\x80\x80"_ba;
    QTest::newRow("six bytes") << "\xfc\x84\x80\x80\x80\x80"_ba;
    QTest::newRow("0xFE") << "\xfe"_ba;
    QTest::newRow("0xFF") << "\xff"_ba;
    QTest::newRow("marks of UTF-16") << "\xfe\xff\xff\xfe"_ba;
}

void tst_ConformanceText::whatIsNot()
{
    QFETCH(const QByteArray, bytes);
    const QByteArray begun = "κόσμε"_ba + bytes;
    QCOMPARE(m_talk.answersTo(text(bytes)), notUtf8);
    QCOMPARE(m_talk.answersTo(text(begun + "edited")), notUtf8);
    QCOMPARE(m_talk.answersTo(text(begun + "edited"), 1), notUtf8);
    QCOMPARE(m_talk.answersTo(text("fine", false) + more(begun)), notUtf8);
    // Nobody waits for the rest of what is wrong already.
    QCOMPARE(m_talk.answersTo(text(begun + "edited", false)), notUtf8);
    QCOMPARE(m_talk.answersTo(text("fine", false) + more(begun + "edited", false)), notUtf8);
}

void tst_ConformanceText::binaryMayBeAnything()
{
    const QByteArray bytes("\xff\xfe\x80\xc0\xed\xa0\x80\0\xf8", 9);
    const QStringList words{EchoTalk::word(RawClient::Binary, bytes + bytes), EchoTalk::closed(1000),
                            EchoTalk::inOrder()};
    QCOMPARE(m_talk.answersTo(RawClient::frame(RawClient::Binary, bytes, false) + more(bytes) + goodbye), words);
}

// ---- What is QWebSocket's

void tst_ConformanceText::splitInsideACharacter_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::addColumn<qsizetype>("at");
    QTest::newRow("two bytes") << "é"_ba << qsizetype(1);
    QTest::newRow("three bytes, after the first") << "水"_ba << qsizetype(1);
    QTest::newRow("three bytes, after the second") << "水"_ba << qsizetype(2);
    QTest::newRow("four bytes, after the first") << "\U0001F642"_ba << qsizetype(1);
    QTest::newRow("four bytes, after the third") << "\U0001F642"_ba << qsizetype(3);
}

/// A character may stand in two frames (RFC 6455 §5.4); QWebSocket of Qt 6.4 reads each frame by itself and closes with
/// 1007. Anything but that or the whole message would be a message that nobody has sent.
void tst_ConformanceText::splitInsideACharacter()
{
    QFETCH(const QByteArray, whole);
    QFETCH(const qsizetype, at);
    const QStringList answers = m_talk.answersTo(text(whole.first(at), false) + more(whole.sliced(at)) + goodbye);
    QVERIFY2(answers == notUtf8 || answers == echoed(whole), qPrintable(answers.join(u" | "_s)));
}

void tst_ConformanceText::aMarkAtTheBeginning()
{
    // A U+FEFF is a character as any other; QWebSocket takes it for a byte order mark and drops it. It loses nothing
    // else.
    const QStringList answers = m_talk.answersTo(text("\xef\xbb\xbftext"_ba) + goodbye);
    QVERIFY2(answers == echoed("\xef\xbb\xbftext"_ba) || answers == echoed("text"), qPrintable(answers.join(u" | "_s)));
}

QTEST_GUILESS_MAIN(tst_ConformanceText)
#include "tst_conformance_text.moc"
