// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/contract/credentials.h"
#include "server/contract/keeping.h"
#include "server/contract/limits.h"
#include "server/room/coolingoffs.h"
#include "server/room/freenames.h"
#include "server/room/knowndevices.h"
#include "server/room/outcome.h"
#include "server/room/recentevents.h"
#include "server/room/roompast.h"
#include "server/room/roster.h"

#include <deque>
#include <optional>

namespace foyer {

/// Somebody at the door.
struct JoinRequest
{
    SessionId session;
    QString commandId;
    QString name;
    ConnectionKind kind = ConnectionKind::Browser;
    QString address;    ///< as the host may read it
    QString addressKey; ///< what address rules count by (IPv6: the /64)
    Credentials credentials;
    UserId userBefore; ///< whom the device has been in an earlier life of the room; null when it is not known
    quint64 firstSeqBefore = 0; ///< with which it first came in, in that life; 0 when that is not known
    QString epoch;
    quint64 last = 0;
    quint64 oldestReplayable = 0; ///< the lowest seq that the log can still give
    SessionId insteadOf;          ///< another connection of the device, as good as lost, that makes place for this one
};

/// The room itself: who is in it and what happens. One thread, no socket, no disk, no clock of its own.
class Room final
{
public:
    struct Settings
    {
        QString name;
        QString hostName;
        QString language;
        QString epoch;
        int coolingOffSeconds = 60;
        quint64 firstSeq = 1;
        Limits limits;
        Keeping keeping = {};
        bool joinersSeeLatest = true; ///< else nothing from before they first came
        bool guestsMaySearch = false;
    };
    /// `past`: what it goes on from.
    Room(Settings settings, const Clock &clock, const RoomPast &past = {});

    /// Before anybody comes: what is different from its earlier life.
    [[nodiscard]] Outcome begin();
    [[nodiscard]] Outcome join(const JoinRequest &request);
    /// Everything but Join. The null session is the host's own hand: it has the operator's rights and takes no part.
    [[nodiscard]] Outcome apply(SessionId session, const Command &command);
    /// The session's connection has gone.
    [[nodiscard]] Outcome connectionLost(SessionId session);
    /// What the passing of time has led to. Call it at nextDueMs().
    [[nodiscard]] Outcome timePassed();
    /// Steady time of the next thing to happen by itself; nothing when there is none.
    [[nodiscard]] std::optional<qint64> nextDueMs() const;

    [[nodiscard]] RoomSnapshot snapshotFor(UserId user, Role role);
    /// For the host's own window: with everybody in it, however many.
    [[nodiscard]] RoomSnapshot wholeSnapshot();
    [[nodiscard]] RosterPage rosterPage(UserId after) const;
    /// Whose session it is, from the moment of joining on; null before.
    [[nodiscard]] UserId userOf(SessionId session) const { return m_roster.userOf(session); }
    [[nodiscard]] bool hasSession(SessionId session) const { return m_roster.holds(session); }
    [[nodiscard]] bool hasDevice(DeviceId device) const { return m_roster.holdsDevice(device); }
    [[nodiscard]] QSet<SessionId> sessionsOf(DeviceId device) const { return m_roster.sessionsOf(device); }
    [[nodiscard]] bool isAway(UserId user) const { return m_roster.isAway(user); }
    [[nodiscard]] quint32 here() const { return m_roster.size(); }
    [[nodiscard]] quint64 lastSeq() const { return m_nextSeq - 1; }
    [[nodiscard]] const Settings &settings() const { return m_settings; }

private:
    [[nodiscard]] std::optional<Refusal> hindrance(const JoinRequest &request, const QString &name,
                                                   Outcome &outcome);
    [[nodiscard]] Outcome resume(const JoinRequest &request, Occupant &occupant);
    [[nodiscard]] Outcome enter(const JoinRequest &request);
    [[nodiscard]] FreeNames freeNames() { return {m_host, m_roster, m_coolingOffs, m_settings.limits}; }
    [[nodiscard]] bool isReplayable(const JoinRequest &request, const Occupant &occupant) const;
    /// The lowest seq that this one may be told of; null is the host's own hand.
    [[nodiscard]] quint64 visibleFrom(const Occupant *occupant) const;
    [[nodiscard]] Admission admission(const JoinRequest &request, const Occupant &occupant);

    // One handler per command that has passed the gate.
    void say(Outcome &outcome, Reply &reply, Occupant &sender, const QString &clientId, const Say &say);
    [[nodiscard]] HistoryQuery keptPart(HistoryQuery query) const;
    void search(Reply &reply, const Occupant *occupant, const Search &search) const;
    void rename(Outcome &outcome, Reply &reply, Occupant &occupant, const Rename &rename);
    void typing(Outcome &outcome, Occupant &occupant);
    void leave(Outcome &outcome, SessionId session);
    void kick(Outcome &outcome, Reply &reply, const QString &by, const Kick &kick);
    void letBackIn(Outcome &outcome, Reply &reply, const LetBackIn &letIn);
    void renameRoom(Outcome &outcome, Reply &reply, const RenameRoom &rename);
    void setKeeping(Outcome &outcome, Reply &reply, const QString &by, const SetKeeping &set);

    void goAway(Outcome &outcome, Occupant &occupant);
    void remove(Outcome &outcome, UserId user, LeaveReason why);
    void record(Outcome &outcome, EventBody body, Audience audience = Audience::everyone());
    void tell(Outcome &outcome, EventBody body, Audience audience = Audience::everyone());
    void countPeople(Outcome &outcome);
    [[nodiscard]] Audience comingsAndGoings() const;

    Settings m_settings;
    const FreeNames::HostName m_host;
    const Clock &m_clock;
    Roster m_roster;
    KnownDevices m_devices;
    CoolingOffs m_coolingOffs;
    RecentEvents m_recent;
    QHash<QString, quint64> m_lives; ///< the last seq of earlier ones, by epoch
    std::optional<Keeping> m_keepingBefore; ///< as the earlier life told it last
    quint64 m_nextSeq;
    quint64 m_messages;
    quint64 m_lastUser = 0;
    struct Absence
    {
        UserId user;
        qint64 sinceMs; ///< steady
    };
    std::deque<Absence> m_absences; ///< who went away, in that order; they may be back since
    bool m_listed = true;
    std::optional<qint64> m_countDueMs;
};

} // namespace foyer
