// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outcomequeue.h"

#include "tests/support/handmovedclock.h"
#include "tests/support/latelog.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

/// An outcome that can be told by its reply's id; with a kept event when `seq` is not 0.
Outcome outcome(const QString &id, quint64 seq = 0)
{
    Outcome made;
    made.replies.append({SessionId{1}, 1, id, Done{seq}});
    if (seq != 0)
        made.events.append(Event{seq, 1, {}, Said{UserId{3}, u"Ada"_s, Role::Guest, id, id}});
    return made;
}

/// A queue before a log that commits when the test says so, and what it has let go.
struct Held
{
    Held()
    {
        log.hold();
        QObject::connect(&queue, &OutcomeQueue::released, &queue, [this](const QList<Outcome> &outcomes) {
            ++releases;
            for (const Outcome &one : outcomes)
                released.append(one.replies.first().id);
        });
    }
    /// The turn of the event loop in which all this came in is over, and so is one that brings nothing more.
    void endTurn()
    {
        QCoreApplication::sendPostedEvents(&queue);
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    }
    /// The oldest commit is done, and everything that follows from it has happened.
    void commitNext()
    {
        QSignalSpy committed(&log, &EventLog::committed);
        log.commitNext();
        QTRY_COMPARE(committed.size(), 1);
        endTurn();
    }

    LateLog log{1000};
    HandMovedClock clock;
    Meters meters;
    Limits limits;
    OutcomeQueue queue{log, clock, meters, limits};
    QStringList released;
    int releases = 0;
};

} // namespace

class tst_OutcomeQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatComesInOneTurnIsOneBatch();
    void nothingLeavesBeforeItsCommit();
    void batchGathersWhileOneIsCommitted();
    void orderIsKept();
    void whatIsNotKeptWaitsAsWell();
    void onlyKeptEventsAreKept();
    void emptyOutcomesAreNothing();
    void pushedWhileLettingGo();
    void gathersOnAsLongAsTheLastBatchTook();
    void byItself();
    void timeUntilItIsOutIsMeasured();
    void whatHasGatheredGoesInPieces();
    void aClosingRoomWritesAllAtOnce();
    void whatWaitsWhenTheRoomIsClosedIsKept();
    void isFullOfEventsOrOfBytes();
    void whoAsksForLifeOvertakesALateLog();
};

void tst_OutcomeQueue::whatComesInOneTurnIsOneBatch()
{
    Held held;
    held.queue.push(outcome(u"a"_s, 1));
    held.queue.push(outcome(u"b"_s, 2));
    QCOMPARE(held.log.waiting(), 0);
    held.endTurn();
    QCOMPARE(held.log.waiting(), 1);
    QCOMPARE(held.log.waitingEvents(), 2);
    held.commitNext();
    QCOMPARE(held.released, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(held.releases, 1);
    QCOMPARE(held.log.waiting(), 0);
}

void tst_OutcomeQueue::nothingLeavesBeforeItsCommit()
{
    Held held;
    held.queue.push(outcome(u"a"_s, 1));
    held.endTurn();
    QCOMPARE(held.log.waiting(), 1);
    QCoreApplication::processEvents();
    QVERIFY(held.released.isEmpty());
    held.commitNext();
    QCOMPARE(held.released, QStringList{u"a"_s});
}

void tst_OutcomeQueue::batchGathersWhileOneIsCommitted()
{
    Held held;
    held.queue.push(outcome(u"a"_s, 1));
    held.endTurn();
    held.queue.push(outcome(u"b"_s, 2));
    held.queue.push(outcome(u"c"_s, 3));
    held.endTurn();
    QCOMPARE(held.log.waiting(), 1);
    QCOMPARE(held.log.waitingEvents(), 1);
    held.commitNext();
    QCOMPARE(held.released, QStringList{u"a"_s});
    QCOMPARE(held.log.waiting(), 1);
    QCOMPARE(held.log.waitingEvents(), 2);
    held.commitNext();
    QCOMPARE(held.released, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(held.releases, 2);
    QCOMPARE(held.log.waiting(), 0);
}

void tst_OutcomeQueue::orderIsKept()
{
    Held held;
    QStringList pushed;
    quint64 seq = 0;
    for (int i = 0; i < 100; ++i) {
        pushed.append(QString::number(i));
        held.queue.push(outcome(pushed.last(), i % 3 == 0 ? 0 : ++seq));
        if (i % 5 == 0)
            held.endTurn();
        if (i % 7 == 0 && held.log.waiting() > 0)
            held.commitNext();
    }
    held.endTurn();
    while (held.log.waiting() > 0)
        held.commitNext();
    QCOMPARE(held.released, pushed);
}

void tst_OutcomeQueue::whatIsNotKeptWaitsAsWell()
{
    // An answer that has nothing to keep may not overtake what was before it.
    Held held;
    held.queue.push(outcome(u"message"_s, 1));
    held.endTurn();
    held.queue.push(outcome(u"pong"_s));
    QCoreApplication::processEvents();
    QVERIFY(held.released.isEmpty());
    held.commitNext();
    QCOMPARE(held.released, QStringList{u"message"_s});
    held.commitNext();
    QCOMPARE(held.released, (QStringList{u"message"_s, u"pong"_s}));
}

void tst_OutcomeQueue::onlyKeptEventsAreKept()
{
    Held held;
    Outcome mixed = outcome(u"a"_s, 1);
    mixed.events.prepend(Event{0, 1, {}, Typing{UserId{3}}});
    mixed.events.append(Event{0, 1, {}, Presence{UserId{3}, true}});
    mixed.events.append(Event{2, 1, {}, RoomRenamed{u"7c"_s}});
    QSignalSpy released(&held.queue, &OutcomeQueue::released);
    held.queue.push(mixed);
    held.endTurn();
    QCOMPARE(held.log.waitingEvents(), 2);
    held.commitNext();
    const auto outcomes = released.first().first().value<QList<Outcome>>();
    QCOMPARE(outcomes.first().events, mixed.events);
}

void tst_OutcomeQueue::emptyOutcomesAreNothing()
{
    Held held;
    held.queue.push({});
    held.endTurn();
    QCOMPARE(held.log.waiting(), 0);
    held.queue.push(outcome(u"a"_s, 1));
    held.queue.push({});
    held.endTurn();
    held.commitNext();
    QCOMPARE(held.log.waiting(), 0);
    QCOMPARE(held.releases, 1);
}

void tst_OutcomeQueue::pushedWhileLettingGo()
{
    Held held;
    QObject::connect(&held.queue, &OutcomeQueue::released, &held.queue, [&held](const QList<Outcome> &outcomes) {
        if (outcomes.first().replies.first().id == u"a"_s)
            held.queue.push(outcome(u"c"_s, 3));
    });
    held.queue.push(outcome(u"a"_s, 1));
    held.endTurn();
    held.queue.push(outcome(u"b"_s, 2));
    held.commitNext();
    QCOMPARE(held.released, QStringList{u"a"_s});
    while (held.log.waiting() > 0)
        held.commitNext();
    QCOMPARE(held.released, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void tst_OutcomeQueue::gathersOnAsLongAsTheLastBatchTook()
{
    Held held;
    QObject::connect(&held.queue, &OutcomeQueue::released, &held.queue, [&held] { held.clock.advance(10); }); // writing
    held.queue.push(outcome(u"first"_s, 1));
    held.endTurn();
    held.commitNext();

    // Every turn brings one more: the batch waits for them, until 10 ms are over.
    held.queue.push(outcome(u"a"_s, 2));
    QCoreApplication::sendPostedEvents(&held.queue);
    QCOMPARE(held.log.waiting(), 0);
    for (const QString &id : {u"b"_s, u"c"_s}) {
        held.clock.advance(4);
        held.queue.push(outcome(id));
        QCoreApplication::processEvents();
        QCOMPARE(held.log.waiting(), 0);
    }
    held.clock.advance(4);
    held.queue.push(outcome(u"d"_s));
    QTRY_COMPARE(held.log.waiting(), 1);
    held.queue.push(outcome(u"e"_s));
    held.commitNext();
    QCOMPARE(held.released, (QStringList{u"first"_s, u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    // A turn that brings nothing ends it at once.
    QTRY_COMPARE(held.log.waiting(), 1);
}

void tst_OutcomeQueue::byItself()
{
    Held held;
    held.log.letGo();
    held.queue.push(outcome(u"a"_s, 1));
    held.queue.push(outcome(u"b"_s, 2));
    QTRY_COMPARE(held.released, (QStringList{u"a"_s, u"b"_s}));
}

void tst_OutcomeQueue::timeUntilItIsOutIsMeasured()
{
    Held held;
    held.queue.push(outcome(u"a"_s, 1));
    held.endTurn();
    held.clock.advance(3);
    held.queue.push(outcome(u"b"_s, 2));
    held.queue.push(outcome(u"an answer alone"_s));
    QObject::connect(&held.queue, &OutcomeQueue::released, &held.queue, [&held] { held.clock.advance(1); }); // writing
    held.commitNext();
    QCOMPARE(held.meters.appendToBroadcast.sum(), quint64{4000});
    held.clock.advance(10);
    held.commitNext();
    QCOMPARE(held.meters.appendToBroadcast.count(), quint64{2});
    QCOMPARE(held.meters.appendToBroadcast.sum(), quint64{4000 + 12000});
}

void tst_OutcomeQueue::whatHasGatheredGoesInPieces()
{
    Held held;
    held.queue.push(outcome(u"first"_s, 1));
    held.endTurn();
    QStringList ids{u"first"_s};
    const QString text(20000, u'x');
    for (quint64 seq = 2; seq < 102; ++seq) {
        Outcome big = outcome(QString::number(seq), seq);
        std::get<Said>(big.events.first().body).text = text;
        held.queue.push(std::move(big));
        ids.append(QString::number(seq));
    }
    held.commitNext();
    QCOMPARE(held.log.waiting(), 1);
    QCOMPARE(held.log.waitingEvents(), 25); // of 20.3 KB, within half a MiB
    int pieces = 0;
    for (; held.log.waiting() > 0; ++pieces)
        held.commitNext();
    QCOMPARE(pieces, 4);
    QCOMPARE(held.released, ids);
    QCOMPARE(held.queue.waitingEvents(), quint32{0});
    QCOMPARE(held.queue.waitingMs(), qint64{0});
}

void tst_OutcomeQueue::aClosingRoomWritesAllAtOnce()
{
    Held held;
    held.queue.push(outcome(u"first"_s, 1));
    held.endTurn();
    for (quint64 seq = 2; seq < 5002; ++seq)
        held.queue.push(outcome(QString::number(seq), seq));
    held.queue.hurry();
    held.commitNext();
    QCOMPARE(held.log.waitingEvents(), 5000);
}

void tst_OutcomeQueue::whatWaitsWhenTheRoomIsClosedIsKept()
{
    Held held;
    held.queue.push(outcome(u"first"_s, 1));
    held.endTurn();
    held.queue.push(outcome(u"second"_s, 2));
    held.queue.push(outcome(u"third"_s, 3));
    QCOMPARE(held.log.waitingEvents(), 1);
    held.queue.finish();
    QCOMPARE(held.log.waitingEvents(), 3);
    held.commitNext();
    held.commitNext();
    QCOMPARE(held.released, QStringList()); // there is nobody any more
}

void tst_OutcomeQueue::isFullOfEventsOrOfBytes()
{
    Limits limits;
    limits.unwrittenEvents = 10;
    limits.unwrittenBytes = 100'000;
    LateLog log(1000);
    log.hold();
    HandMovedClock clock;
    Meters meters;
    OutcomeQueue queue(log, clock, meters, limits);
    for (quint64 seq = 1; seq <= 11; ++seq) {
        QVERIFY(!queue.isFull());
        queue.push(outcome(QString::number(seq), seq));
    }
    QVERIFY(queue.isFull());
    clock.advance(1500);
    QCOMPARE(queue.waitingMs(), qint64{1500});
    QCOMPARE(queue.waitingEvents(), quint32{11});
    log.letGo();
    QTRY_VERIFY(!queue.isFull());
    QTRY_COMPARE(queue.waitingEvents(), quint32{0});
    log.hold();
    // What is not kept takes memory, too.
    for (int i = 0; i < 1000 && !queue.isFull(); ++i) {
        Outcome page = outcome(QString::number(i));
        page.replies.first().body = RosterPage{200, true, false, QList<Member>(200)};
        queue.push(std::move(page));
    }
    QVERIFY(queue.isFull());
}

void tst_OutcomeQueue::whoAsksForLifeOvertakesALateLog()
{
    Limits limits;
    limits.logLate = std::chrono::milliseconds(1);
    LateLog log(1000);
    log.hold();
    HandMovedClock clock;
    Meters meters;
    OutcomeQueue queue(log, clock, meters, limits);
    QStringList overtaken;
    connect(&queue, &OutcomeQueue::overtaking, &queue, [&](const QList<Outcome> &outcomes) {
        for (const Outcome &one : outcomes)
            overtaken.append(one.replies.first().id);
    });
    const auto pong = [](const QString &id) {
        Outcome made;
        made.replies.append({SessionId{1}, CommandBody(Ping()).index(), id, Ponged{}});
        return made;
    };
    queue.push(pong(u"p1"_s));
    queue.push(outcome(u"said"_s, 1));
    queue.push(outcome(u"told"_s)); // of what may not be written yet
    QCOMPARE(overtaken, QStringList());
    QTRY_COMPARE(overtaken, QStringList{u"p1"_s});
    queue.push(pong(u"p2"_s));
    QCOMPARE(overtaken, QStringList({u"p1"_s, u"p2"_s}));
    QSignalSpy released(&queue, &OutcomeQueue::released);
    log.letGo();
    QTRY_COMPARE(released.size(), 1);
    const auto rest = released[0][0].value<QList<Outcome>>();
    QCOMPARE(rest.size(), 2);
    QCOMPARE(rest.first().replies.first().id, u"said"_s);
    // And in a log that keeps up nothing overtakes anything.
    queue.push(pong(u"p3"_s));
    QCOMPARE(overtaken.size(), 2);
    QTRY_COMPARE(released.size(), 2);
}

QTEST_GUILESS_MAIN(tst_OutcomeQueue)
#include "tst_outcomequeue.moc"
