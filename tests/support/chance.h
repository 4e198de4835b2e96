// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace foyer {

/// What a random test begins with: FOYER_TEST_SEED in the environment, or its own. It says so when it fails.
[[nodiscard]] inline quint32 testSeed(quint32 own)
{
    bool isSet = false;
    const int seed = qEnvironmentVariableIntValue("FOYER_TEST_SEED", &isSet);
    return isSet ? static_cast<quint32>(seed) : own;
}

/// How often it tries: FOYER_TEST_ROUNDS times its own number, which takes a few seconds at most.
[[nodiscard]] inline int testRounds(int own)
{
    bool isSet = false;
    const int times = qEnvironmentVariableIntValue("FOYER_TEST_ROUNDS", &isSet);
    return isSet && times > 0 ? own * times : own;
}

} // namespace foyer
