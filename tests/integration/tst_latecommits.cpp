// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QTest>

#include <algorithm>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

Join asOperator()
{
    Join join;
    join.operatorSecret = TestRoom::operatorSecret;
    return join;
}

/// The highest seq that a message speaks of.
quint64 highestSeq(const ServerMessage &message)
{
    if (const auto *event = std::get_if<Event>(&message))
        return event->seq;
    if (const auto *accepted = std::get_if<Accepted>(&message))
        return accepted->seq;
    if (const auto *welcome = std::get_if<Welcome>(&message))
        return std::max(welcome->room.seq, welcome->room.lines.isEmpty() ? 0 : welcome->room.lines.constLast().seq);
    if (const auto *backlog = std::get_if<Backlog>(&message))
        return backlog->events.isEmpty() ? 0 : backlog->events.constLast().seq;
    return 0;
}

/// Watches everything that these guests are told for what the log has not committed.
class CommitWatch final
{
public:
    explicit CommitWatch(const LateLog &log) : m_log(log) {}

    void watch(RoomGuest &guest)
    {
        QObject::connect(&guest, &RoomGuest::came, &guest, [this](const ServerMessage &message) {
            ++m_seen;
            m_early = m_early || highestSeq(message) > m_log.committedSeq();
        });
    }
    [[nodiscard]] bool sawNothingEarly() const { return m_seen > 0 && !m_early; }

private:
    const LateLog &m_log;
    int m_seen = 0;
    bool m_early = false;
};

/// The room, the host and three others who were there all along; the log commits when told to. The log is holding one commit, so
/// that everything from here on gathers in one batch behind it.
struct HeldRoom
{
    TestRoom room;
    std::unique_ptr<RoomGuest> host, ada, carl, dan;
    std::unique_ptr<CommitWatch> watch;

    [[nodiscard]] bool isHeld()
    {
        if (!room.open())
            return false;
        room.log().setTurns(0);
        watch = std::make_unique<CommitWatch>(room.log());
        host = guest();
        ada = guest();
        carl = guest();
        dan = guest();
        if (!host->comesAsOperator() || !ada->comes(u"Ada"_s) || !carl->comes(u"Carl"_s) || !dan->comes(u"Dan"_s))
            return false;
        if (!host->isUpToDate() || !ada->isUpToDate() || !carl->isUpToDate() || !dan->isUpToDate())
            return false;
        room.log().hold();
        ada->say(u"zero"_s);
        return ada->hasReadAll() && comesTrue([this] { return room.log().waiting() == 1; });
    }

    [[nodiscard]] std::unique_ptr<RoomGuest> guest()
    {
        auto fresh = std::make_unique<RoomGuest>(room);
        watch->watch(*fresh);
        return fresh;
    }

    /// The line has reached the room when this comes back.
    [[nodiscard]] bool says(RoomGuest &who, const QString &text)
    {
        who.say(text);
        return who.hasReadAll();
    }
    [[nodiscard]] bool asks(RoomGuest &who, const Command &command)
    {
        who.send(command);
        return who.hasReadAll();
    }

    /// Commits what is on its way ("zero"), and then the batch behind it.
    [[nodiscard]] bool commitsTheFirst()
    {
        room.log().commitNext();
        return comesTrue([this] { return room.log().waiting() == 1; });
    }
    [[nodiscard]] bool commitsTheBatch()
    {
        const quint64 before = room.log().committedSeq();
        room.log().commitNext();
        room.log().letGo();
        return comesTrue([this, before] { return room.log().committedSeq() > before; });
    }
};

} // namespace

/// Order and visibility while commits are under way: nobody ever sees what a killed process would forget.
class tst_LateCommits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsToldBeforeTheCommit()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        TextGuest text(held.room, "/ws/Tex");
        QVERIFY(text.connects());
        for (RoomGuest *guest : {held.host.get(), held.ada.get(), held.carl.get()})
            guest->forget();
        held.ada->send({u"p"_s, Ping{}});
        QVERIFY(held.ada->hasReadAll() && held.carl->hasReadAll() && held.host->hasReadAll() && text.hasReadAll());
        QVERIFY(held.ada->texts().isEmpty()); // neither the answer nor the message, nor anything behind them
        QVERIFY(held.carl->texts().isEmpty());
        QVERIFY(held.host->texts().isEmpty());
        QVERIFY(text.lines().isEmpty());
        // What was refused before the room may overtake.
        held.ada->sendText(u"what?"_s);
        QVERIFY(held.ada->hasReadAll());
        QCOMPARE(held.ada->texts().size(), 1);
        QCOMPARE(held.ada->all<Refused>().constFirst().code, u"bad-json"_s);

        QVERIFY(held.commitsTheFirst());
        QVERIFY(held.ada->hasReadAll() && held.carl->hasReadAll() && text.hasReadAll());
        QCOMPARE(held.ada->all<Accepted>().size(), 1);
        QCOMPARE(held.carl->heard(), QStringList{u"zero"_s});
        QVERIFY(held.ada->all<Pong>().isEmpty());
        QVERIFY(text.lines().isEmpty());
        QVERIFY(held.commitsTheBatch());
        QTRY_COMPARE_WITH_TIMEOUT(held.ada->all<Pong>().size(), 1, patienceMs);
        QVERIFY(text.hasReadAll());
        QVERIFY(text.lines().isEmpty());
        QVERIFY(held.watch->sawNothingEarly());
    }

    void batchesFormByThemselves()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        for (int i = 0; i < 100; ++i)
            held.carl->say(u"line %1"_s.arg(i));
        QVERIFY(held.carl->hasReadAll());
        QCOMPARE(held.room.log().waiting(), 1);
        QCOMPARE(held.room.log().waitingEvents(), 1);
        QVERIFY(held.commitsTheFirst());
        QCOMPARE(held.room.log().waitingEvents(), 100);
        QVERIFY(held.dan->hasReadAll());
        QCOMPARE(held.dan->heard(), QStringList{u"zero"_s});
        QVERIFY(held.commitsTheBatch());
        QTRY_COMPARE_WITH_TIMEOUT(held.dan->heard().size(), 101, patienceMs);
        QCOMPARE(held.dan->heard().constLast(), u"line 99"_s);
        // Each answer before its message.
        QVERIFY(held.carl->isUpToDate());
        for (const Accepted &accepted : held.carl->all<Accepted>()) {
            const auto isIt = [&accepted](const auto &one) { return one.seq == accepted.seq; };
            QVERIFY(held.carl->indexOf<Accepted>(isIt) < held.carl->indexOf<Event>(isIt));
        }
        QVERIFY(held.watch->sawNothingEarly());
    }

    void aJoinersSnapshot()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        const auto bob = held.guest();
        QVERIFY(bob->connects());
        QVERIFY(held.says(*held.ada, u"before"_s));
        bob->join({}, u"Bob"_s);
        QVERIFY(bob->hasReadAll());
        QVERIFY(held.says(*held.ada, u"after"_s));
        QVERIFY(bob->hasReadAll());
        QCOMPARE(bob->messages().size(), 1); // the hello
        QVERIFY(held.commitsTheFirst());
        QVERIFY(bob->hasReadAll());
        QCOMPARE(bob->messages().size(), 1);
        QVERIFY(held.commitsTheBatch());
        QTRY_COMPARE_WITH_TIMEOUT(bob->heard(), (QStringList{u"zero"_s, u"before"_s, u"after"_s}), patienceMs);
        const Welcome welcome = bob->welcome();
        QVERIFY(welcome.room.lines.constLast().seq == welcome.room.seq);
        QVERIFY(std::holds_alternative<Joined>(welcome.room.lines.constLast().body));
        QCOMPARE(bob->seqs(), QList<quint64>{welcome.room.seq + 1});
        QVERIFY(held.watch->sawNothingEarly());
    }

    void whoWasThereWhoCameAndWhoWasRemoved()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        const auto bob = held.guest();
        const auto eve = held.guest();
        const auto second = held.guest();
        QVERIFY(bob->connects() && eve->connects() && second->connects());
        TextGuest tex(held.room, "/ws/Tex");
        TextGuest pat(held.room, "/ws/Pat");

        // All of this is one batch.
        QVERIFY(held.says(*held.ada, u"one"_s));
        bob->join({}, u"Bob"_s);
        QVERIFY(bob->hasReadAll());
        QVERIFY(held.says(*held.carl, u"two"_s));
        QVERIFY(tex.connects() && tex.hasReadAll());
        eve->join({}, u"Eve"_s);
        QVERIFY(eve->hasReadAll());
        QVERIFY(held.says(*held.ada, u"three"_s));
        QVERIFY(held.asks(*held.host, {u"k1"_s, Kick{held.carl->user(), u"spam"_s, 0}}));
        // Eve is the fifth of the members and guests to come: users are numbered in that order.
        const UserId eveUser{held.dan->user().value + 3};
        QVERIFY(held.says(*held.carl, u"I am still here"_s)); // deaf from the kick on
        second->join({}, u"Co-host"_s, asOperator());
        QVERIFY(second->hasReadAll());
        QVERIFY(held.says(*held.dan, u"four"_s));
        QVERIFY(held.asks(*held.host, {u"k2"_s, Kick{eveUser, u"hasty"_s, 0}}));
        QVERIFY(pat.connects() && pat.hasReadAll());
        QVERIFY(held.asks(*held.dan, {{}, Leave{}}));
        QVERIFY(held.says(*held.ada, u"five"_s));

        QCOMPARE(held.room.log().waiting(), 1);
        QVERIFY(held.commitsTheFirst());
        for (RoomGuest *guest : {held.host.get(), held.ada.get(), held.carl.get(), held.dan.get()}) {
            QVERIFY(guest->hasReadAll());
            QCOMPARE(guest->heard(), QStringList{u"zero"_s});
            QVERIFY(guest->all<Bye>().isEmpty());
        }
        QVERIFY(bob->hasReadAll() && tex.hasReadAll());
        QVERIFY(bob->all<Welcome>().isEmpty() && tex.lines().isEmpty());
        QVERIFY(held.commitsTheBatch());

        const QStringList all{u"zero"_s, u"one"_s, u"two"_s, u"three"_s, u"four"_s, u"five"_s};
        // Who was there all the time gets all.
        QTRY_COMPARE_WITH_TIMEOUT(held.ada->heard(), all, patienceMs);
        QVERIFY(held.host->isUpToDate());
        QCOMPARE(held.host->heard(), all);
        // Who came gets what stood before in the welcome, and the tail.
        QVERIFY(bob->isUpToDate());
        QCOMPARE(bob->heard(), all);
        QCOMPARE(bob->welcome().room.lines.constLast().seq, bob->welcome().room.seq);
        QCOMPARE(bob->events<Said>().size(), 4);
        QVERIFY(second->isUpToDate());
        QCOMPARE(second->heard(), all);
        QCOMPARE(second->events<Said>().size(), 2);
        QCOMPARE(second->events<Kicked>().size(), 1); // the second kick alone; the first stands in the welcome
        // Who was removed gets the head, and then why.
        QVERIFY(held.carl->isClosed());
        QCOMPARE(held.carl->closeCode(), quint16(4001));
        QCOMPARE(held.carl->heard(), all.first(4));
        QVERIFY((std::get<Bye>(held.carl->messages().constLast()) == Bye{4001, u"kicked"_s, u"spam"_s, 0}));
        QVERIFY(held.dan->isClosed());
        QCOMPARE(held.dan->closeCode(), quint16(1000));
        QCOMPARE(held.dan->heard(), all.first(5));
        // Who came and was removed gets what lies between.
        QVERIFY(eve->isClosed());
        QCOMPARE(eve->closeCode(), quint16(4001));
        QCOMPARE(eve->user(), eveUser);
        QCOMPARE(eve->heard(), all.first(5));
        QCOMPARE(eve->events<Said>().size(), 2);
        QVERIFY((std::get<Bye>(eve->messages().constLast()) == Bye{4001, u"kicked"_s, u"hasty"_s, 0}));
        // A plain-text client gets the tail alone: nothing from before.
        QVERIFY(tex.hasReadAll() && pat.hasReadAll());
        QCOMPARE(tex.lines(), (QStringList{u"Ada: three"_s, u"Carl left the room"_s, u"Dan: four"_s,
                                           u"Eve left the room"_s, u"Dan left the room"_s, u"Ada: five"_s}));
        QCOMPARE(pat.lines(), (QStringList{u"Dan left the room"_s, u"Ada: five"_s}));

        // Everybody has it in the same order.
        const QList<quint64> order = held.host->seqs();
        QVERIFY(std::is_sorted(order.begin(), order.end(), std::less_equal<>()));
        const auto isInOrder = [&order](const RoomGuest &guest) {
            const QList<quint64> seqs = guest.seqs();
            return std::is_sorted(seqs.begin(), seqs.end(), std::less_equal<>())
                   && std::all_of(seqs.begin(), seqs.end(), [&order](quint64 seq) { return order.contains(seq); });
        };
        for (const RoomGuest *guest : {held.ada.get(), held.carl.get(), held.dan.get(), bob.get(), eve.get(), second.get()})
            QVERIFY(isInOrder(*guest));
        QVERIFY(held.watch->sawNothingEarly());
    }

    void aKickedMemberHearsNothingAfter()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        QVERIFY(held.asks(*held.host, {u"k1"_s, Kick{held.carl->user(), u"spam"_s, 60}}));
        QVERIFY(held.says(*held.ada, u"now that Carl is gone"_s));
        QVERIFY(held.asks(*held.dan, {{}, IsTyping{}}));
        QVERIFY(held.asks(*held.host, {u"m"_s, RenameRoom{u"Without Carl"_s}}));
        QVERIFY(held.asks(*held.carl, {u"b"_s, FetchBacklog{1000, 100}}));
        QVERIFY(held.says(*held.carl, u"hello?"_s));
        QVERIFY(held.commitsTheFirst());
        // The kick is not committed yet, but nothing new comes to him from here on.
        QVERIFY(held.carl->hasReadAll());
        QVERIFY(held.carl->isOpen());
        QCOMPARE(held.carl->heard(), QStringList{u"zero"_s});
        held.carl->forget();
        QVERIFY(held.commitsTheBatch());
        QVERIFY(held.carl->isClosed());
        QCOMPARE(held.carl->texts().size(), 1);
        QCOMPARE(held.carl->bye().why, u"kicked"_s);
        QVERIFY(held.ada->isUpToDate());
        QCOMPARE(held.ada->heard(), (QStringList{u"zero"_s, u"now that Carl is gone"_s}));
    }

    void whoTakesUpInsideABatch()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        const Join again = held.carl->takingUp();
        held.carl->cut();
        QVERIFY(comesTrue([&] { return acceptedSockets(held.room.port()).size() == 3; }));
        const auto back = held.guest();
        QVERIFY(back->connects());
        QVERIFY(held.says(*held.ada, u"one"_s));
        back->join({}, u"Carl"_s, again);
        QVERIFY(back->hasReadAll());
        QVERIFY(held.says(*held.ada, u"two"_s));
        QVERIFY(held.commitsTheFirst());
        QVERIFY(held.says(*held.ada, u"three"_s));
        QVERIFY(back->hasReadAll());
        QCOMPARE(back->messages().size(), 1); // the hello
        QVERIFY(held.commitsTheBatch());
        QTRY_COMPARE_WITH_TIMEOUT(back->heard(), (QStringList{u"zero"_s, u"one"_s, u"two"_s, u"three"_s}), patienceMs);
        QVERIFY(back->welcome().resumed);
        QVERIFY(held.says(*held.ada, u"four"_s));
        QTRY_COMPARE_WITH_TIMEOUT(back->heard().size(), 5, patienceMs);
        QVERIFY(back->isUpToDate());
        QCOMPARE(back->heard().size(), 5);
        QVERIFY(held.watch->sawNothingEarly());
    }

    void whoIsAwayByTheTimeTheWelcomeArrives_data()
    {
        QTest::addColumn<bool>("resumes");
        QTest::newRow("a newcomer is told") << false;
        QTest::newRow("who takes up is told") << true;
    }

    /// The roster in a welcome is that of the moment of the join; what changed behind it in the same batch must follow.
    void whoIsAwayByTheTimeTheWelcomeArrives()
    {
        QFETCH(bool, resumes);
        HeldRoom held;
        QVERIFY(held.isHeld());
        const Join again = held.carl->takingUp();
        held.carl->cut();
        QVERIFY(comesTrue([&] { return acceptedSockets(held.room.port()).size() == 3; }));
        const auto bob = held.guest();
        QVERIFY(bob->connects());
        bob->join({}, resumes ? u"Carl"_s : u"Bob"_s, resumes ? again : Join());
        QVERIFY(bob->hasReadAll());
        const UserId dan = held.dan->user();
        held.dan->cut();
        QVERIFY(comesTrue([&] { return acceptedSockets(held.room.port()).size() == 3; }));
        QVERIFY(held.says(*held.ada, u"one"_s));
        QVERIFY(held.commitsTheFirst());
        QVERIFY(held.commitsTheBatch());
        QVERIFY(held.ada->isUpToDate());
        QVERIFY(held.ada->events<Presence>().contains(Presence{dan, true}));
        QTRY_VERIFY_WITH_TIMEOUT(bob->heard().contains(u"one"_s), patienceMs);
        QCOMPARE(bob->welcome().resumed, resumes);
        const QList<Member> rows = bob->welcome().room.people.rows;
        const auto row = std::find_if(rows.begin(), rows.end(), [dan](const Member &one) { return one.user == dan; });
        QVERIFY(row != rows.end());
        QVERIFY(!row->away);
        QVERIFY(bob->isUpToDate());
        QVERIFY2(bob->events<Presence>().contains(Presence{dan, true}), "Dan stays there for ever in this client's roster");
    }

    void anAnswerDoesNotOvertakeTheWelcome()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        const auto second = held.guest();
        QVERIFY(second->connects());
        // In one breath, as a client may that trusts its tokens.
        QVERIFY(held.asks(*held.host, {u"k1"_s, Kick{held.carl->user(), u"spam"_s, 0}}));
        second->join({}, u"Co-host"_s, asOperator());
        second->send({u"b"_s, FetchBacklog{1000, 100}});
        second->send({u"r"_s, FetchRoster{}});
        QVERIFY(second->hasReadAll());
        QCOMPARE(second->messages().size(), 1); // the hello
        QVERIFY(held.commitsTheFirst());
        QVERIFY(second->hasReadAll());
        QCOMPARE(second->messages().size(), 1);
        QVERIFY(held.commitsTheBatch());
        QVERIFY(second->isAnswered(u"b"_s) && second->isAnswered(u"r"_s));
        const qsizetype welcome = second->indexOf<Welcome>([](const Welcome &) { return true; });
        QVERIFY(welcome < second->indexOf<Backlog>([](const Backlog &) { return true; }));
        QVERIFY(welcome < second->indexOf<RosterReply>([](const RosterReply &) { return true; }));
        // What an operator asks for is what an operator may see.
        const QList<Event> events = second->all<Backlog>().constFirst().events;
        QVERIFY(std::any_of(events.begin(), events.end(),
                            [](const Event &event) { return std::holds_alternative<Kicked>(event.body); }));
    }

    void whoHasJoinedIsNotLate()
    {
        TestRoom room;
        room.config.limits.join = 300ms;
        QVERIFY(room.open());
        room.log().setTurns(0);
        room.log().hold();
        RoomGuest ada(room);
        QVERIFY(ada.connects());
        ada.join({}, u"Ada"_s);
        QVERIFY(ada.hasReadAll());
        QCOMPARE(room.log().waiting(), 1);
        // By the time that this one is late, Ada's time has run out, too: but she has said her name.
        RoomGuest late(room);
        QVERIFY(late.connects());
        QVERIFY(late.isClosed());
        QCOMPARE(late.closeCode(), quint16(4003));
        QVERIFY2(ada.hasReadAll() && ada.isOpen(), qPrintable(ada.bye().why));
        room.log().letGo();
        QTRY_COMPARE_WITH_TIMEOUT(ada.all<Welcome>().size(), 1, patienceMs);
    }

    void whoGoesBeforeTheCommit()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        {
            const auto bob = held.guest();
            QVERIFY(bob->connects());
            bob->join({}, u"Bob"_s);
            QVERIFY(bob->hasReadAll());
            TextGuest tex(held.room, "/ws/Tex");
            QVERIFY(tex.connects() && tex.hasReadAll());
            tex.say(u"never mind"_s);
            QVERIFY(tex.hasReadAll());
        }
        QVERIFY(comesTrue([&] { return acceptedSockets(held.room.port()).size() == 4; }));
        QVERIFY(held.says(*held.ada, u"one"_s));
        QVERIFY(held.commitsTheFirst());
        QVERIFY(held.commitsTheBatch());
        QTRY_COMPARE_WITH_TIMEOUT(held.carl->heard(), (QStringList{u"zero"_s, u"never mind"_s, u"one"_s}), patienceMs);
        QVERIFY(held.carl->isUpToDate());
        const QList<Joined> joined = held.carl->events<Joined>();
        QCOMPARE(joined.constLast().member.name, u"Tex"_s);
        QCOMPARE(joined.at(joined.size() - 2).member.name, u"Bob"_s);
        QCOMPARE(held.carl->events<Left>().size(), 1);
        QCOMPARE(held.carl->events<Left>().constFirst().name, u"Tex"_s);
        QCOMPARE(held.carl->events<Presence>().size(), 1);
        QVERIFY(held.carl->events<Presence>().constFirst().away);
    }

    void theRoomClosesBeforeTheCommit()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        const auto bob = held.guest();
        QVERIFY(bob->connects());
        bob->join({}, u"Bob"_s);
        QVERIFY(bob->hasReadAll());
        const qint64 took = held.room.stop();
        QVERIFY2(took >= 0 && took <= 2000, qPrintable(QString::number(took)));
        for (RoomGuest *guest : {held.ada.get(), held.carl.get(), bob.get()}) {
            QVERIFY(guest->isClosed());
            QCOMPARE(guest->closeCode(), quint16(1001));
            QCOMPARE(guest->bye().why, u"closed"_s);
            QVERIFY(guest->heard().isEmpty());
            QVERIFY(guest->all<Accepted>().isEmpty());
        }
        QVERIFY(bob->all<Welcome>().isEmpty());
    }

    void aSecondWindowInsideABatch()
    {
        HeldRoom held;
        QVERIFY(held.isHeld());
        const auto window = held.guest();
        QVERIFY(window->connects());
        QVERIFY(held.says(*held.ada, u"one"_s));
        window->join({}, {}, held.ada->withDevice());
        QVERIFY(window->hasReadAll());
        QVERIFY(held.says(*held.ada, u"two"_s));
        window->say(u"three"_s); // before its own welcome is out
        QVERIFY(window->hasReadAll());
        QVERIFY(held.commitsTheFirst());
        QVERIFY(held.commitsTheBatch());
        const QStringList all{u"zero"_s, u"one"_s, u"two"_s, u"three"_s};
        QTRY_COMPARE_WITH_TIMEOUT(window->heard(), all, patienceMs);
        QCOMPARE(window->events<Said>().size(), 2);
        QVERIFY(held.ada->isUpToDate());
        QCOMPARE(held.ada->heard(), all);
        QVERIFY(window->indexOf<Welcome>([](const Welcome &) { return true; })
                < window->indexOf<Accepted>([](const Accepted &) { return true; }));
        QVERIFY(held.watch->sawNothingEarly());
    }

    /// Whatever the disk's pace, and whoever comes and goes: everybody's lines are one stretch of the same row.
    void aStormAtChangingPace()
    {
        constexpr int rounds = 60;
        TestRoom room;
        room.config.limits.welcomeMessages = 1000;
        room.config.limits.welcomeBytes = 1024 * 1024;
        QVERIFY(room.open());
        CommitWatch watch(room.log());
        RoomGuest witness(room);
        watch.watch(witness);
        QVERIFY(witness.comes(u"Witness"_s));
        std::vector<std::unique_ptr<RoomGuest>> guests;
        for (int round = 0; round < rounds; ++round) {
            room.log().setTurns(round * 7 % 11);
            if (round % 4 == 0) {
                guests.push_back(std::make_unique<RoomGuest>(room));
                watch.watch(*guests.back());
                QVERIFY(guests.back()->connects());
                guests.back()->join({}, u"Guest %1"_s.arg(round));
            }
            for (const auto &guest : guests)
                guest->say(u"round %1"_s.arg(round)); // for the newest, before its welcome
            if (round % 10 == 9)
                guests[guests.size() / 2]->send({{}, Leave{}});
            QCoreApplication::processEvents();
        }
        QVERIFY(witness.isUpToDate());
        room.log().setTurns(0);
        QList<quint64> order;
        QVERIFY(comesTrue([&] {
            return std::all_of(guests.begin(), guests.end(), [](const auto &guest) {
                return !guest->isOpen() || !guest->template all<Welcome>().isEmpty();
            });
        }));
        QVERIFY(witness.isUpToDate());
        order = witness.seqs();
        QVERIFY(order.size() > rounds);
        for (const auto &guest : guests) {
            const bool stays = guest->isOpen();
            QVERIFY(!stays || guest->isUpToDate());
            const QList<quint64> seqs = guest->seqs();
            QVERIFY(!seqs.isEmpty());
            const qsizetype begins = order.indexOf(seqs.constFirst());
            QVERIFY(begins > 0);
            // Right behind the welcome, and without a hole.
            QCOMPARE(order.at(begins - 1), guest->welcome().room.seq);
            QCOMPARE(seqs, order.mid(begins, seqs.size()));
            QVERIFY(!stays || seqs.constLast() == order.constLast());
        }
        QVERIFY(watch.sawNothingEarly());
    }
};

QTEST_GUILESS_MAIN(tst_LateCommits)
#include "tst_latecommits.moc"
