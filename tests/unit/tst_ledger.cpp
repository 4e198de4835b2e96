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

std::string_view textOf(std::string_view bytes)
{
    return bytes.substr(4);
}

} // namespace

/// A measurement that overlooks lost lines is worth nothing.
class TestLedger final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingWhenAllIsWell()
    {
        Ledger ledger(64, textOf);
        Ledger::Place one;
        Ledger::Place other;
        ledger.beginMeasuring();
        for (int i = 0; i < 3; ++i) {
            const std::string text = ledger.compose(1, 10);
            QCOMPARE(text.size(), std::size_t{64});
            QCOMPARE(ledger.received(one, line(text), 20), 1);
            QCOMPARE(ledger.received(other, line(text), 30), 1);
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
        Ledger ledger(20, textOf);
        Ledger::Place place;
        const std::string first = ledger.compose(1, 0);
        const std::string lost = ledger.compose(1, 0);
        const std::string third = ledger.compose(1, 0);
        ledger.received(place, line(first), 1);
        ledger.received(place, line(third), 1);
        QCOMPARE(ledger.missing, std::uint64_t{1});
        QCOMPARE(ledger.unanswered(), std::uint64_t{1});
    }

    void findsALineThatOneMemberMissed()
    {
        Ledger ledger(20, textOf);
        Ledger::Place all;
        Ledger::Place some;
        for (int i = 0; i < 4; ++i) {
            const std::string text = ledger.compose(1, 0);
            ledger.received(all, line(text), 1);
            if (i != 1)
                ledger.received(some, line(text), 1);
        }
        QCOMPARE(ledger.missing, std::uint64_t{1});
        QCOMPARE(ledger.disordered, std::uint64_t{1});
        ledger.close(some);
        QCOMPARE(ledger.missing, std::uint64_t{1});
    }

    void findsAnEndThatOneMemberMissed()
    {
        Ledger ledger(20, textOf);
        Ledger::Place all;
        Ledger::Place some;
        for (int i = 0; i < 3; ++i) {
            const std::string text = ledger.compose(1, 0);
            ledger.received(all, line(text), 1);
            if (i == 0)
                ledger.received(some, line(text), 1);
        }
        ledger.close(some);
        QCOMPARE(ledger.missing, std::uint64_t{2});
    }

    void findsALineThatCameTwice()
    {
        Ledger ledger(20, textOf);
        Ledger::Place first;
        Ledger::Place second;
        const std::string text = ledger.compose(1, 0);
        ledger.received(first, line(text), 1);
        ledger.received(first, line(text), 1);
        QCOMPARE(ledger.doubled, std::uint64_t{1});
        const std::string next = ledger.compose(1, 0);
        ledger.received(first, line(next), 1);
        ledger.received(second, line(text), 1);
        ledger.received(second, line(text), 1);
        QCOMPARE(ledger.doubled, std::uint64_t{2});
    }

    void findsAnotherOrder()
    {
        Ledger ledger(20, textOf);
        Ledger::Place one;
        Ledger::Place other;
        const std::string ada = ledger.compose(1, 0);
        const std::string sam = ledger.compose(2, 0);
        ledger.received(one, line(ada), 1);
        ledger.received(one, line(sam), 1);
        ledger.received(other, line(ada), 1);
        const std::string next = ledger.compose(2, 0);
        ledger.received(one, line(next), 1);
        ledger.received(other, line(next), 1);
        ledger.received(other, line(sam), 1);
        QVERIFY(ledger.disordered > 0);
    }

    void letsSomebodyComeInLater()
    {
        Ledger ledger(20, textOf);
        Ledger::Place early;
        Ledger::Place late;
        const std::string before = ledger.compose(1, 0);
        ledger.received(early, line(before), 1);
        const std::string after = ledger.compose(1, 0);
        ledger.received(early, line(after), 1);
        ledger.received(late, line(after), 1);
        ledger.close(late);
        QCOMPARE(ledger.missing + ledger.doubled + ledger.disordered, std::uint64_t{0});
    }

    void takesRunsThatAreTheSame()
    {
        Ledger ledger(20, textOf);
        Ledger::Place one;
        Ledger::Place other;
        std::string stream;
        for (std::uint32_t talker = 1; talker <= 3; ++talker) {
            const std::string text = ledger.compose(talker, 10);
            ledger.received(one, line(text), 20);
            if (talker == 1)
                ledger.received(other, line(text), 20);
            else
                stream += bench::wire::serverFrame(line(text));
        }
        // Nothing that differs, and no half frame.
        std::string garbled = stream;
        garbled.back() = 'y';
        QCOMPARE(ledger.receivedRun(other, garbled, 2, 30).bytes, std::size_t{0});
        const auto most = ledger.receivedRun(other, std::string_view(stream).substr(0, stream.size() - 1), 3, 30);
        QCOMPARE(most.bytes, stream.size() / 2);
        QVERIFY(!most.own);
        const auto rest = ledger.receivedRun(other, std::string_view(stream).substr(most.bytes), 3, 30);
        QCOMPARE(rest.bytes, stream.size() / 2);
        QVERIFY(rest.own);
        QCOMPARE(ledger.receivedRun(other, stream, 3, 30).bytes, std::size_t{0});
        ledger.close(other);
        QCOMPARE(ledger.missing + ledger.doubled + ledger.disordered, std::uint64_t{0});
        QCOMPARE(ledger.deliveries(), std::uint64_t{6});
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
