// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <vector>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// A room with the usual rate.
ServerConfig metered()
{
    ServerConfig config = TestRoom::testConfig();
    config.limits.rate = Limits{}.rate;
    return config;
}

qsizetype refusals(const RoomGuest &guest, const QString &code)
{
    const QList<Refused> all = guest.all<Refused>();
    return std::count_if(all.begin(), all.end(), [&code](const Refused &one) { return one.code == code; });
}

} // namespace

/// Each of the room's limits as those outside meet it, and without it.
class tst_RoomLimits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // ---- rate

    void tooFast()
    {
        TestRoom room;
        room.config = metered();
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        QStringList ids;
        for (int i = 0; i < 15; ++i)
            ids.append(guest.say(u"line %1"_s.arg(i)));
        for (const QString &id : std::as_const(ids))
            QVERIFY(guest.isAnswered(id));
        QVERIFY(guest.isOpen());
        QVERIFY(guest.acceptance(ids.at(9)));
        const auto refusal = guest.refusal(ids.at(14));
        QVERIFY(refusal);
        QCOMPARE(refusal->to, u"say"_s);
        QCOMPARE(refusal->code, u"too-fast"_s);
        QCOMPARE(refusal->text, u"That was too fast, and was not taken. Try again in a moment."_s);
        QVERIFY(refusal->retryAfterMs > 0 && refusal->retryAfterMs <= 334);
        // It may go again when it was told.
        QString again;
        QTimer::singleShot(std::chrono::milliseconds(refusal->retryAfterMs), &guest,
                           [&] { again = guest.say(u"again"_s); });
        QVERIFY(comesTrue([&] { return !again.isEmpty() && guest.acceptance(again); }));
        QVERIFY(comesTrue([&] { return bystander.heard().contains(u"again"_s); }));
        QVERIFY(!bystander.heard().contains(u"line 14"_s));
    }

    void windowsOfOneUserShareIt()
    {
        TestRoom room;
        room.config = metered();
        QVERIFY(room.open());
        RoomGuest first(room);
        QVERIFY(first.comes(u"Ada"_s));
        const Join device = first.withDevice();
        RoomGuest second(room);
        QVERIFY(second.comes(u"Ada"_s, device));
        for (int i = 0; i < 12; ++i)
            first.say(u"line %1"_s.arg(i));
        QVERIFY(comesTrue([&] { return refusals(first, u"too-fast"_s) >= 1; }));
        QVERIFY(first.hasReadAll());
        const QString id = second.say(u"and another"_s);
        QVERIFY(second.isAnswered(id));
        QVERIFY(second.refusal(id));
        RoomGuest other(room);
        QVERIFY(other.comes(u"Bob"_s));
        const QString others = other.say(u"I said nothing yet"_s);
        QVERIFY(other.isAnswered(others));
        QVERIFY(other.acceptance(others));
    }

    void beforeJoiningToo()
    {
        TestRoom room;
        room.config = metered();
        QVERIFY(room.open());
        RoomGuest guest(room);
        QVERIFY(guest.connects());
        for (int i = 0; i < 15; ++i)
            guest.join(u"j%1"_s.arg(i), u":"_s);
        QVERIFY(guest.isAnswered(u"j14"_s));
        QVERIFY(guest.isAnswered(u"j0"_s));
        QCOMPARE(guest.refusal(u"j0"_s)->code, u"name-characters"_s);
        QCOMPARE(guest.refusal(u"j14"_s)->code, u"too-fast"_s);
        QCOMPARE(guest.refusal(u"j14"_s)->to, u"join"_s);
    }

    void typingIsDroppedWithoutAWord()
    {
        TestRoom room;
        room.config = metered();
        QVERIFY(room.open());
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        for (int i = 0; i < 70; ++i)
            guest.send({{}, IsTyping{}});
        QVERIFY(guest.hasReadAll());
        QVERIFY(guest.all<Refused>().isEmpty());
        const QString id = guest.say(u"x"_s);
        QVERIFY(guest.isAnswered(id));
        QVERIFY2(guest.refusal(id), "typing costs too");
    }

    void floodingIsClosed()
    {
        TestRoom room;
        room.config = metered();
        QVERIFY(room.open());
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        for (int i = 0; i < 500; ++i)
            guest.say(u"spam"_s);
        QVERIFY(guest.isClosed());
        QCOMPARE(guest.closeCode(), quint16(4007));
        QCOMPARE(guest.bye().code, quint16(4007));
        QCOMPARE(guest.bye().why, u"flood"_s);
        QVERIFY(guest.bye().retryAfterMs > 0);
        QVERIFY(!guest.bye().text.isEmpty());
        QVERIFY(refusals(guest, u"too-fast"_s) >= 50);
        QVERIFY(refusals(guest, u"too-fast"_s) < 120);

        // Back where they were, later.
        RoomGuest again(room);
        QVERIFY(again.comes(u"Ada"_s, guest.takingUp()));
        QVERIFY(again.welcome().resumed);
        QCOMPARE(again.user(), guest.user());
    }

    void aFlooderLearnsWhyWhateverIsUnread()
    {
        TestRoom room;
        room.config = metered();
        room.config.limits.bytesIn = 4096; // most of it is not even read
        room.config.limits.frameBytes = 2048;
        room.config.limits.closeGrace = std::chrono::milliseconds(patienceMs);
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/ws/Zoe"));
        client.stopReading();
        for (int i = 0; i < 600; ++i)
            client.sendText("spam " + QByteArray(20, 'x'));
        client.readAgain();
        QVERIFY(comesTrue([&] { return client.hasEnded(); }));
        QVERIFY2(!client.wasReset(), "a reset may outrun what was sent before it");
        QCOMPARE(client.closeCode().value_or(0), quint16(4007));
    }

    void theOperatorIsMeteredTheHostsWindowIsNot()
    {
        TestRoom room;
        room.config = metered();
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        QSignalSpy refused(&room.engine(), &Engine::refused);
        for (int i = 0; i < 100; ++i)
            room.engine().submit({{}, RenameRoom{u"Class %1"_s.arg(i)}});
        QCOMPARE(refused.size(), 0);
        QString last;
        for (int i = 0; i < 15; ++i)
            last = host.say(u"line %1"_s.arg(i));
        QVERIFY(host.isAnswered(last));
        QCOMPARE(host.refusal(last)->code, u"too-fast"_s);
    }

    void plainTextIsToldOnce_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("line");
        QTest::newRow("text client") << QByteArray("/ws/Ada") << u"Ada: line %1"_s;
        QTest::newRow("echo") << QByteArray("/ws") << u"You sent: line %1"_s;
    }

    void plainTextIsToldOnce()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QString, line);
        TestRoom room;
        room.config = metered();
        room.config.limits.rateBurst = 5;
        QVERIFY(room.open());
        TextGuest guest(room, path);
        QVERIFY(path == "/ws" ? guest.connects() : guest.comes());
        guest.forget();
        for (int i = 0; i < 20; ++i)
            guest.say(u"line %1"_s.arg(i));
        QVERIFY(guest.hears(u"! That was too fast, and was not taken. Try again in a moment."_s));
        QVERIFY(guest.hears(line.arg(3)));
        QVERIFY(guest.hasReadAll());
        QCOMPARE(guest.lines().filter(QRegularExpression(u"^! "_s)).size(), 1);
        QVERIFY(!guest.lines().contains(line.arg(19)));
        QVERIFY(guest.isOpen());

        for (int i = 0; i < 200; ++i)
            guest.say(u"spam"_s);
        QVERIFY(guest.isClosed());
        QCOMPARE(guest.closeCode(), quint16(4007));
    }

    void withoutARate()
    {
        TestRoom room;
        QCOMPARE(room.config.limits.rate, 0);
        QVERIFY(room.open());
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        for (int i = 0; i < 300; ++i)
            guest.say(u"line %1"_s.arg(i));
        QVERIFY(comesTrue([&] { return guest.heard().size() == 300; }));
        QVERIFY(guest.all<Refused>().isEmpty());
    }

    // ---- bytes-in

    void slowedReadingLosesNothing()
    {
        TestRoom room;
        room.config.limits.bytesIn = 256 * 1024;
        room.config.limits.frameBytes = 8192;
        room.config.limits.ping = 100ms;
        room.config.limits.silence = 1500ms;
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        // Answers no ping: only what it sends, and the reading that waits, shows that it is there.
        RawClient client(room.port());
        QVERIFY(client.shakesHands("/ws"));
        QElapsedTimer sinceThen;
        sinceThen.start();
        QList<QByteArray> expected;
        for (int i = 0; i < 256; ++i) {
            const QByteArray text = QByteArray::number(i) + QByteArray(4096, 'x');
            client.sendText(text);
            expected.append("You sent: " + text);
        }
        QVERIFY(comesTrue([&] { return client.hasEnded() || client.texts().size() == expected.size(); }));
        QCOMPARE(client.texts(), expected);
        QVERIFY(bystander.isOpen());
        // 1 MiB at 256 KiB/s, of which one second's worth may come at once.
        QVERIFY2(sinceThen.elapsed() >= 2500, "it was not slowed");
    }

    // ---- per-address

    void tooManyOfOneAddress()
    {
        TestRoom room;
        room.config.limits.perAddress = 2;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        auto bob = std::make_unique<TextGuest>(room, "/ws/Bob");
        QVERIFY(bob->comes());

        RawClient page(room.port());
        QVERIFY(page.connects());
        page.send("GET / HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n");
        const HttpAnswer answer = page.wholeAnswer();
        QVERIFY2(answer.status != 503, "the page is there, and will say what there is to say");

        TextGuest cem(room, "/ws/Cem");
        QVERIFY(cem.connects());
        QVERIFY(cem.isClosed());
        QCOMPARE(cem.closeCode(), quint16(4008));
        QCOMPARE(cem.lines(),
                 QStringList{u"! Too many are connected from your network already. Try again in a while."_s});

        // It might be the host, on the same machine; so it is heard first.
        RoomGuest dan(room);
        QVERIFY(!dan.comes(u"Dan"_s));
        QVERIFY(dan.isClosed());
        QCOMPARE(dan.closeCode(), quint16(4008));
        QCOMPARE(dan.bye().why, u"address"_s);
        QVERIFY(dan.bye().retryAfterMs > 0);
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        QVERIFY(ada.isUpToDate());

        // There is a place again once enough have gone.
        bob->closeSocket();
        QVERIFY(bob->isClosed());
        host.closeSocket();
        QVERIFY(host.isClosed());
        QVERIFY(comesTrue([&] { return acceptedSockets(room.port()).size() == 1; }));
        TextGuest eve(room, "/ws/Eve");
        QVERIFY(eve.comes());
    }

    void farTooManyAreNotWaitedFor()
    {
        TestRoom room;
        room.config.limits.perAddress = 1;
        QVERIFY(room.open());
        std::vector<std::unique_ptr<RawClient>> silent;
        for (int i = 0; i < 100; ++i) {
            silent.push_back(std::make_unique<RawClient>(room.port()));
            QVERIFY(silent.back()->connects());
        }
        // Without a word from them most are answered, or dropped at once.
        QVERIFY(comesTrue([&] { return silent.back()->hasEnded(); }));
        QVERIFY(comesTrue([&] { return acceptedSockets(room.port()).size() <= 34; }));
        QVERIFY(!silent.front()->hasEnded());
        RawClient page(room.port());
        QVERIFY(page.connects());
        const HttpAnswer answer = page.wholeAnswer();
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.value("retry-after"), QByteArray("10"));
        QVERIFY(answer.body.startsWith("Too many are connected from your address"));
    }

    void withoutALimitPerAddress()
    {
        TestRoom room;
        room.config.limits.perAddress = 0;
        QVERIFY(room.open());
        std::vector<std::unique_ptr<TextGuest>> guests;
        for (int i = 0; i < 300; ++i) {
            guests.push_back(std::make_unique<TextGuest>(room, "/ws"));
            QVERIFY(guests.back()->connects());
        }
        QVERIFY(guests.back()->hasReadAll());
        QVERIFY(std::all_of(guests.begin(), guests.end(), [](const auto &guest) { return guest->isOpen(); }));
    }

    // ---- joins-per-address

    void tooManyNewcomers()
    {
        TestRoom room;
        room.config.limits.joinsPerAddress = 2;
        room.config.limits.joinSpan = 10min;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        // A name that will not do is no newcomer yet.
        RoomGuest bob(room);
        QVERIFY(bob.connects());
        for (int i = 0; i < 5; ++i)
            bob.join(u"j%1"_s.arg(i), u"ada"_s);
        QVERIFY(bob.isAnswered(u"j4"_s));
        QCOMPARE(bob.refusal(u"j4"_s)->code, u"name-taken"_s);
        bob.join(u"j5"_s, u"Bob"_s);
        QVERIFY(comesTrue([&] { return !bob.all<Welcome>().isEmpty(); }));

        RoomGuest cem(room);
        QVERIFY(cem.connects());
        cem.join(u"j"_s, u"Cem"_s);
        QVERIFY(cem.isAnswered(u"j"_s));
        QCOMPARE(cem.refusal(u"j"_s)->code, u"too-many-joins"_s);
        QVERIFY(cem.refusal(u"j"_s)->retryAfterMs > 0 && cem.refusal(u"j"_s)->retryAfterMs <= 5000);
        QVERIFY(cem.isOpen());
        TextGuest dan(room, "/ws/Dan");
        QVERIFY(dan.connects());
        QVERIFY(dan.isClosed());
        QCOMPARE(dan.closeCode(), quint16(4008));
        QCOMPARE(dan.lines(),
                 QStringList{u"! Many are coming in from your network just now. Try again in a moment."_s});

        // Another window of somebody who is here, somebody who comes back, and the host are none.
        const Join device = ada.withDevice();
        RoomGuest window(room);
        QVERIFY(window.comes(u"Ada"_s, device));
        const Join takingUp = bob.takingUp();
        bob.cut();
        RoomGuest bobAgain(room);
        QVERIFY(bobAgain.comes(u"Bob"_s, takingUp));
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
    }

    void newcomersGetTheirTurn()
    {
        TestRoom room;
        room.config.limits.joinsPerAddress = 1;
        room.config.limits.joinSpan = 300ms;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.connects());
        int tries = 0;
        connect(&bob, &RoomGuest::came, this, [&](const ServerMessage &message) {
            if (const auto *refused = std::get_if<Refused>(&message))
                QTimer::singleShot(std::chrono::milliseconds(refused->retryAfterMs), &bob,
                                   [&] { bob.join(u"j%1"_s.arg(++tries), u"Bob"_s); });
        });
        bob.join(u"j"_s, u"Bob"_s);
        QVERIFY(comesTrue([&] { return !bob.all<Welcome>().isEmpty(); }));
        QVERIFY(tries >= 1);
    }

    void whatFollowsTheJoinIsTheUsersAlready()
    {
        TestRoom room;
        room.config = metered();
        QVERIFY(room.open());
        RoomGuest first(room);
        QVERIFY(first.comes(u"Ada"_s));
        const Join device = first.withDevice();
        for (int i = 0; i < 10; ++i)
            first.say(u"line %1"_s.arg(i));
        QVERIFY(first.hasReadAll());
        // Another window, which speaks before it has been let in.
        RoomGuest second(room);
        QVERIFY(second.connects());
        second.join(u"j"_s, u"Ada"_s, device);
        QString last;
        for (int i = 0; i < 5; ++i)
            last = second.say(u"more %1"_s.arg(i));
        QVERIFY(second.isAnswered(last));
        QVERIFY(refusals(second, u"too-fast"_s) >= 4);
    }

    void comingBackWithoutEndIsComing()
    {
        TestRoom room;
        room.config.limits.joinsPerAddress = 3;
        room.config.limits.joinSpan = 1h;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const Join back = ada.takingUp();
        int refused = 0;
        for (int i = 0; i < 20 && refused == 0; ++i) {
            RoomGuest again(room);
            QVERIFY(again.connects());
            again.join(u"j"_s, u"Ada"_s, back);
            QVERIFY(comesTrue([&] { return !again.all<Welcome>().isEmpty() || !again.all<Refused>().isEmpty(); }));
            refused += static_cast<int>(again.all<Refused>().size());
            if (refused == 0) {
                QVERIFY(i < 12);
                again.send({{}, Leave{}});
                QVERIFY(again.isClosed());
            }
        }
        QCOMPARE(refused, 1);
    }

    // ---- connections

    void aPlaceIsKeptForTheHost()
    {
        TestRoom room;
        room.config.limits.connections = 1;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        std::vector<std::unique_ptr<RoomGuest>> undecided;
        for (int i = 0; i < 4; ++i) {
            undecided.push_back(std::make_unique<RoomGuest>(room));
            QVERIFY(undecided.back()->connects());
        }
        // Only so many may be: the one who has stood there longest goes.
        undecided.push_back(std::make_unique<RoomGuest>(room));
        QVERIFY(undecided.back()->connects());
        QVERIFY(undecided[0]->isClosed());
        QCOMPARE(undecided[0]->closeCode(), quint16(4006));
        // Nor does a wrong secret help.
        Join wrong;
        wrong.operatorSecret = u"guessed"_s;
        undecided[2]->join(u"j"_s, u"Eve"_s, wrong);
        QVERIFY(undecided[2]->isClosed());
        QCOMPARE(undecided[2]->closeCode(), quint16(4006));
        QCOMPARE(undecided[2]->bye().why, u"full"_s);

        Join right;
        right.operatorSecret = TestRoom::operatorSecret;
        undecided[1]->join(u"j"_s, u"Ms Brandt"_s, right);
        QVERIFY(comesTrue([&] { return !undecided[1]->all<Welcome>().isEmpty(); }));
        QCOMPARE(undecided[1]->welcome().role, Role::Operator);
        QVERIFY(ada.isUpToDate());
    }

    // ---- Without

    void withoutDeadlinesAndSizes()
    {
        TestRoom room;
        Limits &limits = room.config.limits;
        limits.connections = 0;
        limits.handshake = 0ms;
        limits.join = 0ms;
        limits.silence = 0ms;
        limits.ping = 40ms;
        limits.headBytes = 0;
        limits.frameBytes = 0;
        limits.owedBytes = 0;
        QVERIFY(room.open());
        RawClient slow(room.port());
        QVERIFY(slow.connects());
        slow.send("GET / HTTP/1.1\r\nHost: " + room.host() + "\r\nX: ");
        RoomGuest undecided(room);
        QVERIFY(undecided.connects());
        QCOMPARE(undecided.all<Hello>().constFirst().limits.joinSeconds, 0);
        QCOMPARE(undecided.all<Hello>().constFirst().limits.frameBytes, 0);
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RawClient echo(room.port());
        QVERIFY(echo.shakesHands("/ws"));
        const QByteArray large(300000, 'x');
        echo.sendText(large);
        QTRY_COMPARE_WITH_TIMEOUT(echo.texts(), QList<QByteArray>{"You sent: " + large}, patienceMs);
        // Never answers a ping, and is pinged on all the same.
        QVERIFY(comesTrue([&] {
            const QList<WireFrame> frames = echo.frames();
            return std::count_if(frames.begin(), frames.end(),
                                 [](const WireFrame &frame) { return frame.opcode == RawClient::Ping; })
                   >= 5;
        }));
        QVERIFY(!echo.hasEnded());
        QVERIFY(undecided.isOpen());
        QVERIFY(!slow.hasEnded());
        slow.send(QByteArray(100000, 'y') + "\r\n\r\n");
        QVERIFY(slow.wholeAnswer().status != 431);
    }

    void withoutPings()
    {
        TestRoom room;
        room.config.limits.ping = 0ms;
        room.config.limits.silence = 500ms;
        QVERIFY(room.open());
        RawClient quiet(room.port());
        QVERIFY(quiet.shakesHands("/ws"));
        QTRY_VERIFY_WITH_TIMEOUT(quiet.hasEnded(), patienceMs);
        QCOMPARE(quiet.closeCode().value_or(0), quint16(4005));
        const QList<WireFrame> frames = quiet.frames();
        QVERIFY(std::none_of(frames.begin(), frames.end(),
                             [](const WireFrame &frame) { return frame.opcode == RawClient::Ping; }));
    }
};

QTEST_GUILESS_MAIN(tst_RoomLimits)
#include "tst_roomlimits.moc"
