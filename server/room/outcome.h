// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/contract/event.h"
#include "server/contract/refusal.h"
#include "server/contract/roomsnapshot.h"

#include <variant>

namespace foyer {

/// The command was carried out.
struct Done
{
    quint64 seq = 0; ///< of the message, for Say
};

/// Older events are wanted; the log has them.
struct BacklogWanted
{
    quint64 before = 0;
    quint32 limit = 0;
    quint64 notBefore = 0; ///< what lies before it is not theirs to see
};

/// The history is to be searched; the log has it.
struct SearchWanted
{
    HistoryQuery query;
    quint64 notBefore = 0; ///< what lies before it is not theirs to see
};

struct Ponged
{};

using ReplyBody = std::variant<Done, Refusal, RosterPage, BacklogWanted, SearchWanted, Ponged>;

/// The direct answer to whoever sent a command.
struct Reply
{
    SessionId session;
    size_t command = 0; ///< index of the CommandBody alternative it answers
    QString id;
    ReplyBody body;
};

/// A session that takes part from the end of this outcome on.
struct Admission
{
    SessionId session;
    UserId user;
    DeviceId device;
    QString name;
    Role role = Role::Guest;
    bool resumed = false; ///< send what came after `resumeAfter` in place of the snapshot's lines
    bool gap = false;
    quint64 resumeAfter = 0;
    quint64 firstSeq = 0; ///< with which the user first came in
    RoomSnapshot snapshot;
};

/// A session that is deaf from this outcome on and closed with it.
struct Ending
{
    SessionId session;
    LeaveReason why = LeaveReason::Left;
    QString reason;
    qint64 retryAfterMs = 0;
};

/// All that one command (or one connection that went, or the passing of time) has led to.
/// It leaves as a whole, in the order of the applies, once everything before it is committed:
/// first the endings and replies, then the events, then the admissions.
struct Outcome
{
    QList<Reply> replies;
    QList<Ending> endings;
    QList<Event> events;
    QList<Admission> admissions;

    [[nodiscard]] bool isEmpty() const
    {
        return replies.isEmpty() && endings.isEmpty() && events.isEmpty() && admissions.isEmpty();
    }
};

} // namespace foyer
