// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siegetest.h"

#include <QRandomGenerator>

/// Bytes that mean nothing. FOYER_TEST_ROUNDS and FOYER_TEST_SEED for more, and for others.
class tst_RandomBytes final : public foyer::SiegeTest
{
    Q_OBJECT

private Q_SLOTS:
    void leaveNoTrace()
    {
        bool ok = false;
        int rounds = qEnvironmentVariableIntValue("FOYER_TEST_ROUNDS", &ok);
        if (!ok)
            rounds = 3000;
        int seed = qEnvironmentVariableIntValue("FOYER_TEST_SEED", &ok);
        if (!ok)
            seed = QRandomGenerator::system()->bounded(1, 1'000'000);
        qInfo("FOYER_TEST_SEED=%d FOYER_TEST_ROUNDS=%d", seed, rounds);
        judge(siege::randomBytes(static_cast<unsigned>(rounds), static_cast<unsigned>(seed)));
    }
};

QTEST_GUILESS_MAIN(tst_RandomBytes)
#include "tst_randombytes.moc"
