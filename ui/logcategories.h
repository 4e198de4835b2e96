// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// What the windows write into the log; the rules of server/base/logcategories.h hold here too.
namespace foyer {

Q_DECLARE_LOGGING_CATEGORY(lcClient) ///< "foyer.client": the window that takes part in a room

} // namespace foyer
