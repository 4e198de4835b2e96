// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/roomundertest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

/// What people who are in the room do there.
class tst_RoomTalk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saying();
    void textIsCleaned();
    void badTextIsRefused_data();
    void badTextIsRefused();
    void seqRises();
    void seqGoesOnWhereTheLogStands();
    void sameIdPostsOnce();
    void sameIdFromAnotherTab();
    void sameIdAfterReconnecting();
    void sameIdAfterTheGrace();
    void sameIdOfAnotherDeviceIsAnother();
    void idOfARefusedTextIsFree();
    void textClientMaySayTheSameTwice();
    void messagesAreCounted();

    void renaming();
    void renamingToTheSameIsNothing();
    void renamingToAnotherCase();
    void renamingIsRefused_data();
    void renamingIsRefused();
    void oldNameIsFree();

    void typing();
    void typingIsThrottled();
    void typingIsThrottledForEachAlone();

    void pinging();
    void backlogIsLeftToTheLog();
    void rosterInPages();
    void renamingTheRoom();
    void renamingTheRoomIsRefused();
    void settingWhatIsKept();
    void whatIsOlderThanItIsKeptIsNotShown();
    void daysOutOfRangeAreRefused();
    void hostsHand_data();
    void hostsHand();
};

void tst_RoomTalk::saying()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    test.clock.advance(5000);
    const Outcome outcome = test.room().apply(ada.session, Command{u"k3f9-1"_s, Say{u"Hello"_s}});
    QCOMPARE(outcome.replies.size(), 1);
    QCOMPARE(outcome.replies.first().id, u"k3f9-1"_s);
    QCOMPARE(outcome.replies.first().session, ada.session);
    QCOMPARE(outcome.events.size(), 1);
    const Event &event = outcome.events.first();
    QCOMPARE(event.seq, acceptedSeq(outcome));
    QCOMPARE(event.seq, quint64{2});
    QCOMPARE(event.atMs, test.clock.wallMs());
    QVERIFY(event.audience == Audience::everyone());
    QVERIFY((std::get<Said>(event.body) == Said{ada.user, u"Ada"_s, Role::Guest, u"Hello"_s, u"k3f9-1"_s}));
}

void tst_RoomTalk::textIsCleaned()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    QCOMPARE(eventsOf<Said>(test.says(ada.session, u"a\r\nb\u2028c"_s)).first().text, u"a\nb\nc"_s);
}

void tst_RoomTalk::badTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << u" \n"_s << u"text-empty"_s;
    QTest::newRow("too long") << QString(5001, u'x') << u"text-too-long"_s;
    QTest::newRow("a control character") << u"a\u0007"_s << u"text-characters"_s;
}

void tst_RoomTalk::badTextIsRefused()
{
    QFETCH(const QString, text);
    QFETCH(const QString, code);
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Outcome outcome = test.says(ada.session, text);
    QCOMPARE(refusalWordOf(outcome), code);
    QVERIFY(outcome.events.isEmpty());
    QCOMPARE(test.room().lastSeq(), quint64{1});
}

void tst_RoomTalk::seqRises()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    for (quint64 seq = 2; seq < 10; ++seq)
        QCOMPARE(acceptedSeq(test.says(ada.session, u"x"_s)), seq);
    QCOMPARE(test.room().lastSeq(), quint64{9});
}

void tst_RoomTalk::seqGoesOnWhereTheLogStands()
{
    RoomUnderTest test;
    test.settings.firstSeq = 501;
    const Admission ada = test.guest(u"Ada"_s);
    QCOMPARE(ada.snapshot.seq, quint64{501});
    QCOMPARE(acceptedSeq(test.says(ada.session, u"x"_s)), quint64{502});
}

void tst_RoomTalk::sameIdPostsOnce()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Command say{u"k1"_s, Say{u"Hello"_s}};
    const quint64 first = acceptedSeq(test.room().apply(ada.session, say));
    (void)test.says(ada.session, u"something else"_s);
    const Outcome again = test.room().apply(ada.session, say);
    QCOMPARE(acceptedSeq(again), first);
    QVERIFY(again.events.isEmpty());
}

void tst_RoomTalk::sameIdFromAnotherTab()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Admission tab = test.comesIn(test.again(ada.device, u"Ada"_s));
    const Command say{u"k1"_s, Say{u"Hello"_s}};
    const quint64 first = acceptedSeq(test.room().apply(ada.session, say));
    const Outcome again = test.room().apply(tab.session, say);
    QCOMPARE(acceptedSeq(again), first);
    QVERIFY(again.events.isEmpty());
}

void tst_RoomTalk::sameIdAfterReconnecting()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Command say{u"k1"_s, Say{u"Hello"_s}};
    const quint64 first = acceptedSeq(test.room().apply(ada.session, say));
    (void)test.room().connectionLost(ada.session);
    const Admission back = test.comesIn(test.again(ada.device, u"Ada"_s));
    const Outcome again = test.room().apply(back.session, say);
    QCOMPARE(acceptedSeq(again), first);
    QVERIFY(again.events.isEmpty());
}

void tst_RoomTalk::sameIdAfterTheGrace()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Command say{u"k1"_s, Say{u"Hello"_s}};
    const quint64 first = acceptedSeq(test.room().apply(ada.session, say));
    (void)test.room().connectionLost(ada.session);
    test.clock.advance(600'000);
    (void)test.room().timePassed();
    QCOMPARE(test.room().here(), 0u);
    const Admission back = test.comesIn(test.again(ada.device, u"Ada"_s));
    const Outcome again = test.room().apply(back.session, say);
    QCOMPARE(acceptedSeq(again), first);
    QVERIFY(again.events.isEmpty());
}

void tst_RoomTalk::sameIdOfAnotherDeviceIsAnother()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Admission bob = test.guest(u"Bob"_s);
    const Command say{u"k1"_s, Say{u"Hello"_s}};
    const quint64 first = acceptedSeq(test.room().apply(ada.session, say));
    const Outcome other = test.room().apply(bob.session, say);
    QCOMPARE(acceptedSeq(other), first + 1);
    QCOMPARE(eventsOf<Said>(other).first().name, u"Bob"_s);
}

void tst_RoomTalk::idOfARefusedTextIsFree()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    QCOMPARE(refusalWordOf(test.room().apply(ada.session, {u"k1"_s, Say{u" "_s}})), u"text-empty"_s);
    QCOMPARE(eventsOf<Said>(test.room().apply(ada.session, {u"k1"_s, Say{u"x"_s}})).size(), 1);
}

void tst_RoomTalk::textClientMaySayTheSameTwice()
{
    RoomUnderTest test;
    const Admission ada = test.comesIn(test.textClient(u"Ada"_s));
    for (int i = 0; i < 2; ++i)
        QCOMPARE(eventsOf<Said>(test.room().apply(ada.session, {{}, Say{u"x"_s}})).size(), 1);
}

void tst_RoomTalk::messagesAreCounted()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.says(ada.session, u"x"_s);
    (void)test.says(ada.session, u" "_s);
    (void)test.says(ada.session, u"y"_s);
    QCOMPARE(test.room().rosterPage({}).rows.first().messages, quint64{2});
}

void tst_RoomTalk::renaming()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Outcome outcome = test.does(ada.session, Rename{u" Ada L. "_s});
    QCOMPARE(refusalWordOf(outcome), QString());
    QCOMPARE(outcome.replies.size(), 1);
    QCOMPARE(outcome.events.size(), 1);
    QVERIFY(outcome.events.first().isKept());
    QVERIFY((std::get<Renamed>(outcome.events.first().body) == Renamed{ada.user, u"Ada L."_s, u"Ada"_s}));
    QCOMPARE(eventsOf<Said>(test.says(ada.session, u"x"_s)).first().name, u"Ada L."_s);
}

void tst_RoomTalk::renamingToTheSameIsNothing()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Outcome outcome = test.does(ada.session, Rename{u"Ada "_s});
    QVERIFY(std::holds_alternative<Done>(outcome.replies.first().body));
    QVERIFY(outcome.events.isEmpty());
}

void tst_RoomTalk::renamingToAnotherCase()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"ada"_s);
    QCOMPARE(eventsOf<Renamed>(test.does(ada.session, Rename{u"Ada"_s})).size(), 1);
    QCOMPARE(refusalWordOf(test.room().join(test.newcomer(u"ADA"_s))), u"name-taken"_s);
}

void tst_RoomTalk::renamingIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("suggestion");
    QTest::newRow("taken") << u"Bob"_s << u"name-taken"_s << u"Bob 2"_s;
    QTest::newRow("taken in another case") << u"BOB"_s << u"name-taken"_s << u"BOB 2"_s;
    QTest::newRow("nothing") << u""_s << u"name-empty"_s << QString();
    QTest::newRow("the host's star") << u"★ Ada"_s << u"name-characters"_s << QString();
    QTest::newRow("too long") << QString(33, u'x') << u"name-too-long"_s << QString();
}

void tst_RoomTalk::renamingIsRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, code);
    QFETCH(const QString, suggestion);
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    test.guest(u"Bob"_s);
    const Outcome outcome = test.does(ada.session, Rename{name});
    QCOMPARE(refusalWordOf(outcome), code);
    QCOMPARE(refusalOf(outcome)->suggestion, suggestion);
    QVERIFY(outcome.events.isEmpty());
    QCOMPARE(test.room().rosterPage({}).rows.first().name, u"Ada"_s);
}

void tst_RoomTalk::oldNameIsFree()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.does(ada.session, Rename{u"Ada L."_s});
    const Admission other = test.guest(u"Ada"_s);
    QVERIFY(other.user != ada.user);
}

void tst_RoomTalk::typing()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Outcome outcome = test.does(ada.session, IsTyping{});
    QVERIFY2(outcome.replies.isEmpty(), "typing has no answer");
    QCOMPARE(outcome.events.size(), 1);
    QVERIFY(!outcome.events.first().isKept());
    QCOMPARE(std::get<Typing>(outcome.events.first().body).user, ada.user);
    QCOMPARE(test.room().lastSeq(), quint64{1});
}

void tst_RoomTalk::typingIsThrottled()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    int told = 0;
    for (int i = 0; i < 60; ++i) { // every 100 ms for six seconds
        told += static_cast<int>(test.does(ada.session, IsTyping{}).events.size());
        test.clock.advance(100);
    }
    QCOMPARE(told, 3);
    test.clock.advance(3000);
    QCOMPARE(test.does(ada.session, IsTyping{}).events.size(), 1);
    // As often as the protocol allows is never held back.
    test.clock.advance(3000);
    QCOMPARE(test.does(ada.session, IsTyping{}).events.size(), 1);
}

void tst_RoomTalk::typingIsThrottledForEachAlone()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Admission bob = test.guest(u"Bob"_s);
    QCOMPARE(test.does(ada.session, IsTyping{}).events.size(), 1);
    QCOMPARE(test.does(bob.session, IsTyping{}).events.size(), 1);
}

void tst_RoomTalk::pinging()
{
    RoomUnderTest test;
    const Outcome outcome = test.room().apply(SessionId{7}, Command{u"7"_s, Ping{}});
    QCOMPARE(outcome.replies.size(), 1);
    QCOMPARE(outcome.replies.first().id, u"7"_s);
    QVERIFY(std::holds_alternative<Ponged>(outcome.replies.first().body));
    QVERIFY(outcome.events.isEmpty());
}

void tst_RoomTalk::backlogIsLeftToTheLog()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Outcome outcome = test.does(ada.session, FetchBacklog{40, 25});
    const auto *wanted = std::get_if<BacklogWanted>(&outcome.replies.first().body);
    QVERIFY(wanted);
    QCOMPARE(wanted->before, quint64{40});
    QCOMPARE(wanted->limit, 25u);
}

void tst_RoomTalk::rosterInPages()
{
    RoomUnderTest test;
    test.settings.limits.rosterRows = 2;
    QStringList names;
    Admission last;
    for (const QString &name : {u"Ada"_s, u"Bob"_s, u"Cem"_s, u"Dana"_s, u"Eve"_s})
        last = test.guest(name);
    QCOMPARE(last.snapshot.people.rows.size(), 2);
    QVERIFY(last.snapshot.people.more);
    UserId after;
    for (bool more = true; more;) {
        const Outcome outcome = test.does(last.session, FetchRoster{after});
        const auto *page = std::get_if<RosterPage>(&outcome.replies.first().body);
        QVERIFY(page);
        QCOMPARE(page->total, 5u);
        QVERIFY(page->listed);
        QVERIFY(!page->rows.isEmpty() && page->rows.size() <= 2);
        for (const Member &member : page->rows)
            names.append(member.name);
        after = page->rows.last().user;
        more = page->more;
    }
    QCOMPARE(names, (QStringList{u"Ada"_s, u"Bob"_s, u"Cem"_s, u"Dana"_s, u"Eve"_s}));
    const Outcome beyond = test.does(last.session, FetchRoster{UserId{quint64{1} << 53}});
    QVERIFY(std::get<RosterPage>(beyond.replies.first().body).rows.isEmpty());
}

void tst_RoomTalk::renamingTheRoom()
{
    RoomUnderTest test;
    const Admission host = test.comesIn(test.host(u"Ms Brandt"_s));
    const Outcome outcome = test.does(host.session, RenameRoom{u" Class 7c "_s});
    QCOMPARE(eventsOf<RoomRenamed>(outcome).first().name, u"Class 7c"_s);
    QVERIFY(outcome.events.first().isKept());
    QVERIFY(outcome.events.first().audience == Audience::everyone());
    QCOMPARE(test.guest(u"Ada"_s).snapshot.roomName, u"Class 7c"_s);
    QVERIFY(test.does(host.session, RenameRoom{u"Class 7c"_s}).events.isEmpty());
}

void tst_RoomTalk::renamingTheRoomIsRefused()
{
    RoomUnderTest test;
    const Outcome outcome = test.hostDoes(RenameRoom{u"two\nlines"_s});
    QCOMPARE(refusalWordOf(outcome), u"name-characters"_s);
    QCOMPARE(test.room().settings().name, u"Class 7b"_s);
}

void tst_RoomTalk::settingWhatIsKept()
{
    RoomUnderTest test;
    const Admission host = test.comesIn(test.host(u"Ms Brandt"_s));
    const Keeping week{Keeping::Mode::Days, 7};
    const Outcome outcome = test.does(host.session, SetKeeping{week});
    QCOMPARE(eventsOf<KeepingChanged>(outcome), (QList<KeepingChanged>{{week, u"Ms Brandt"_s}}));
    QVERIFY(outcome.events.first().isKept());
    QVERIFY(outcome.events.first().audience == Audience::everyone());
    QCOMPARE(test.guest(u"Ada"_s).snapshot.keeping, week);
    QVERIFY(test.does(host.session, SetKeeping{week}).events.isEmpty());
    QCOMPARE(eventsOf<KeepingChanged>(test.hostDoes(SetKeeping{{Keeping::Mode::Nothing, 0}})).size(), 1);
}

void tst_RoomTalk::whatIsOlderThanItIsKeptIsNotShown()
{
    constexpr qint64 dayMs = qint64{24} * 3600 * 1000;
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    static_cast<void>(test.says(ada.session, u"a week and a day ago"_s));
    test.clock.advance(2 * dayMs);
    static_cast<void>(test.says(ada.session, u"six days ago"_s));
    test.clock.advance(6 * dayMs);
    const auto shownTo = [&test](const QString &name) {
        QStringList texts;
        for (const Event &event : test.guest(name).snapshot.lines) {
            if (const auto *said = std::get_if<Said>(&event.body))
                texts.append(said->text);
        }
        return texts;
    };
    QCOMPARE(shownTo(u"Bob"_s), (QStringList{u"a week and a day ago"_s, u"six days ago"_s}));
    static_cast<void>(test.hostDoes(SetKeeping{{Keeping::Mode::Days, 7}}));
    QCOMPARE(shownTo(u"Cem"_s), QStringList{u"six days ago"_s});
}

void tst_RoomTalk::daysOutOfRangeAreRefused()
{
    RoomUnderTest test;
    for (const Keeping &wrong : {Keeping{Keeping::Mode::Days, 0}, Keeping{Keeping::Mode::Days, -1}, Keeping{Keeping::Mode::Days, Keeping::mostDays + 1},
                                 Keeping{Keeping::Mode::Nothing, 5}}) {
        const Outcome outcome = test.hostDoes(SetKeeping{wrong});
        QCOMPARE(refusalWordOf(outcome), u"bad-field"_s);
        QCOMPARE(refusalOf(outcome)->field, u"days"_s);
        QVERIFY(outcome.events.isEmpty());
    }
    QCOMPARE(test.room().settings().keeping, Keeping());
}

/// The window's own commands come without a session: the operator's rights, but no place in the room.
void tst_RoomTalk::hostsHand_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("say") << 0 << u"not-joined"_s;
    QTest::newRow("rename") << 1 << u"not-joined"_s;
    QTest::newRow("typing") << 2 << u"not-joined"_s;
    QTest::newRow("roster") << 3 << QString();
    QTest::newRow("rename the room") << 4 << QString();
    QTest::newRow("kick") << 5 << QString();
    QTest::newRow("what is kept") << 6 << QString();
}

void tst_RoomTalk::hostsHand()
{
    QFETCH(const int, command);
    QFETCH(const QString, refusal);
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const QList<CommandBody> commands{Say{u"x"_s},   Rename{u"Bob"_s},    IsTyping{},
                                      FetchRoster{}, RenameRoom{u"7c"_s}, Kick{ada.user, {}, {}}, SetKeeping{{Keeping::Mode::Nothing, 0}}};
    const Outcome outcome = test.hostDoes(commands[command]);
    QCOMPARE(refusalWordOf(outcome), refusal);
    QVERIFY(refusal.isEmpty() || outcome.events.isEmpty());
    if (const QList<Kicked> kicked = eventsOf<Kicked>(outcome); !kicked.isEmpty())
        QCOMPARE(kicked.first().by, u"Ms Brandt"_s);
}

QTEST_APPLESS_MAIN(tst_RoomTalk)
#include "tst_roomtalk.moc"
