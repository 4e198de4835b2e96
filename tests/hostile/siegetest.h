// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/hostile/siege/attacks.h"

#include <QTest>

namespace foyer {

/// What every attack must lead to, whoever is attacked: those who behave lose nothing, those who do not are told so, and the room is as before.
/// How long anybody waits is for the bench to judge.
class SiegeTest : public QObject
{
    Q_OBJECT

protected:
    static void addRows(const std::vector<siege::Attack> &attacks)
    {
        QTest::addColumn<size_t>("place");
        for (size_t place = 0; place < attacks.size(); ++place)
            QTest::newRow(attacks[place].name.c_str()) << place;
    }

    static void judge(const siege::Attack &attack);
};

} // namespace foyer
