// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

/// The program is built with the address sanitizer: what a process has in memory says little then.
#if defined(__SANITIZE_ADDRESS__) || defined(FOYER_SANITIZED)
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif

} // namespace foyer
