// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/contract/limits.h"

#include <deque>

namespace foyer {

/// The latest kept events, for the snapshots of joiners. Messages are kept apart from comings and goings, so that a
/// storm of joins does not drive them out.
class RecentEvents final
{
public:
    explicit RecentEvents(const Limits &limits);

    void append(const Event &event);

    struct Lines
    {
        QList<Event> events; ///< oldest first
        bool more = false;
    };
    /// What this reader may see of the latest: within the limits of a welcome.
    [[nodiscard]] Lines latestFor(UserId user, Role role) const;

private:
    const Limits m_limits;
    std::deque<Event> m_messages;
    std::deque<Event> m_others;
    bool m_droppedAny = false;
    quint64 m_droppedMessageSeq = 0; ///< the latest message that is no longer held
};

} // namespace foyer
