// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/roomtypes.h"

#include <QHash>
#include <QSet>

#include <map>

namespace foyer {

/// Somebody who has a place in the room, connected or away.
struct Occupant
{
    Member member;
    QString nameKey;
    QString nameShape;
    DeviceId device; ///< null for a plain-text client
    QString addressKey;
    quint64 firstSeq = 0; ///< of their first coming
    QSet<SessionId> sessions;
    qint64 awaySinceSteadyMs = 0;
    qint64 lastTypingSteadyMs = 0;
    bool typedBefore = false;
};

/// Who is in the room, found by user, session, device and name.
class Roster final
{
public:
    Occupant &add(Occupant occupant);
    void remove(UserId user);
    void rename(UserId user, const QString &name, const QString &nameKey, const QString &nameShape);

    void attach(UserId user, SessionId session);
    /// Gives back who lost it; null when nobody held it.
    Occupant *detach(SessionId session);

    [[nodiscard]] Occupant *find(UserId user);
    [[nodiscard]] Occupant *findBySession(SessionId session);
    [[nodiscard]] Occupant *findByDevice(DeviceId device);
    /// Who has the name; null when nobody has.
    [[nodiscard]] UserId named(const QString &nameKey) const { return m_byName.value(nameKey); }
    /// Who has a name that looks like it; null when nobody has.
    [[nodiscard]] UserId namedLike(const QString &nameShape) const { return m_byShape.value(nameShape); }
    /// A guest, if it is nobody.
    [[nodiscard]] Role roleOf(UserId user) const;

    [[nodiscard]] bool isAway(UserId user) const;
    [[nodiscard]] UserId userOf(SessionId session) const { return m_bySession.value(session); }
    [[nodiscard]] bool holds(SessionId session) const { return m_bySession.contains(session); }
    [[nodiscard]] bool holdsDevice(DeviceId device) const { return m_byDevice.contains(device); }
    [[nodiscard]] QSet<SessionId> sessionsOf(DeviceId device) const;
    [[nodiscard]] quint32 size() const { return static_cast<quint32>(m_occupants.size()); }
    /// At most `rows` rows above `after`, by rising user.
    [[nodiscard]] RosterPage page(UserId after, int rows) const;

private:
    std::map<UserId, Occupant> m_occupants;
    QHash<SessionId, UserId> m_bySession;
    QHash<DeviceId, UserId> m_byDevice;
    QHash<QString, UserId> m_byName;
    QHash<QString, UserId> m_byShape;
};

} // namespace foyer
