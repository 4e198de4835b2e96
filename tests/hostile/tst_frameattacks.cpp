// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siegetest.h"

/// Frames that RFC 6455, the protocol or a limit forbids.
class tst_FrameAttacks final : public foyer::SiegeTest
{
    Q_OBJECT

private Q_SLOTS:
    void othersDoNotFeelIt_data() { addRows(siege::frameAttacks()); }
    void othersDoNotFeelIt()
    {
        QFETCH(size_t, place);
        judge(siege::frameAttacks()[place]);
    }
};

QTEST_GUILESS_MAIN(tst_FrameAttacks)
#include "tst_frameattacks.moc"
