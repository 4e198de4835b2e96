// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/processfigures.h"
#include "server/net/meters.h"

namespace foyer {

/// What is so at this moment, beside what has been counted.
struct MomentFigures
{
    quint32 members = 0;
    quint32 sessions = 0;
    quint32 atTheDoor = 0;
    qint64 startedAtMs = 0; ///< wall clock
    qint64 longestTurnUs = 0;
    qint64 longestTurnLatelyUs = 0; ///< within the last minute
    quint32 unwritten = 0; ///< events that wait for the log
    qint64 unwrittenMs = 0;
    ProcessFigures process;
};

/// What /metrics answers: numbers alone, nobody's name, address or words.
[[nodiscard]] QByteArray metricsPage(const Meters &meters, const MomentFigures &moment);

} // namespace foyer
