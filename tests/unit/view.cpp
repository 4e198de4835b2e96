// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/view.h"

#include <variant>

namespace foyer {

Member publicPart(Member member)
{
    member.address.clear();
    member.messages = 0;
    return member;
}

void View::fold(const Event &event)
{
    if (const auto *joined = std::get_if<Joined>(&event.body)) {
        here = joined->here;
        people[joined->member.user] = publicPart(joined->member);
    } else if (const auto *left = std::get_if<Left>(&event.body)) {
        here = left->here;
        people.erase(left->user);
    } else if (const auto *renamed = std::get_if<Renamed>(&event.body)) {
        if (const auto it = people.find(renamed->user); it != people.end())
            it->second.name = renamed->name;
    } else if (const auto *presence = std::get_if<Presence>(&event.body)) {
        if (const auto it = people.find(presence->user); it != people.end())
            it->second.away = presence->away;
    } else if (const auto *count = std::get_if<PeopleCount>(&event.body)) {
        here = count->here;
        isStale = count->listed && !listed;
        listed = count->listed;
    }
}

} // namespace foyer
