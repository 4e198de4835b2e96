// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer::visibility {

/// Control, format, surrogate, private and unassigned code points and line separators, but for the joiners that scripts and
/// emoji need (ZWJ, ZWNJ).
[[nodiscard]] bool isControlOrHidden(char32_t c);

/// Whether there is something to see: no space, no mark by itself, nothing that a font leaves blank.
[[nodiscard]] bool isVisible(char32_t c);

/// The same for texts, where characters that this program does not know yet count as something.
[[nodiscard]] bool mayBeSeen(char32_t c);

} // namespace foyer::visibility
