// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chance.h"
#include "tests/unit/retelling.h"

#include <QTest>

using namespace foyer;

/// Whatever happens to a room, in whatever order, it keeps its promises. A story that ends badly is made as short as it
/// can be and told in words. RC_PARAMS in the environment is RapidCheck's: "max_success=20000" tells more stories,
/// "seed=…" others.
class tst_RoomProperties final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "seed=" + QByteArray::number(testSeed(1)) + " max_success="
                                     + QByteArray::number(testRounds(2000)) + " max_size=150");
    }

    void anyStoryEndsWell()
    {
        QVERIFY(rc::check("any story ends well", [](const Story &story) { Retelling(story).tell(); }));
    }
};

QTEST_APPLESS_MAIN(tst_RoomProperties)
#include "tst_roomproperties.moc"
