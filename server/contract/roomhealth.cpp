// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/roomhealth.h"

namespace foyer {

RoomHealth::Verdict RoomHealth::verdict() const
{
    const auto areBehind = [this](quint32 percent) {
        return sessionsBehind >= someBehind && quint64{sessionsBehind} * 100 >= quint64{sessions} * percent;
    };
    if (unwrittenFor > 0s || takesNothingMore)
        return Verdict::Struggling;
    if (mostWithin > strugglingLatency || longestTurn > strugglingTurn || areBehind(strugglingBehindPercent))
        return Verdict::Struggling;
    if (!storageTrouble.isEmpty())
        return Verdict::NotSaving;
    if (mostWithin > busyLatency || longestTurn > busyTurn || areBehind(busyBehindPercent))
        return Verdict::Busy;
    return Verdict::Healthy;
}

} // namespace foyer
