// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QString>

#include <algorithm>

namespace foyer {

/// What a random test begins with: FOYER_TEST_SEED in the environment, or its own. It says so when it fails.
[[nodiscard]] inline quint32 testSeed(quint32 own)
{
    bool isSet = false;
    const quint32 seed = qEnvironmentVariable("FOYER_TEST_SEED").toUInt(&isSet);
    return isSet ? seed : own;
}

/// How often it tries: FOYER_TEST_ROUNDS (0.25, 20, …) times its own number, which takes a few seconds at most.
[[nodiscard]] inline int testRounds(int own)
{
    bool isSet = false;
    const double times = qEnvironmentVariable("FOYER_TEST_ROUNDS").toDouble(&isSet);
    return isSet && times > 0 ? std::max(int(own * times), 1) : own;
}

/// The chance in a random test: the same every time, unless FOYER_TEST_SEED in the environment wants another.
class Luck final
{
public:
    Luck() : m_seed(testSeed(1)), m_generator(m_seed) {}

    /// To be told when the test fails.
    [[nodiscard]] quint32 seed() const { return m_seed; }
    /// From 0 to `below` - 1.
    [[nodiscard]] int upTo(int below) { return m_generator.bounded(below); }
    /// True once in so many times.
    [[nodiscard]] bool oneIn(int times) { return upTo(times) == 0; }

private:
    quint32 m_seed;
    QRandomGenerator m_generator;
};

} // namespace foyer
