// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siegetest.h"
#include "tests/support/chance.h"

/// Bytes that mean nothing. FOYER_TEST_ROUNDS and FOYER_TEST_SEED for more, and for others.
class tst_RandomBytes final : public foyer::SiegeTest
{
    Q_OBJECT

private Q_SLOTS:
    void leaveNoTrace()
    {
        const quint32 seed = foyer::testSeed(QRandomGenerator::system()->bounded(1, 1'000'000));
        const int rounds = foyer::testRounds(3000);
        qInfo("FOYER_TEST_SEED=%u, %d rounds", seed, rounds);
        judge(siege::randomBytes(static_cast<unsigned>(rounds), seed));
    }
};

QTEST_GUILESS_MAIN(tst_RandomBytes)
#include "tst_randombytes.moc"
