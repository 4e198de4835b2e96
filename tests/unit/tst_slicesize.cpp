// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/slicesize.h"

#include <QTest>

using namespace foyer;
using namespace std::chrono_literals;

class tst_SliceSize final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithTheMost() { QCOMPARE(SliceSize(10, 300, 4ms).size(), 300); }

    void learns_data()
    {
        QTest::addColumn<int>("done");
        QTest::addColumn<int>("tookUs");
        QTest::addColumn<int>("next");
        QTest::newRow("as wanted") << 100 << 4000 << 100;
        QTest::newRow("twice as long") << 100 << 8000 << 50;
        QTest::newRow("a third longer") << 100 << 5333 << 75;
        QTest::newRow("half as long: not twice as many at once") << 100 << 2000 << 151;
        QTest::newRow("a little too quick") << 100 << 3200 << 125;
        QTest::newRow("cut short") << 40 << 4000 << 40;
        QTest::newRow("in no time") << 1 << 0 << 151;
        QTest::newRow("never less than the least") << 100 << 4'000'000 << 10;
        QTest::newRow("nothing was done") << 0 << 9000 << 100;
    }
    void learns()
    {
        QFETCH(int, done);
        QFETCH(int, tookUs);
        SliceSize size(10, 300, 4ms);
        size.learn(100, 4ms); // from 100 on
        size.learn(done, std::chrono::microseconds(tookUs));
        QTEST(size.size(), "next");
    }

    void neverMoreThanTheMost()
    {
        SliceSize size(10, 300, 4ms);
        size.learn(300, 1ms);
        QCOMPARE(size.size(), 300);
    }

    /// A slow minute passes: some slices later it works as before.
    void comesBack()
    {
        SliceSize size(10, 300, 4ms);
        size.learn(300, 10s);
        QCOMPARE(size.size(), 10);
        for (int slice = 0; slice < 10; ++slice)
            size.learn(size.size(), 1ms);
        QCOMPARE(size.size(), 300);
    }
};

QTEST_APPLESS_MAIN(tst_SliceSize)
#include "tst_slicesize.moc"
