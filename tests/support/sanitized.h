// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

/// Built with the address sanitizer: what a process has in memory says little then.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif

} // namespace foyer
