// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

namespace foyer {

/// What an event takes on the wire as JSON, in bytes: never less than it really does, and a little more at most.
/// For the bounds on what is sent in one go.
[[nodiscard]] qsizetype wireSize(const Event &event);

} // namespace foyer
