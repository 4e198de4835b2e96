// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>

namespace foyer {

/// The chance in a random test: the same every time, unless FOYER_TEST_SEED in the environment wants another.
class Luck final
{
public:
    Luck() : m_seed(fromEnvironment("FOYER_TEST_SEED", 1)), m_generator(m_seed) {}

    /// To be told when the test fails.
    [[nodiscard]] quint32 seed() const { return m_seed; }
    /// From 0 to `below` - 1.
    [[nodiscard]] int upTo(int below) { return m_generator.bounded(below); }
    /// True once in so many times.
    [[nodiscard]] bool oneIn(int times) { return upTo(times) == 0; }

    /// So many rounds, unless FOYER_TEST_ROUNDS in the environment wants others.
    [[nodiscard]] static int rounds(int usual)
    {
        return static_cast<int>(fromEnvironment("FOYER_TEST_ROUNDS", static_cast<quint32>(usual)));
    }

private:
    [[nodiscard]] static quint32 fromEnvironment(const char *name, quint32 usual)
    {
        bool given = false;
        const quint32 wanted = qEnvironmentVariable(name).toUInt(&given);
        return given ? wanted : usual;
    }

    quint32 m_seed;
    QRandomGenerator m_generator;
};

} // namespace foyer
