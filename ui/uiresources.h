// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

/// Makes the stylesheet and the icons readable under ":/ui" and ":/icons"; more than once does no harm.
void initUiResources();

} // namespace foyer
