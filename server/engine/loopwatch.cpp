// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/loopwatch.h"

#include "server/base/processfigures.h"

#include <QAbstractEventDispatcher>

namespace foyer {

LoopWatch::LoopWatch(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

void LoopWatch::start()
{
    const QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this,
            [this] { m_turns.wakes(m_clock.steadyUs(), threadCpuUs()); });
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this,
            [this] { m_turns.waits(m_clock.steadyUs(), threadCpuUs()); });
}

} // namespace foyer
