// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logcategories.h"

namespace foyer {

Q_LOGGING_CATEGORY(lcClient, "foyer.client", QtWarningMsg)

} // namespace foyer
