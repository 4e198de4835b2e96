// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

// What the server writes into the log. Ids, numbers and words of our own only: never what somebody has said, never a name, token or
// secret. Peer addresses at debug level alone.
namespace foyer {

Q_DECLARE_LOGGING_CATEGORY(lcNet)     ///< "foyer.net": connections, from the door to their end
Q_DECLARE_LOGGING_CATEGORY(lcRoom)    ///< "foyer.room": the room opens and closes, people come and go
Q_DECLARE_LOGGING_CATEGORY(lcStorage) ///< "foyer.storage": what keeps the events

} // namespace foyer
