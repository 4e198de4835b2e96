// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/permissions.h"

#include <array>

namespace foyer::permissions {

namespace {

enum class Joining : quint8 { Before, After, Either };

struct Rule
{
    Joining joined;
    Role least;
    double cost; ///< in messages, of what `rate` allows
    bool urgent = false; ///< taken even while nothing can be written down
};

/// One row per command, in the order of CommandBody's alternatives.
constexpr std::array rules{
    Rule{Joining::Before, Role::Guest, 1},    // Join
    Rule{Joining::After, Role::Guest, 1},           // Say
    Rule{Joining::After, Role::Guest, 1},           // Rename
    Rule{Joining::After, Role::Guest, 0.25},        // IsTyping
    Rule{Joining::Either, Role::Guest, 0, true},    // Leave
    Rule{Joining::Either, Role::Guest, 0.25, true}, // Ping
    Rule{Joining::After, Role::Guest, 1},           // FetchBacklog
    Rule{Joining::After, Role::Guest, 1},           // FetchRoster
    Rule{Joining::After, Role::Operator, 1, true},  // Kick
    Rule{Joining::After, Role::Operator, 1, true},  // LetBackIn
    Rule{Joining::After, Role::Operator, 1, true},  // RenameRoom
    Rule{Joining::After, Role::Operator, 1, true},  // SetKeeping
    Rule{Joining::After, Role::Guest, 2},           // Search
};
static_assert(rules.size() == std::variant_size_v<CommandBody>);

} // namespace

std::optional<Refusal> check(const CommandBody &command, std::optional<Role> role)
{
    const Rule &rule = rules[command.index()];
    if (rule.joined == Joining::Before && role)
        return Refusal{.code = RefusalCode::AlreadyJoined};
    if (rule.joined == Joining::After && !role)
        return Refusal{.code = RefusalCode::NotJoined};
    if (role.value_or(Role::Guest) < rule.least)
        return Refusal{.code = RefusalCode::NotAllowed};
    return std::nullopt;
}

double cost(const CommandBody &command)
{
    return rules[command.index()].cost;
}

bool isUrgent(const CommandBody &command, Role role)
{
    const Rule &rule = rules[command.index()];
    return rule.urgent && role >= rule.least;
}

} // namespace foyer::permissions
