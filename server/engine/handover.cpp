// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/handover.h"

#include "server/base/logcategories.h"
#include "server/contract/wiresize.h"

#include <utility>

namespace foyer {

Handover::Handover(const Limits &limits, QObject *parent)
    : QObject(parent), m_mostEvents(limits.untakenEvents), m_mostBytes(limits.untakenBytes)
{}

void Handover::add(const QList<Event> &events)
{
    if (m_isLeavingOut) {
        leaveOut(events);
        return;
    }
    m_events.append(events);
    for (const Event &event : events)
        m_bytes += wireSize(event);
    if (!m_isUnderway) {
        handNext();
    } else if (m_events.size() > m_mostEvents || m_bytes > m_mostBytes) {
        qCWarning(lcRoom) << "the window takes nothing: it will be given the room as it stands then";
        m_isLeavingOut = true;
        leaveOut(std::exchange(m_events, {}));
        m_bytes = 0;
    }
}

void Handover::taken()
{
    m_isUnderway = false;
    if (m_isLeavingOut)
        Q_EMIT renewalWanted();
    else
        handNext();
}

void Handover::renew(const RoomSnapshot &room)
{
    m_isLeavingOut = false;
    m_isUnderway = true;
    Q_EMIT renewed(room, std::exchange(m_leftOut, {}));
}

void Handover::handNext()
{
    if (m_events.isEmpty())
        return;
    m_isUnderway = true;
    m_bytes = 0;
    Q_EMIT handed(std::exchange(m_events, {}));
}

void Handover::leaveOut(const QList<Event> &events)
{
    for (const Event &event : events) {
        m_leftOut.lines += event.isKept() ? 1 : 0;
        m_leftOut.messages += std::holds_alternative<Said>(event.body) ? 1 : 0;
    }
}

} // namespace foyer
