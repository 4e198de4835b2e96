// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

/// Raises the number of files and sockets that this process may have open to what the system allows, and gives it back.
[[nodiscard]] int raiseDescriptorLimit();

} // namespace foyer
