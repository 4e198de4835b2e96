// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/logcategories.h"

namespace foyer {

Q_LOGGING_CATEGORY(lcNet, "foyer.net", QtWarningMsg)
Q_LOGGING_CATEGORY(lcRoom, "foyer.room", QtWarningMsg)
Q_LOGGING_CATEGORY(lcStorage, "foyer.storage", QtWarningMsg)

} // namespace foyer
