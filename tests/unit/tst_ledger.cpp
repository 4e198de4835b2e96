// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/ledger.h"
#include "tests/bench/load/wire.h"

#include <QTest>

using bench::Ledger;

namespace {

std::string line(const std::string &text)
{
    return "u1: " + text;
}

} // namespace

/// A measurement that overlooks lost lines is worth nothing.
class TestLedger final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingWhenAllIsWell()
    {
        Ledger ledger(64);
        Ledger::Place one;
        Ledger::Place other;
        ledger.beginMeasuring();
        for (int i = 0; i < 3; ++i) {
            const std::string text = ledger.compose(1, 10);
            QCOMPARE(text.size(), std::size_t{64});
            QCOMPARE(ledger.received(one, line(text), text, 20), 1);
            QCOMPARE(ledger.received(other, line(text), text, 30), 1);
        }
        ledger.close(one);
        ledger.close(other);
        QCOMPARE(ledger.missing + ledger.doubled + ledger.disordered, std::uint64_t{0});
        QCOMPARE(ledger.deliveries(), std::uint64_t{6});
        QCOMPARE(ledger.unanswered(), std::uint64_t{0});
        QCOMPARE(ledger.latency().longestMs(), 20e-6);
    }

    void findsALineThatNobodyGot()
    {
        Ledger ledger(20);
        Ledger::Place place;
        const std::string first = ledger.compose(1, 0);
        const std::string lost = ledger.compose(1, 0);
        const std::string third = ledger.compose(1, 0);
        ledger.received(place, line(first), first, 1);
        ledger.received(place, line(third), third, 1);
        QCOMPARE(ledger.missing, std::uint64_t{1});
        QCOMPARE(ledger.unanswered(), std::uint64_t{1});
    }

    void findsALineThatOneMemberMissed()
    {
        Ledger ledger(20);
        Ledger::Place all;
        Ledger::Place some;
        for (int i = 0; i < 4; ++i) {
            const std::string text = ledger.compose(1, 0);
            ledger.received(all, line(text), text, 1);
            if (i != 1)
                ledger.received(some, line(text), text, 1);
        }
        QCOMPARE(ledger.missing, std::uint64_t{1});
        QCOMPARE(ledger.disordered, std::uint64_t{1});
        ledger.close(some);
        QCOMPARE(ledger.missing, std::uint64_t{1});
    }

    void findsAnEndThatOneMemberMissed()
    {
        Ledger ledger(20);
        Ledger::Place all;
        Ledger::Place some;
        for (int i = 0; i < 3; ++i) {
            const std::string text = ledger.compose(1, 0);
            ledger.received(all, line(text), text, 1);
            if (i == 0)
                ledger.received(some, line(text), text, 1);
        }
        ledger.close(some);
        QCOMPARE(ledger.missing, std::uint64_t{2});
    }

    void findsALineThatCameTwice()
    {
        Ledger ledger(20);
        Ledger::Place first;
        Ledger::Place second;
        const std::string text = ledger.compose(1, 0);
        ledger.received(first, line(text), text, 1);
        ledger.received(first, line(text), text, 1);
        QCOMPARE(ledger.doubled, std::uint64_t{1});
        const std::string next = ledger.compose(1, 0);
        ledger.received(first, line(next), next, 1);
        ledger.received(second, line(text), text, 1);
        ledger.received(second, line(text), text, 1);
        QCOMPARE(ledger.doubled, std::uint64_t{2});
    }

    void findsAnotherOrder()
    {
        Ledger ledger(20);
        Ledger::Place one;
        Ledger::Place other;
        const std::string ada = ledger.compose(1, 0);
        const std::string sam = ledger.compose(2, 0);
        ledger.received(one, line(ada), ada, 1);
        ledger.received(one, line(sam), sam, 1);
        ledger.received(other, line(ada), ada, 1);
        const std::string next = ledger.compose(2, 0);
        ledger.received(one, line(next), next, 1);
        ledger.received(other, line(next), next, 1);
        ledger.received(other, line(sam), sam, 1);
        QVERIFY(ledger.disordered > 0);
    }

    void letsSomebodyComeInLater()
    {
        Ledger ledger(20);
        Ledger::Place early;
        Ledger::Place late;
        const std::string before = ledger.compose(1, 0);
        ledger.received(early, line(before), before, 1);
        const std::string after = ledger.compose(1, 0);
        ledger.received(early, line(after), after, 1);
        ledger.received(late, line(after), after, 1);
        ledger.close(late);
        QCOMPARE(ledger.missing + ledger.doubled + ledger.disordered, std::uint64_t{0});
    }

    void readsFrames_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("empty") << 0;
        QTest::newRow("short") << 125;
        QTest::newRow("16 bits of length") << 126;
        QTest::newRow("the most of 16 bits") << 65535;
    }
    void readsFrames()
    {
        QFETCH(int, size);
        const std::string payload(static_cast<std::size_t>(size), 'x');
        // As a server sends it: without a mask.
        std::string frame = bench::wire::frame(bench::wire::Opcode::Text, payload);
        const std::size_t mask = frame.size() - payload.size() - 4;
        frame.erase(mask, 4);
        frame[1] = static_cast<char>(frame[1] & 0x7f);
        QVERIFY(!bench::wire::firstFrame(std::string_view(frame).substr(0, frame.size() - 1)));
        const std::size_t whole = frame.size();
        frame += "next";
        const auto read = bench::wire::firstFrame(frame);
        QVERIFY(read);
        QCOMPARE(read->size, whole);
        QVERIFY(read->payload == payload);
        QVERIFY(read->isFinal);
    }

    void knowsQuantiles()
    {
        bench::Latency latency;
        for (int ms = 1; ms <= 1000; ++ms)
            latency.add(ms * std::int64_t{1'000'000});
        QCOMPARE(latency.count(), std::uint64_t{1000});
        QCOMPARE(latency.longestMs(), 1000.0);
        // Within the width of a bucket, a sixteenth.
        QVERIFY(latency.quantileMs(0.5) >= 500 && latency.quantileMs(0.5) < 500 * 17.0 / 16);
        QVERIFY(latency.quantileMs(0.99) >= 990 && latency.quantileMs(0.99) < 990 * 17.0 / 16);
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
