// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cuttablewire.h"
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace foyer;
using namespace Qt::StringLiterals;

/// Lost connections, and devices with several of them.
class tst_Resume final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void awayAndBack()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        auto ada = std::make_unique<RoomGuest>(room);
        QVERIFY(ada->comes(u"Ada"_s));
        const UserId user = ada->user();
        const Join again = ada->takingUp();
        ada->cut();
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Presence>(), (QList<Presence>{{user, true}}), patienceMs);
        RoomGuest cem(room);
        QVERIFY(cem.comes(u"Cem"_s));
        QVERIFY(cem.welcome().room.people.rows.at(1).away);
        // The place is kept: nobody else gets the name.
        RoomGuest eve(room);
        QVERIFY(!eve.comes(u"Ada"_s));
        QCOMPARE(eve.all<Refused>().constFirst().code, u"name-taken"_s);

        RoomGuest back(room);
        QVERIFY(back.comes(u"another name does not matter"_s, again));
        QCOMPARE(back.user(), user);
        QCOMPARE(back.welcome().name, u"Ada"_s);
        QVERIFY(back.welcome().resumed && !back.welcome().gap);
        QCOMPARE(back.welcome().room.seq, again.last);
        QVERIFY(back.welcome().room.lines.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Presence>(), (QList<Presence>{{user, true}, {user, false}}), patienceMs);
        QVERIFY(bob.isUpToDate());
        QVERIFY(bob.events<Left>().isEmpty());
        QCOMPARE(bob.events<Joined>().size(), 2); // Ada and Cem, once each
        // What was missed: Cem's coming.
        QTRY_COMPARE_WITH_TIMEOUT(back.events<Joined>().size(), 1, patienceMs);
        QCOMPARE(back.events<Joined>().constFirst().member.user, cem.user());
    }

    void theGraceEnds()
    {
        TestRoom room;
        room.config.limits.grace = 300ms;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const Join again = ada.takingUp();
        ada.closeSocket(); // a closed tab is a lost connection, too
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Left>().size(), 1, patienceMs);
        QVERIFY((bob.events<Left>().constFirst() == Left{ada.user(), u"Ada"_s, LeaveReason::Lost, 1}));
        QCOMPARE(bob.events<Presence>(), (QList<Presence>{{ada.user(), true}}));
        // Who comes later still is the same person and misses nothing, but comes in anew.
        RoomGuest late(room);
        QVERIFY(late.comes(u"Ada"_s, again));
        QCOMPARE(late.user(), ada.user());
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Joined>().size(), 2, patienceMs);
        QVERIFY(late.isUpToDate());
        QCOMPARE(late.events<Left>().size(), 1);
    }

    /// Nothing is missed and nothing comes twice, while others go on talking and the missed part takes many pages.
    void nothingIsMissedAndNothingDoubled()
    {
        constexpr int before = 20;
        constexpr int during = 300;
        constexpr int whileComing = 100;
        TestRoom room;
        room.config.limits.pageBytes = 2000;
        QVERIFY(room.open());
        RoomGuest talker(room);
        QVERIFY(talker.comes(u"Talker"_s));
        auto ada = std::make_unique<RoomGuest>(room);
        QVERIFY(ada->comes(u"Ada"_s));
        QStringList expected;
        const auto talk = [&](int lines) {
            for (int i = 0; i < lines; ++i) {
                expected.append(u"line %1"_s.arg(expected.size()));
                talker.say(expected.constLast());
            }
        };
        talk(before);
        // In the midst of it: some of these Ada has seen, the others not.
        QTRY_VERIFY_WITH_TIMEOUT(ada->heard().size() >= before / 2, patienceMs);
        const QStringList heardBefore = ada->heard();
        const QList<quint64> seqsBefore = ada->seqs();
        const Join again = ada->takingUp();
        ada->cut();
        talk(during);
        QTRY_COMPARE_WITH_TIMEOUT(talker.heard().size(), before + during, patienceMs);

        RoomGuest back(room);
        QVERIFY(back.connects());
        back.join({}, u"Ada"_s, again);
        for (int i = 0; i < whileComing; ++i) {
            talk(1);
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(heardBefore + back.heard(), expected, patienceMs);
        QVERIFY(back.welcome().resumed);
        const QList<quint64> seqs = seqsBefore + back.seqs();
        QVERIFY(std::is_sorted(seqs.begin(), seqs.end(), std::less_equal<>()));
        // And from now on it is live.
        talk(1);
        QTRY_COMPARE_WITH_TIMEOUT(heardBefore + back.heard(), expected, patienceMs);
        QVERIFY(back.isUpToDate());
        QCOMPARE(heardBefore + back.heard(), expected);
        QVERIFY(back.undecoded().isEmpty());
    }

    void whoCatchesUpHearsWhatIsNotKept()
    {
        TestRoom room;
        room.config.limits.pageBytes = 500;
        QVERIFY(room.open());
        RoomGuest talker(room);
        QVERIFY(talker.comes(u"Talker"_s));
        auto ada = std::make_unique<RoomGuest>(room);
        QVERIFY(ada->comes(u"Ada"_s));
        RoomGuest cem(room);
        QVERIFY(cem.comes(u"Cem"_s));
        const Join again = ada->takingUp();
        ada->cut();
        for (int i = 0; i < 50; ++i)
            talker.say(u"line %1"_s.arg(i));
        QTRY_COMPARE_WITH_TIMEOUT(talker.heard().size(), 50, patienceMs);

        room.log().holdPages();
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, again));
        QTRY_COMPARE_WITH_TIMEOUT(room.log().waitingPages(), 1, patienceMs);
        cem.send({{}, IsTyping{}});
        cem.say(u"while you read"_s);
        QVERIFY(cem.isUpToDate());
        cem.cut();
        QTRY_COMPARE_WITH_TIMEOUT(back.events<Presence>(), (QList<Presence>{{cem.user(), true}}), patienceMs);
        QCOMPARE(back.events<Typing>(), QList<Typing>{Typing{cem.user()}});
        QVERIFY(back.heard().isEmpty());
        // It may speak, too, and is answered, and hears itself in its turn.
        const QString id = back.say(u"me too"_s);
        QVERIFY(back.isAnswered(id));
        QVERIFY(back.heard().isEmpty());
        room.log().letPagesGo();
        QTRY_COMPARE_WITH_TIMEOUT(back.heard().size(), 52, patienceMs);
        QCOMPARE(back.heard().last(2), (QStringList{u"while you read"_s, u"me too"_s}));
        QVERIFY(back.isUpToDate());
        QCOMPARE(back.heard().size(), 52);
    }

    /// Their coming is told again, and must not make them present.
    void whoCameMeanwhileAndIsAway()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        auto ada = std::make_unique<RoomGuest>(room);
        QVERIFY(ada->comes(u"Ada"_s));
        const Join again = ada->takingUp();
        ada->cut();
        RoomGuest cem(room);
        QVERIFY(cem.comes(u"Cem"_s));
        RoomGuest dan(room);
        QVERIFY(dan.comes(u"Dan"_s));
        cem.cut();
        const Presence cemIsAway{cem.user(), true};
        QTRY_VERIFY_WITH_TIMEOUT(bob.events<Presence>().contains(cemIsAway), patienceMs);

        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, again));
        QVERIFY(back.welcome().resumed);
        bob.say(u"now it is live"_s);
        QTRY_COMPARE_WITH_TIMEOUT(back.heard().size(), 1, patienceMs);
        const auto joined = back.indexOf<Event>([&cem](const Event &event) {
            const auto *one = std::get_if<Joined>(&event.body);
            return one && one->member.user == cem.user();
        });
        const auto away =
            back.indexOf<Event>([](const Event &event) { return std::holds_alternative<Presence>(event.body); });
        QVERIFY(joined >= 0);
        QVERIFY(away > joined);
        QCOMPARE(back.events<Presence>(), QList<Presence>{cemIsAway}); // and not of Dan, who is there
    }

    void whatWasMissedIsForgotten_data()
    {
        QTest::addColumn<int>("gapEvents");
        QTest::addColumn<int>("keptEvents");
        QTest::newRow("more than is replayed") << 20 << 1000;
        QTest::newRow("more than is kept") << 10000 << 20;
    }

    void whatWasMissedIsForgotten()
    {
        QFETCH(int, gapEvents);
        QFETCH(int, keptEvents);
        TestRoom room;
        if (!room.historyFolder().isEmpty() && keptEvents < 1000)
            QSKIP("a file keeps it");
        room.config.limits.gapEvents = gapEvents;
        room.config.limits.keptEvents = keptEvents;
        room.config.limits.welcomeMessages = 10;
        QVERIFY(room.open());
        RoomGuest talker(room);
        QVERIFY(talker.comes(u"Talker"_s));
        auto ada = std::make_unique<RoomGuest>(room);
        QVERIFY(ada->comes(u"Ada"_s));
        const Join again = ada->takingUp();
        ada->cut();
        for (int i = 0; i < 50; ++i)
            talker.say(u"line %1"_s.arg(i));
        QTRY_COMPARE_WITH_TIMEOUT(talker.heard().size(), 50, patienceMs);
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, again));
        QCOMPARE(back.user(), ada->user());
        QVERIFY(back.welcome().gap && !back.welcome().resumed);
        QCOMPARE(back.heard(), talker.heard().last(10));
        QVERIFY(back.welcome().room.moreLines);
        talker.say(u"and on"_s);
        QTRY_COMPARE_WITH_TIMEOUT(back.heard().constLast(), u"and on"_s, patienceMs);
        QCOMPARE(back.heard().size(), 11);
    }

    void whatIsForgottenMeanwhile()
    {
        // While the pages are on their way, the log forgets what comes next.
        TestRoom room;
        if (!room.historyFolder().isEmpty())
            QSKIP("a file keeps it");
        room.config.limits.keptEvents = 60;
        room.config.limits.pageBytes = 500;
        QVERIFY(room.open());
        RoomGuest talker(room);
        QVERIFY(talker.comes(u"Talker"_s));
        auto ada = std::make_unique<RoomGuest>(room);
        QVERIFY(ada->comes(u"Ada"_s));
        const Join again = ada->takingUp();
        ada->cut();
        const auto talk = [&talker](int lines) {
            const qsizetype soFar = talker.heard().size();
            for (int i = 0; i < lines; ++i)
                talker.say(u"line %1"_s.arg(soFar + i));
            return comesTrue([&] { return talker.heard().size() == soFar + lines; });
        };
        QVERIFY(talk(50));
        room.log().holdPages();
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, again));
        QVERIFY(back.welcome().resumed);
        QTRY_COMPARE_WITH_TIMEOUT(room.log().waitingPages(), 1, patienceMs);
        QVERIFY(talk(200));
        room.log().letPagesGo();
        QVERIFY(back.isClosed());
        QCOMPARE(back.closeCode(), quint16(4004));
        QCOMPARE(back.bye().why, u"slow"_s);
        RoomGuest anew(room);
        QVERIFY(anew.comes(u"Ada"_s, back.takingUp()));
        QVERIFY(anew.welcome().gap);
        QCOMPARE(anew.heard(), talker.heard().last(50));
    }

    void anotherLifeOfTheRoom()
    {
        Join again;
        {
            TestRoom room;
            QVERIFY(room.open());
            RoomGuest ada(room);
            QVERIFY(ada.comes(u"Ada"_s));
            ada.say(u"in another life"_s);
            QTRY_COMPARE_WITH_TIMEOUT(ada.heard().size(), 1, patienceMs);
            again = ada.takingUp();
            room.vanish();
            QVERIFY(ada.isClosed());
        }
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        bob.say(u"hello"_s);
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s, again));
        QVERIFY(ada.welcome().room.epoch != again.epoch);
        QVERIFY(ada.welcome().gap && !ada.welcome().resumed);
        QCOMPARE(ada.welcome().device, again.device); // the same device still
        QTRY_COMPARE_WITH_TIMEOUT(ada.heard(), QStringList{u"hello"_s}, patienceMs);
    }

    void aSeqThatNeverWas()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        Join again = ada.takingUp();
        again.last = 9'000'000;
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, again));
        QVERIFY(back.welcome().gap && !back.welcome().resumed);
        QCOMPARE(back.welcome().room.lines.size(), 1);
    }

    void twoWindowsOfOneDevice()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest one(room);
        QVERIFY(one.comes(u"Ada"_s));
        RoomGuest two(room);
        QVERIFY(two.comes(u"whatever"_s, one.withDevice()));
        QCOMPARE(two.user(), one.user());
        QCOMPARE(two.welcome().name, u"Ada"_s);
        QVERIFY(!two.welcome().resumed && !two.welcome().gap);
        QCOMPARE(two.welcome().room.people.total, 2u);
        two.say(u"from the second"_s);
        QTRY_COMPARE_WITH_TIMEOUT(one.heard(), QStringList{u"from the second"_s}, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(two.heard().size(), 1, patienceMs);
        QVERIFY(one.all<Accepted>().isEmpty()); // the answer goes to the window that asked

        two.cut();
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 2, patienceMs);
        RoomGuest three(room);
        QVERIFY(three.comes({}, one.withDevice()));
        three.send({{}, Leave{}});
        QVERIFY(three.isClosed());
        QCOMPARE(three.closeCode(), quint16(1000));
        QVERIFY(bob.isUpToDate());
        QCOMPARE(bob.events<Joined>().size(), 1);
        QVERIFY(bob.events<Presence>().isEmpty() && bob.events<Left>().isEmpty());
        one.cut();
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Presence>(), (QList<Presence>{{one.user(), true}}), patienceMs);
    }

    /// Nothing has reached the guest, so nothing is there to go on with but what the guest has drawn.
    void theFirstWelcomeIsLost()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        Join how;
        how.attempt = u"c0a86f1e5b7d4a2f93e1d8c7b6a59483"_s;
        CuttableWire wire(room.port());
        RoomGuest lost(QUrl(u"ws://127.0.0.1:%1/room"_s.arg(wire.port())));
        QVERIFY(lost.comes(u"Ada"_s, how)); // and forgets all of it
        wire.fallSilent();

        RoomGuest other(room);
        QVERIFY(other.connects());
        Join guess;
        guess.attempt = u"c0a86f1e5b7d4a2f93e1d8c7b6a59484"_s;
        other.join(u"j1"_s, u"Ada"_s, guess);
        QVERIFY(other.isAnswered(u"j1"_s));
        QVERIFY(other.refusal(u"j1"_s));
        QCOMPARE(other.refusal(u"j1"_s)->code, u"name-taken"_s);

        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, how));
        QCOMPARE(back.user(), lost.user());
        QCOMPARE(back.welcome().device, lost.welcome().device);
        QCOMPARE(back.welcome().name, u"Ada"_s);
        QCOMPARE(back.welcome().room.people.total, 2u);
        QVERIFY(bob.isUpToDate());
        QCOMPARE(bob.events<Joined>().size(), 1);
        QVERIFY(bob.events<Presence>().isEmpty() && bob.events<Left>().isEmpty());
        // From then on the token counts, whatever attempt goes with it.
        RoomGuest second(room);
        Join both = back.withDevice();
        both.attempt = guess.attempt;
        QVERIFY(second.comes(u"Ada"_s, both));
        QCOMPARE(second.user(), lost.user());
    }

    /// A Wi-Fi that drops without a word, again and again: the room hears of none of it until much later.
    void nobodyIsShutOutByTheirOwnGhosts()
    {
        TestRoom room;
        room.config.limits.ping = 100ms;
        room.config.limits.silence = 10min;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        CuttableWire wire(room.port());
        const QUrl throughTheWire(u"ws://127.0.0.1:%1/room"_s.arg(wire.port()));
        std::vector<std::unique_ptr<RoomGuest>> ghosts;
        Join again;
        for (int i = 0; i < 4; ++i) {
            ghosts.push_back(std::make_unique<RoomGuest>(throughTheWire));
            QVERIFY(ghosts.back()->comes(u"Ada"_s, again));
            again = ghosts.back()->takingUp();
            wire.fallSilent();
        }
        QCOMPARE(acceptedSockets(room.port()).size(), 5);
        RoomGuest back(room);
        QVERIFY(back.connects());
        // Not at once, perhaps, as they might be there; but as soon as one of them has not answered a ping.
        int tries = 0;
        back.join(u"j0"_s, u"Ada"_s, again);
        QVERIFY(comesTrue([&] {
            if (back.refusal(u"j%1"_s.arg(tries)))
                back.join(u"j%1"_s.arg(++tries), u"Ada"_s, again);
            return !back.all<Welcome>().isEmpty();
        }));
        QCOMPARE(back.user(), ghosts[0]->user());
        QVERIFY(back.welcome().resumed);
        // One of them had to go, and nobody has noticed anything.
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 5, patienceMs);
        QVERIFY(bob.isUpToDate());
        QVERIFY(bob.events<Presence>().isEmpty() && bob.events<Left>().isEmpty());
        QCOMPARE(bob.events<Joined>().size(), 1);
        const QString id = back.say(u"here again"_s);
        QVERIFY(back.isAnswered(id));
        QTRY_COMPARE_WITH_TIMEOUT(bob.heard(), QStringList{u"here again"_s}, patienceMs);
    }

    void aFifthWindowIsRefused()
    {
        TestRoom room;
        QVERIFY(room.open());
        std::vector<std::unique_ptr<RoomGuest>> windows;
        windows.push_back(std::make_unique<RoomGuest>(room));
        QVERIFY(windows[0]->comes(u"Ada"_s));
        const Join how = windows[0]->withDevice();
        for (int i = 1; i < 4; ++i) {
            windows.push_back(std::make_unique<RoomGuest>(room));
            QVERIFY(windows.back()->comes(u"Ada"_s, how));
        }
        RoomGuest fifth(room);
        QVERIFY(fifth.connects());
        fifth.join(u"j"_s, u"Ada"_s, how);
        QVERIFY(fifth.isAnswered(u"j"_s));
        QVERIFY(fifth.refusal(u"j"_s));
        QCOMPARE(fifth.refusal(u"j"_s)->code, u"too-many-sessions"_s);
        windows.back()->closeSocket();
        QVERIFY(windows.back()->isClosed());
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 4, patienceMs);
        fifth.join(u"j2"_s, u"Ada"_s, how);
        QTRY_COMPARE_WITH_TIMEOUT(fifth.all<Welcome>().size(), 1, patienceMs);
    }
};

QTEST_GUILESS_MAIN(tst_Resume)
#include "tst_resume.moc"
