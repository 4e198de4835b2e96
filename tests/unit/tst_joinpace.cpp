// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/joinpace.h"
#include "tests/support/handmovedclock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

class tst_JoinPace final : public QObject
{
    Q_OBJECT

private:
    HandMovedClock m_clock;

    [[nodiscard]] bool comesIn(JoinPace &pace, const QString &address) const
    {
        if (pace.wait(address, m_clock.steadyMs()) > 0)
            return false;
        pace.count(address, m_clock.steadyMs());
        return true;
    }

private Q_SLOTS:
    void soManyInASpan()
    {
        JoinPace pace{Limits{}};
        for (int i = 0; i < 64; ++i)
            QVERIFY(comesIn(pace, u"192.168.1.1"_s));
        QVERIFY(!comesIn(pace, u"192.168.1.1"_s));
        QVERIFY(comesIn(pace, u"192.168.1.2"_s));
        m_clock.advance(10000);
        for (int i = 0; i < 64; ++i)
            QVERIFY(comesIn(pace, u"192.168.1.1"_s));
        QVERIFY(!comesIn(pace, u"192.168.1.1"_s));
    }

    void askingCostsNothing()
    {
        JoinPace pace{Limits{}};
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(pace.wait(u"192.168.1.1"_s, m_clock.steadyMs()), 0);
        QVERIFY(comesIn(pace, u"192.168.1.1"_s));
    }

    void everybodyGetsATurn()
    {
        JoinPace pace{Limits{}};
        while (comesIn(pace, u"a"_s)) { }
        QList<qint64> waits;
        for (int i = 0; i < 20; ++i)
            waits.append(pace.wait(u"a"_s, m_clock.steadyMs()));
        QVERIFY(std::is_sorted(waits.begin(), waits.end()));
        QVERIFY(waits.last() - waits.first() >= 19 * 156);
        for (int i = 0; i < 10000; ++i)
            QVERIFY(pace.wait(u"a"_s, m_clock.steadyMs()) <= 5000);
    }

    void noneIsNone()
    {
        Limits limits;
        limits.joinsPerAddress = 0;
        JoinPace pace(limits);
        for (int i = 0; i < 10000; ++i)
            QVERIFY(comesIn(pace, u"a"_s));
        QCOMPARE(pace.remembered(), 0);
    }

    void forgetsAddresses()
    {
        JoinPace pace{Limits{}};
        while (comesIn(pace, u"busy"_s)) { }
        for (int i = 0; i < 5000; ++i) {
            QVERIFY(comesIn(pace, u"a%1"_s.arg(i)));
            m_clock.advance(i < 4990 ? 1 : 0);
        }
        QVERIFY2(pace.remembered() < 1000, qPrintable(QString::number(pace.remembered())));
    }
};

QTEST_APPLESS_MAIN(tst_JoinPace)
#include "tst_joinpace.moc"
