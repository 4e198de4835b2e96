// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace foyer {

/// Makes the compiled translations readable under ":/i18n"; more than once does no harm.
void embedTranslations();

} // namespace foyer
