// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowheights.h"

#include <QTest>

using namespace foyer;

class tst_RowHeights final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guessesUntilMeasured()
    {
        RowHeights rows;
        QCOMPARE(rows.rowAt(0), -1);
        rows.reset(3, 10);
        QCOMPARE(rows.top(3), 30);
        rows.measured(1, 50);
        QVERIFY(rows.isMeasured(1));
        QVERIFY(!rows.isMeasured(2));
        QCOMPARE(rows.top(2), 60);
        QCOMPARE(rows.top(3), 70);
    }

    void findsTheRow()
    {
        RowHeights rows;
        rows.reset(3, 10);
        rows.measured(1, 50);
        QCOMPARE(rows.rowAt(-5), 0);
        QCOMPARE(rows.rowAt(9), 0);
        QCOMPARE(rows.rowAt(10), 1);
        QCOMPARE(rows.rowAt(59), 1);
        QCOMPARE(rows.rowAt(60), 2);
        QCOMPARE(rows.rowAt(1000), 2);
    }

    void followsWhatComesAndGoes()
    {
        RowHeights rows;
        rows.reset(2, 10);
        rows.measured(0, 30);
        rows.measured(1, 40);
        QCOMPARE(rows.top(2), 70);
        rows.insert(1, 2);
        QCOMPARE(rows.top(3), 50);
        QCOMPARE(rows.top(4), 90);
        rows.remove(0, 1);
        QCOMPARE(rows.count(), 3);
        QCOMPARE(rows.top(2), 20);
        QCOMPARE(rows.top(3), 60);
        rows.forget(2, 2);
        QVERIFY(!rows.isMeasured(2));
        QCOMPARE(rows.height(2), 40); // the best guess there is
    }
};

QTEST_GUILESS_MAIN(tst_RowHeights)
#include "tst_rowheights.moc"
