// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/bucketshelf.h"
#include "server/access/tokenbucket.h"
#include "server/base/id.h"
#include "server/contract/limits.h"

#include <QString>

namespace foyer {

/// Lets only so many newcomers of one address in at a time, and gives the others a turn each.
class JoinPace final
{
public:
    explicit JoinPace(const Limits &limits);

    /// Ms after which a newcomer from this address should ask again; 0: may come in now.
    [[nodiscard]] qint64 wait(const QString &addressKey, qint64 nowMs);
    /// Whether a device that has been here comes back without standing in line: as often as a bad connection makes it, and no more.
    [[nodiscard]] bool mayComeBack(DeviceId device, qint64 nowMs);
    /// One has come in.
    void count(const QString &addressKey, qint64 nowMs);
    [[nodiscard]] qsizetype remembered() const { return m_lines.size() + m_devices.size(); }

private:
    struct Line
    {
        TokenBucket joined;
        qint64 lastTurnMs = 0; ///< the latest that somebody was told to wait for
    };
    [[nodiscard]] Line &lineOf(const QString &addressKey, qint64 nowMs);

    Pace m_pace;
    Pace m_comebacks;
    BucketShelf<QString, Line> m_lines;
    BucketShelf<DeviceId, TokenBucket> m_devices;
};

} // namespace foyer
