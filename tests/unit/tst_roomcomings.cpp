// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/roomundertest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

/// Coming into the room, keeping a place in it, and going.
class tst_RoomComings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joining();
    void secondOneSeesTheFirst();
    void badNameIsRefused_data();
    void badNameIsRefused();
    void nameTaken_data();
    void nameTaken();
    void suggestionIsFree();
    void suggestionOfTheLongestName();
    void textClientGetsANumber();
    void manyOfOneNameAreNumberedInOrder();
    void hostGetsANumberToo();
    void hostsNameIsTheHosts_data();
    void hostsNameIsTheHosts();
    void roomWithoutAHostsName();
    void nameIsFreeAgainAfterLeaving();
    void badToken();
    void nullDeviceIsNobody();

    void twoConnectionsOfADeviceAreOnePerson();
    void fifthConnectionIsRefused();
    void aLostConnectionMakesPlace_data();
    void aLostConnectionMakesPlace();
    void leavingWithOneOfTwoConnections();
    void leaving();
    void leavingWithoutHavingJoined();

    void losingTheLastConnectionIsBeingAway();
    void losingOneOfTwoChangesNothing();
    void comingBackInTime();
    void lostAfterTheGrace();
    void severalAreLostEachInTheirTime();
    void comingBackLateIsJoiningAnew();
    void whoIsAwayKeepsTheName();
    void textClientHasLeftAtOnce();
    void losingAConnectionThatNeverJoined();
    void knownDeviceIsTheSameUser();
};

void tst_RoomComings::joining()
{
    RoomUnderTest test;
    const JoinRequest request = test.newcomer(u"  Ada "_s);
    const Outcome outcome = test.room().join(request);

    QVERIFY(outcome.replies.isEmpty());
    QVERIFY(outcome.endings.isEmpty());
    QCOMPARE(outcome.events.size(), 1);
    const Event &event = outcome.events.first();
    QCOMPARE(event.seq, quint64{1});
    QCOMPARE(event.atMs, test.clock.wallMs());
    QVERIFY(event.audience == Audience::everyone());
    const auto &joined = std::get<Joined>(event.body);
    QCOMPARE(joined.member.name, u"Ada"_s);
    QCOMPARE(joined.member.role, Role::Guest);
    QCOMPARE(joined.member.kind, ConnectionKind::Browser);
    QCOMPARE(joined.member.sinceMs, test.clock.wallMs());
    QCOMPARE(joined.member.address, request.address);
    QCOMPARE(joined.here, 1u);

    QCOMPARE(outcome.admissions.size(), 1);
    const Admission &admission = outcome.admissions.first();
    QCOMPARE(admission.session, request.session);
    QCOMPARE(admission.user, joined.member.user);
    QCOMPARE(admission.device, request.credentials.freshDevice);
    QCOMPARE(admission.name, u"Ada"_s);
    QVERIFY(!admission.resumed && !admission.gap);
    QCOMPARE(admission.snapshot.seq, quint64{1});
    QCOMPARE(admission.snapshot.epoch, u"b81f2c3d4e5f6071"_s);
    QCOMPARE(admission.snapshot.roomName, u"Class 7b"_s);
    QCOMPARE(admission.snapshot.hostName, u"Ms Brandt"_s);
    QCOMPARE(admission.snapshot.language, u"en"_s);
    QCOMPARE(admission.snapshot.lines, outcome.events);
    QVERIFY(!admission.snapshot.moreLines);
    QCOMPARE(admission.snapshot.people.total, 1u);
    QCOMPARE(admission.snapshot.people.rows, QList<Member>{joined.member});
    QCOMPARE(test.room().here(), 1u);
}

void tst_RoomComings::secondOneSeesTheFirst()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    test.says(ada.session, u"Hello"_s);
    const Admission bob = test.guest(u"Bob"_s);
    QVERIFY(bob.user.value > ada.user.value);
    QCOMPARE(bob.snapshot.people.rows.size(), 2);
    QCOMPARE(bob.snapshot.people.rows[0].name, u"Ada"_s);
    QCOMPARE(bob.snapshot.people.rows[1].name, u"Bob"_s);
    QCOMPARE(bob.snapshot.lines.size(), 3);
    QCOMPARE(std::get<Said>(bob.snapshot.lines[1].body).text, u"Hello"_s);
}

void tst_RoomComings::badNameIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << u""_s << u"name-empty"_s;
    QTest::newRow("a colon") << u"Ada:"_s << u"name-characters"_s;
    QTest::newRow("too long") << QString(33, u'x') << u"name-too-long"_s;
}

void tst_RoomComings::badNameIsRefused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, code);
    RoomUnderTest test;
    for (const JoinRequest &request : {test.newcomer(name), test.textClient(name), test.host(name)}) {
        const Outcome outcome = test.room().join(request);
        QCOMPARE(refusalWordOf(outcome), code);
        QCOMPARE(outcome.replies.first().id, request.commandId);
        QVERIFY(outcome.admissions.isEmpty() && outcome.events.isEmpty());
    }
    QCOMPARE(test.room().here(), 0u);
}

void tst_RoomComings::nameTaken_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("suggestion");
    QTest::addColumn<NameClash>("clash");
    QTest::newRow("the same") << u"Ada"_s << u"Ada 2"_s << NameClash::Same;
    QTest::newRow("another case") << u"ADA"_s << u"ADA 2"_s << NameClash::Same;
    QTest::newRow("another width") << u"Ａｄａ"_s << u"Ａｄａ 2"_s << NameClash::Same;
    QTest::newRow("spaces around") << u" Ada "_s << u"Ada 2"_s << NameClash::Same;
    QTest::newRow("with something unseen") << u"Ada\u200D"_s << u"Ada\u200D 2"_s << NameClash::Same;
    QTest::newRow("with a Cyrillic letter") << u"\u0410da"_s << u"\u0410da 2"_s << NameClash::LookAlike;
}

void tst_RoomComings::nameTaken()
{
    QFETCH(const QString, name);
    QFETCH(const QString, suggestion);
    QFETCH(const NameClash, clash);
    RoomUnderTest test;
    test.guest(u"Ada"_s);
    const Outcome outcome = test.room().join(test.newcomer(name));
    QCOMPARE(refusalWordOf(outcome), u"name-taken"_s);
    QCOMPARE(refusalOf(outcome)->subject, name.trimmed());
    QCOMPARE(refusalOf(outcome)->suggestion, suggestion);
    QCOMPARE(refusalOf(outcome)->clash, clash);
    QVERIFY(outcome.admissions.isEmpty());
    QCOMPARE(test.guest(suggestion).name, suggestion);
}

void tst_RoomComings::suggestionIsFree()
{
    RoomUnderTest test;
    test.guest(u"Ada"_s);
    test.guest(u"ada 2"_s);
    test.guest(u"Ada 3"_s);
    QCOMPARE(refusalOf(test.room().join(test.newcomer(u"Ada"_s)))->suggestion, u"Ada 4"_s);
}

void tst_RoomComings::suggestionOfTheLongestName()
{
    RoomUnderTest test;
    const QString longest(32, u'x');
    test.guest(longest);
    const QString suggestion = refusalOf(test.room().join(test.newcomer(longest)))->suggestion;
    QCOMPARE(suggestion, QString(QString(30, u'x') + u" 2"_s));
    QCOMPARE(test.guest(suggestion).name, suggestion);
}

void tst_RoomComings::textClientGetsANumber()
{
    RoomUnderTest test;
    test.guest(u"Ada"_s);
    QCOMPARE(test.comesIn(test.textClient(u"ada"_s)).name, u"ada (2)"_s);
    const Admission third = test.comesIn(test.textClient(u"Ada"_s));
    QCOMPARE(third.name, u"Ada (3)"_s);
    QVERIFY(third.device.isNull());
    QCOMPARE(test.room().here(), 3u);
}

void tst_RoomComings::manyOfOneNameAreNumberedInOrder()
{
    RoomUnderTest test;
    QCOMPARE(test.comesIn(test.textClient(u"Ada"_s)).name, u"Ada"_s);
    std::vector<SessionId> sessions;
    for (int number = 2; number <= 100; ++number) {
        const Admission one = test.comesIn(test.textClient(u"Ada"_s));
        QCOMPARE(one.name, u"Ada (%1)"_s.arg(number));
        sessions.push_back(one.session);
    }
    // Whoever goes leaves a number that is free; what the next one gets is free in any case.
    (void)test.room().connectionLost(sessions[40]);
    QCOMPARE(test.comesIn(test.textClient(u"Ada"_s)).name.first(5), u"Ada ("_s);
    QCOMPARE(test.room().here(), 100u);
}

void tst_RoomComings::hostGetsANumberToo()
{
    RoomUnderTest test;
    test.guest(u"Mr Brandt"_s);
    const Admission host = test.comesIn(test.host(u"Mr Brandt"_s));
    QCOMPARE(host.name, u"Mr Brandt (2)"_s);
    QCOMPARE(host.role, Role::Operator);
}

void tst_RoomComings::hostsNameIsTheHosts_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("the same") << u"Ms Brandt"_s;
    QTest::newRow("another case") << u"MS BRANDT"_s;
    QTest::newRow("another width") << u"Ｍｓ Brandt"_s;
    QTest::newRow("with something unseen") << u"Ms Brandt\u200D"_s;
    QTest::newRow("with a Cyrillic letter") << u"M\u0455 Brandt"_s;
}

/// Whether the host is in or not: the page says whose room it is.
void tst_RoomComings::hostsNameIsTheHosts()
{
    QFETCH(const QString, name);
    RoomUnderTest test;
    const Outcome outcome = test.room().join(test.newcomer(name));
    QCOMPARE(refusalWordOf(outcome), u"name-taken"_s);
    QCOMPARE(refusalOf(outcome)->clash, NameClash::Host);
    QVERIFY2(refusalOf(outcome)->suggestion.isEmpty(), "with a number it would look like the host still");
    QCOMPARE(test.comesIn(test.textClient(name)).name, QString(name + u" (2)"_s));
    const Admission ada = test.guest(u"Ada"_s);
    QCOMPARE(refusalOf(test.does(ada.session, Rename{name}))->clash, NameClash::Host);
    QVERIFY(refusalOf(test.does(ada.session, Rename{name}))->suggestion.isEmpty());
    const Admission host = test.comesIn(test.host(name));
    QCOMPARE(host.name, name);
    // Nor while the host goes by another name for a while.
    QCOMPARE(eventsOf<Renamed>(test.does(host.session, Rename{u"The teacher"_s})).size(), 1);
    QCOMPARE(refusalWordOf(test.room().join(test.newcomer(name))), u"name-taken"_s);
    QCOMPARE(refusalOf(test.room().join(test.newcomer(u"the TEACHER"_s)))->clash, NameClash::Host);
    QCOMPARE(eventsOf<Renamed>(test.does(host.session, Rename{name})).size(), 1);
    // Between two windows of the host, it is a name like any other.
    const Admission second = test.comesIn(test.host(u"Mr Brandt"_s));
    const std::optional<Refusal> refusal = refusalOf(test.does(second.session, Rename{name}));
    QCOMPARE(refusal->clash, NameClash::Same);
    QVERIFY(refusal->suggestion.endsWith(u" 2"_s));
}

void tst_RoomComings::roomWithoutAHostsName()
{
    RoomUnderTest test;
    test.settings.hostName.clear();
    QCOMPARE(refusalWordOf(test.room().join(test.newcomer(u""_s))), u"name-empty"_s);
    QCOMPARE(test.guest(u"Ada"_s).name, u"Ada"_s);
}

void tst_RoomComings::nameIsFreeAgainAfterLeaving()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.does(ada.session, Leave{});
    const Admission next = test.guest(u"Ada"_s);
    QVERIFY(next.user != ada.user);
}

void tst_RoomComings::badToken()
{
    RoomUnderTest test;
    JoinRequest request = test.newcomer(u"Ada"_s);
    request.credentials.bad = true;
    const Outcome outcome = test.room().join(request);
    QCOMPARE(refusalWordOf(outcome), u"bad-token"_s);
    QVERIFY(outcome.admissions.isEmpty());
    request.credentials.bad = false;
    QCOMPARE(test.comesIn(request).name, u"Ada"_s);
}

void tst_RoomComings::nullDeviceIsNobody()
{
    RoomUnderTest test;
    const Admission one = test.comesIn(test.textClient(u"Ada"_s));
    const Admission other = test.comesIn(test.textClient(u"Bob"_s));
    QVERIFY(one.user != other.user);
    (void)test.room().connectionLost(one.session);
    QCOMPARE(test.room().here(), 1u);
    QVERIFY(test.comesIn(test.textClient(u"Cem"_s)).user != other.user);
}

void tst_RoomComings::twoConnectionsOfADeviceAreOnePerson()
{
    RoomUnderTest test;
    const Admission first = test.guest(u"Ada"_s);
    const Outcome outcome = test.room().join(test.again(first.device, u"Somebody else"_s));
    QCOMPARE(outcome.admissions.size(), 1);
    const Admission &second = outcome.admissions.first();
    QCOMPARE(second.user, first.user);
    QCOMPARE(second.name, u"Ada"_s);
    QVERIFY2(outcome.events.isEmpty(), "nobody came");
    QCOMPARE(test.room().here(), 1u);
    QCOMPARE(eventsOf<Said>(test.says(second.session, u"from the other tab"_s)).first().user, first.user);
}

void tst_RoomComings::fifthConnectionIsRefused()
{
    RoomUnderTest test;
    const Admission first = test.guest(u"Ada"_s);
    QList<SessionId> sessions{first.session};
    for (int i = 1; i < 4; ++i)
        sessions.append(test.comesIn(test.again(first.device, u"Ada"_s)).session);
    QCOMPARE(refusalWordOf(test.room().join(test.again(first.device, u"Ada"_s))), u"too-many-sessions"_s);
    (void)test.room().connectionLost(sessions.takeLast());
    QCOMPARE(test.comesIn(test.again(first.device, u"Ada"_s)).user, first.user);
    QCOMPARE(test.room().here(), 1u);
}

void tst_RoomComings::aLostConnectionMakesPlace_data()
{
    QTest::addColumn<int>("most");
    QTest::newRow("one of four") << 4;
    QTest::newRow("the only one") << 1;
}

void tst_RoomComings::aLostConnectionMakesPlace()
{
    QFETCH(const int, most);
    RoomUnderTest test;
    test.settings.limits.sessionsPerDevice = most;
    const Admission bob = test.guest(u"Bob"_s);
    const Admission first = test.guest(u"Ada"_s);
    for (int i = 1; i < most; ++i)
        (void)test.comesIn(test.again(first.device, u"Ada"_s));
    JoinRequest request = test.again(first.device, u"Ada"_s);
    request.insteadOf = bob.session; // not theirs to give
    QCOMPARE(refusalWordOf(test.room().join(request)), u"too-many-sessions"_s);
    request.insteadOf = first.session;
    const Outcome outcome = test.room().join(request);
    QCOMPARE(outcome.admissions.size(), 1);
    QCOMPARE(outcome.admissions.first().user, first.user);
    QVERIFY2(outcome.events.isEmpty(), "nobody was away");
    QVERIFY(!test.room().hasSession(first.session) && test.room().hasSession(bob.session));
    QVERIFY(test.room().connectionLost(first.session).isEmpty());
    QVERIFY(!test.room().isAway(first.user));
    QCOMPARE(refusalWordOf(test.room().join(test.again(first.device, u"Ada"_s))), u"too-many-sessions"_s);
}

void tst_RoomComings::leavingWithOneOfTwoConnections()
{
    RoomUnderTest test;
    const Admission first = test.guest(u"Ada"_s);
    const Admission second = test.comesIn(test.again(first.device, u"Ada"_s));
    const Outcome outcome = test.does(second.session, Leave{});
    QCOMPARE(outcome.endings.size(), 1);
    QCOMPARE(outcome.endings.first().session, second.session);
    QVERIFY(outcome.events.isEmpty());
    QCOMPARE(refusalWordOf(test.says(second.session, u"x"_s)), u"not-joined"_s);
    QVERIFY(acceptedSeq(test.says(first.session, u"still here"_s)) > 0);
}

void tst_RoomComings::leaving()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Outcome outcome = test.does(ada.session, Leave{});
    QCOMPARE(outcome.endings.size(), 1);
    QCOMPARE(outcome.endings.first().session, ada.session);
    QCOMPARE(outcome.endings.first().why, LeaveReason::Left);
    QCOMPARE(outcome.endings.first().retryAfterMs, 0);
    QVERIFY2(outcome.replies.isEmpty(), "leave is answered by bye alone");
    const QList<Left> left = eventsOf<Left>(outcome);
    QCOMPARE(left.size(), 1);
    QVERIFY((left.first() == Left{ada.user, u"Ada"_s, LeaveReason::Left, 0}));
    QVERIFY(outcome.events.first().isKept());
    QCOMPARE(test.room().here(), 0u);
    QVERIFY2(test.room().connectionLost(ada.session).isEmpty(), "the connection ends behind it");
    QVERIFY(!test.room().nextDueMs());
}

void tst_RoomComings::leavingWithoutHavingJoined()
{
    RoomUnderTest test;
    const Outcome outcome = test.does(SessionId{77}, Leave{});
    QCOMPARE(outcome.endings.size(), 1);
    QVERIFY(outcome.events.isEmpty() && outcome.replies.isEmpty());
}

void tst_RoomComings::losingTheLastConnectionIsBeingAway()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    QVERIFY(!test.room().nextDueMs());
    const Outcome outcome = test.room().connectionLost(ada.session);
    QCOMPARE(outcome.events.size(), 1);
    QVERIFY(!outcome.events.first().isKept());
    QVERIFY((std::get<Presence>(outcome.events.first().body) == Presence{ada.user, true}));
    QCOMPARE(test.room().here(), 1u);
    QVERIFY(test.room().rosterPage({}).rows.first().away);
    QCOMPARE(test.room().nextDueMs(), std::optional(test.clock.steadyMs() + 30000));
    QVERIFY2(test.room().connectionLost(ada.session).isEmpty(), "it is gone already");
}

void tst_RoomComings::losingOneOfTwoChangesNothing()
{
    RoomUnderTest test;
    const Admission first = test.guest(u"Ada"_s);
    const Admission second = test.comesIn(test.again(first.device, u"Ada"_s));
    QVERIFY(test.room().connectionLost(first.session).isEmpty());
    QVERIFY(!test.room().nextDueMs());
    QCOMPARE(eventsOf<Presence>(test.room().connectionLost(second.session)).size(), 1);
}

void tst_RoomComings::comingBackInTime()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.room().connectionLost(ada.session);
    test.clock.advance(29999);
    QVERIFY(test.room().timePassed().isEmpty());
    const Outcome outcome = test.room().join(test.again(ada.device, u"Ada"_s));
    QCOMPARE(outcome.events.size(), 1);
    QVERIFY((std::get<Presence>(outcome.events.first().body) == Presence{ada.user, false}));
    QCOMPARE(outcome.admissions.first().user, ada.user);
    QVERIFY(!outcome.admissions.first().snapshot.people.rows.first().away);
    test.clock.advance(60000);
    QVERIFY2(test.room().timePassed().isEmpty(), "the grace of the earlier loss is no longer running");
    QVERIFY(!test.room().nextDueMs());
}

void tst_RoomComings::lostAfterTheGrace()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.room().connectionLost(ada.session);
    test.clock.advance(30000);
    const Outcome outcome = test.room().timePassed();
    QCOMPARE(outcome.events.size(), 1);
    QVERIFY(outcome.events.first().isKept());
    QVERIFY((std::get<Left>(outcome.events.first().body) == Left{ada.user, u"Ada"_s, LeaveReason::Lost, 0}));
    QCOMPARE(test.room().here(), 0u);
    QVERIFY(!test.room().nextDueMs());
    QVERIFY(test.room().timePassed().isEmpty());
}

void tst_RoomComings::severalAreLostEachInTheirTime()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const Admission bob = test.guest(u"Bob"_s);
    const qint64 start = test.clock.steadyMs();
    (void)test.room().connectionLost(bob.session);
    test.clock.advance(1000);
    (void)test.room().connectionLost(ada.session);
    QCOMPARE(test.room().nextDueMs(), std::optional(start + 30000));
    test.clock.advance(29000);
    QCOMPARE(eventsOf<Left>(test.room().timePassed()).first().user, bob.user);
    QCOMPARE(test.room().nextDueMs(), std::optional(start + 31000));
    test.clock.advance(1000);
    QCOMPARE(eventsOf<Left>(test.room().timePassed()).first().user, ada.user);
}

void tst_RoomComings::comingBackLateIsJoiningAnew()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.room().connectionLost(ada.session);
    test.clock.advance(30000);
    (void)test.room().timePassed();
    const Outcome outcome = test.room().join(test.again(ada.device, u"Ada L."_s));
    QCOMPARE(eventsOf<Joined>(outcome).size(), 1);
    QCOMPARE(outcome.admissions.first().name, u"Ada L."_s);
    QCOMPARE(outcome.admissions.first().device, ada.device);
    QCOMPARE(eventsOf<Joined>(outcome).first().member.messages, quint64{0});
}

void tst_RoomComings::whoIsAwayKeepsTheName()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.room().connectionLost(ada.session);
    QCOMPARE(refusalWordOf(test.room().join(test.newcomer(u"Ada"_s))), u"name-taken"_s);
    test.clock.advance(30000);
    (void)test.room().timePassed();
    QCOMPARE(test.guest(u"Ada"_s).name, u"Ada"_s);
}

void tst_RoomComings::textClientHasLeftAtOnce()
{
    RoomUnderTest test;
    const Admission ada = test.comesIn(test.textClient(u"Ada"_s));
    const Outcome outcome = test.room().connectionLost(ada.session);
    QCOMPARE(outcome.events.size(), 1);
    QVERIFY((std::get<Left>(outcome.events.first().body) == Left{ada.user, u"Ada"_s, LeaveReason::Left, 0}));
    QCOMPARE(test.room().here(), 0u);
}

void tst_RoomComings::losingAConnectionThatNeverJoined()
{
    RoomUnderTest test;
    QVERIFY(test.room().connectionLost(SessionId{77}).isEmpty());
}

void tst_RoomComings::knownDeviceIsTheSameUser()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    (void)test.does(ada.session, Leave{});
    const Admission stranger = test.guest(u"Bob"_s);
    const Admission back = test.comesIn(test.again(ada.device, u"Ada"_s));
    QCOMPARE(back.user, ada.user);
    QVERIFY(stranger.user != ada.user);
    QVERIFY2(test.comesIn(test.again(DeviceId{424242}, u"Cem"_s)).user.value > stranger.user.value,
             "a device from an earlier life of the room gets a user of its own");
}

QTEST_APPLESS_MAIN(tst_RoomComings)
#include "tst_roomcomings.moc"
