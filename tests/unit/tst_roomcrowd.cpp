// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/roomundertest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

/// Above `limits.listedPeople` people are counted, not listed: a storm of n joins is not n² messages.
class tst_RoomCrowd final : public QObject
{
    Q_OBJECT

private:
    /// So many people, of whom at most `listed` are listed.
    static QList<Admission> fill(RoomUnderTest &test, int people, int listed)
    {
        test.settings.limits.listedPeople = listed;
        QList<Admission> in;
        for (int i = 0; i < people; ++i)
            in.append(test.guest(u"guest %1"_s.arg(i)));
        return in;
    }

private Q_SLOTS:
    void upToTheLimitEveryoneIsToldOfEveryone();
    void beyondItGuestsHearTheNumber();
    void operatorsHearOfEveryone();
    void numberIsToldTwiceASecond();
    void storm();
    void comingsBackAndAwayAreNotTold();
    void typingIsNotTold();
    void messagesAndNamesAreTold();
    void listedAgainWhenEnoughHaveGone();
    void noFlutterAtTheLimit();
    void snapshotSaysIt();
};

void tst_RoomCrowd::upToTheLimitEveryoneIsToldOfEveryone()
{
    RoomUnderTest test;
    fill(test, 5, 6);
    const Outcome sixth = test.room().join(test.newcomer(u"Ada"_s));
    QCOMPARE(heardBy(Role::Guest, sixth), QStringList{u"joined"_s});
    QVERIFY(!test.room().nextDueMs());
}

void tst_RoomCrowd::beyondItGuestsHearTheNumber()
{
    RoomUnderTest test;
    fill(test, 6, 6);
    const Outcome seventh = test.room().join(test.newcomer(u"Ada"_s));
    QCOMPARE(heardBy(Role::Guest, seventh), QStringList{u"people"_s});
    const QList<PeopleCount> counts = eventsOf<PeopleCount>(seventh);
    QVERIFY((counts.first() == PeopleCount{7, false}));
}

void tst_RoomCrowd::operatorsHearOfEveryone()
{
    RoomUnderTest test;
    const QList<Admission> in = fill(test, 7, 6);
    const Outcome joined = test.room().join(test.newcomer(u"Ada"_s));
    QCOMPARE(heardBy(Role::Operator, joined), QStringList{u"joined"_s});
    QCOMPARE(eventsOf<Joined>(joined).first().here, 8u);
    QCOMPARE(heardBy(Role::Operator, test.does(in[0].session, Leave{})), QStringList{u"left"_s});
    QCOMPARE(heardBy(Role::Operator, test.room().connectionLost(in[1].session)), QStringList{u"away"_s});
}

void tst_RoomCrowd::numberIsToldTwiceASecond()
{
    RoomUnderTest test;
    fill(test, 7, 6);
    QVERIFY2(!test.room().nextDueMs(), "nothing has changed since it was told");
    test.guest(u"Ada"_s);
    const qint64 due = test.clock.steadyMs() + 500;
    QCOMPARE(test.room().nextDueMs(), std::optional(due));
    test.clock.advance(400);
    test.guest(u"Bob"_s);
    QCOMPARE(test.room().nextDueMs(), std::optional(due));
    QVERIFY(test.room().timePassed().isEmpty());
    test.clock.advance(100);
    const Outcome told = test.room().timePassed();
    QCOMPARE(told.events.size(), 1);
    QVERIFY(told.events.first().audience == Audience::everyone());
    QVERIFY(!told.events.first().isKept());
    QVERIFY((std::get<PeopleCount>(told.events.first().body) == PeopleCount{9, false}));
    QVERIFY(!test.room().nextDueMs());
    QVERIFY(test.room().timePassed().isEmpty());
}

void tst_RoomCrowd::storm()
{
    RoomUnderTest test;
    fill(test, 7, 6);
    qsizetype heard = 0;
    for (int i = 0; i < 1000; ++i) {
        heard += heardBy(Role::Guest, test.room().join(test.newcomer(u"stormy %1"_s.arg(i)))).size();
        test.clock.advance(1);
        heard += heardBy(Role::Guest, test.room().timePassed()).size();
    }
    QVERIFY2(heard <= 2, qPrintable(QString::number(heard)));
    QCOMPARE(test.room().here(), 1007u);
}

void tst_RoomCrowd::comingsBackAndAwayAreNotTold()
{
    RoomUnderTest test;
    const QList<Admission> in = fill(test, 7, 6);
    QCOMPARE(heardBy(Role::Guest, test.room().connectionLost(in[0].session)), QStringList());
    QCOMPARE(heardBy(Role::Guest, test.room().join(test.again(in[0].device, {}))), QStringList());
    (void)test.room().connectionLost(in[1].session);
    test.clock.advance(30000);
    QCOMPARE(heardBy(Role::Guest, test.room().timePassed()), QStringList());
}

void tst_RoomCrowd::typingIsNotTold()
{
    RoomUnderTest test;
    const QList<Admission> in = fill(test, 7, 6);
    QVERIFY(test.does(in[0].session, IsTyping{}).isEmpty());
}

void tst_RoomCrowd::messagesAndNamesAreTold()
{
    RoomUnderTest test;
    const QList<Admission> in = fill(test, 7, 6);
    QCOMPARE(heardBy(Role::Guest, test.says(in[0].session, u"x"_s)), QStringList{u"said"_s});
    QCOMPARE(heardBy(Role::Guest, test.does(in[0].session, Rename{u"Ada"_s})), QStringList{u"renamed"_s});
}

void tst_RoomCrowd::listedAgainWhenEnoughHaveGone()
{
    RoomUnderTest test;
    const QList<Admission> in = fill(test, 7, 6);
    QCOMPARE(heardBy(Role::Guest, test.does(in[0].session, Leave{})), QStringList());
    const Outcome fifth = test.does(in[1].session, Leave{});
    QCOMPARE(heardBy(Role::Guest, fifth), (QStringList{u"people"_s, u"left"_s}));
    QVERIFY((eventsOf<PeopleCount>(fifth).first() == PeopleCount{5, true}));
    QVERIFY2(!test.room().nextDueMs(), "no count is due once people are listed");
    QCOMPARE(heardBy(Role::Guest, test.does(in[2].session, Leave{})), QStringList{u"left"_s});
    QCOMPARE(heardBy(Role::Guest, test.does(in[3].session, IsTyping{})), QStringList{u"typing"_s});
}

void tst_RoomCrowd::noFlutterAtTheLimit()
{
    RoomUnderTest test;
    fill(test, 7, 6);
    for (int i = 0; i < 20; ++i) {
        const Admission one = test.comesIn(test.textClient(u"Ada"_s));
        QCOMPARE(heardBy(Role::Guest, test.room().connectionLost(one.session)), QStringList());
    }
}

void tst_RoomCrowd::snapshotSaysIt()
{
    RoomUnderTest test;
    test.settings.limits.rosterRows = 3;
    const QList<Admission> in = fill(test, 7, 6);
    QVERIFY(in[5].snapshot.people.listed);
    const RosterPage people = in[6].snapshot.people;
    QVERIFY(!people.listed);
    QCOMPARE(people.total, 7u);
    QCOMPARE(people.rows.size(), 3);
    QVERIFY(people.more);
}

QTEST_APPLESS_MAIN(tst_RoomCrowd)
#include "tst_roomcrowd.moc"
