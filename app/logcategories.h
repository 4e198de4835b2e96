// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// What the program itself writes into the log; the rules of server/base/logcategories.h hold here too.
namespace foyer {

Q_DECLARE_LOGGING_CATEGORY(lcApp)    ///< "foyer.app": start, settings, end
Q_DECLARE_LOGGING_CATEGORY(lcLimits) ///< "foyer.limits": which of the room's limits are not as usual

} // namespace foyer
