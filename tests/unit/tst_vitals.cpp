// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/vitals.h"

#include "server/base/processfigures.h"
#include "server/base/systemclock.h"
#include "server/protocol/closecode.h"
#include "tests/support/handmovedclock.h"
#include "tests/support/metricstext.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTest>

using namespace foyer;
using namespace std::chrono_literals;

namespace {

/// Vitals over numbers that the test sets, in a time of its own.
struct Patient
{
    /// A second later.
    void beat()
    {
        clock.advance(1000);
        vitals.look();
    }
    [[nodiscard]] RoomHealth told() const { return spy.constLast().constFirst().value<RoomHealth>(); }

    Meters meters;
    HandMovedClock clock;
    Vitals::Census census;
    Vitals vitals{meters, clock, [this] { return census; }};
    QSignalSpy spy{&vitals, &Vitals::healthChanged};
};

Outcome said(int messages, const Audience &audience = {})
{
    Outcome outcome;
    for (int i = 0; i < messages; ++i)
        outcome.events.append(Event{quint64(i + 1), 1, audience, Said{}});
    return outcome;
}

} // namespace

class tst_Vitals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsWithoutAWaitAreSteadyTime()
    {
        LoopTurns turns;
        turns.wakes(1000, 10);
        QCOMPARE(turns.longestUs(), qint64{0}); // it has only begun
        turns.wakes(8000, 20);
        QCOMPARE(turns.longestUs(), qint64{7000});
    }

    void waitingIsNoPartOfATurn()
    {
        LoopTurns turns;
        turns.wakes(1000, 10);
        turns.waits(1500, 20);
        turns.wakes(9'001'500, 320); // waited 9 s, then 300 µs of work
        QCOMPARE(turns.longestUs(), qint64{800});
    }

    void restsWhileNothingHappens()
    {
        Patient room;
        room.vitals.start();
        room.meters.countBatch({said(1)}, 3);
        room.beat();
        for (int second = 0; second < 20; ++second)
            room.beat();
        QVERIFY(!room.vitals.isWatching());
        QCOMPARE(room.told().messagesLately, quint32{0});

        room.vitals.stir();
        QVERIFY(room.vitals.isWatching());
        room.meters.countBatch({said(2)}, 3);
        room.beat();
        QCOMPARE(room.told().messagesLately, quint32{2});
        // Somebody who has not caught up is looked after.
        room.meters.sessionsBehind = 1;
        for (int second = 0; second < 20; ++second)
            room.beat();
        QVERIFY(room.vitals.isWatching());
        room.vitals.stop();
        room.vitals.stir();
        QVERIFY(!room.vitals.isWatching());
    }

    void longestTurnIsForgottenInTime()
    {
        LoopTurns turns;
        turns.wakes(0, 0);
        turns.wakes(3'000'000, 0);
        turns.wakes(3'000'100, 0);
        QCOMPARE(turns.longestLatelyUs(3'000, 10), qint64{3'000'000});
        QCOMPARE(turns.longestLatelyUs(12'999, 10), qint64{3'000'000});
        QCOMPARE(turns.longestLatelyUs(13'000, 10), qint64{0});
        QCOMPARE(turns.longestUs(), qint64{3'000'000});
    }

    void loopIsWatched_data()
    {
        QTest::addColumn<bool>("byTimer");
        QTest::newRow("work of a queued call") << false;
        QTest::newRow("work of a timer") << true;
    }

    void loopIsWatched()
    {
        QFETCH(const bool, byTimer);
        const SystemClock clock;
        LoopWatch watch(clock);
        watch.start();
        QCoreApplication::processEvents();
        const qint64 before = watch.turns().longestUs();
        const qint64 work = before + 20'000;
        bool worked = false;
        const auto toil = [&worked, work] {
            const qint64 begin = threadCpuUs();
            while (threadCpuUs() - begin < work) {}
            worked = true;
        };
        if (byTimer)
            QTimer::singleShot(1, &watch, toil);
        else
            QMetaObject::invokeMethod(&watch, toil, Qt::QueuedConnection);
        QVERIFY(comesTrue([&worked] { return worked; }));
        QVERIFY(comesTrue([&watch, work] { return watch.turns().longestUs() >= work; }));
    }

    void batchesAreCounted()
    {
        Meters meters;
        Outcome refused;
        refused.replies.append({SessionId{1}, 0, {}, Refusal{.code = RefusalCode::NameTaken}});
        meters.countBatch({said(3), said(2, Audience::atLeast(Role::Operator)), refused}, 100);
        QCOMPARE(meters.messages, quint64{5});
        QCOMPARE(meters.deliveries, quint64{300});
        QCOMPARE(meters.batchEvents.sum(), quint64{5});
        QCOMPARE(meters.batchEvents.count(), quint64{1});
        QCOMPARE(meters.refusals[static_cast<size_t>(RefusalCode::NameTaken)], quint64{1});
        QCOMPARE(meters.allRefusals(), quint64{1});
        meters.countBatch({refused}, 100); // nothing for anybody else
        QCOMPARE(meters.batchEvents.count(), quint64{1});
    }

    void closeCodesAreBounded()
    {
        Meters meters;
        for (int code = 0; code <= 0xffff; ++code)
            meters.countClose(static_cast<quint16>(code));
        QCOMPARE(meters.closes.size(), 16 + 32 + 1);
        QCOMPARE(meters.closes.value(4001), quint64{1});
        QCOMPARE(meters.closes.value(Meters::otherCode), quint64{0x10000 - 48});
    }

    void tellsOnlyWhatIsNew()
    {
        Patient room;
        room.vitals.start();
        room.beat();
        QCOMPARE(room.spy.size(), 1); // how it stands
        room.beat();
        QCOMPARE(room.spy.size(), 1);
        room.census.members = 3;
        room.beat();
        QCOMPARE(room.spy.size(), 2);
        QCOMPARE(room.told().members, 3U);
    }

    void looksByItself()
    {
        Patient room;
        room.vitals.start();
        QVERIFY(comesTrue([&room] { return !room.spy.isEmpty(); }));
    }

    void latelyIsTenSeconds()
    {
        Patient room;
        room.meters.messages = 5; // before
        room.vitals.start();
        room.meters.messages += 30;
        room.meters.countRefusal(RefusalCode::TextEmpty);
        room.meters.countClose(closecode::tooSlow);
        room.meters.sessionsBehind = 1;
        room.beat();
        QCOMPARE(room.told().messagesLately, 30U);
        QCOMPARE(room.told().refusalsLately, 1U);
        QCOMPARE(room.told().cutOffLately, 1U);
        QCOMPARE(room.told().sessionsBehind, 1U);
        for (int second = 2; second <= 10; ++second)
            room.beat();
        QCOMPARE(room.told().messagesLately, 30U);
        QCOMPARE(room.spy.size(), 1);
        room.beat();
        QCOMPARE(room.told().messagesLately, 0U);
        QCOMPARE(room.told().refusalsLately, 0U);
        QCOMPARE(room.told().cutOffLately, 0U);
    }

    void latencyIsTold()
    {
        Patient room;
        room.vitals.start();
        room.beat();
        QCOMPARE(room.told().mostWithin, 0us);
        for (int i = 0; i < 98; ++i)
            room.meters.appendToBroadcast.record(700);
        room.meters.appendToBroadcast.record(40'000);
        room.meters.appendToBroadcast.record(40'000);
        room.beat();
        QCOMPARE(room.told().halfWithin, 1000us);
        QCOMPARE(room.told().mostWithin, 50'000us);
        for (int i = 0; i < 100; ++i)
            room.meters.appendToBroadcast.record(11'000'000);
        room.beat();
        QCOMPARE(room.told().mostWithin, RoomHealth::beyond);
        QCOMPARE(room.told().verdict(), RoomHealth::Verdict::Struggling);
    }

    void verdicts_data()
    {
        QTest::addColumn<RoomHealth>("health");
        QTest::addColumn<RoomHealth::Verdict>("verdict");
        using Verdict = RoomHealth::Verdict;
        const auto row = [](const char *words, Verdict verdict, auto change) {
            RoomHealth health;
            health.sessions = 100;
            health.members = 100;
            change(health);
            QTest::newRow(words) << health << verdict;
        };
        row("nothing goes on", Verdict::Healthy, [](RoomHealth &) {});
        row("100 ms", Verdict::Healthy, [](RoomHealth &h) { h.mostWithin = 100ms; });
        row("250 ms", Verdict::Busy, [](RoomHealth &h) { h.mostWithin = 250ms; });
        row("1 s", Verdict::Busy, [](RoomHealth &h) { h.mostWithin = 1s; });
        row("2.5 s", Verdict::Struggling, [](RoomHealth &h) { h.mostWithin = 2500ms; });
        row("a turn of 250 ms", Verdict::Healthy, [](RoomHealth &h) { h.longestTurn = 250ms; });
        row("a longer turn", Verdict::Busy, [](RoomHealth &h) { h.longestTurn = 251ms; });
        row("a turn of more than 1 s", Verdict::Struggling, [](RoomHealth &h) { h.longestTurn = 1001ms; });
        row("19 of 100 behind", Verdict::Healthy, [](RoomHealth &h) { h.sessionsBehind = 19; });
        row("20 of 100 behind", Verdict::Busy, [](RoomHealth &h) { h.sessionsBehind = 20; });
        row("half behind", Verdict::Struggling, [](RoomHealth &h) { h.sessionsBehind = 50; });
        row("two bad connections of two", Verdict::Healthy, [](RoomHealth &h) { h.sessions = h.sessionsBehind = 2; });
        row("nothing can be saved", Verdict::NotSaving, [](RoomHealth &h) { h.storageTrouble = QStringLiteral("disk full"); });
        row("nor that in time", Verdict::Struggling, [](RoomHealth &h) {
            h.storageTrouble = QStringLiteral("disk full");
            h.mostWithin = 2500ms;
        });
        row("much is said, quickly", Verdict::Healthy, [](RoomHealth &h) { h.messagesLately = 100'000; });
    }

    void verdicts()
    {
        QFETCH(const RoomHealth, health);
        QFETCH(const RoomHealth::Verdict, verdict);
        QCOMPARE(health.verdict(), verdict);
    }

    void staysAwakeWhileTheLogIsLate()
    {
        Patient room;
        room.vitals.start();
        room.census.unwritten = 3;
        for (int second = 0; second < 20; ++second) {
            room.census.unwrittenMs += 1000;
            room.beat();
            QCOMPARE(room.told().unwrittenFor, std::chrono::seconds(second + 1));
        }
        QVERIFY(room.vitals.isWatching());
        QCOMPARE(room.told().unwritten, quint32{3});
        QCOMPARE(room.told().verdict(), RoomHealth::Verdict::Struggling);
        room.census = {};
        for (int second = 0; second < 20; ++second)
            room.beat();
        QVERIFY(!room.vitals.isWatching());
        QCOMPARE(room.told().verdict(), RoomHealth::Verdict::Healthy);
        // What is written within the second is no word worth.
        room.vitals.stir();
        room.census.unwritten = 3;
        room.census.unwrittenMs = 900;
        room.beat();
        QCOMPARE(room.told().unwrittenFor, 0s);
        QCOMPARE(room.told().unwritten, quint32{0});
    }

    void pageHoldsTheCensus()
    {
        Patient room;
        room.census = {4, 6, 2, 12, 3500, false};
        room.vitals.start();
        const MetricsText text(room.vitals.page());
        QCOMPARE(text.complaint(), QByteArray());
        QCOMPARE(text.value("foyer_members"), 4.0);
        QCOMPARE(text.value("foyer_sessions"), 6.0);
        QCOMPARE(text.value("foyer_connections_at_the_door"), 2.0);
        QCOMPARE(text.value("foyer_log_waiting_events"), 12.0);
        QCOMPARE(text.value("foyer_log_waiting_seconds"), 3.5);
        QCOMPARE(text.value("foyer_start_time_seconds"), static_cast<double>(room.clock.wallMs()) / 1000);
    }
};

QTEST_GUILESS_MAIN(tst_Vitals)
#include "tst_vitals.moc"
