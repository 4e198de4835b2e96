// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/contract/refusal.h"

#include <optional>

namespace foyer::permissions {

/// The one gate before every command: `role` of who sends it, nothing when they have not joined.
/// Gives back why not, or nothing when it may pass.
[[nodiscard]] std::optional<Refusal> check(const CommandBody &command, std::optional<Role> role);

/// What it takes of the messages that a user may send (Limits::rate). A page that pings and tells of typing never meets the limit by it.
[[nodiscard]] double cost(const CommandBody &command);

/// Whether it is taken of this role even while the log cannot write down any more: it keeps order, gives up a place or wants to know that we live.
[[nodiscard]] bool isUrgent(const CommandBody &command, Role role);

} // namespace foyer::permissions
