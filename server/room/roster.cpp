// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/roster.h"

namespace foyer {

Occupant &Roster::add(Occupant occupant)
{
    const UserId user = occupant.member.user;
    m_byName.insert(occupant.nameKey, user);
    m_byShape.insert(occupant.nameShape, user);
    if (!occupant.device.isNull())
        m_byDevice.insert(occupant.device, user);
    for (const SessionId session : std::as_const(occupant.sessions))
        m_bySession.insert(session, user);
    return m_occupants.insert_or_assign(user, std::move(occupant)).first->second;
}

void Roster::remove(UserId user)
{
    const auto it = m_occupants.find(user);
    if (it == m_occupants.end())
        return;
    m_byName.remove(it->second.nameKey);
    m_byShape.remove(it->second.nameShape);
    m_byDevice.remove(it->second.device);
    for (const SessionId session : std::as_const(it->second.sessions))
        m_bySession.remove(session);
    m_occupants.erase(it);
}

void Roster::rename(UserId user, const QString &name, const QString &nameKey, const QString &nameShape)
{
    Occupant *occupant = find(user);
    if (!occupant)
        return;
    m_byName.remove(occupant->nameKey);
    m_byName.insert(nameKey, user);
    m_byShape.remove(occupant->nameShape);
    m_byShape.insert(nameShape, user);
    occupant->member.name = name;
    occupant->nameKey = nameKey;
    occupant->nameShape = nameShape;
}

void Roster::attach(UserId user, SessionId session)
{
    if (Occupant *occupant = find(user)) {
        occupant->sessions.insert(session);
        m_bySession.insert(session, user);
    }
}

Occupant *Roster::detach(SessionId session)
{
    Occupant *occupant = findBySession(session);
    m_bySession.remove(session);
    if (occupant)
        occupant->sessions.remove(session);
    return occupant;
}

Occupant *Roster::find(UserId user)
{
    const auto it = m_occupants.find(user);
    return it == m_occupants.end() ? nullptr : &it->second;
}

Occupant *Roster::findBySession(SessionId session)
{
    return find(m_bySession.value(session));
}

Occupant *Roster::findByDevice(DeviceId device)
{
    return find(m_byDevice.value(device));
}

bool Roster::isAway(UserId user) const
{
    const auto it = m_occupants.find(user);
    return it != m_occupants.end() && it->second.member.away;
}

Role Roster::roleOf(UserId user) const
{
    const auto it = m_occupants.find(user);
    return it == m_occupants.end() ? Role::Guest : it->second.member.role;
}

QSet<SessionId> Roster::sessionsOf(DeviceId device) const
{
    const auto it = m_occupants.find(m_byDevice.value(device));
    return it == m_occupants.end() ? QSet<SessionId>() : it->second.sessions;
}

RosterPage Roster::page(UserId after, int rows) const
{
    RosterPage page;
    page.total = size();
    auto it = m_occupants.upper_bound(after);
    for (; it != m_occupants.end() && page.rows.size() < rows; ++it)
        page.rows.append(it->second.member);
    page.more = it != m_occupants.end();
    return page;
}

} // namespace foyer
