// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/rowsteps.h"

#include <QTest>

using namespace foyer;

namespace {

using Keys = QList<quint64>;

} // namespace

class tst_RowSteps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lead_data()
    {
        QTest::addColumn<QList<quint64>>("before");
        QTest::addColumn<QList<quint64>>("after");
        QTest::addColumn<int>("steps");
        QTest::newRow("nothing at all") << Keys{} << Keys{} << 0;
        QTest::newRow("the same") << Keys{3, 2, 1} << Keys{3, 2, 1} << 0;
        QTest::newRow("the first") << Keys{} << Keys{3, 2, 1} << 1;
        QTest::newRow("all gone") << Keys{3, 2, 1} << Keys{} << 1;
        QTest::newRow("newer ones") << Keys{3, 2, 1} << Keys{5, 4, 3, 2, 1} << 1;
        QTest::newRow("older ones gone") << Keys{5, 4, 3, 2, 1} << Keys{5, 4} << 1;
        QTest::newRow("here and there") << Keys{9, 7, 5, 3, 1} << Keys{10, 9, 6, 5, 4, 0} << 5;
        QTest::newRow("others") << Keys{3, 2, 1} << Keys{6, 5} << 2;
    }

    void lead()
    {
        QFETCH(const QList<quint64>, before);
        QFETCH(const QList<quint64>, after);
        QFETCH(const int, steps);
        const QList<RowStep> way = rowSteps(before, after);
        QList<quint64> rows = before;
        for (const RowStep &step : way) {
            QVERIFY(step.count > 0 && step.first >= 0);
            if (step.kind == RowStep::Kind::Remove) {
                QVERIFY(step.first + step.count <= rows.size());
                for (int row = step.first; row < step.first + step.count; ++row)
                    QVERIFY(!after.contains(rows.at(row)));
                rows.remove(step.first, step.count);
            } else {
                QVERIFY(step.first <= rows.size());
                for (int row = step.first; row < step.first + step.count; ++row)
                    rows.insert(row, after.at(row));
            }
        }
        QCOMPARE(rows, after);
        QCOMPARE(way.size(), steps);
    }
};

QTEST_GUILESS_MAIN(tst_RowSteps)
#include "tst_rowsteps.moc"
