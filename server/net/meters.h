// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/histogram.h"
#include "server/contract/refusal.h"
#include "server/protocol/wirewords.h"
#include "server/room/outcome.h"

#include <QMap>

namespace foyer {

/// What has been counted since the room was opened. Plain numbers of one thread: counting is an addition, never more
/// often than once per batch and recipient.
struct Meters
{
    static constexpr std::array<quint64, 11> batchBounds{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};
    /// Microseconds, 100 µs to 10 s.
    static constexpr std::array<quint64, 16> latencyBounds{100,    250,    500,     1000,    2500,    5000,    10000,   25000,
                                                           50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000};
    /// Stands for a close code that is neither the protocol's nor ours.
    static constexpr quint16 otherCode = 0;

    quint64 accepted = 0; ///< connections
    quint64 arrived = 0;  ///< WebSocket handshakes
    quint64 messages = 0;
    quint64 deliveries = 0;    ///< events for everyone, times the sessions they went to
    quint64 sentBytes = 0;     ///< of frames to sessions, but for pongs and closings
    quint64 receivedBytes = 0; ///< of text messages, as UTF-8
    quint32 sessionsBehind = 0; ///< something waits to be sent to them
    qint64 owedBytes = 0;       ///< that wait for all of them together
    Histogram<batchBounds.size()> batchEvents{batchBounds};
    Histogram<latencyBounds.size()> appendToBroadcast{latencyBounds};
    std::array<quint64, wire::refusals.rows.size()> refusals{}; ///< by RefusalCode
    QMap<int, quint64> responses;                               ///< by HTTP status
    QMap<quint16, quint64> closes;                              ///< by close code

    /// What goes out to this many sessions that hear everything.
    void countBatch(const QList<Outcome> &outcomes, qsizetype live);
    void countRefusal(RefusalCode code) { ++refusals[static_cast<size_t>(code)]; }
    /// A peer may close with any number; not everyone gets a counter of its own.
    void countClose(quint16 code);

    [[nodiscard]] quint64 allRefusals() const;
};

} // namespace foyer
