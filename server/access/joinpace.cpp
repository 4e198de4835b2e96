// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/joinpace.h"

#include <algorithm>

namespace foyer {

namespace {

/// Nobody is sent away for longer: who gave up need not be waited for, and a connection may not stand unjoined for ever.
constexpr qint64 longestWaitMs = 5000;
/// In the span: a connection that is lost every second.
constexpr double mostComebacks = 10;

} // namespace

JoinPace::JoinPace(const Limits &limits)
    : m_pace{double(limits.joinsPerAddress), limits.joinSpan, double(limits.joinsPerAddress)},
      m_comebacks{limits.joinsPerAddress > 0 ? mostComebacks : 0, limits.joinSpan, mostComebacks}
{}

bool JoinPace::mayComeBack(DeviceId device, qint64 nowMs)
{
    if (m_comebacks.isNone())
        return true;
    TokenBucket &bucket =
        m_devices.of(device, [this, nowMs](const TokenBucket &other) { return other.isFull(m_comebacks, nowMs); });
    if (bucket.wait(m_comebacks, 1, nowMs) > 0)
        return false;
    bucket.take(m_comebacks, 1, nowMs);
    return true;
}

JoinPace::Line &JoinPace::lineOf(const QString &addressKey, qint64 nowMs)
{
    return m_lines.of(addressKey, [this, nowMs](const Line &line) { return line.joined.isFull(m_pace, nowMs); });
}

qint64 JoinPace::wait(const QString &addressKey, qint64 nowMs)
{
    if (m_pace.isNone())
        return 0;
    Line &line = lineOf(addressKey, nowMs);
    const qint64 wait = line.joined.wait(m_pace, 1, nowMs);
    if (wait == 0)
        return 0;
    // One after the other: a class that was turned away as one would stand at the door as one again.
    const auto apart = qint64(double(m_pace.span.count()) / m_pace.count);
    line.lastTurnMs = std::min(std::max(nowMs + wait, line.lastTurnMs + apart), nowMs + longestWaitMs);
    return line.lastTurnMs - nowMs;
}

void JoinPace::count(const QString &addressKey, qint64 nowMs)
{
    if (!m_pace.isNone())
        lineOf(addressKey, nowMs).joined.take(m_pace, 1, nowMs);
}

} // namespace foyer
