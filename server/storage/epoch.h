// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace foyer {

/// The name of one history from its beginning: 16 hexadecimal digits that no other has had.
[[nodiscard]] QString freshEpoch();

} // namespace foyer
