// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/lurker.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <chrono>
#include <functional>
#include <memory>

namespace foyer {

/// A room with its host, one guest on the page's protocol and one on the plain-text path, all of whom have just said so
/// much that nothing is on its way any more.
struct Company
{
    TestRoom room;
    std::unique_ptr<RoomGuest> host, ada;
    std::unique_ptr<TextGuest> tex;

    [[nodiscard]] bool isIn()
    {
        room.config.limits.join = std::chrono::hours(1); // nobody goes only because of being late
        if (!room.open())
            return false;
        host = std::make_unique<RoomGuest>(room);
        ada = std::make_unique<RoomGuest>(room);
        tex = std::make_unique<TextGuest>(room, "/ws/Tex");
        return host->comesAsOperator() && ada->comes(QStringLiteral("Ada")) && tex->comes() && ada->isUpToDate()
               && host->isUpToDate();
    }

    /// Whose names the room gives to a guest who asks.
    [[nodiscard]] QStringList people()
    {
        ada->send({QStringLiteral("people"), FetchRoster{}});
        if (!ada->isAnswered(QStringLiteral("people")))
            return {};
        const QStringList names = namesOf(ada->all<RosterReply>().constLast().page.rows);
        ada->forget();
        return names;
    }
};

/// A way in which somebody might hear or speak without a place in the roster; it ends with the connection as it is
/// left. False: the way itself could not be gone.
struct HidingWay
{
    const char *name;
    std::function<bool(Company &, Lurker &)> go;
};

[[nodiscard]] QList<HidingWay> hidingWays();

} // namespace foyer
