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
};

/// One row per command, in the order of CommandBody's alternatives.
constexpr std::array rules{
    Rule{Joining::Before, Role::Guest},   // Join
    Rule{Joining::After, Role::Guest},    // Say
    Rule{Joining::After, Role::Guest},    // Rename
    Rule{Joining::After, Role::Guest},    // IsTyping
    Rule{Joining::Either, Role::Guest},   // Leave
    Rule{Joining::Either, Role::Guest},   // Ping
    Rule{Joining::After, Role::Guest},    // FetchBacklog
    Rule{Joining::After, Role::Guest},    // FetchRoster
    Rule{Joining::After, Role::Operator}, // Kick
    Rule{Joining::After, Role::Operator}, // LetBackIn
    Rule{Joining::After, Role::Operator}, // RenameRoom
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

} // namespace foyer::permissions
