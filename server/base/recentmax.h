// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace foyer {

/// The greatest of the values that came within the last while, up to a minute, to the second.
class RecentMax final
{
public:
    static constexpr qint64 seconds = 60;

    /// `nowMs` is steady time and never falls.
    void record(qint64 nowMs, qint64 value)
    {
        const qint64 second = nowMs / 1000;
        Slot &slot = m_slots[static_cast<size_t>(second % seconds)];
        if (slot.second != second)
            slot = {second, value};
        else
            slot.most = std::max(slot.most, value);
    }

    /// Within the last `span` seconds, at most a minute; 0 when nothing came.
    [[nodiscard]] qint64 value(qint64 nowMs, qint64 span = seconds) const
    {
        qint64 most = 0;
        for (const Slot &slot : m_slots) {
            if (slot.second > nowMs / 1000 - span)
                most = std::max(most, slot.most);
        }
        return most;
    }

private:
    struct Slot
    {
        qint64 second = -seconds;
        qint64 most = 0;
    };
    std::array<Slot, static_cast<size_t>(seconds)> m_slots;
};

} // namespace foyer
