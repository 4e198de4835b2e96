// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/joinpace.h"
#include "server/access/joinpolicy.h"
#include "server/base/clock.h"
#include "server/engine/outcomequeue.h"
#include "server/engine/parting.h"
#include "server/net/deadlines.h"
#include "server/net/meters.h"
#include "server/room/room.h"
#include "server/storage/eventlog.h"

#include <QObject>

namespace foyer {

/// Receives who has arrived: turns them away when there is no place, greets them, and brings them into the room.
class Reception final : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all of it outlives it.
    struct House
    {
        Room &room;
        EventLog &log;
        const JoinPolicy &policy;
        const Broadcaster &broadcaster;
        Parting &parting;
        const Answers &answers;
        const Clock &clock;
        Meters &meters;
        const OutcomeQueue &queue;
    };
    Reception(House house, const Limits &limits);

    void receive(Session *session);
    void join(Session *session, const QString &commandId, const Join &join);
    void forget(Session *session) { m_mayBeTheHost.removeOne(session->id()); }

Q_SIGNALS:
    void applied(const foyer::Outcome &outcome);

private:
    void greet(Session *session);
    void joinAsTextClient(Session *session);
    void turnAway(Session *session);
    [[nodiscard]] bool hasPlaceFor(const Session *session) const;
    [[nodiscard]] bool keepsPlaceFor(const Session *session) const;
    /// Of a device that has all the connections it may: the one that is as good as lost, if any is.
    [[nodiscard]] Session *mostSilentOf(DeviceId device, qint64 nowMs) const;
    [[nodiscard]] bool countsAsNewcomer(const Session *session, const Credentials &credentials, qint64 nowMs);

    House m_house;
    const Limits m_limits;
    JoinPace m_pace;
    Deadlines<SessionId> m_joinDeadlines;
    /// Connections of this machine beyond the limits: a place is kept for the host, if it is them.
    QList<SessionId> m_mayBeTheHost;
};

} // namespace foyer
