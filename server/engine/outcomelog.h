// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

struct Outcome;

/// Writes what has come of something into the log, by ids alone.
void logOutcome(const Outcome &outcome);

} // namespace foyer
