// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/bucketshelf.h"
#include "server/access/tokenbucket.h"
#include "server/base/clock.h"
#include "server/contract/limits.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>

namespace foyer {

class ReadingTurn;

/// How much of the room's one thread goes into reading what people send. Frames can be far cheaper to send than to read (6 bytes make a
/// ping), so neither bytes nor messages bound it: time does. Within its own share and that of its address a connection is read at once; whoever is
/// beyond stands in the slow lane, where all together get a fifth of the time, one after the other.
class ReadingTime final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadingTime)

public:
    /// `clock` outlives it.
    ReadingTime(const Clock &clock, const Limits &limits, QObject *parent = nullptr);

    /// Nobody is bounded.
    [[nodiscard]] bool isNone() const { return m_ofAddress.isNone(); }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    /// Charges a turn to a connection and to its address (see addressKey()); whether both have something left.
    [[nodiscard]] bool charge(TokenBucket &connection, const QString &address, qint64 us);
    [[nodiscard]] bool hasLeft(const TokenBucket &connection, const QString &address);
    /// How long a turn that begins now may last, in µs: short once this round of the event loop has been reading for long, so that what comes of all
    /// that was read is not kept waiting by hundreds who have much to say.
    [[nodiscard]] qint64 turnUs() const;

    /// `turn` is served in the slow lane, by serve(), until it leaves.
    void enter(ReadingTurn *turn);
    void leave(ReadingTurn *turn);
    [[nodiscard]] bool isAnybodySlow() const { return !m_slow.empty(); }

private:
    void serve();
    [[nodiscard]] TokenBucket &shareOf(const QString &address, qint64 nowMs);

    const Clock &m_clock;
    const Pace m_ofAddress; ///< in µs
    const Pace m_ofConnection;
    BucketShelf<QString, TokenBucket> m_shares;
    qint64 m_roundUs = 0; ///< read in this round of the event loop
    std::deque<ReadingTurn *> m_slow;
    QTimer m_lane;
};

} // namespace foyer
