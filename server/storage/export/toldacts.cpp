// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/toldacts.h"

namespace foyer {

bool ToldActs::tells(const Event &event)
{
    if (const auto *kicked = std::get_if<Kicked>(&event.body)) {
        if (!kicked->cooling.id.isNull())
            m_cooled.insert(kicked->cooling.id, kicked->cooling.name);
        if (m_tellsTheHostsActs)
            m_leaving.insert(kicked->user);
        return m_tellsTheHostsActs;
    }
    if (std::holds_alternative<LetIn>(event.body))
        return m_tellsTheHostsActs;
    const auto *left = std::get_if<Left>(&event.body);
    return !left || left->why != LeaveReason::Kicked || !m_leaving.remove(left->user);
}

QString ToldActs::cooled(const Event &event) const
{
    const auto *letIn = std::get_if<LetIn>(&event.body);
    return letIn ? m_cooled.value(letIn->cooling) : QString();
}

} // namespace foyer
