// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/metricstext.h"
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStringDecoder>
#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

constexpr int frameBytes = 65536;

/// The bye among what a raw client of foyer.v1 was sent.
QByteArray byeOf(const RawClient &client)
{
    const QList<QByteArray> texts = client.texts();
    for (const QByteArray &text : texts) {
        if (text.startsWith("{\"type\":\"bye\""))
            return text;
    }
    return {};
}

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(bytes);
    return !decode.hasError() && !text.isNull();
}

} // namespace

/// One connection once its handshake is complete: frames, sizes, silence, and how it ends.
class tst_Session final : public QObject
{
    Q_OBJECT

private:
    /// Somebody who is in the room all the while and must notice nothing.
    static bool isUntouched(RoomGuest &bystander)
    {
        return bystander.isUpToDate() && bystander.isOpen() && bystander.all<Bye>().isEmpty()
               && bystander.undecoded().isEmpty();
    }

private Q_SLOTS:
    void sendsWithoutDelay()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        const QList<int> accepted = acceptedSockets(room.port());
        QCOMPARE(accepted.size(), 1);
        int noDelay = 0;
        socklen_t size = sizeof noDelay;
        QCOMPARE(::getsockopt(accepted.first(), IPPROTO_TCP, TCP_NODELAY, &noDelay, &size), 0);
        QVERIFY(noDelay != 0);
    }

    /// For those who do not read, and those who are not read: by itself it would take megabytes for each.
    void theSystemHoldsLittle()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/ws"));
        // What comes and goes fast is given more and more, else.
        const QByteArray much = RawClient::frame(RawClient::Text, QByteArray(60000, 'x'));
        for (int i = 0; i < 200; ++i)
            client.send(much);
        QTRY_COMPARE_WITH_TIMEOUT(client.texts().size(), 200, patienceMs);
        const QList<int> accepted = acceptedSockets(room.port());
        QCOMPARE(accepted.size(), 1);
        for (const int option : {SO_SNDBUF, SO_RCVBUF}) {
            int bytes = 0;
            socklen_t size = sizeof bytes;
            QCOMPARE(::getsockopt(accepted.first(), SOL_SOCKET, option, &bytes, &size), 0);
            QVERIFY2(bytes <= 512 * 1024, qPrintable(QString::number(bytes)));
        }
    }

    void framesUpToTheLimitAreTaken()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/ws"));
        const QByteArray most(frameBytes, 'x');
        client.sendText(most);
        QTRY_COMPARE_WITH_TIMEOUT(client.texts(), QList<QByteArray>{QByteArray("You sent: " + most)}, patienceMs);
        QVERIFY(!client.hasEnded());
    }

    void tooMuchIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray half(frameBytes / 2 + 1, 'x');
        QTest::newRow("a byte too many") << RawClient::frame(RawClient::Text, QByteArray(frameBytes + 1, 'x'));
        QTest::newRow("1 MB") << RawClient::frame(RawClient::Text, QByteArray(1024 * 1024, 'x'));
        QTest::newRow("2^32 announced") << RawClient::frame(RawClient::Text, "x", true, quint64{1} << 32);
        QTest::newRow("2^62 announced") << RawClient::frame(RawClient::Text, "x", true, quint64{1} << 62);
        QTest::newRow("two halves and a byte") << RawClient::frame(RawClient::Text, half, false)
                                                      + RawClient::frame(RawClient::Continuation, half);
        QTest::newRow("binary") << RawClient::frame(RawClient::Binary, QByteArray(frameBytes + 1, 'x'));
    }

    void tooMuchIsRefused()
    {
        QFETCH(QByteArray, bytes);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/room"));
        client.send(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QCOMPARE(client.closeCode().value_or(0), quint16(1009));
        QVERIFY(isUtf8(client.closeReason()));
        QVERIFY(isUntouched(bystander));
    }

    void fragmentsWithoutEndAreBounded_data()
    {
        QTest::addColumn<int>("opcode");
        QTest::newRow("text") << int(RawClient::Text);
        QTest::newRow("binary") << int(RawClient::Binary);
    }

    void fragmentsWithoutEndAreBounded()
    {
        QFETCH(int, opcode);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/room"));
        client.send(RawClient::frame(opcode, "x", false));
        const QByteArray more = RawClient::frame(RawClient::Continuation, QByteArray(1024, 'x'), false);
        // Enough for far more than one message, and a fence behind each piece so that nothing piles up on the way.
        int sent = 0;
        while (!client.hasEnded() && sent < 1024) {
            const qsizetype before = client.frames().size();
            client.send(more + RawClient::frame(RawClient::Ping, {}));
            ++sent;
            QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded() || client.frames().size() > before, patienceMs);
        }
        QVERIFY(client.hasEnded());
        QCOMPARE(client.closeCode().value_or(0), quint16(1009));
        QVERIFY2(sent <= 70, qPrintable(QString::number(sent)));
        QVERIFY(isUntouched(bystander));
    }

    void textThatIsNotUtf8_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("no first byte") << QByteArray("a\xff");
        QTest::newRow("continuation alone") << QByteArray("\x80");
        QTest::newRow("overlong slash") << QByteArray("\xc0\xaf");
        QTest::newRow("overlong NUL") << QByteArray("\xc0\x80");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
        QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80");
        QTest::newRow("cut short") << QByteArray("ab\xe5\xb0");
    }

    void textThatIsNotUtf8()
    {
        QFETCH(QByteArray, payload);
        for (const char *path : {"/room", "/ws", "/ws/Ada"}) {
            TestRoom room;
            QVERIFY(room.open());
            RoomGuest bystander(room);
            QVERIFY(bystander.comes(u"Bob"_s));
            RawClient client(room.port());
            QVERIFY(client.shakesHands(path));
            client.sendText(payload);
            QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
            QCOMPARE(client.closeCode().value_or(0), quint16(1007));
            QVERIFY(isUntouched(bystander));
            QVERIFY(bystander.heard().isEmpty());
        }
    }

    void brokenFrames_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("reserved opcode") << RawClient::frame(3, "x");
        QTest::newRow("reserved control opcode") << RawClient::frame(11, "x");
        QTest::newRow("reserved bit") << RawClient::frame(RawClient::Text | 0x40, "x");
        QTest::newRow("continuation of nothing") << RawClient::frame(RawClient::Continuation, "x");
        QTest::newRow("text inside a text") << RawClient::frame(RawClient::Text, "x", false)
                                                   + RawClient::frame(RawClient::Text, "y");
        QTest::newRow("ping in pieces") << RawClient::frame(RawClient::Ping, "x", false);
        QTest::newRow("long ping") << RawClient::frame(RawClient::Ping, QByteArray(126, 'x'));
    }

    void brokenFrames()
    {
        QFETCH(QByteArray, bytes);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/room"));
        client.send(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QCOMPARE(client.closeCode().value_or(0), quint16(1002));
        QVERIFY(isUntouched(bystander));
    }

    void binaryIsNotPartOfTheProtocol()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        guest.sendBytes("{\"type\":\"ping\"}");
        QVERIFY(guest.isClosed());
        QCOMPARE(guest.closeCode(), quint16(1003));
        QCOMPARE(guest.bye().code, quint16(1003));
        QCOMPARE(guest.bye().why, u"garbled"_s);
        QVERIFY(!guest.bye().text.isEmpty());
        QVERIFY(isUntouched(bystander));

        TextGuest text(room, "/ws/Cem");
        QVERIFY(text.comes());
        text.forget();
        text.sendBytes("hello");
        QVERIFY(text.isClosed());
        QCOMPARE(text.closeCode(), quint16(1003));
        QCOMPARE(text.lines(), QStringList{u"! Only text can be sent here."_s});
    }

    void whoNeverJoinsIsLate()
    {
        TestRoom room;
        room.config.limits.join = 300ms;
        QVERIFY(room.open());
        RoomGuest member(room);
        QVERIFY(member.comes(u"Bob"_s));
        RoomGuest guest(room);
        QElapsedTimer since;
        since.start();
        QVERIFY(guest.connects());
        // A refusal does not stop the clock.
        guest.join(u"j"_s, u"bob"_s);
        QVERIFY(guest.isAnswered(u"j"_s));
        QCOMPARE(guest.refusal(u"j"_s)->code, u"name-taken"_s);
        QVERIFY(guest.isClosed());
        QVERIFY2(since.elapsed() >= 290, qPrintable(QString::number(since.elapsed())));
        QCOMPARE(guest.closeCode(), quint16(4003));
        QCOMPARE(guest.bye().code, quint16(4003));
        QCOMPARE(guest.bye().why, u"late"_s);
        QVERIFY(!guest.bye().text.isEmpty());
        // Whoever has joined in time is past it: their clock ran out before this guest's.
        QVERIFY(isUntouched(member));
    }

    void whoFallsSilentIsClosed()
    {
        TestRoom room;
        room.config.limits.ping = 100ms;
        room.config.limits.silence = 1000ms;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        TextGuest text(room, "/ws/Cem");
        QVERIFY(text.comes());
        RawClient mute(room.port());
        QVERIFY(mute.shakesHands("/room"));
        QElapsedTimer since;
        since.start();
        mute.sendText("{\"type\":\"join\",\"name\":\"Ada\"}");
        QTRY_VERIFY_WITH_TIMEOUT(mute.hasEnded(), patienceMs);
        QVERIFY2(since.elapsed() >= 990, qPrintable(QString::number(since.elapsed())));
        const QList<WireFrame> frames = mute.frames();
        QVERIFY(std::count_if(frames.begin(), frames.end(),
                              [](const WireFrame &frame) { return frame.opcode == RawClient::Ping; }) >= 3);
        QVERIFY(std::none_of(frames.begin(), frames.end(), [](const WireFrame &frame) { return frame.masked; }));
        QCOMPARE(mute.closeCode().value_or(0), quint16(4005));
        QVERIFY2(byeOf(mute).startsWith("{\"type\":\"bye\",\"code\":4005,\"why\":\"silent\",\"text\":\""), byeOf(mute).constData());

        // The others answer pings and say nothing else: they are there still, and told of it.
        QTRY_COMPARE_WITH_TIMEOUT(bystander.events<Presence>().size(), 1, patienceMs);
        QVERIFY(bystander.events<Presence>().constFirst().away);
        QVERIFY(isUntouched(bystander));
        QVERIFY(text.isOpen());
    }

    void tenGarbledMessages()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        for (int i = 0; i < 9; ++i)
            guest.sendText(u"{\"type\":\"dance\",\"id\":\"g%1\"}"_s.arg(i));
        QVERIFY(guest.isUpToDate());
        QCOMPARE(guest.all<Refused>().size(), 9);
        QCOMPARE(guest.refusal(u"g8"_s)->code, u"unknown-type"_s);
        QVERIFY(guest.isOpen());
        guest.sendText(u"what?"_s);
        QVERIFY(guest.isClosed());
        QCOMPARE(guest.closeCode(), quint16(4002));
        QCOMPARE(guest.all<Refused>().size(), 10);
        QCOMPARE(guest.all<Refused>().constLast().code, u"bad-json"_s);
        QCOMPARE(guest.bye().why, u"garbled"_s);
        QCOMPARE(guest.bye().code, quint16(4002));
        QVERIFY(isUntouched(bystander));
    }

    void whatFollowsADismissalIsNotHeard()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/room"));
        QByteArray bytes = RawClient::frame(RawClient::Text, "{\"type\":\"join\",\"name\":\"Ada\"}");
        for (int i = 0; i < 10; ++i)
            bytes += RawClient::frame(RawClient::Text, "what?");
        bytes += RawClient::frame(RawClient::Text, "{\"type\":\"say\",\"id\":\"s\",\"text\":\"too late\"}");
        bytes += RawClient::frame(RawClient::Text, QByteArray(10'000, 'x')).repeated(20);
        client.send(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QCOMPARE(client.closeCode().value_or(0), quint16(4002));
        QTRY_COMPARE_WITH_TIMEOUT(bystander.events<Presence>().size(), 1, patienceMs);
        QVERIFY(isUntouched(bystander));
        QVERIFY(bystander.heard().isEmpty());
        // Nor is it read as messages at all, which would be work.
        const double heardBytes = MetricsText(room.engine().vitals().page()).value("foyer_received_bytes_total");
        QVERIFY2(heardBytes > 0 && heardBytes < 10'000, qPrintable(QString::number(heardBytes)));
    }

    void aRoomThatIsFull()
    {
        TestRoom room;
        room.config.limits.connections = 2;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        auto bob = std::make_unique<RoomGuest>(room);
        QVERIFY(bob->comes(u"Bob"_s));
        // It comes from this machine, so it might be the host, until it says who it is.
        RoomGuest third(room);
        QVERIFY(!third.comes(u"Cem"_s));
        QVERIFY(third.isClosed());
        QCOMPARE(third.closeCode(), quint16(4006));
        QCOMPARE(third.messages().size(), 2);
        QCOMPARE(third.bye().why, u"full"_s);
        TextGuest fourth(room, "/ws/Dan");
        QVERIFY(fourth.connects());
        QVERIFY(fourth.isClosed());
        QCOMPARE(fourth.closeCode(), quint16(4006));
        QCOMPARE(fourth.lines(), QStringList{u"! The room is full. Try again in a while."_s});
        QVERIFY(isUntouched(ada));
        QVERIFY(ada.events<Joined>().size() == 1);

        // There is room again once somebody goes.
        bob->closeSocket();
        QVERIFY(bob->isClosed());
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 1, patienceMs);
        RoomGuest fifth(room);
        QVERIFY(fifth.comes(u"Eve"_s));
    }

    void abruptEndsDisturbNobody()
    {
        TestRoom room;
        room.config.limits.grace = 100ms;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        std::vector<std::unique_ptr<RawClient>> others;
        for (int i = 0; i < 30; ++i) {
            others.push_back(std::make_unique<RawClient>(room.port()));
            QVERIFY(others.back()->shakesHands("/room"));
            others.back()->sendText("{\"type\":\"join\",\"name\":\"Guest " + QByteArray::number(i) + "\"}");
        }
        QTRY_COMPARE_WITH_TIMEOUT(bystander.events<Joined>().size(), 30, patienceMs);
        for (int i = 0; i < 100; ++i)
            bystander.say(u"line %1"_s.arg(i));
        for (size_t i = 0; i < others.size(); ++i) {
            // In the middle of a frame, in the middle of what is being sent to everybody.
            if (i % 3 == 0)
                others[i]->send(RawClient::frame(RawClient::Text, QByteArray(300, 'x')).first(20));
            others[i]->reset();
            bystander.say(u"and %1"_s.arg(i));
        }
        QTRY_COMPARE_WITH_TIMEOUT(bystander.heard().size(), 130, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(bystander.events<Left>().size(), 30, patienceMs);
        const QList<Left> left = bystander.events<Left>();
        QVERIFY(std::all_of(left.begin(), left.end(), [](const Left &one) { return one.why == LeaveReason::Lost; }));
        QCOMPARE(left.constLast().here, 1u);
        QVERIFY(isUntouched(bystander));
        QCOMPARE(acceptedSockets(room.port()).size(), 1);
    }

    void aClosingHandshakeIsAnswered()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/room"));
        client.send(RawClient::frame(RawClient::Close, QByteArray::fromHex("03e8")));
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QCOMPARE(client.closeCode().value_or(0), quint16(1000));
    }

    void aBreachIsToldWhateverElseComes_data()
    {
        QTest::addColumn<QByteArray>("breach");
        QTest::addColumn<int>("code");
        QTest::newRow("reserved bit") << RawClient::frame(RawClient::Text | 0x40, "x") << 1002;
        QTest::newRow("not UTF-8") << RawClient::frame(RawClient::Text, "\xff") << 1007;
        QTest::newRow("too large") << RawClient::frame(RawClient::Text, QByteArray(frameBytes + 1, 'x')) << 1009;
    }

    void aBreachIsToldWhateverElseComes()
    {
        QFETCH(QByteArray, breach);
        QFETCH(int, code);
        TestRoom room;
        room.config.limits.closeGrace = std::chrono::milliseconds(patienceMs);
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/ws/Ada"));
        client.stopReading();
        // More than the system holds on the way, and none of it is heard.
        client.send(breach + RawClient::frame(RawClient::Text, QByteArray(1000, 'x')).repeated(20'000));
        QVERIFY(comesTrue([&client] { return client.hasEnded() || client.unsent() == 0; }));
        client.readAgain();
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QVERIFY(!client.wasReset());
        QCOMPARE(int(client.closeCode().value_or(0)), code);
        QVERIFY(isUntouched(bystander));
        QVERIFY(bystander.heard().isEmpty());
    }

    void whatFollowsAGoodbyeIsNotHeard()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/ws/Ada"));
        client.send(RawClient::frame(RawClient::Text, "in time")
                    + RawClient::frame(RawClient::Close, QByteArray::fromHex("03e8"))
                    + RawClient::frame(RawClient::Text, "too late"));
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(bystander.events<Left>().size(), 1, patienceMs);
        QCOMPARE(bystander.heard().size(), 1);
        QVERIFY(isUntouched(bystander));
    }

    void aLongReasonArrivesWhole_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::newRow("Chinese") << QString(u"请"_s.repeated(200));
        QTest::newRow("one byte, then Chinese") << QString(u"a"_s + u"请"_s.repeated(199));
        QTest::newRow("two bytes, then Chinese") << QString(u"ab"_s + u"请"_s.repeated(198));
        QTest::newRow("emoji") << QString::fromUcs4(U"\U0001F642").repeated(200);
        QTest::newRow("exactly 123 bytes") << QString(u"请"_s.repeated(41));
        QTest::newRow("one grapheme of many characters") << QString(u"a"_s + u"\u0301"_s.repeated(199));
    }

    void aLongReasonArrivesWhole()
    {
        QFETCH(QString, reason);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/room"));
        client.sendText("{\"type\":\"join\",\"name\":\"Ada\"}");
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Joined>().size(), 1, patienceMs);
        host.send({u"k"_s, Kick{host.events<Joined>().constFirst().member.user, reason, 60}});
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QCOMPARE(client.closeCode().value_or(0), quint16(4001));
        const QByteArray inFrame = client.closeReason();
        QVERIFY(inFrame.size() <= 123);
        QVERIFY(isUtf8(inFrame) || inFrame.isEmpty());
        QVERIFY(reason.startsWith(QString::fromUtf8(inFrame)));
        if (reason.toUtf8().size() <= 123)
            QCOMPARE(QString::fromUtf8(inFrame), reason);
        else if (reason.startsWith(u'请'))
            QCOMPARE(inFrame.size(), 123);
        QVERIFY2(byeOf(client).contains(reason.toUtf8()), byeOf(client).constData());
        QVERIFY(byeOf(client).contains("\"retryAfterMs\":60000"));
    }
};

QTEST_GUILESS_MAIN(tst_Session)
#include "tst_session.moc"
