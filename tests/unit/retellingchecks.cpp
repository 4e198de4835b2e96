// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/retelling.h"

#include "server/room/names.h"

#include <rapidcheck.h>

#include <algorithm>

namespace foyer {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 strangers = 100'000; ///< connections that never joined

bool isForOperators(const EventBody &body)
{
    return std::holds_alternative<Kicked>(body) || std::holds_alternative<LetIn>(body)
           || std::holds_alternative<Knock>(body);
}

bool isComingOrGoing(const EventBody &body)
{
    return std::holds_alternative<Joined>(body) || std::holds_alternative<Left>(body)
           || std::holds_alternative<Presence>(body);
}

bool isNeverKept(const EventBody &body)
{
    return std::holds_alternative<Presence>(body) || std::holds_alternative<Typing>(body)
           || std::holds_alternative<PeopleCount>(body) || std::holds_alternative<Knock>(body);
}

QList<EventBody> bodiesOf(const Outcome &outcome)
{
    QList<EventBody> bodies;
    for (const Event &event : outcome.events) {
        if (!std::holds_alternative<PeopleCount>(event.body))
            bodies.append(event.body);
    }
    return bodies;
}

RoomSnapshot withoutWhoWaits(RoomSnapshot snapshot)
{
    for (CoolingOff &cooling : snapshot.coolings)
        cooling.waiting.clear();
    return snapshot;
}

} // namespace

// ---- What is expected of an answer

void Retelling::expectRefusal(const Outcome &outcome, SessionId session, const Hindrance &why)
{
    RC_ASSERT(outcome.replies.size() == 1);
    RC_ASSERT(outcome.replies.first().session == session);
    const auto *refusal = std::get_if<Refusal>(&outcome.replies.first().body);
    RC_ASSERT(refusal != nullptr);
    RC_ASSERT(std::string(refusalWord(refusal->code).latin1()) == refusalWord(why.code).latin1());
    RC_ASSERT(refusal->retryAfterMs == why.retryAfterMs);
    if (why.code == RefusalCode::NameTaken) {
        RC_ASSERT((refusal->clash == why.clash));
        RC_ASSERT(refusal->suggestion.isEmpty() == (why.clash == NameClash::Host));
        RC_ASSERT(refusal->suggestion.isEmpty() || isFree(refusal->suggestion));
    }
    RC_ASSERT(outcome.endings.isEmpty());
    RC_ASSERT(outcome.admissions.isEmpty());
    // What was refused has changed nothing; but a knock is told, and who it was.
    RC_ASSERT(m_room.lastSeq() == m_seqBefore);
    const RoomSnapshot after = m_room.snapshotFor({}, Role::Operator);
    if (why.code == RefusalCode::AddressCoolingOff) {
        RC_ASSERT(outcome.events.size() <= 1);
        for (const Event &event : outcome.events)
            RC_ASSERT(std::holds_alternative<Knock>(event.body));
        RC_ASSERT((withoutWhoWaits(after) == withoutWhoWaits(m_before)));
    } else {
        RC_ASSERT(outcome.events.isEmpty());
        RC_ASSERT((after == m_before));
    }
}

void Retelling::expectDone(const Outcome &outcome, SessionId session) const
{
    RC_ASSERT(outcome.replies.size() == 1);
    RC_ASSERT(outcome.replies.first().session == session);
    RC_ASSERT(std::holds_alternative<Done>(outcome.replies.first().body));
    RC_ASSERT(outcome.admissions.isEmpty());
}

void Retelling::expectEvents(const Outcome &outcome, const QList<EventBody> &expected) const
{
    RC_ASSERT((bodiesOf(outcome) == expected));
}

// ---- What is expected always

Outcome Retelling::join(const JoinRequest &request)
{
    Outcome outcome = m_room.join(request);
    watch(outcome);
    return outcome;
}

Outcome Retelling::apply(SessionId session, const Command &command)
{
    Outcome outcome = m_room.apply(session, command);
    watch(outcome);
    return outcome;
}

void Retelling::remember()
{
    m_before = m_room.snapshotFor({}, Role::Operator);
    m_seqBefore = m_room.lastSeq();
}

void Retelling::watch(const Outcome &outcome)
{
    for (const Event &event : outcome.events) {
        RC_ASSERT(event.isKept() != isNeverKept(event.body));
        if (event.isKept())
            RC_ASSERT(event.seq == ++m_lastSeq);
        RC_ASSERT(event.atMs == m_clock.wallMs());
        for (View &view : m_views) {
            if (event.audience.admits({}, view.role))
                view.fold(event);
        }
        checkAudience(event, m_views[0].listed);
        if (event.audience.admits({}, Role::Guest))
            checkForAddresses(encodeEvent(event));
    }
    RC_ASSERT(m_room.lastSeq() == m_lastSeq);
    for (const Reply &reply : outcome.replies) {
        const Person *person = personOf(reply.session);
        if (!reply.session.isNull() && (!person || person->member.role < Role::Operator))
            checkForAddresses(m_answers.reply(reply));
    }
}

void Retelling::checkAudience(const Event &event, bool listed) const
{
    const bool isForHost = isForOperators(event.body) || (isComingOrGoing(event.body) && !listed);
    RC_ASSERT((event.audience == (isForHost ? Audience::atLeast(Role::Operator) : Audience::everyone())));
}

void Retelling::checkForAddresses(const QByteArray &toGuests) const
{
    RC_ASSERT(!toGuests.contains("192.168."));
}

void Retelling::checkEverything()
{
    const QList<Member> roster = wholeRoster();
    RC_ASSERT(roster.size() == static_cast<qsizetype>(m_people.size()));
    RC_ASSERT(m_room.here() == m_people.size());
    QSet<QString> keys;
    QSet<QString> shapes;
    auto row = roster.begin();
    for (const auto &[user, person] : m_people) {
        RC_ASSERT((*row++ == person.member));
        RC_ASSERT(person.member.away == person.sessions.isEmpty());
        RC_ASSERT(person.sessions.size() <= m_room.settings().limits.sessionsPerDevice);
        for (const SessionId session : person.sessions)
            RC_ASSERT(m_room.userOf(session) == user);
        keys.insert(names::key(person.member.name));
        shapes.insert(names::shape(person.member.name));
    }
    for (quint64 session = 1; session <= m_lastSession; ++session)
        RC_ASSERT(m_room.hasSession(SessionId{session}) == (personOf(SessionId{session}) != nullptr));
    RC_ASSERT(keys.size() == roster.size()); // no two of the same name
    RC_ASSERT(shapes.size() == roster.size()); // nor of names that look alike
    for (View &view : m_views) {
        if (view.isStale) {
            view.people.clear();
            for (const Member &member : roster)
                view.people[member.user] = publicPart(member);
            view.isStale = false;
        }
        checkView(view, roster);
    }
    const int listedPeople = m_room.settings().limits.listedPeople;
    const bool listed = m_room.rosterPage({}).listed;
    RC_ASSERT(listed == m_views[0].listed);
    RC_ASSERT(!listed || roster.size() <= listedPeople);
    RC_ASSERT(listed || roster.size() > listedPeople * 5 / 6);

    const RoomSnapshot snapshot = m_room.snapshotFor({}, Role::Operator);
    RC_ASSERT(snapshot.coolings.size() == m_coolings.size());
    for (qsizetype i = 0; i < m_coolings.size(); ++i)
        RC_ASSERT(snapshot.coolings[i].id == m_coolings[i].id);
    const RoomSnapshot forGuests = m_room.snapshotFor({}, Role::Guest);
    RC_ASSERT(forGuests.coolings.isEmpty());
    for (const Event &line : forGuests.lines)
        RC_ASSERT(line.audience.admits({}, Role::Guest) && !isForOperators(line.body));
}

/// Operators can fold everything; others know the number alone while people are not listed, and that half a second late
/// at most.
void Retelling::checkView(const View &view, const QList<Member> &people) const
{
    constexpr qint64 countIntervalMs = 500;
    if (view.here != static_cast<quint32>(people.size())) {
        RC_ASSERT(!view.listed && view.role == Role::Guest);
        RC_ASSERT(m_room.nextDueMs().has_value());
        RC_ASSERT(*m_room.nextDueMs() <= m_clock.steadyMs() + countIntervalMs);
    }
    if (!view.listed && view.role == Role::Guest)
        return;
    RC_ASSERT(view.people.size() == static_cast<size_t>(people.size()));
    for (const Member &member : people) {
        const auto it = view.people.find(member.user);
        RC_ASSERT(it != view.people.end());
        RC_ASSERT((it->second == publicPart(member)));
    }
}

QList<Member> Retelling::wholeRoster() const
{
    QList<Member> rows;
    for (;;) {
        const RosterPage page = m_room.rosterPage(rows.isEmpty() ? UserId{} : rows.constLast().user);
        RC_ASSERT(page.total == m_room.here());
        RC_ASSERT(!page.more || !page.rows.isEmpty());
        rows += page.rows;
        if (!page.more)
            return rows;
    }
}

// ---- The model

SessionId Retelling::sessionOf(int who, int number) const
{
    const QList<SessionId> &sessions = m_sessions[static_cast<size_t>(who)];
    if (sessions.isEmpty())
        return SessionId{strangers + static_cast<quint64>(who)};
    return sessions.at(sessions.size() - 1 - number % sessions.size());
}

SessionId Retelling::handOf(int who) const
{
    const bool byHand = cast::isHost(who) && m_sessions[static_cast<size_t>(who)].isEmpty();
    return byHand ? SessionId{} : sessionOf(who);
}

Retelling::Person *Retelling::personOf(SessionId session)
{
    for (auto &[user, person] : m_people) {
        if (person.sessions.contains(session))
            return &person;
    }
    return nullptr;
}

void Retelling::removeSession(SessionId session)
{
    for (QList<SessionId> &sessions : m_sessions)
        sessions.removeAll(session);
    if (Person *person = personOf(session))
        person->sessions.removeAll(session);
}

void Retelling::removePerson(UserId user)
{
    m_people.erase(user);
}

void Retelling::dropOverCoolings()
{
    m_coolings.removeIf([this](const Cooling &cooling) { return cooling.untilMs <= m_clock.steadyMs(); });
}

} // namespace foyer
