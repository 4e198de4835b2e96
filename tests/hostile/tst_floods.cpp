// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siegetest.h"

/// Too much, too fast, and never read.
class tst_Floods final : public foyer::SiegeTest
{
    Q_OBJECT

private Q_SLOTS:
    void othersDoNotFeelIt_data() { addRows(siege::floods()); }
    void othersDoNotFeelIt()
    {
        QFETCH(size_t, place);
        judge(siege::floods()[place]);
    }
};

QTEST_GUILESS_MAIN(tst_Floods)
#include "tst_floods.moc"
