// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/engine/loopturns.h"

#include <QObject>

namespace foyer {

/// Times the turns of its own thread's event loop.
class LoopWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoopWatch)

public:
    explicit LoopWatch(const Clock &clock, QObject *parent = nullptr);

    void start();
    [[nodiscard]] const LoopTurns &turns() const { return m_turns; }

private:
    const Clock &m_clock;
    LoopTurns m_turns;
};

} // namespace foyer
