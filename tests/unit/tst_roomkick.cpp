// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/roomundertest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

/// A room in which Bob, at his own address, has just been asked to leave for 60 s. Ms Brandt and Ada are still in.
struct AfterAKick
{
    explicit AfterAKick(std::optional<quint32> seconds = 60)
    {
        host = test.comesIn(test.host(u"Ms Brandt"_s));
        ada = test.guest(u"Ada"_s);
        JoinRequest request = test.newcomer(u"Bob"_s);
        address = request.address;
        bob = test.comesIn(request);
        outcome = test.does(host.session, Kick{bob.user, u"spam"_s, seconds});
    }

    /// Somebody new who comes from where Bob came from.
    JoinRequest neighbour(const QString &name)
    {
        JoinRequest request = test.newcomer(name);
        request.address = request.addressKey = address;
        return request;
    }
    CoolingId cooling() const { return eventsOf<Kicked>(outcome).first().cooling.id; }

    RoomUnderTest test;
    Admission host;
    Admission ada;
    Admission bob;
    QString address;
    Outcome outcome;
};

} // namespace

/// Asking people to leave, and the cooling-off behind it.
class tst_RoomKick final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kicking();
    void allConnectionsEnd();
    void whoIsAwayCanBeKicked();
    void kickedIsDeaf();
    void onlyOperatorsHearWhy();
    void coolingOffOfTheRoomsOwnLength();
    void noCoolingOff_data();
    void noCoolingOff();
    void hostStays();
    void kickingNobody();
    void reasonIsOneLine();

    void nameStaysOut_data();
    void nameStaysOut();
    void deviceStaysOut();
    void nobodyInTheRoomTakesTheName();
    void nobodyIsOfferedTheName();
    void whoIsLetInIsLetInByTheVeryName();
    void newcomersOfTheAddressStayOut();
    void newPlainTextClientsOfTheAddressStayOut();
    void othersAreUntouched();
    void whoIsInMayOpenAnotherWindow();
    void hostMayComeFromAnywhere();
    void kickedTextClient();

    void endsByItself();
    void wallClockJumpDoesNotEndIt_data();
    void wallClockJumpDoesNotEndIt();
    void remainingTimeIsTold();
    void longestOfSeveralCounts();
    void knockIsToldOnce();
    void knockersAreBounded();

    void lettingBackIn();
    void lettingOneNewcomerIn();
    void lettingOneNewcomerInAfterSeveralKicks();
    void lettingInWhatIsOver_data();
    void lettingInWhatIsOver();
    void operatorsSeeThemInTheSnapshot();
};

void tst_RoomKick::kicking()
{
    const AfterAKick after;
    const Outcome &outcome = after.outcome;
    QCOMPARE(outcome.replies.size(), 1);
    QVERIFY(std::holds_alternative<Done>(outcome.replies.first().body));

    QCOMPARE(outcome.endings.size(), 1);
    QCOMPARE(outcome.endings.first().session, after.bob.session);
    QCOMPARE(outcome.endings.first().why, LeaveReason::Kicked);
    QCOMPARE(outcome.endings.first().reason, u"spam"_s);
    QCOMPARE(outcome.endings.first().retryAfterMs, 60000);

    QCOMPARE(outcome.events.size(), 2);
    QVERIFY(outcome.events[0].isKept() && outcome.events[1].isKept());
    const auto &kicked = std::get<Kicked>(outcome.events[0].body);
    QCOMPARE(kicked.user, after.bob.user);
    QCOMPARE(kicked.by, u"Ms Brandt"_s);
    QCOMPARE(kicked.cooling.name, u"Bob"_s);
    QCOMPARE(kicked.cooling.reason, u"spam"_s);
    QCOMPARE(kicked.cooling.address, after.address);
    QCOMPARE(kicked.cooling.untilMs, after.test.clock.wallMs() + 60000);
    QVERIFY(!kicked.cooling.id.isNull());
    QVERIFY((std::get<Left>(outcome.events[1].body) == Left{after.bob.user, u"Bob"_s, LeaveReason::Kicked, 2}));
}

void tst_RoomKick::allConnectionsEnd()
{
    RoomUnderTest test;
    const Admission bob = test.guest(u"Bob"_s);
    QSet<SessionId> sessions{bob.session};
    for (int i = 1; i < 4; ++i)
        sessions.insert(test.comesIn(test.again(bob.device, u"Bob"_s)).session);
    const Outcome outcome = test.hostDoes(Kick{bob.user, {}, {}});
    QSet<SessionId> ended;
    for (const Ending &ending : outcome.endings)
        ended.insert(ending.session);
    QCOMPARE(ended, sessions);
    QCOMPARE(eventsOf<Left>(outcome).size(), 1);
}

void tst_RoomKick::whoIsAwayCanBeKicked()
{
    RoomUnderTest test;
    const Admission bob = test.guest(u"Bob"_s);
    (void)test.room().connectionLost(bob.session);
    const Outcome outcome = test.hostDoes(Kick{bob.user, {}, {}});
    QVERIFY(outcome.endings.isEmpty());
    QCOMPARE(eventsOf<Left>(outcome).first().why, LeaveReason::Kicked);
    test.clock.advance(30000);
    QVERIFY2(test.room().timePassed().isEmpty(), "nobody leaves twice");
    QCOMPARE(refusalWordOf(test.room().join(test.again(bob.device, u"Bob"_s))), u"cooling-off"_s);
}

void tst_RoomKick::kickedIsDeaf()
{
    AfterAKick after;
    QCOMPARE(refusalWordOf(after.test.says(after.bob.session, u"x"_s)), u"not-joined"_s);
    QVERIFY(after.test.room().connectionLost(after.bob.session).isEmpty());
}

void tst_RoomKick::onlyOperatorsHearWhy()
{
    AfterAKick after;
    QCOMPARE(heardBy(Role::Guest, after.outcome), QStringList{u"left"_s});
    QCOMPARE(heardBy(Role::Operator, after.outcome), (QStringList{u"kicked"_s, u"left"_s}));
    const Outcome knock = after.test.room().join(after.neighbour(u"Sam"_s));
    QCOMPARE(heardBy(Role::Guest, knock), QStringList());
    QCOMPARE(heardBy(Role::Operator, knock), QStringList{u"knock"_s});
    const Outcome letIn = after.test.hostDoes(LetBackIn{after.cooling(), u"Sam"_s});
    QCOMPARE(heardBy(Role::Guest, letIn), QStringList());
    QCOMPARE(heardBy(Role::Operator, letIn), QStringList{u"let-in"_s});
    // Nor do those who come later read it in what came before.
    const RoomSnapshot forGuest = after.test.room().snapshotFor(after.ada.user, Role::Guest);
    QVERIFY(forGuest.coolings.isEmpty());
    for (const Event &event : forGuest.lines)
        QVERIFY(!std::holds_alternative<Kicked>(event.body) && !std::holds_alternative<LetIn>(event.body));
}

void tst_RoomKick::coolingOffOfTheRoomsOwnLength()
{
    RoomUnderTest test;
    test.settings.coolingOffSeconds = 90;
    const Admission bob = test.guest(u"Bob"_s);
    const Outcome outcome = test.hostDoes(Kick{bob.user, {}, std::nullopt});
    QCOMPARE(outcome.endings.first().retryAfterMs, 90000);
    QCOMPARE(refusalOf(test.room().join(test.again(bob.device, u"Bob"_s)))->retryAfterMs, 90000);
}

void tst_RoomKick::noCoolingOff_data()
{
    QTest::addColumn<bool>("byTheRoom");
    QTest::newRow("by the command") << false;
    QTest::newRow("by the room's own") << true;
}

void tst_RoomKick::noCoolingOff()
{
    QFETCH(const bool, byTheRoom);
    RoomUnderTest test;
    test.settings.coolingOffSeconds = byTheRoom ? 0 : 60;
    const Admission bob = test.guest(u"Bob"_s);
    const Outcome outcome = test.hostDoes(Kick{bob.user, u"spam"_s, byTheRoom ? std::nullopt : std::optional(0u)});
    QCOMPARE(outcome.endings.first().retryAfterMs, 0);
    const Kicked kicked = eventsOf<Kicked>(outcome).first();
    QVERIFY(kicked.cooling.id.isNull());
    QCOMPARE(kicked.cooling.untilMs, 0);
    QCOMPARE(kicked.cooling.name, u"Bob"_s);
    QVERIFY(test.room().snapshotFor({}, Role::Operator).coolings.isEmpty());
    QCOMPARE(test.comesIn(test.again(bob.device, u"Bob"_s)).user, bob.user);
}

void tst_RoomKick::hostStays()
{
    RoomUnderTest test;
    const Admission host = test.comesIn(test.host(u"Ms Brandt"_s));
    const Admission second = test.comesIn(test.host(u"Mr Brandt"_s));
    for (const UserId user : {host.user, second.user}) {
        const Outcome outcome = test.does(host.session, Kick{user, {}, {}});
        QCOMPARE(refusalWordOf(outcome), u"host-stays"_s);
        QVERIFY(outcome.events.isEmpty() && outcome.endings.isEmpty());
    }
    QCOMPARE(refusalWordOf(test.hostDoes(Kick{host.user, {}, {}})), u"host-stays"_s);
    QCOMPARE(test.room().here(), 2u);
}

void tst_RoomKick::kickingNobody()
{
    AfterAKick after;
    QCOMPARE(refusalWordOf(after.test.hostDoes(Kick{UserId{999}, {}, {}})), u"no-such-user"_s);
    const Outcome twice = after.test.hostDoes(Kick{after.bob.user, {}, {}});
    QCOMPARE(refusalWordOf(twice), u"no-such-user"_s);
    QVERIFY(twice.events.isEmpty());
}

void tst_RoomKick::reasonIsOneLine()
{
    RoomUnderTest test;
    const Admission bob = test.guest(u"Bob"_s);
    const Outcome outcome = test.hostDoes(Kick{bob.user, u"  so\nmuch   spam "_s, {}});
    QCOMPARE(outcome.endings.first().reason, u"so much spam"_s);
    QCOMPARE(eventsOf<Kicked>(outcome).first().cooling.reason, u"so much spam"_s);
}

void tst_RoomKick::nameStaysOut_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("the same") << u"Bob"_s;
    QTest::newRow("another case") << u"bOB"_s;
    QTest::newRow("another width") << u"Ｂｏｂ"_s;
    QTest::newRow("with something unseen") << u"Bob\u200D"_s;
    QTest::newRow("with a Cyrillic letter") << u"B\u043Eb"_s;
}

void tst_RoomKick::nameStaysOut()
{
    QFETCH(const QString, name);
    AfterAKick after;
    for (const JoinRequest &request :
         {after.test.newcomer(name), after.test.textClient(name), after.test.again(DeviceId{5555}, name)}) {
        const Outcome outcome = after.test.room().join(request);
        QCOMPARE(refusalWordOf(outcome), u"cooling-off"_s);
        QCOMPARE(refusalOf(outcome)->reason, u"spam"_s);
        QCOMPARE(refusalOf(outcome)->retryAfterMs, 60000);
        QVERIFY(outcome.events.isEmpty() && outcome.admissions.isEmpty());
    }
}

void tst_RoomKick::deviceStaysOut()
{
    AfterAKick after;
    JoinRequest request = after.test.again(after.bob.device, u"Robert"_s);
    request.credentials.mayResume = true;
    request.epoch = after.test.settings.epoch;
    request.last = after.bob.snapshot.seq;
    QCOMPARE(refusalWordOf(after.test.room().join(request)), u"cooling-off"_s);
}

void tst_RoomKick::nobodyInTheRoomTakesTheName()
{
    AfterAKick after;
    for (const QString &name : {u"bob"_s, u"B\u043Eb"_s}) {
        const Outcome outcome = after.test.does(after.ada.session, Rename{name});
        QCOMPARE(refusalWordOf(outcome), u"cooling-off"_s);
        QVERIFY(outcome.events.isEmpty());
    }
    after.test.clock.advance(60000);
    QCOMPARE(eventsOf<Renamed>(after.test.does(after.ada.session, Rename{u"bob"_s})).size(), 1);
}

void tst_RoomKick::nobodyIsOfferedTheName()
{
    RoomUnderTest test;
    test.guest(u"Ada"_s);
    const Admission second = test.guest(u"Ada 2"_s);
    test.hostDoes(Kick{second.user, {}, {}});
    const Outcome outcome = test.room().join(test.newcomer(u"Ada"_s));
    QCOMPARE(refusalWordOf(outcome), u"name-taken"_s);
    QCOMPARE(refusalOf(outcome)->suggestion, u"Ada 3"_s);
    QCOMPARE(refusalOf(test.room().join(test.newcomer(u"\u0410da"_s)))->suggestion, u"\u0410da 3"_s);
    const Admission text = test.comesIn(test.textClient(u"Ada"_s));
    QCOMPARE(text.name, u"Ada (2)"_s);
    test.hostDoes(Kick{text.user, {}, {}});
    QCOMPARE(test.comesIn(test.textClient(u"Ada"_s)).name, u"Ada (3)"_s);
}

/// Of two who wait and look the same, the host has let in one.
void tst_RoomKick::whoIsLetInIsLetInByTheVeryName()
{
    AfterAKick after;
    QCOMPARE(refusalWordOf(after.test.room().join(after.neighbour(u"Sam"_s))), u"address-cooling-off"_s);
    after.test.hostDoes(LetBackIn{after.cooling(), u"Sam"_s});
    QCOMPARE(refusalWordOf(after.test.room().join(after.neighbour(u"S\u0430m"_s))), u"address-cooling-off"_s);
    QCOMPARE(after.test.comesIn(after.neighbour(u"Sam"_s)).name, u"Sam"_s);
}

void tst_RoomKick::newcomersOfTheAddressStayOut()
{
    AfterAKick after;
    const Outcome outcome = after.test.room().join(after.neighbour(u"Sam"_s));
    QCOMPARE(refusalWordOf(outcome), u"address-cooling-off"_s);
    QCOMPARE(refusalOf(outcome)->retryAfterMs, 60000);
    QVERIFY2(refusalOf(outcome)->reason.isEmpty(), "what the host said was said to somebody else");
    QVERIFY(outcome.admissions.isEmpty());
    const QList<Knock> knocks = eventsOf<Knock>(outcome);
    QCOMPARE(knocks.size(), 1);
    QVERIFY((knocks.first() == Knock{after.cooling(), u"Sam"_s}));
    QVERIFY(!outcome.events.first().isKept());
}

void tst_RoomKick::newPlainTextClientsOfTheAddressStayOut()
{
    AfterAKick after;
    JoinRequest request = after.test.textClient(u"Sam"_s);
    request.address = request.addressKey = after.address;
    QCOMPARE(refusalWordOf(after.test.room().join(request)), u"address-cooling-off"_s);
}

void tst_RoomKick::othersAreUntouched()
{
    AfterAKick after;
    JoinRequest known = after.test.again(DeviceId{5555}, u"Sam"_s);
    known.address = known.addressKey = after.address;
    QCOMPARE(after.test.comesIn(known).name, u"Sam"_s);
    QCOMPARE(after.test.guest(u"Tom"_s).name, u"Tom"_s);
    QVERIFY(acceptedSeq(after.test.says(after.ada.session, u"x"_s)) > 0);
}

void tst_RoomKick::whoIsInMayOpenAnotherWindow()
{
    RoomUnderTest test;
    const Admission bob = test.guest(u"Bob"_s);
    JoinRequest request = test.newcomer(u"Sam"_s);
    request.addressKey = request.address = u"192.168.1.1"_s; // Bob's
    const Admission sam = test.comesIn(request);
    QCOMPARE(refusalWordOf(test.hostDoes(Kick{bob.user, {}, {}})), QString());
    QVERIFY(acceptedSeq(test.says(sam.session, u"x"_s)) > 0);
    JoinRequest second = test.again(sam.device, u"Sam"_s);
    second.addressKey = second.address = u"192.168.1.1"_s;
    QCOMPARE(test.comesIn(second).user, sam.user);
    (void)test.room().connectionLost(sam.session);
    (void)test.room().connectionLost(second.session);
    second.session = SessionId{900};
    QCOMPARE(test.comesIn(second).user, sam.user);
}

void tst_RoomKick::hostMayComeFromAnywhere()
{
    AfterAKick after;
    JoinRequest request = after.test.host(u"Bob"_s);
    request.address = request.addressKey = after.address;
    QCOMPARE(after.test.comesIn(request).role, Role::Operator);
}

void tst_RoomKick::kickedTextClient()
{
    RoomUnderTest test;
    JoinRequest request = test.textClient(u"Bob"_s);
    const Admission bob = test.comesIn(request);
    const Outcome outcome = test.hostDoes(Kick{bob.user, {}, {}});
    QCOMPARE(outcome.endings.first().session, bob.session);
    QVERIFY2(test.room().connectionLost(bob.session).isEmpty(), "the leaving was told already");
    request.session = SessionId{900};
    QCOMPARE(refusalWordOf(test.room().join(request)), u"cooling-off"_s);
    request.name = u"Robert"_s;
    QCOMPARE(refusalWordOf(test.room().join(request)), u"address-cooling-off"_s);
    // A cooling-off without a device is not about every client without a device.
    QCOMPARE(test.comesIn(test.textClient(u"Cem"_s)).name, u"Cem"_s);
}

void tst_RoomKick::endsByItself()
{
    AfterAKick after;
    after.test.clock.advance(59999);
    QCOMPARE(refusalOf(after.test.room().join(after.test.again(after.bob.device, u"Bob"_s)))->retryAfterMs, 1);
    after.test.clock.advance(1);
    QCOMPARE(after.test.comesIn(after.test.again(after.bob.device, u"Bob"_s)).user, after.bob.user);
    QCOMPARE(after.test.comesIn(after.neighbour(u"Sam"_s)).name, u"Sam"_s);
    QVERIFY(after.test.room().snapshotFor({}, Role::Operator).coolings.isEmpty());
}

void tst_RoomKick::wallClockJumpDoesNotEndIt_data()
{
    QTest::addColumn<qint64>("jump");
    QTest::newRow("a year forward") << qint64{365} * 86'400'000;
    QTest::newRow("a year back") << qint64{-365} * 86'400'000;
}

void tst_RoomKick::wallClockJumpDoesNotEndIt()
{
    QFETCH(const qint64, jump);
    AfterAKick after;
    after.test.clock.jumpWall(jump);
    QCOMPARE(refusalOf(after.test.room().join(after.test.again(after.bob.device, u"Bob"_s)))->retryAfterMs, 60000);
    // And so an operator who comes now sees it.
    const CoolingOff shown = after.test.room().snapshotFor({}, Role::Operator).coolings.first();
    QCOMPARE(shown.untilMs - after.test.clock.wallMs(), 60000);
    after.test.clock.advance(60000);
    QCOMPARE(after.test.comesIn(after.test.again(after.bob.device, u"Bob"_s)).user, after.bob.user);
}

void tst_RoomKick::remainingTimeIsTold()
{
    AfterAKick after;
    after.test.clock.advance(8000);
    QCOMPARE(refusalOf(after.test.room().join(after.test.again(after.bob.device, u"Bob"_s)))->retryAfterMs, 52000);
    QCOMPARE(refusalOf(after.test.room().join(after.neighbour(u"Sam"_s)))->retryAfterMs, 52000);
}

void tst_RoomKick::longestOfSeveralCounts()
{
    AfterAKick after;
    JoinRequest known = after.test.again(DeviceId{5555}, u"Sam"_s);
    known.address = known.addressKey = after.address;
    const Admission sam = after.test.comesIn(known);
    after.test.hostDoes(Kick{sam.user, u"noise"_s, 300});
    QCOMPARE(refusalOf(after.test.room().join(after.neighbour(u"Tom"_s)))->retryAfterMs, 300000);
    // What is about somebody comes before what is about their address.
    const std::optional<Refusal> bob = refusalOf(after.test.room().join(after.neighbour(u"Bob"_s)));
    QCOMPARE(bob->reason, u"spam"_s);
    QCOMPARE(bob->retryAfterMs, 60000);
}

void tst_RoomKick::knockIsToldOnce()
{
    AfterAKick after;
    QCOMPARE(eventsOf<Knock>(after.test.room().join(after.neighbour(u"Sam"_s))).size(), 1);
    QCOMPARE(eventsOf<Knock>(after.test.room().join(after.neighbour(u"Sam"_s))).size(), 0);
    QCOMPARE(eventsOf<Knock>(after.test.room().join(after.neighbour(u"Tom"_s))).size(), 1);
    QCOMPARE(after.test.room().snapshotFor({}, Role::Operator).coolings.first().waiting,
             (QStringList{u"Sam"_s, u"Tom"_s}));
}

void tst_RoomKick::knockersAreBounded()
{
    AfterAKick after;
    for (int i = 0; i < 100; ++i)
        (void)after.test.room().join(after.neighbour(u"invented %1"_s.arg(i)));
    QCOMPARE(eventsOf<Knock>(after.test.room().join(after.neighbour(u"Sam"_s))).size(), 1);
    const QStringList waiting = after.test.room().snapshotFor({}, Role::Operator).coolings.first().waiting;
    QCOMPARE(waiting.size(), 20);
    QCOMPARE(waiting.last(), u"Sam"_s);
    QCOMPARE(waiting.first(), u"invented 81"_s);
}

void tst_RoomKick::lettingBackIn()
{
    AfterAKick after;
    const Outcome outcome = after.test.does(after.host.session, LetBackIn{after.cooling(), {}});
    QVERIFY(std::holds_alternative<Done>(outcome.replies.first().body));
    const QList<LetIn> letIn = eventsOf<LetIn>(outcome);
    QCOMPARE(letIn.size(), 1);
    QVERIFY((letIn.first() == LetIn{after.cooling(), {}}));
    QVERIFY(outcome.events.first().isKept());
    QCOMPARE(after.test.comesIn(after.test.again(after.bob.device, u"Bob"_s)).user, after.bob.user);
    QCOMPARE(after.test.comesIn(after.neighbour(u"Sam"_s)).name, u"Sam"_s);
}

void tst_RoomKick::lettingOneNewcomerIn()
{
    AfterAKick after;
    (void)after.test.room().join(after.neighbour(u"Sam"_s));
    (void)after.test.room().join(after.neighbour(u"Tom"_s));
    const Outcome outcome = after.test.hostDoes(LetBackIn{after.cooling(), u"Sam"_s});
    QVERIFY((eventsOf<LetIn>(outcome).first() == LetIn{after.cooling(), u"Sam"_s}));
    QCOMPARE(after.test.room().snapshotFor({}, Role::Operator).coolings.first().waiting, QStringList{u"Tom"_s});

    QCOMPARE(refusalWordOf(after.test.room().join(after.neighbour(u"Tom"_s))), u"address-cooling-off"_s);
    QCOMPARE(after.test.comesIn(after.neighbour(u"sam"_s)).name, u"sam"_s);
    QCOMPARE(refusalWordOf(after.test.room().join(after.test.again(after.bob.device, u"Bob"_s))), u"cooling-off"_s);
}

void tst_RoomKick::lettingOneNewcomerInAfterSeveralKicks()
{
    AfterAKick after;
    JoinRequest known = after.test.again(DeviceId{5555}, u"Tom"_s);
    known.address = known.addressKey = after.address;
    after.test.hostDoes(Kick{after.test.comesIn(known).user, {}, 300});
    const Outcome knock = after.test.room().join(after.neighbour(u"Sam"_s));
    after.test.hostDoes(LetBackIn{eventsOf<Knock>(knock).first().cooling, u"Sam"_s});
    QCOMPARE(after.test.comesIn(after.neighbour(u"Sam"_s)).name, u"Sam"_s);
    // Somebody of that name at another address where somebody was kicked is another matter.
    const Admission eve = after.test.guest(u"Eve"_s);
    const QString elsewhere = u"192.168.1.%1"_s.arg(eve.session.value);
    after.test.hostDoes(Kick{eve.user, {}, {}});
    JoinRequest other = after.test.newcomer(u"Sam"_s);
    other.address = other.addressKey = elsewhere;
    QCOMPARE(refusalWordOf(after.test.room().join(other)), u"address-cooling-off"_s);
}

void tst_RoomKick::lettingInWhatIsOver_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("the whole") << QString();
    QTest::newRow("one newcomer") << u"Sam"_s;
}

void tst_RoomKick::lettingInWhatIsOver()
{
    QFETCH(const QString, name);
    AfterAKick after;
    QCOMPARE(refusalWordOf(after.test.hostDoes(LetBackIn{CoolingId{999}, name})), u"no-such-cooling"_s);
    after.test.clock.advance(60000);
    const Outcome outcome = after.test.hostDoes(LetBackIn{after.cooling(), name});
    QCOMPARE(refusalWordOf(outcome), u"no-such-cooling"_s);
    QVERIFY(outcome.events.isEmpty());
}

void tst_RoomKick::operatorsSeeThemInTheSnapshot()
{
    AfterAKick after;
    const Admission second = after.test.comesIn(after.test.host(u"Mr Brandt"_s));
    QCOMPARE(second.snapshot.coolings.size(), 1);
    QCOMPARE(second.snapshot.coolings.first(), eventsOf<Kicked>(after.outcome).first().cooling);
    QVERIFY(after.test.guest(u"Tom"_s).snapshot.coolings.isEmpty());
}

QTEST_APPLESS_MAIN(tst_RoomKick)
#include "tst_roomkick.moc"
