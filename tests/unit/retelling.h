// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/answers.h"
#include "server/room/room.h"
#include "tests/support/handmovedclock.h"
#include "tests/unit/story.h"
#include "tests/unit/view.h"

#include <QHash>
#include <QSet>

#include <array>
#include <map>

namespace foyer {

/// Tells a story to a room and holds all that comes of it against a model that is as simple as can be. It throws, as
/// RapidCheck wants it, at the first thing that is not as it should be.
class Retelling final
{
public:
    explicit Retelling(const Story &story);

    void tell();

private:
    struct Person
    {
        Member member;
        DeviceId device;
        QList<SessionId> sessions;
        qint64 awaySinceMs = 0;
        std::optional<qint64> typedMs;
    };
    struct Cooling
    {
        CoolingId id;
        QString name;
        DeviceId device;
        QString address;
        qint64 untilMs = 0;
        QSet<QString> admitted;
    };
    struct Hindrance
    {
        RefusalCode code;
        qint64 retryAfterMs = 0; ///< 0: none is told
        NameClash clash = NameClash::Same;
    };

    void happen(const Step &step);
    void comes(const Step &step);
    void comesBack(const JoinRequest &request, Person &person, const Outcome &outcome);
    void entersAnew(const Step &step, const JoinRequest &request, const Outcome &outcome);
    void checkAdmission(const JoinRequest &request, const Admission &admission, const Person &person) const;
    void isCutOff(const Step &step);
    void leaves(const Step &step);
    void says(const Step &step);
    void renames(const Step &step);
    void types(const Step &step);
    void asks(const Step &step);
    void kicks(const Step &step);
    void letsIn(const Step &step);
    void renamesRoom(const Step &step);
    void setsKeeping(const Step &step);
    void timePasses(qint64 ms);

    [[nodiscard]] JoinRequest request(const Step &step);
    [[nodiscard]] std::optional<Hindrance> hindrance(const JoinRequest &request) const;
    [[nodiscard]] std::optional<Hindrance> hindranceByName(const QString &name, DeviceId device) const;
    [[nodiscard]] std::optional<NameClash> clash(const QString &name, Role by, UserId but = {}) const;
    [[nodiscard]] bool isFree(const QString &name) const;
    /// Of this one's connections; one that never joined, if there is none.
    [[nodiscard]] SessionId sessionOf(int who, int number = 0) const;
    /// The connection, or for a host without one the host's own hand.
    [[nodiscard]] SessionId handOf(int who) const;
    [[nodiscard]] Person *personOf(SessionId session);
    /// Whether the command is refused because of who sends it, and then is refused indeed.
    [[nodiscard]] bool isTurnedDown(SessionId session, const CommandBody &body);
    void expectRefusal(const Outcome &outcome, SessionId session, const Hindrance &why);
    void expectDone(const Outcome &outcome, SessionId session) const;
    /// Nothing else is told but how many are here.
    void expectEvents(const Outcome &outcome, const QList<EventBody> &expected) const;

    [[nodiscard]] Outcome join(const JoinRequest &request);
    [[nodiscard]] Outcome apply(SessionId session, const Command &command);
    /// Before what is done, to compare with: a refusal changes nothing.
    void remember();
    void watch(const Outcome &outcome);
    void checkAudience(const Event &event, bool listed) const;
    void checkForAddresses(const QByteArray &toGuests) const;
    void checkEverything();
    void checkView(const View &view, const QList<Member> &people) const;
    [[nodiscard]] QList<Member> wholeRoster() const;
    void removeSession(SessionId session);
    void removePerson(UserId user);
    void dropOverCoolings();

    const Story m_story;
    HandMovedClock m_clock;
    Room m_room;
    DeviceTokens m_tokens;
    Answers m_answers;
    RoomSnapshot m_before;
    quint64 m_seqBefore = 0;

    std::map<UserId, Person> m_people;
    QList<Cooling> m_coolings;
    QHash<DeviceId, UserId> m_users;
    QHash<std::pair<DeviceId, QString>, quint64> m_posted;
    QString m_roomName;
    Keeping m_keeping;
    quint64 m_lastSeq = 0;
    quint64 m_lastUser = 0;
    quint64 m_lastCooling = 0;
    std::array<View, 2> m_views{View{Role::Guest, {}, 0, true, false}, View{Role::Operator, {}, 0, true, false}};
    std::array<DeviceId, cast::size> m_devices;
    std::array<QList<SessionId>, cast::size> m_sessions;
    quint64 m_lastSession = 0;
    quint64 m_lastDevice = 0;
};

} // namespace foyer
