// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chance.h"
#include "tests/integration/conformance/echotalk.h"
#include "tests/support/patience.h"

#include <QRandomGenerator>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mebibyte = 1024 * 1024;

const QByteArray goodbye = EchoTalk::close(1000);
const QStringList broken{EchoTalk::closed(1002), EchoTalk::inOrder()};

QByteArray text(const QByteArray &payload, bool fin = true)
{
    return RawClient::frame(RawClient::Text, payload, fin);
}

QByteArray more(const QByteArray &payload, bool fin = true)
{
    return RawClient::frame(RawClient::Continuation, payload, fin);
}

QByteArray ping(const QByteArray &payload = {})
{
    return RawClient::frame(RawClient::Ping, payload);
}

QString texted(const QByteArray &payload)
{
    return EchoTalk::word(RawClient::Text, payload);
}

QString ponged(const QByteArray &payload = {})
{
    return EchoTalk::word(RawClient::Pong, payload);
}

/// What is taken, and the goodbye answered.
QStringList taken(QStringList words)
{
    return std::move(words) << EchoTalk::closed(1000) << EchoTalk::inOrder();
}

/// Bytes of any value, or letters, other ones wherever one looks.
QByteArray content(int opcode, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i) {
        const uint drawn = static_cast<uint>(i) * 2654435761u >> 13;
        bytes[i] = static_cast<char>(opcode == RawClient::Text ? 'a' + drawn % 26 : drawn);
    }
    return bytes;
}

/// Cut into frames of so many bytes.
QByteArray inFrames(int opcode, const QByteArray &payload, qsizetype size)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < payload.size(); at += size)
        bytes += RawClient::frame(at == 0 ? opcode : RawClient::Continuation, payload.mid(at, size),
                                  at + size >= payload.size());
    return bytes;
}

} // namespace

/// RFC 6455 §5: frames of all kinds and sizes, however they arrive.
class tst_Conformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void messagesOfAllSizes_data();
    void messagesOfAllSizes();
    void lengthsThatAreNotTheShortest_data();
    void lengthsThatAreNotTheShortest();
    void anyMask();
    void largeMessages_data();
    void largeMessages();
    void largerThanTheLimit_data();
    void largerThanTheLimit();
    void aBreachAmidMuchElse_data();
    void aBreachAmidMuchElse();
    void pings_data();
    void pings();
    void reservedBits_data();
    void reservedBits();
    void reservedOpcodes_data();
    void reservedOpcodes();
    void fragments_data();
    void fragments();
    void brokenFragments_data();
    void brokenFragments();
    void anythingInAnyPieces();
    void notMasked();
    void whoDoesNotReadIsClosed();

private:
    EchoTalk m_talk;
};

void tst_Conformance::cleanup()
{
    // Nobody stays behind.
    QTRY_COMPARE_WITH_TIMEOUT(m_talk.server().sessions(), 0, patienceMs);
}

// ---- Sizes

void tst_Conformance::messagesOfAllSizes_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("piece");
    for (const int opcode : {RawClient::Text, RawClient::Binary}) {
        const char *kind = opcode == RawClient::Text ? "text" : "binary";
        for (const qsizetype size : {qsizetype(0), qsizetype(1), qsizetype(125), qsizetype(126), qsizetype(127),
                                     qsizetype(128), qsizetype(65535), qsizetype(65536), mebibyte}) {
            QTest::addRow("%s of %lld at once", kind, size) << opcode << size << qsizetype(0);
            if (size <= 128)
                QTest::addRow("%s of %lld in single bytes", kind, size) << opcode << size << qsizetype(1);
            else
                QTest::addRow("%s of %lld in chops", kind, size)
                    << opcode << size << (size < mebibyte ? qsizetype(997) : qsizetype(16411));
        }
    }
}

void tst_Conformance::messagesOfAllSizes()
{
    QFETCH(const int, opcode);
    QFETCH(const qsizetype, size);
    QFETCH(const qsizetype, piece);
    const QByteArray payload = content(opcode, size);
    QCOMPARE(m_talk.answersTo(RawClient::frame(opcode, payload) + goodbye, piece),
             taken({EchoTalk::word(opcode, payload)}));
}

void tst_Conformance::lengthsThatAreNotTheShortest_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("125 in 16 bits") << QByteArray("\x81\xfe\x00\x7d", 4);
    QTest::newRow("0 in 16 bits") << QByteArray("\x81\xfe\x00\x00", 4);
    QTest::newRow("65535 in 64 bits") << QByteArray("\x81\xff\0\0\0\0\0\0\xff\xff", 10);
    QTest::newRow("125 in 64 bits") << QByteArray("\x81\xff\0\0\0\0\0\0\0\x7d", 10);
    QTest::newRow("the highest bit set") << QByteArray("\x81\xff\x80\0\0\0\0\0\0\x01", 10);
    QTest::newRow("all bits set") << QByteArray("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10);
}

void tst_Conformance::lengthsThatAreNotTheShortest()
{
    QFETCH(const QByteArray, head);
    const QByteArray mask(4, '\0');
    QCOMPARE(m_talk.answersTo(head + mask + QByteArray(125, 'x')), broken);
}

void tst_Conformance::anyMask()
{
    // A mask of nothing but zeros changes nothing; it may be another for every frame (RFC 6455 §5.3).
    const QByteArray bytes = QByteArray("\x81\x85\0\0\0\0hello", 11) + QByteArray("\x81\x83\xff\xff\xff\xff", 6)
                             + "\x97\x96\x9e" + QByteArray("\x81\x81\x61\0\0\0\x01", 7);
    QCOMPARE(m_talk.answersTo(bytes + goodbye), taken({texted("hello"), texted("hia"), texted("`")}));
}

void tst_Conformance::largeMessages_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("frame");
    QTest::newRow("binary, 16 MiB in one frame") << int(RawClient::Binary) << 16 * mebibyte << 16 * mebibyte;
    QTest::newRow("text, 4 MiB in one frame") << int(RawClient::Text) << 4 * mebibyte << 4 * mebibyte;
    QTest::newRow("text, 4 MiB in frames of 64 KiB") << int(RawClient::Text) << 4 * mebibyte << qsizetype(65536);
    QTest::newRow("binary, 1 MiB in frames of 64 bytes") << int(RawClient::Binary) << mebibyte << qsizetype(64);
}

void tst_Conformance::largeMessages()
{
    QFETCH(const int, opcode);
    QFETCH(const qsizetype, size);
    QFETCH(const qsizetype, frame);
    const QByteArray payload = content(opcode, size);
    QCOMPARE(m_talk.answersTo(inFrames(opcode, payload, frame) + goodbye), taken({EchoTalk::word(opcode, payload)}));
}

void tst_Conformance::largerThanTheLimit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint16>("code");
    const QByteArray most(1000, 'x');
    QTest::newRow("as much as may be") << text(most) + inFrames(RawClient::Binary, most, 300) + goodbye
                                       << quint16(1000);
    QTest::newRow("a byte more") << text(most + 'x') + goodbye << quint16(1009);
    QTest::newRow("a byte more, binary") << RawClient::frame(RawClient::Binary, most + 'x') + goodbye << quint16(1009);
    QTest::newRow("a byte more in frames") << inFrames(RawClient::Text, most + 'x', 300) + goodbye << quint16(1009);
    QTest::newRow("a byte more in a last frame of its own") << text(most, false) + more("x") + goodbye << quint16(1009);
    QTest::newRow("announced alone") << RawClient::frame(RawClient::Text, "x", true, quint64{1} << 40) << quint16(1009);
}

void tst_Conformance::largerThanTheLimit()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const quint16, code);
    Limits limits = EchoTalk::quietLimits();
    limits.frameBytes = 1000;
    EchoTalk talk(limits);
    const QStringList words = talk.answersTo(bytes);
    QCOMPARE(words.size(), code == 1000 ? 4 : 2);
    QCOMPARE(words.last(2), (QStringList{EchoTalk::closed(code), EchoTalk::inOrder()}));
}

void tst_Conformance::aBreachAmidMuchElse_data()
{
    QTest::addColumn<QByteArray>("breach");
    QTest::addColumn<quint16>("code");
    QTest::newRow("reserved bit") << RawClient::frame(RawClient::Text | 0x40, "x") << quint16(1002);
    QTest::newRow("not UTF-8") << text("\xff") << quint16(1007);
    QTest::newRow("too large") << text(QByteArray(1001, 'x')) << quint16(1009);
    QTest::newRow("goodbye") << goodbye << quint16(1000);
}

/// The connection must not be reset because of what comes and is not read (RFC 6455 §7.1.1): why it was closed could be
/// lost on the way.
void tst_Conformance::aBreachAmidMuchElse()
{
    QFETCH(const QByteArray, breach);
    QFETCH(const quint16, code);
    Limits limits = EchoTalk::quietLimits();
    limits.frameBytes = 1000;
    limits.closeGrace = std::chrono::milliseconds(patienceMs);
    EchoTalk talk(limits);
    RawClient client(talk.server().port());
    QVERIFY(client.shakesHands("/"));
    client.stopReading();
    // More than the system holds on the way.
    client.send(text("before") + breach + text(QByteArray(900, 'x')).repeated(20'000));
    QVERIFY(comesTrue([&client] { return client.hasEnded() || client.unsent() == 0; }));
    QVERIFY(!client.wasReset());
    client.readAgain();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
    QVERIFY(!client.wasReset());
    QCOMPARE(EchoTalk::wordsOf(client), (QStringList{texted("before"), EchoTalk::closed(code)}));
}

// ---- Control frames

void tst_Conformance::pings_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("words");
    const QByteArray most(125, '\xfe');
    QTest::newRow("empty") << ping() + goodbye << taken({ponged()});
    QTest::newRow("with text") << ping("Hello, world!") + goodbye << taken({ponged("Hello, world!")});
    QTest::newRow("with anything") << ping("\x00\xff\xfe\xfd\xfc\xfb\x00\xff"_ba) + goodbye
                                   << taken({ponged("\x00\xff\xfe\xfd\xfc\xfb\x00\xff"_ba)});
    QTest::newRow("125 bytes") << ping(most) + goodbye << taken({ponged(most)});
    QTest::newRow("126 bytes") << ping(most + 'x') + goodbye << broken;
    QTest::newRow("pong, 126 bytes") << RawClient::frame(RawClient::Pong, most + 'x') + goodbye << broken;
    QTest::newRow("length in 16 bits") << QByteArray("\x89\xfe\x00\x05\0\0\0\0hello", 13) + goodbye << broken;
    QTest::newRow("in pieces") << RawClient::frame(RawClient::Ping, "x", false) + goodbye << broken;
    QTest::newRow("pong in pieces") << RawClient::frame(RawClient::Pong, "x", false) + goodbye << broken;
    QTest::newRow("close in pieces") << RawClient::frame(RawClient::Close, "\x03\xe8", false) + goodbye << broken;
    QTest::newRow("pong that nobody asked for") << RawClient::frame(RawClient::Pong, {}) + goodbye << taken({});
    QTest::newRow("pong with something, then a ping")
        << RawClient::frame(RawClient::Pong, "unsolicited") + ping("after") + goodbye << taken({ponged("after")});
    QByteArray ten;
    QStringList pongs;
    for (int i = 0; i < 10; ++i) {
        ten += ping("payload-" + QByteArray::number(i));
        pongs.append(ponged("payload-" + QByteArray::number(i)));
    }
    QTest::newRow("ten") << ten + goodbye << taken(pongs);
    QTest::newRow("between messages") << text("one") + ping("p") + text("two") + goodbye
                                      << taken({texted("one"), ponged("p"), texted("two")});
}

void tst_Conformance::pings()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QStringList, words);
    QCOMPARE(m_talk.answersTo(bytes), words);
    QCOMPARE(m_talk.answersTo(bytes, 1), words);
}

// ---- What is reserved

void tst_Conformance::reservedBits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("words");
    for (int bits = 1; bits < 8; ++bits) {
        const int reserved = bits << 4;
        QTest::addRow("text, RSV %d", bits)
            << text("before") + RawClient::frame(RawClient::Text | reserved, "x") + ping()
            << QStringList{texted("before")} + broken;
        QTest::addRow("binary, RSV %d", bits) << RawClient::frame(RawClient::Binary | reserved, "x") + ping() << broken;
        QTest::addRow("ping, RSV %d", bits) << RawClient::frame(RawClient::Ping | reserved, "x") + ping() << broken;
        QTest::addRow("pong, RSV %d", bits) << RawClient::frame(RawClient::Pong | reserved, "x") + ping() << broken;
        QTest::addRow("close, RSV %d", bits) << RawClient::frame(RawClient::Close | reserved, "\x03\xe8") << broken;
        QTest::addRow("continuation, RSV %d", bits)
            << text("a", false) + RawClient::frame(RawClient::Continuation | reserved, "b") + ping() << broken;
        QTest::addRow("ping amid a message, RSV %d", bits)
            << text("a", false) + RawClient::frame(RawClient::Ping | reserved, "x") + more("b") << broken;
    }
}

void tst_Conformance::reservedBits()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QStringList, words);
    QCOMPARE(m_talk.answersTo(bytes), words);
    QCOMPARE(m_talk.answersTo(bytes, 1), words);
}

void tst_Conformance::reservedOpcodes_data()
{
    QTest::addColumn<int>("opcode");
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        QTest::addRow("%d", opcode) << opcode;
}

void tst_Conformance::reservedOpcodes()
{
    QFETCH(const int, opcode);
    const QStringList brokenAfterOne = QStringList{texted("before")} + broken;
    QCOMPARE(m_talk.answersTo(RawClient::frame(opcode, {})), broken);
    QCOMPARE(m_talk.answersTo(text("before") + RawClient::frame(opcode, "x") + ping()), brokenAfterOne);
    QCOMPARE(m_talk.answersTo(text("before") + RawClient::frame(opcode, "x") + ping(), 1), brokenAfterOne);
    QCOMPARE(m_talk.answersTo(text("a", false) + RawClient::frame(opcode, "x") + more("b")), broken);
}

// ---- Messages in several frames

void tst_Conformance::fragments_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("words");
    const QByteArray a = "fragment1";
    const QByteArray b = "fragment2";
    QTest::newRow("two") << text(a, false) + more(b) << QStringList{texted(a + b)};
    QTest::newRow("two, binary") << RawClient::frame(RawClient::Binary, a, false) + more(b)
                                 << QStringList{EchoTalk::word(RawClient::Binary, a + b)};
    QTest::newRow("a ping between") << text(a, false) + ping("p") + more(b) << QStringList{ponged("p"), texted(a + b)};
    QTest::newRow("a pong between") << text(a, false) + RawClient::frame(RawClient::Pong, "p") + more(b)
                                    << QStringList{texted(a + b)};
    QTest::newRow("a ping after each") << text(a, false) + ping("1") + more(b, false) + ping("2") + more(a) + ping("3")
                                       << QStringList{ponged("1"), ponged("2"), texted(a + b + a), ponged("3")};
    QTest::newRow("all empty") << text({}, false) + more({}, false) + more({}) << QStringList{texted({})};
    QTest::newRow("all empty, binary") << RawClient::frame(RawClient::Binary, {}, false) + more({}, false) + more({})
                                       << QStringList{EchoTalk::word(RawClient::Binary, {})};
    QTest::newRow("the middle alone is something")
        << text({}, false) + more("middle", false) + more({}) << QStringList{texted("middle")};
    QTest::newRow("one message after the other")
        << text(a, false) + more(b) + RawClient::frame(RawClient::Binary, b, false) + more(a) + text(a)
        << QStringList{texted(a + b), EchoTalk::word(RawClient::Binary, b + a), texted(a)};
    QByteArray many = text("0", false);
    for (int i = 1; i < 2000; ++i)
        many += more(QByteArray::number(i % 10), i == 1999);
    QTest::newRow("two thousand") << many << QStringList{texted(QByteArray("0123456789").repeated(200))};
}

void tst_Conformance::fragments()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QStringList, words);
    QCOMPARE(m_talk.answersTo(bytes + goodbye), taken(words));
    QCOMPARE(m_talk.answersTo(bytes + goodbye, bytes.size() > 1000 ? 7 : 1), taken(words));
}

void tst_Conformance::brokenFragments_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("before");
    QTest::newRow("a continuation of nothing") << more("x") << QStringList{};
    QTest::newRow("a continuation of nothing, not the last") << more("x", false) << QStringList{};
    QTest::newRow("after a whole message") << text("a", false) + more("b") + more("c") << QStringList{texted("ab")};
    QTest::newRow("after a message in one frame")
        << text("a") + more("b", false) + more("c") << QStringList{texted("a")};
    QTest::newRow("after a ping") << ping("p") + more("b") << QStringList{ponged("p")};
    QTest::newRow("a text within a text") << text("a", false) + text("b") << QStringList{};
    QTest::newRow("a text that begins within a text")
        << text("a", false) + text("b", false) + more("c") << QStringList{};
    QTest::newRow("a binary within a text")
        << text("a", false) + RawClient::frame(RawClient::Binary, "b") << QStringList{};
    QTest::newRow("a text within a binary")
        << RawClient::frame(RawClient::Binary, "a", false) + text("b") << QStringList{};
    QTest::newRow("a text after two parts") << text("a", false) + more("b", false) + text("c") << QStringList{};
}

void tst_Conformance::brokenFragments()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QStringList, before);
    QCOMPARE(m_talk.answersTo(bytes + ping("behind")), before + broken);
    QCOMPARE(m_talk.answersTo(bytes + ping("behind"), 1), before + broken);
}

// ---- All together

/// Messages cut into frames and the frames into pieces wherever chance will have it. FOYER_TEST_SEED takes another
/// course, FOYER_TEST_ROUNDS a longer one.
void tst_Conformance::anythingInAnyPieces()
{
    const quint32 seed = testSeed(6455);
    const int rounds = testRounds(60);
    QRandomGenerator random(seed);
    for (int round = 0; round < rounds; ++round) {
        QByteArray bytes;
        QStringList words;
        const int messages = random.bounded(1, 6);
        for (int i = 0; i < messages; ++i) {
            const int opcode = random.bounded(2) == 0 ? RawClient::Text : RawClient::Binary;
            QByteArray payload;
            int kind = opcode;
            const int frames = random.bounded(1, 8);
            for (int frame = 1; frame <= frames; ++frame) {
                QByteArray part = content(opcode, random.bounded(random.bounded(4) == 0 ? 70000 : 140));
                if (opcode == RawClient::Text && random.bounded(2) == 0)
                    part += "é水\U0001F642";
                bytes += RawClient::frame(kind, part, frame == frames);
                kind = RawClient::Continuation;
                payload += part;
                if (frame < frames && random.bounded(4) == 0) {
                    const QByteArray inPing = content(RawClient::Binary, random.bounded(126));
                    bytes += ping(inPing);
                    words.append(ponged(inPing));
                }
            }
            words.append(EchoTalk::word(opcode, payload));
        }
        const qsizetype piece = random.bounded(3) == 0 ? 0 : random.bounded(bytes.size() < 2000 ? 1 : 200, 5000);
        const QStringList answers = m_talk.answersTo(bytes + goodbye, piece);
        QVERIFY2(answers == taken(words),
                 qPrintable(u"seed %1, round %2, pieces of %3: %4 instead of %5"_s.arg(seed).arg(round).arg(piece).arg(
                     answers.join(u" | "_s), taken(words).join(u" | "_s))));
    }
}

// ---- What is QWebSocket's

void tst_Conformance::notMasked()
{
    // It should be refused (RFC 6455 §5.1); QWebSocket takes it. Nothing else may come of it.
    const QStringList answers = m_talk.answersTo(RawClient::bareFrame(RawClient::Text, "bare") + goodbye);
    QVERIFY2(answers == broken || answers == taken({texted("bare")}), qPrintable(answers.join(u" | "_s)));
}

void tst_Conformance::whoDoesNotReadIsClosed()
{
    Limits limits = EchoTalk::quietLimits();
    limits.owedBytes = 256 * 1024;
    limits.closeGrace = std::chrono::milliseconds(patienceMs);
    EchoTalk talk(limits);
    RawClient client(talk.server().port());
    client.buffersLittle();
    QVERIFY(client.shakesHands("/"));
    client.stopReading();
    const QByteArray message = RawClient::frame(RawClient::Binary, QByteArray(64 * 1024, 'x'));
    // Far more than the limit and all that the system holds on the way.
    for (int i = 0; i < 400; ++i)
        client.sendInPieces(message, message.size());
    client.readAgain();
    QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
    QCOMPARE(client.closeCode().value_or(0), closecode::tooSlow);
    QVERIFY(client.frames().size() < 400);
}

QTEST_GUILESS_MAIN(tst_Conformance)
#include "tst_conformance.moc"
