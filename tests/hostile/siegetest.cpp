// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siegetest.h"

#include "tests/support/sanitized.h"

namespace foyer {

namespace {

constexpr double mostGrowthBytes = 64e6;

} // namespace

void SiegeTest::judge(const siege::Attack &attack)
{
    siege::Ground ground;
    ground.executable = qEnvironmentVariable("FOYER_EXECUTABLE").toStdString();
    const siege::Findings found = siege::hold(attack, ground);

    QVERIFY2(found.lines > 0, "nobody could talk");
    QCOMPARE(found.came, attack.numbers.total);
    QVERIFY2(found.bytesSent >= attack.leastBytes, qPrintable(QStringLiteral("only %1 bytes were sent: that is no attack").arg(found.bytesSent)));
    if (attack.descriptors > 0)
        QVERIFY2(found.descriptorsMost < attack.descriptors, "the room had no descriptor left");
    QCOMPARE(found.lost, 0u);
    QCOMPARE(found.doubled, 0u);
    QCOMPARE(found.disordered, 0u);
    QCOMPARE(found.refused, 0u);
    QCOMPARE(found.thrownOut, 0u);
    for (const std::string &surprise : found.surprises)
        qWarning("%s", surprise.c_str());
    QVERIFY(found.surprises.empty());
    for (const auto &[code, least] : attack.closes)
        QVERIFY2(found.closes.at(code) >= least, qPrintable(QStringLiteral("closed with %1: %2").arg(code).arg(found.closes.at(code))));
    QVERIFY2(found.newcomerSeconds >= 0, "nobody new came in afterwards");
    QVERIFY2(found.descriptorsBackSeconds >= 0,
             qPrintable(QStringLiteral("%1 descriptors before, %2 after").arg(found.descriptorsBefore).arg(found.descriptorsAfter)));
    if (attack.isKicked)
        QVERIFY2(found.goneSeconds >= 0, "who was kicked did not go");
    if (!isSanitized)
        QVERIFY2(found.growthBytes <= mostGrowthBytes, qPrintable(QStringLiteral("grew by %1 MB").arg(found.growthBytes / 1e6)));
    QCOMPARE(found.exitCode, 0);
}

} // namespace foyer
