// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bench::process {

/// Seconds of CPU time that a process has used in all its threads (that are alive); 0 when it is not there.
[[nodiscard]] double cpuSeconds(int pid);
/// Bytes of it in memory; 0 when it is not there.
[[nodiscard]] double residentBytes(int pid);

} // namespace bench::process
