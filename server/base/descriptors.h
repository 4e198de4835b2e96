// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

/// Raises the number of files and sockets that this process may have open to what the system allows, and gives it back.
[[nodiscard]] int raiseDescriptorLimit();

/// Whether so many more files and sockets can be opened right now, once the limit has been raised. Threads end the process
/// where they get none, so a room asks before it starts any.
[[nodiscard]] bool canOpenFiles(int count);

} // namespace foyer
