// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siegetest.h"

/// Too many, and those who are not really there.
class tst_Crowds final : public foyer::SiegeTest
{
    Q_OBJECT

private Q_SLOTS:
    void othersDoNotFeelIt_data() { addRows(siege::crowds()); }
    void othersDoNotFeelIt()
    {
        QFETCH(size_t, place);
        judge(siege::crowds()[place]);
    }
};

QTEST_GUILESS_MAIN(tst_Crowds)
#include "tst_crowds.moc"
