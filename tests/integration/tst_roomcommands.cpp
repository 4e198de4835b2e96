// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

bool risesStrictly(const QList<quint64> &seqs)
{
    return std::is_sorted(seqs.begin(), seqs.end(), std::less_equal<>());
}

} // namespace

/// What members do once they are in, and what they ask for, over real sockets.
class tst_RoomCommands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renaming()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        ada.send({u"n1"_s, Rename{u"BOB"_s}});
        QVERIFY(ada.isAnswered(u"n1"_s));
        QCOMPARE(ada.refusal(u"n1"_s)->code, u"name-taken"_s);
        QCOMPARE(ada.refusal(u"n1"_s)->suggestion, u"BOB 2"_s);
        ada.send({u"n2"_s, Rename{u" Ada L. "_s}});
        QVERIFY(ada.isAnswered(u"n2"_s));
        QVERIFY(ada.acceptance(u"n2"_s));
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Renamed>().size(), 1, patienceMs);
        QVERIFY((bob.events<Renamed>().constFirst() == Renamed{ada.user(), u"Ada L."_s, u"Ada"_s}));
        bob.send({u"n3"_s, Rename{u"bob"_s}}); // one's own name in other letters
        QVERIFY(bob.isAnswered(u"n3"_s));
        QVERIFY(bob.acceptance(u"n3"_s));
        RoomGuest cem(room);
        QVERIFY(cem.comes(u"Ada"_s)); // the name that was given up is free
        QCOMPARE(namesOf(cem.welcome().room.people.rows), (QStringList{u"Ada L."_s, u"bob"_s, u"Ada"_s}));
        ada.say(u"still me"_s);
        QTRY_COMPARE_WITH_TIMEOUT(cem.events<Said>().size(), 1, patienceMs);
        QCOMPARE(cem.events<Said>().constFirst().name, u"Ada L."_s);
    }

    void typing()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        const QList<quint64> before = bob.seqs();
        ada.send({{}, IsTyping{}});
        ada.send({{}, IsTyping{}}); // too soon to be worth telling
        QVERIFY(ada.isUpToDate());
        QVERIFY(ada.all<Accepted>().isEmpty() && ada.all<Refused>().isEmpty());
        QVERIFY(bob.isUpToDate());
        QCOMPARE(bob.events<Typing>(), QList<Typing>{Typing{ada.user()}});
        QCOMPARE(bob.seqs(), before);
        // It is not kept.
        RoomGuest cem(room);
        QVERIFY(cem.comes(u"Cem"_s));
        QCOMPARE(cem.welcome().room.lines.size(), 3);
    }

    void rosterInPages()
    {
        TestRoom room;
        room.config.limits.rosterRows = 3;
        QVERIFY(room.open());
        std::vector<std::unique_ptr<RoomGuest>> guests;
        QStringList expected;
        for (int i = 0; i < 8; ++i) {
            expected.append(u"Guest %1"_s.arg(i));
            guests.push_back(std::make_unique<RoomGuest>(room));
            QVERIFY(guests.back()->comes(expected.constLast()));
        }
        RoomGuest &last = *guests.back();
        RosterPage page = last.welcome().room.people;
        QList<Member> rows = page.rows;
        int pages = 1;
        while (page.more) {
            QCOMPARE(page.rows.size(), 3);
            QCOMPARE(page.total, 8u);
            const QString id = u"r%1"_s.arg(++pages);
            last.send({id, FetchRoster{rows.constLast().user}});
            QVERIFY(last.isAnswered(id));
            page = last.all<RosterReply>().constLast().page;
            rows += page.rows;
        }
        QCOMPARE(pages, 3);
        QCOMPARE(namesOf(rows), expected);
        QVERIFY(std::is_sorted(rows.begin(), rows.end(),
                               [](const Member &a, const Member &b) { return a.user < b.user; }));
    }

    void backlogInPages_data()
    {
        QTest::addColumn<quint32>("limit");
        QTest::addColumn<int>("pageBytes");
        QTest::newRow("by number") << 7u << 64 * 1024;
        QTest::newRow("by size") << 100u << 2000;
    }

    void backlogInPages()
    {
        QFETCH(quint32, limit);
        QFETCH(int, pageBytes);
        TestRoom room;
        room.config.limits.pageBytes = pageBytes;
        room.config.limits.welcomeMessages = 10;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QStringList expected;
        for (int i = 0; i < 60; ++i) {
            expected.append(u"line %1"_s.arg(i));
            ada.say(expected.constLast());
        }
        QTRY_COMPARE_WITH_TIMEOUT(ada.heard().size(), 60, patienceMs);

        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), expected.last(10));
        QVERIFY(bob.welcome().room.moreLines);
        QList<Event> events = bob.welcome().room.lines;
        int pages = 0;
        bool more = true;
        while (more) {
            const QString id = u"b%1"_s.arg(++pages);
            bob.send({id, FetchBacklog{events.constFirst().seq, limit}});
            QVERIFY(bob.isAnswered(id));
            const Backlog page = bob.all<Backlog>().constLast();
            QVERIFY(!page.events.isEmpty());
            QVERIFY(static_cast<quint32>(page.events.size()) <= limit);
            QVERIFY(bob.texts().constLast().size() < pageBytes + 1000);
            events = page.events + events;
            more = page.more;
        }
        QVERIFY2(pages >= 5 && pages <= 10, qPrintable(QString::number(pages)));
        QStringList lines;
        QList<quint64> seqs;
        for (const Event &event : std::as_const(events)) {
            seqs.append(event.seq);
            if (const auto *said = std::get_if<Said>(&event.body))
                lines.append(said->text);
        }
        QCOMPARE(lines, expected);
        QVERIFY(risesStrictly(seqs));
        QCOMPARE(seqs.constFirst(), quint64(1));
        // Before the beginning there is nothing, and that is no error.
        bob.send({u"none"_s, FetchBacklog{1, 10}});
        QVERIFY(bob.isAnswered(u"none"_s));
        QVERIFY((bob.all<Backlog>().constLast() == Backlog{u"none"_s, {}, false}));
    }

    void aWelcomeIsBounded()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        for (int i = 0; i < 60; ++i)
            ada.say(QString(u"%1 "_s.arg(i) + u"长"_s.repeated(600)));
        QTRY_COMPARE_WITH_TIMEOUT(ada.heard().size(), 60, patienceMs);
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        const QString welcome = bob.texts().constLast();
        QVERIFY(welcome.startsWith(u"{\"type\":\"welcome\""_s));
        QVERIFY(welcome.toUtf8().size() < 36 * 1024);
        QVERIFY(bob.heard().size() >= 10);
        QCOMPARE(bob.heard(), ada.heard().last(bob.heard().size()));
    }

    void leaving()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        ada.send({{}, Leave{}});
        QVERIFY(ada.isClosed());
        QCOMPARE(ada.closeCode(), quint16(1000));
        QCOMPARE(ada.bye().code, quint16(1000));
        QCOMPARE(ada.bye().why, u"left"_s);
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Left>().size(), 1, patienceMs);
        QVERIFY((bob.events<Left>().constFirst() == Left{ada.user(), u"Ada"_s, LeaveReason::Left, 1}));
        QVERIFY(bob.events<Presence>().isEmpty());
        RoomGuest newcomer(room);
        QVERIFY(newcomer.comes(u"Ada"_s)); // the name is free at once
        QVERIFY(newcomer.user() != ada.user());
        // The device is known still: the same person under another name.
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada again"_s, ada.withDevice()));
        QCOMPARE(back.user(), ada.user());
        QCOMPARE(back.welcome().name, u"Ada again"_s);
    }

    void theRoomIsRenamed()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        host.send({u"m1"_s, RenameRoom{u"  Class 7c: ★ "_s}}); // colons and stars are fine here
        QVERIFY(host.isAnswered(u"m1"_s));
        QVERIFY(host.acceptance(u"m1"_s));
        QTRY_COMPARE_WITH_TIMEOUT(ada.events<RoomRenamed>().size(), 1, patienceMs);
        QCOMPARE(ada.events<RoomRenamed>().constFirst().name, u"Class 7c: ★"_s);
        host.send({u"m2"_s, RenameRoom{QString(40, u'x')}});
        QVERIFY(host.isAnswered(u"m2"_s));
        QCOMPARE(host.refusal(u"m2"_s)->code, u"name-too-long"_s);
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.all<Hello>().constFirst().roomName, u"Class 7c: ★"_s);
        QCOMPARE(bob.welcome().room.roomName, u"Class 7c: ★"_s);
    }

    void whatIsKeptIsSaidBeforeAnybodyComesIn()
    {
        TestRoom room;
        room.config.keeping = {Keeping::Mode::UntilClosed, 0};
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QCOMPARE(ada.all<Hello>().constFirst().keeping, (Keeping{Keeping::Mode::UntilClosed, 0}));
        QCOMPARE(ada.welcome().room.keeping, (Keeping{Keeping::Mode::UntilClosed, 0}));
        const Keeping month{Keeping::Mode::Days, 30};
        host.send({u"k1"_s, SetKeeping{month}});
        QVERIFY(host.isAnswered(u"k1"_s));
        QVERIFY(host.acceptance(u"k1"_s));
        QTRY_COMPARE_WITH_TIMEOUT(ada.events<KeepingChanged>().size(), 1, patienceMs);
        QCOMPARE(ada.events<KeepingChanged>().constFirst(), (KeepingChanged{month, u"Ms Brandt"_s}));
        host.sendText(uR"({"type":"set-keeping","id":"k2","mode":"days","days":3651})"_s);
        QVERIFY(host.isAnswered(u"k2"_s));
        QCOMPARE(host.refusal(u"k2"_s)->field, u"days"_s);
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.all<Hello>().constFirst().keeping, month);
        QCOMPARE(bob.welcome().room.keeping, month);
    }

    void manyPeopleAreOnlyCounted()
    {
        TestRoom room;
        room.config.limits.listedPeople = 3;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        std::vector<std::unique_ptr<RoomGuest>> others;
        for (int i = 0; i < 6; ++i) {
            others.push_back(std::make_unique<RoomGuest>(room));
            QVERIFY(others.back()->comes(u"Guest %1"_s.arg(i)));
        }
        QTRY_VERIFY_WITH_TIMEOUT(ada.events<PeopleCount>().contains(PeopleCount{8, false}), patienceMs);
        QCOMPARE(ada.events<PeopleCount>().constFirst(), (PeopleCount{4, false}));
        QCOMPARE(ada.events<Joined>().size(), 1); // the third in the room was listed
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Joined>().size(), 7, patienceMs);
        QVERIFY(!others.back()->welcome().room.people.listed);
        QCOMPARE(others.back()->welcome().room.people.total, 8u);
        others.back()->say(u"hello"_s); // messages come all the same
        QTRY_COMPARE_WITH_TIMEOUT(ada.heard(), QStringList{u"hello"_s}, patienceMs);
        for (const auto &guest : others)
            guest->send({{}, Leave{}});
        QTRY_COMPARE_WITH_TIMEOUT(ada.events<PeopleCount>().constLast(), (PeopleCount{2, true}), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Left>().size(), 6, patienceMs);
    }

    void guestsNeverSeeAddresses()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        host.send({u"k"_s, Kick{bob.user(), u"spam"_s, 60}});
        RoomGuest cem(room);
        QVERIFY(!cem.comes(u"Cem"_s)); // knocks
        ada.send({u"b"_s, FetchBacklog{1000, 100}});
        ada.send({u"r"_s, FetchRoster{}});
        QVERIFY(ada.isAnswered(u"r"_s) && ada.isAnswered(u"b"_s));
        QVERIFY(ada.events<Kicked>().isEmpty() && ada.events<Knock>().isEmpty());
        const Backlog past = ada.all<Backlog>().constFirst();
        QVERIFY(std::none_of(past.events.begin(), past.events.end(),
                             [](const Event &event) { return std::holds_alternative<Kicked>(event.body); }));
        for (const RoomGuest *guest : {&ada, &bob, &cem}) {
            const QString all = guest->texts().join(u'\n');
            QVERIFY2(!all.contains(u"127.0.0.1"_s) && !all.contains(u"\"address\""_s), qPrintable(all));
        }
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Kicked>().size(), 1, patienceMs);
        QCOMPARE(host.events<Kicked>().constFirst().cooling.address, u"127.0.0.1"_s);
        host.send({u"b"_s, FetchBacklog{1000, 100}});
        QVERIFY(host.isAnswered(u"b"_s));
        QVERIFY(host.texts().constLast().contains(u"\"type\":\"kicked\""_s));
    }
};

QTEST_GUILESS_MAIN(tst_RoomCommands)
#include "tst_roomcommands.moc"
