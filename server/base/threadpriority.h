// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

/// From now on the calling thread leaves the processor to whoever else wants it, and those that it begins do so, too: for work that somebody waits for, but
/// not at the cost of the room. There is no way back (setpriority(2), which Linux counts by threads; elsewhere nothing
/// happens).
void yieldToOthers();

} // namespace foyer
