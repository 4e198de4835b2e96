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
    /// The turn of the event loop in which all this came in is over.
    void endTurn() { QCoreApplication::sendPostedEvents(&queue); }
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
    OutcomeQueue queue{log, clock, meters};
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
    void byItself();
    void timeUntilItIsOutIsMeasured();
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

QTEST_GUILESS_MAIN(tst_OutcomeQueue)
#include "tst_outcomequeue.moc"
