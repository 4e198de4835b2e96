// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historysearch.h"
#include "server/contract/keeping.h"
#include "server/contract/roomtypes.h"

#include <optional>
#include <variant>

namespace foyer {

/// What somebody shows to be let in as themselves, as it came over the wire.
struct Join
{
    QString name = {};
    QString device = {};
    QString resume = {};
    QString epoch = {};
    quint64 last = 0;
    ConnectionKind client = ConnectionKind::Browser;
    QString operatorSecret = {};
    QString attempt = {}; ///< a secret of the client's own for coming without a device: the same again until it is welcomed
    bool operator==(const Join &) const = default;
};

struct Say
{
    QString text;
    bool operator==(const Say &) const = default;
};

struct Rename
{
    QString name = {};
    bool operator==(const Rename &) const = default;
};

struct IsTyping
{
    bool operator==(const IsTyping &) const = default;
};

struct Leave
{
    bool operator==(const Leave &) const = default;
};

struct Ping
{
    bool operator==(const Ping &) const = default;
};

struct FetchBacklog
{
    quint64 before = 0;
    quint32 limit = 50; ///< 1 to 100
    bool operator==(const FetchBacklog &) const = default;
};

struct FetchRoster
{
    UserId after;
    bool operator==(const FetchRoster &) const = default;
};

struct Kick
{
    UserId user;
    QString reason = {};
    std::optional<quint32> seconds; ///< cooling-off; the room's own when not given
    bool operator==(const Kick &) const = default;
};

struct LetBackIn
{
    CoolingId cooling;
    QString name = {}; ///< a newcomer who may come in; empty: lift the whole cooling-off
    bool operator==(const LetBackIn &) const = default;
};

struct RenameRoom
{
    QString name = {};
    bool operator==(const RenameRoom &) const = default;
};

struct SetKeeping
{
    Keeping keeping = {};
    bool operator==(const SetKeeping &) const = default;
};

struct Search
{
    static constexpr int usualLines = 30;
    static constexpr int mostLines = 50;

    HistoryQuery query = {}; ///< limit: 1 to mostLines
    bool operator==(const Search &) const = default;
};

using CommandBody = std::variant<Join, Say, Rename, IsTyping, Leave, Ping, FetchBacklog, FetchRoster, Kick, LetBackIn, RenameRoom, SetKeeping,
                                 Search>;

/// What somebody wants.
struct Command
{
    QString id; ///< drawn by the client, carried back in the answer; may be empty but for Say
    CommandBody body;
    bool operator==(const Command &) const = default;
};

} // namespace foyer
