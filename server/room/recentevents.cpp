// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/recentevents.h"

#include <algorithm>

namespace foyer {

namespace {

/// What the event takes on the wire, without its text: a round figure is enough for a bound.
constexpr qsizetype headBytes = 160;
/// Comings and goings that are looked through for each message.
constexpr size_t eventsPerMessage = 4;

qsizetype wireBytes(const Event &event)
{
    const Said *said = std::get_if<Said>(&event.body);
    return headBytes + (said ? said->text.toUtf8().size() : 0);
}

} // namespace

RecentEvents::RecentEvents(const Limits &limits) : m_limits(limits) {}

void RecentEvents::append(const Event &event)
{
    m_events.push_back(event);
    if (m_events.size() > static_cast<size_t>(m_limits.welcomeMessages) * eventsPerMessage) {
        m_events.pop_front();
        m_droppedAny = true;
    }
}

RecentEvents::Lines RecentEvents::latestFor(UserId user, Role role) const
{
    Lines lines;
    int messages = 0;
    qsizetype bytes = 0;
    auto it = m_events.rbegin();
    for (; it != m_events.rend(); ++it) {
        if (!it->audience.admits(user, role))
            continue;
        const bool isMessage = std::holds_alternative<Said>(it->body);
        bytes += wireBytes(*it);
        if (bytes > m_limits.welcomeBytes || (isMessage && messages == m_limits.welcomeMessages))
            break;
        messages += isMessage ? 1 : 0;
        lines.events.append(*it);
    }
    lines.more = m_droppedAny || it != m_events.rend();
    std::reverse(lines.events.begin(), lines.events.end());
    return lines;
}

} // namespace foyer
