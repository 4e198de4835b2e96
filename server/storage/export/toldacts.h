// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QHash>
#include <QSet>

namespace foyer {

/// Which of the events that are about people asked to leave a document tells: what the host did, each thing once; or, where that is for the host
/// alone, only what everybody in the room has seen.
class ToldActs final
{
public:
    explicit ToldActs(bool tellsTheHostsActs) : m_tellsTheHostsActs(tellsTheHostsActs) {}

    /// Asked of every event, in their order.
    [[nodiscard]] bool tells(const Event &event);
    /// Whose cooling-off it is about, if it is about one; empty when that is not known.
    [[nodiscard]] QString cooled(const Event &event) const;

private:
    const bool m_tellsTheHostsActs;
    QHash<CoolingId, QString> m_cooled;
    QSet<UserId> m_leaving; ///< told already that they had to leave
};

} // namespace foyer
