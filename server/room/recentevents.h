// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/contract/limits.h"

#include <array>
#include <deque>
#include <optional>

namespace foyer {

/// The latest kept events, for the snapshots of joiners. Messages are kept apart from comings and goings, so that a
/// storm of joins does not drive them out; so are the rights to see them, so that guests do not lose lines to what operators alone learn.
class RecentEvents final
{
public:
    explicit RecentEvents(const Limits &limits);

    void append(const Event &event);
    /// What was appended so far is no longer there for anybody.
    void forget();
    /// There are older ones than the first that was appended.
    void noteOlder();

    struct Lines
    {
        QList<Event> events; ///< oldest first
        bool more = false;

        void dropBefore(quint64 seq);
        /// `wallMs`: of the room's clock.
        void dropOlderThan(qint64 wallMs);
    };
    /// What this reader may see of the latest: within the limits of a welcome.
    [[nodiscard]] Lines latestFor(UserId user, Role role);

private:
    /// What those of one role may see.
    struct View
    {
        std::deque<Event> messages;
        std::deque<Event> others;
        bool droppedAny = false;
        quint64 droppedMessageSeq = 0; ///< the latest message that is no longer held
        bool isPersonal = false;       ///< holds, or has held, something for listed users
        std::optional<Lines> lines;    ///< the same for all of the role, until there is something new
    };
    void append(View &view, const Event &event);
    [[nodiscard]] Lines latestOf(const View &view, UserId user, Role role) const;

    const Limits m_limits;
    std::array<View, static_cast<size_t>(Role::Operator) + 1> m_views;
};

} // namespace foyer
