// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siegetest.h"

/// Heads of requests that nobody should send.
class tst_DoorAttacks final : public foyer::SiegeTest
{
    Q_OBJECT

private Q_SLOTS:
    void othersDoNotFeelIt_data() { addRows(siege::doorAttacks()); }
    void othersDoNotFeelIt()
    {
        QFETCH(size_t, place);
        judge(siege::doorAttacks()[place]);
    }
};

QTEST_GUILESS_MAIN(tst_DoorAttacks)
#include "tst_doorattacks.moc"
