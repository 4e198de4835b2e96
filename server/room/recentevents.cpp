// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/recentevents.h"

#include "server/contract/wiresize.h"

#include <algorithm>

namespace foyer {

namespace {

/// Comings, goings and the like that are held for each message.
constexpr int othersPerMessage = 3;

} // namespace

RecentEvents::RecentEvents(const Limits &limits) : m_limits(limits) {}

void RecentEvents::append(const Event &event)
{
    const bool isMessage = std::holds_alternative<Said>(event.body);
    std::deque<Event> &events = isMessage ? m_messages : m_others;
    const int most = isMessage ? m_limits.welcomeMessages : m_limits.welcomeMessages * othersPerMessage;
    events.push_back(event);
    if (static_cast<int>(events.size()) > most) {
        if (isMessage)
            m_droppedMessageSeq = events.front().seq;
        events.pop_front();
        m_droppedAny = true;
    }
}

RecentEvents::Lines RecentEvents::latestFor(UserId user, Role role) const
{
    Lines lines;
    qsizetype bytes = 0;
    auto message = m_messages.rbegin();
    auto other = m_others.rbegin();
    while (message != m_messages.rend() || other != m_others.rend()) {
        const bool takesMessage =
            other == m_others.rend() || (message != m_messages.rend() && message->seq > other->seq);
        const Event &event = takesMessage ? *message : *other;
        // Beyond a message that is not held there would be a hole.
        if (event.seq < m_droppedMessageSeq)
            break;
        if (event.audience.admits(user, role)) {
            bytes += wireSize(event);
            if (bytes > m_limits.welcomeBytes)
                break;
            lines.events.append(event);
        }
        takesMessage ? ++message : ++other;
    }
    lines.more = m_droppedAny || message != m_messages.rend() || other != m_others.rend();
    std::reverse(lines.events.begin(), lines.events.end());
    return lines;
}

} // namespace foyer
