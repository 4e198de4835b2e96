// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/contract/refusal.h"
#include "server/contract/roomsnapshot.h"

#include <variant>

namespace foyer {

struct HelloLimits
{
    int nameGraphemes = 0;
    int nameCodePoints = 0;
    int textCodePoints = 0;
    int textBytes = 0;
    int frameBytes = 0;
    int joinSeconds = 0;
    bool operator==(const HelloLimits &) const = default;
};

struct Hello
{
    QString server;
    QString roomName;
    QString hostName;
    QString language; ///< "en" or "zh_CN" here, BCP 47 on the wire
    quint32 here = 0;
    QString epoch;
    HelloLimits limits;
    Keeping keeping;
    bool operator==(const Hello &) const = default;
};

struct Welcome
{
    UserId user;
    QString name;
    Role role = Role::Guest;
    QString device;
    QString resume;
    bool resumed = false;
    bool gap = false;
    bool maySearch = false;
    RoomSnapshot room;
    bool operator==(const Welcome &) const = default;
};

struct Accepted
{
    QString to;
    QString id;
    quint64 seq = 0; ///< of the message, for "say"; else 0
    bool operator==(const Accepted &) const = default;
};

struct Refused
{
    QString to; ///< empty when the type could not be read
    QString id;
    QString code;
    QString text;
    QString suggestion;
    QString field;
    QString reason;
    qint64 retryAfterMs = 0;
    QString clash = {}; ///< of a name that is taken: "look-alike", "host"
    bool operator==(const Refused &) const = default;
};

struct Pong
{
    QString id;
    bool operator==(const Pong &) const = default;
};

struct Backlog
{
    QString id;
    QList<Event> events;
    bool more = false;
    bool operator==(const Backlog &) const = default;
};

struct Found
{
    QString id;
    HistoryHits hits; ///< without a problem
    bool operator==(const Found &) const = default;
};

struct RosterReply
{
    QString id;
    RosterPage page;
    bool operator==(const RosterReply &) const = default;
};

struct Bye
{
    quint16 code = 0;
    QString why;
    QString text;
    qint64 retryAfterMs = 0;
    bool operator==(const Bye &) const = default;
};

/// Anything that the room sends on `/room`.
using ServerMessage = std::variant<Hello, Welcome, Accepted, Refused, Pong, Backlog, Found, RosterReply, Bye, Event>;

} // namespace foyer
