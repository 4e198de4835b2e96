// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <map>

namespace foyer {

/// A row of the roster as everybody may see it.
[[nodiscard]] Member publicPart(Member member);

/// Somebody's idea of who is in the room: a snapshot, and the events after it that they may hear.
struct View
{
    Role role = Role::Guest;
    std::map<UserId, Member> people;
    quint32 here = 0;
    bool listed = true;
    bool isStale = false; ///< people are listed again: the roster is to be fetched

    void fold(const Event &event);
};

} // namespace foyer
