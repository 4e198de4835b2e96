// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/histogram.h"
#include "server/base/recentmax.h"

#include <QTest>

using namespace foyer;

namespace {

using Three = Histogram<3>;
constexpr std::array<quint64, 3> bounds{10, 100, 1000};

Three of(std::initializer_list<quint64> values)
{
    Three histogram(bounds);
    for (const quint64 value : values)
        histogram.record(value);
    return histogram;
}

} // namespace

class tst_Histogram final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boundsAreInclusive()
    {
        const Three histogram = of({0, 10, 11, 100, 1000, 1001});
        QCOMPARE(histogram.counts(), (std::array<quint64, 4>{2, 2, 1, 1}));
        QCOMPARE(histogram.sum(), quint64{2122});
        QCOMPARE(histogram.count(), quint64{6});
    }

    void differenceIsWhatCameBetween()
    {
        Three histogram = of({5, 500});
        const Three earlier = histogram;
        histogram.record(7);
        histogram.record(5000);
        const Three later = histogram.since(earlier);
        QCOMPARE(later.counts(), (std::array<quint64, 4>{1, 0, 0, 1}));
        QCOMPARE(later.sum(), quint64{5007});
        QCOMPARE(histogram.since(histogram).count(), quint64{0});
    }

    void quantiles()
    {
        QVERIFY(!of({}).quantile(0.5));
        QCOMPARE(of({1}).quantile(0.5), quint64{10});
        QCOMPARE(of({1}).quantile(0.99), quint64{10});
        QCOMPARE(of({50, 50, 50}).quantile(0), quint64{100}); // a bound that something fell below
        QCOMPARE(of({1, 50}).quantile(0.5), quint64{10});
        QCOMPARE(of({1, 50}).quantile(0.51), quint64{100});
        QCOMPARE(of({1, 50, 5000}).quantile(0.99), Three::beyond);

        Three many(bounds);
        for (int i = 0; i < 99; ++i)
            many.record(1);
        many.record(500);
        QCOMPARE(many.quantile(0.99), quint64{10});
        many.record(500);
        QCOMPARE(many.quantile(0.99), quint64{1000});
    }

    void recentMaxForgets()
    {
        RecentMax recent;
        QCOMPARE(recent.value(0), qint64{0});
        recent.record(1000, 7);
        recent.record(1999, 3);
        QCOMPARE(recent.value(1999), qint64{7});
        recent.record(5000, 4);
        QCOMPARE(recent.value(5000, 10), qint64{7});
        QCOMPARE(recent.value(5000, 3), qint64{4});
        QCOMPARE(recent.value(60999), qint64{7});
        QCOMPARE(recent.value(61000), qint64{4});
        QCOMPARE(recent.value(65000), qint64{0});
        recent.record(61000, 2); // where second 1 was
        QCOMPARE(recent.value(61000), qint64{4});
        QCOMPARE(recent.value(66000), qint64{2});
        QCOMPARE(recent.value(1'000'000), qint64{0});
    }
};

QTEST_APPLESS_MAIN(tst_Histogram)
#include "tst_histogram.moc"
