// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/limits.h"

#include <QTest>

using namespace foyer;

class tst_Limits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitInto_data();
    void fitInto();
    void neverRaised();
    void saysWhetherItCut();
    void noneStillFits();
};

void tst_Limits::fitInto_data()
{
    QTest::addColumn<int>("descriptors");
    QTest::newRow("none to speak of") << 0;
    QTest::newRow("a tight shell") << 128;
    QTest::newRow("two hundred") << 200;
    QTest::newRow("what was usual") << 256;
    QTest::newRow("the usual") << 1024;
    QTest::newRow("what a system allows") << 4096;
    QTest::newRow("plenty") << 65536;
}

void tst_Limits::fitInto()
{
    QFETCH(const int, descriptors);
    Limits limits;
    const Limits usual;
    limits.fitInto(descriptors);
    QVERIFY(limits.connections > 0);
    QVERIFY(limits.atTheDoor > 0);
    QVERIFY(limits.connections <= usual.connections);
    QVERIFY(limits.atTheDoor <= usual.atTheDoor);
    if (descriptors >= 128)
        QVERIFY2(limits.connections + limits.atTheDoor <= descriptors - 64,
                 "the log and the rest of the program need some too");
    if (descriptors >= 4096) {
        QCOMPARE(limits.connections, usual.connections);
        QCOMPARE(limits.atTheDoor, usual.atTheDoor);
    }
    // A second time changes nothing.
    const int connections = limits.connections;
    limits.fitInto(descriptors);
    QCOMPARE(limits.connections, connections);
}

void tst_Limits::neverRaised()
{
    Limits limits;
    limits.connections = 10;
    limits.atTheDoor = 3;
    limits.fitInto(65536);
    QCOMPARE(limits.connections, 10);
    QCOMPARE(limits.atTheDoor, 3);
}

void tst_Limits::saysWhetherItCut()
{
    Limits limits;
    QVERIFY(!limits.fitInto(65536));
    QVERIFY(limits.fitInto(1024));
    QVERIFY(!limits.fitInto(1024));
}

void tst_Limits::noneStillFits()
{
    Limits limits;
    limits.connections = 0;
    QVERIFY(!limits.fitInto(20000));
    QCOMPARE(limits.connections, 20000 - 96 - limits.atTheDoor);
}

QTEST_APPLESS_MAIN(tst_Limits)
#include "tst_limits.moc"
