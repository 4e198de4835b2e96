// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"
#include "server/contract/roomtypes.h"

#include <variant>

namespace foyer {

/// Who may learn of an event.
struct Audience
{
    enum class Kind : quint8 { Everyone, RoleAndAbove, Users };

    Kind kind = Kind::Everyone;
    Role role = Role::Guest;
    QList<UserId> users;

    [[nodiscard]] static Audience everyone() { return {}; }
    [[nodiscard]] static Audience atLeast(Role role) { return {Kind::RoleAndAbove, role, {}}; }
    [[nodiscard]] static Audience only(QList<UserId> users) { return {Kind::Users, Role::Guest, std::move(users)}; }

    [[nodiscard]] bool admits(UserId user, Role userRole) const
    {
        switch (kind) {
        case Kind::Everyone:
            return true;
        case Kind::RoleAndAbove:
            return userRole >= role;
        case Kind::Users:
            return users.contains(user);
        }
        return false;
    }

    bool operator==(const Audience &) const = default;
};

struct Joined
{
    Member member;
    quint32 here = 0; ///< people in the room after it
    bool operator==(const Joined &) const = default;
};

struct Left
{
    UserId user;
    QString name;
    LeaveReason why = LeaveReason::Left;
    quint32 here = 0;
    bool operator==(const Left &) const = default;
};

struct Renamed
{
    UserId user;
    QString name;
    QString was;
    bool operator==(const Renamed &) const = default;
};

struct Said
{
    UserId user;
    QString name;
    Role role = Role::Guest;
    QString text;
    QString clientId; ///< drawn by the sender; unique per user
    bool operator==(const Said &) const = default;
};

struct RoomRenamed
{
    QString name;
    bool operator==(const RoomRenamed &) const = default;
};

/// What becomes of what is said from here on.
struct KeepingChanged
{
    Keeping keeping;
    QString by; ///< may be empty: the host
    bool operator==(const KeepingChanged &) const = default;
};

/// Somebody lost the last connection (away) or has one again. Not kept.
struct Presence
{
    UserId user;
    bool away = false;
    bool operator==(const Presence &) const = default;
};

/// Somebody is writing; it holds for 6 s. Not kept.
struct Typing
{
    UserId user;
    bool operator==(const Typing &) const = default;
};

/// How many are here, sent in place of comings and goings while there are many. Not kept.
struct PeopleCount
{
    quint32 here = 0;
    bool listed = true;
    bool operator==(const PeopleCount &) const = default;
};

/// For operators: somebody was removed; a Left for everyone goes with it.
struct Kicked
{
    UserId user;
    QString by;
    CoolingOff cooling; ///< name, address and reason; null id when there is no cooling-off
    bool operator==(const Kicked &) const = default;
};

/// For operators: a cooling-off was lifted (no name), or a newcomer let in in spite of it.
struct LetIn
{
    CoolingId cooling;
    QString name;
    bool operator==(const LetIn &) const = default;
};

/// For operators: a newcomer was turned away because of a cooling-off. Not kept.
struct Knock
{
    CoolingId cooling;
    QString name;
    bool operator==(const Knock &) const = default;
};

using EventBody = std::variant<Joined, Left, Renamed, Said, RoomRenamed, KeepingChanged, Presence, Typing, PeopleCount, Kicked, LetIn, Knock>;

/// What happened.
struct Event
{
    quint64 seq = 0; ///< rising per room; 0 for events that are not kept
    qint64 atMs = 0; ///< wall clock
    Audience audience;
    EventBody body;

    [[nodiscard]] bool isKept() const { return seq != 0; }
    bool operator==(const Event &) const = default;
};

/// With it everything from before is deleted for good, and given to nobody any more.
[[nodiscard]] inline bool deletesWhatWasBefore(const Event &event)
{
    const auto *changed = std::get_if<KeepingChanged>(&event.body);
    return changed && !changed->keeping.keepsAnything();
}

} // namespace foyer
