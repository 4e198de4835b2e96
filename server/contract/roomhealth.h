// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>

namespace foyer {

using namespace std::chrono_literals;

/// How the room does, in the figures of the last few seconds.
struct RoomHealth
{
    enum class Verdict : quint8 {
        Healthy,
        Busy,      ///< people may notice it
        NotSaving, ///< the room goes on, but what happens cannot be kept
        Struggling ///< messages come late
    };

    /// "Lately" is within this.
    static constexpr std::chrono::seconds lately = 10s;
    /// Stands for a time longer than can be told apart.
    static constexpr std::chrono::microseconds beyond = std::chrono::microseconds::max();

    // Where one verdict ends and the next begins; any one of them is enough.
    static constexpr std::chrono::microseconds busyLatency = 100ms; ///< for 99 of 100 messages
    static constexpr std::chrono::microseconds strugglingLatency = 1s;
    static constexpr std::chrono::milliseconds busyTurn = 250ms;
    static constexpr std::chrono::milliseconds strugglingTurn = 1s;
    // One bad connection is its owner's trouble; a fifth of all is the room's.
    static constexpr quint32 someBehind = 3;
    static constexpr quint32 busyBehindPercent = 20;
    static constexpr quint32 strugglingBehindPercent = 50;

    quint32 members = 0;
    quint32 sessions = 0;       ///< their connections, and those that have not joined
    quint32 sessionsBehind = 0; ///< something waits to be sent to them now
    quint32 messagesLately = 0;
    quint32 refusalsLately = 0;
    quint32 cutOffLately = 0; ///< closed because too much waited for them
    /// From the decision of the room until the last connection had it, for half and for 99 of 100; 0 when nothing was sent lately.
    std::chrono::microseconds halfWithin{0};
    std::chrono::microseconds mostWithin{0};
    /// The longest that everybody had to wait for the room to look up again, lately.
    std::chrono::milliseconds longestTurn{0};
    /// So many things that happened wait for the log, and for how long by now; nobody sees them before they are written.
    quint32 unwritten = 0;
    std::chrono::seconds unwrittenFor{0};
    bool takesNothingMore = false; ///< because so much waits
    /// Why what happens cannot be saved at present, in the system's words; the room goes on without. Empty: it is saved.
    QString storageTrouble;
    quint32 unsaved = 0;    ///< events that wait in memory until it can be again
    quint64 neverSaved = 0; ///< events, since the room was opened, that were too many to wait

    /// Why something that was to be deleted from the history is still there, in the system's words; it is tried again. Empty: nothing is.
    QString undeleted;

    [[nodiscard]] Verdict verdict() const;

    bool operator==(const RoomHealth &) const = default;
};

} // namespace foyer
