// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace foyer {

/// In rising order of rights.
enum class Role : quint8 { Guest, Operator };

/// What somebody takes part with.
enum class ConnectionKind : quint8 { Browser, TextClient, App };

enum class LeaveReason : quint8 {
    Left,  ///< went on purpose (or was a plain-text client, which cannot say so)
    Lost,  ///< the connection went and did not come back within the grace
    Kicked ///< removed by the operator
};

/// One person in the room, as everyone may see them, but for `address`.
struct Member
{
    UserId user;
    QString name = {};
    Role role = Role::Guest;
    ConnectionKind kind = ConnectionKind::Browser;
    qint64 sinceMs = 0; ///< wall clock
    bool away = false;
    /// For the host's own window alone; never encoded into a message to guests.
    QString address = {};
    quint64 messages = 0; ///< said since they came; for the host's own window

    bool operator==(const Member &) const = default;
};

/// Somebody who was kicked and may not come back yet.
struct CoolingOff
{
    CoolingId id;
    QString name = {};
    QString address = {};
    QString reason = {};
    qint64 untilMs = 0;  ///< wall clock
    QStringList waiting = {}; ///< newcomers from the same address who were turned away, in order, at most 20

    /// How long it lasts for who was kicked at `atMs` (wall clock), in whole seconds; 0: they may come back at once.
    [[nodiscard]] qint64 secondsFrom(qint64 atMs) const { return id.isNull() ? 0 : (untilMs - atMs + 500) / 1000; }

    bool operator==(const CoolingOff &) const = default;
};

/// A page of the roster, by rising user.
struct RosterPage
{
    quint32 total = 0;
    bool listed = true; ///< false while comings and goings are only counted
    bool more = false;
    QList<Member> rows;

    bool operator==(const RosterPage &) const = default;
};

} // namespace foyer
