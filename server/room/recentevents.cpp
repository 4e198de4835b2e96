// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/recentevents.h"

#include "server/contract/wiresize.h"

#include <algorithm>

namespace foyer {

namespace {

/// Comings, goings and the like that are held for each message.
constexpr int othersPerMessage = 3;

} // namespace

void RecentEvents::Lines::dropBefore(quint64 seq)
{
    const auto first =
        std::find_if(events.cbegin(), events.cend(), [seq](const Event &event) { return event.seq >= seq; });
    if (first != events.cbegin())
        more = false;
    events.erase(events.cbegin(), first);
    more = more && !events.isEmpty() && events.constFirst().seq > seq;
}

void RecentEvents::Lines::dropOlderThan(qint64 wallMs)
{
    const auto first =
        std::find_if(events.cbegin(), events.cend(), [wallMs](const Event &event) { return event.atMs >= wallMs; });
    if (first == events.cbegin())
        return;
    more = false;
    events.erase(events.cbegin(), first);
}

RecentEvents::RecentEvents(const Limits &limits) : m_limits(limits) {}

void RecentEvents::append(const Event &event)
{
    const bool isListed = event.audience.kind == Audience::Kind::Users;
    for (size_t role = 0; role < m_views.size(); ++role) {
        if (isListed || event.audience.admits({}, static_cast<Role>(role)))
            append(m_views[role], event);
    }
}

void RecentEvents::forget()
{
    m_views = {};
}

void RecentEvents::noteOlder()
{
    for (View &view : m_views)
        view.droppedAny = true;
}

void RecentEvents::append(View &view, const Event &event)
{
    const bool isMessage = std::holds_alternative<Said>(event.body);
    std::deque<Event> &events = isMessage ? view.messages : view.others;
    const int most = isMessage ? m_limits.welcomeMessages : m_limits.welcomeMessages * othersPerMessage;
    view.lines.reset();
    view.isPersonal |= event.audience.kind == Audience::Kind::Users;
    events.push_back(event);
    if (static_cast<int>(events.size()) > most) {
        if (isMessage)
            view.droppedMessageSeq = events.front().seq;
        events.pop_front();
        view.droppedAny = true;
    }
}

RecentEvents::Lines RecentEvents::latestFor(UserId user, Role role)
{
    View &view = m_views[static_cast<size_t>(role)];
    if (view.isPersonal)
        return latestOf(view, user, role);
    if (!view.lines)
        view.lines = latestOf(view, user, role);
    return *view.lines;
}

RecentEvents::Lines RecentEvents::latestOf(const View &view, UserId user, Role role) const
{
    Lines lines;
    qsizetype bytes = 0;
    auto message = view.messages.rbegin();
    auto other = view.others.rbegin();
    while (message != view.messages.rend() || other != view.others.rend()) {
        const bool takesMessage =
            other == view.others.rend() || (message != view.messages.rend() && message->seq > other->seq);
        const Event &event = takesMessage ? *message : *other;
        // Beyond a message that is not held there would be a hole.
        if (event.seq < view.droppedMessageSeq)
            break;
        if (event.audience.admits(user, role)) {
            bytes += wireSize(event);
            if (bytes > m_limits.welcomeBytes)
                break;
            lines.events.append(event);
        }
        takesMessage ? ++message : ++other;
    }
    lines.more = view.droppedAny || message != view.messages.rend() || other != view.others.rend();
    std::reverse(lines.events.begin(), lines.events.end());
    return lines;
}

} // namespace foyer
