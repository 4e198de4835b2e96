// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logcategories.h"

namespace foyer {

Q_LOGGING_CATEGORY(lcApp, "foyer.app", QtWarningMsg)
Q_LOGGING_CATEGORY(lcLimits, "foyer.limits", QtWarningMsg)

} // namespace foyer
