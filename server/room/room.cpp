// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/room.h"

#include "server/room/messagetext.h"
#include "server/room/names.h"
#include "server/room/permissions.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace foyer {

namespace {

constexpr qint64 countIntervalMs = 500;
constexpr qint64 typingIntervalMs = 2000;

Outcome refusal(SessionId session, size_t command, const QString &id, Refusal refusal)
{
    Outcome outcome;
    outcome.replies.append({session, command, id, std::move(refusal)});
    return outcome;
}

const size_t joinIndex = CommandBody(Join{}).index();

} // namespace

Room::Room(Settings settings, const Clock &clock, const RoomPast &past)
    : m_settings(std::move(settings)), m_host(m_settings.hostName), m_clock(clock), m_coolingOffs(clock), m_recent(m_settings.limits),
      m_nextSeq(m_settings.firstSeq), m_messages(past.messages), m_lastUser(past.lastUser.value)
{
    for (const RoomPast::Life &life : past.lives)
        m_lives.insert(life.epoch, life.lastSeq);
    for (const Event &event : past.latest) {
        m_recent.append(event);
        if (const auto *said = std::get_if<Said>(&event.body))
            m_devices.restorePosted(said->user, said->clientId, event.seq);
        else if (const auto *changed = std::get_if<KeepingChanged>(&event.body))
            m_keepingBefore = changed->keeping;
    }
    if (past.hasOlder)
        m_recent.noteOlder();
    m_coolingOffs.restore(past.coolings, past.lastCooling);
}

Outcome Room::begin()
{
    Outcome outcome;
    // Who comes back is told what they have missed, and that is not to be the last word.
    if (const auto before = std::exchange(m_keepingBefore, std::nullopt); before && *before != m_settings.keeping)
        record(outcome, KeepingChanged{m_settings.keeping, {}});
    return outcome;
}

// ---- Coming in

Outcome Room::join(const JoinRequest &request)
{
    const Occupant *joined = m_roster.findBySession(request.session);
    if (auto no = permissions::check(Join{}, joined ? std::optional(joined->member.role) : std::nullopt))
        return refusal(request.session, joinIndex, request.commandId, *no);
    if (request.credentials.bad)
        return refusal(request.session, joinIndex, request.commandId, Refusal{.code = RefusalCode::BadToken});
    if (Occupant *occupant = m_roster.findByDevice(request.credentials.whose()))
        return resume(request, *occupant);
    return enter(request);
}

/// The device is in the room: another window of it, or the same one back again.
Outcome Room::resume(const JoinRequest &request, Occupant &occupant)
{
    const bool placeIsMade = occupant.sessions.contains(request.insteadOf);
    if (occupant.sessions.size() - (placeIsMade ? 1 : 0) >= m_settings.limits.sessionsPerDevice)
        return refusal(request.session, joinIndex, request.commandId, Refusal{.code = RefusalCode::TooManySessions});
    Outcome outcome;
    m_devices.remember(occupant.device, occupant.member.user);
    m_roster.attach(occupant.member.user, request.session);
    if (placeIsMade)
        (void)m_roster.detach(request.insteadOf); // now that they have another: nobody is told that they were away
    occupant.member.address = request.address;
    occupant.addressKey = request.addressKey;
    if (occupant.member.away) {
        occupant.member.away = false;
        tell(outcome, Presence{occupant.member.user, false}, comingsAndGoings());
    }
    outcome.admissions.append(admission(request, occupant));
    return outcome;
}

Outcome Room::enter(const JoinRequest &request)
{
    Outcome outcome;
    const auto refuse = [&](Refusal why) {
        outcome.replies.append({request.session, joinIndex, request.commandId, std::move(why)});
        return outcome;
    };
    const Result<QString, Refusal> cleaned = names::clean(request.name, m_settings.limits);
    if (!cleaned)
        return refuse(cleaned.error());
    if (!request.credentials.isOperator) {
        if (auto why = hindrance(request, *cleaned, outcome))
            return refuse(*std::move(why));
    }
    const Role role = request.credentials.isOperator ? Role::Operator : Role::Guest;
    const Result<QString, Refusal> name = freeNames().forNewcomer(*cleaned, request.kind, role);
    if (!name)
        return refuse(name.error());

    const DeviceId device = request.credentials.whose();
    UserId before = m_devices.userOf(device);
    if (before.isNull() && !m_roster.find(request.userBefore))
        before = request.userBefore;
    Occupant occupant;
    occupant.member = {before.isNull() ? UserId{++m_lastUser} : before,
                       *name,
                       role,
                       request.kind,
                       m_clock.wallMs(),
                       false,
                       request.address,
                       0};
    occupant.nameKey = names::key(*name);
    occupant.nameShape = names::shape(*name);
    occupant.device = device;
    occupant.addressKey = request.addressKey;
    occupant.sessions = {request.session};
    const quint64 firstBefore = m_devices.firstSeqOf(device);
    occupant.firstSeq = firstBefore > 0              ? firstBefore
                        : request.firstSeqBefore > 0 ? request.firstSeqBefore
                                                     : m_nextSeq;
    const Occupant &added = m_roster.add(std::move(occupant));
    m_devices.remember(device, added.member.user);
    m_devices.noteFirstSeq(device, added.firstSeq);
    countPeople(outcome);
    record(outcome, Joined{added.member, m_roster.size()}, comingsAndGoings());
    outcome.admissions.append(admission(request, added));
    return outcome;
}

std::optional<Refusal> Room::hindrance(const JoinRequest &request, const QString &name, Outcome &outcome)
{
    const auto found = m_coolingOffs.hindrance(
        {names::key(name), names::shape(name), request.credentials.device, request.addressKey, request.userBefore});
    if (!found)
        return std::nullopt;
    if (!found->byAddressAlone)
        return Refusal{.code = RefusalCode::CoolingOff,
                       .subject = request.name,
                       .reason = found->cooling.reason,
                       .retryAfterMs = found->retryAfterMs};
    if (m_coolingOffs.noteWaiting(found->cooling.id, name))
        tell(outcome, Knock{found->cooling.id, name}, Audience::atLeast(Role::Operator));
    return Refusal{.code = RefusalCode::AddressCoolingOff,
                   .subject = request.name,
                   .retryAfterMs = found->retryAfterMs};
}

/// Whether what they missed can be sent to them: it is there, it is not too much, and what they have seen is what was kept.
bool Room::isReplayable(const JoinRequest &request, const Occupant &occupant) const
{
    const auto life = m_lives.constFind(request.epoch);
    const bool seenIsKept = request.epoch == m_settings.epoch ? request.last <= lastSeq()
                                                              : life != m_lives.cend() && request.last <= *life;
    return seenIsKept && lastSeq() - request.last <= static_cast<quint64>(m_settings.limits.gapEvents)
           && request.last + 1 >= std::max(request.oldestReplayable, visibleFrom(&occupant));
}

quint64 Room::visibleFrom(const Occupant *occupant) const
{
    return m_settings.joinersSeeLatest || !occupant || occupant->member.role >= Role::Operator ? 0 : occupant->firstSeq;
}

Admission Room::admission(const JoinRequest &request, const Occupant &occupant)
{
    const Member &member = occupant.member;
    const bool asked = request.credentials.mayResume && !request.epoch.isEmpty();
    const bool kept = asked && isReplayable(request, occupant);
    Admission admission{request.session, member.user, occupant.device, member.name, member.role,
                        kept, asked && !kept, request.last, occupant.firstSeq, {}};
    if (request.kind != ConnectionKind::TextClient) // they are not told how things stand
        admission.snapshot = snapshotFor(member.user, member.role);
    if (kept) {
        admission.snapshot.lines.clear();
        admission.snapshot.moreLines = true;
        admission.snapshot.seq = request.last;
    }
    return admission;
}

RoomSnapshot Room::snapshotFor(UserId user, Role role)
{
    RecentEvents::Lines lines = m_recent.latestFor(user, role);
    if (const quint64 from = visibleFrom(m_roster.find(user)); from > 0)
        lines.dropBefore(from);
    lines.dropOlderThan(m_settings.keeping.fromMs(m_clock.wallMs()));
    return {lastSeq(),
            m_settings.epoch,
            m_settings.name,
            m_settings.hostName,
            m_settings.language,
            std::move(lines.events),
            lines.more,
            rosterPage({}),
            role >= Role::Operator ? m_coolingOffs.list() : QList<CoolingOff>(),
            m_settings.keeping,
            m_settings.guestsMaySearch,
            role >= Role::Operator ? m_messages : 0};
}

RoomSnapshot Room::wholeSnapshot()
{
    RoomSnapshot whole = snapshotFor({}, Role::Operator);
    whole.people = m_roster.page({}, std::numeric_limits<int>::max());
    whole.people.listed = m_listed;
    return whole;
}

RosterPage Room::rosterPage(UserId after) const
{
    RosterPage page = m_roster.page(after, m_settings.limits.rosterRows);
    page.listed = m_listed;
    return page;
}

// ---- What people do

Outcome Room::apply(SessionId session, const Command &command)
{
    const bool isHost = session.isNull();
    Occupant *occupant = m_roster.findBySession(session);
    const std::optional<Role> role = isHost     ? std::optional(Role::Operator)
                                     : occupant ? std::optional(occupant->member.role)
                                                : std::nullopt;
    if (auto no = permissions::check(command.body, role))
        return refusal(session, command.body.index(), command.id, *no);
    const bool takesPart = std::holds_alternative<Say>(command.body) || std::holds_alternative<Rename>(command.body)
                           || std::holds_alternative<IsTyping>(command.body);
    if (isHost && takesPart)
        return refusal(session, command.body.index(), command.id, Refusal{.code = RefusalCode::NotJoined});

    Outcome outcome;
    Reply reply{session, command.body.index(), command.id, Done{}};
    bool answered = true;
    const QString by = occupant ? occupant->member.name : m_settings.hostName;
    if (const auto *said = std::get_if<Say>(&command.body)) {
        say(outcome, reply, *occupant, command.id, *said);
    } else if (const auto *renamed = std::get_if<Rename>(&command.body)) {
        rename(outcome, reply, *occupant, *renamed);
    } else if (std::holds_alternative<IsTyping>(command.body)) {
        typing(outcome, *occupant);
        answered = false;
    } else if (std::holds_alternative<Leave>(command.body)) {
        leave(outcome, session);
        answered = false;
    } else if (std::holds_alternative<Ping>(command.body)) {
        reply.body = Ponged{};
    } else if (const auto *backlog = std::get_if<FetchBacklog>(&command.body)) {
        reply.body = BacklogWanted{backlog->before, backlog->limit, visibleFrom(occupant)};
    } else if (const auto *roster = std::get_if<FetchRoster>(&command.body)) {
        reply.body = rosterPage(roster->after);
    } else if (const auto *kicked = std::get_if<Kick>(&command.body)) {
        kick(outcome, reply, by, *kicked);
    } else if (const auto *letIn = std::get_if<LetBackIn>(&command.body)) {
        letBackIn(outcome, reply, *letIn);
    } else if (const auto *roomRenamed = std::get_if<RenameRoom>(&command.body)) {
        renameRoom(outcome, reply, *roomRenamed);
    } else if (const auto *keepingSet = std::get_if<SetKeeping>(&command.body)) {
        setKeeping(outcome, reply, by, *keepingSet);
    } else if (const auto *wanted = std::get_if<Search>(&command.body)) {
        search(reply, occupant, *wanted);
    }
    if (answered)
        outcome.replies.append(std::move(reply));
    return outcome;
}

void Room::say(Outcome &outcome, Reply &reply, Occupant &sender, const QString &clientId, const Say &say)
{
    if (const quint64 already = m_devices.postedAs(sender.device, clientId)) {
        reply.body = Done{already};
        return;
    }
    Result<QString, Refusal> text = messagetext::clean(say.text, m_settings.limits);
    if (!text) {
        reply.body = text.error();
        return;
    }
    reply.body = Done{m_nextSeq};
    m_devices.remember(sender.device, sender.member.user);
    m_devices.notePosted(sender.device, clientId, m_nextSeq);
    ++sender.member.messages;
    ++m_messages;
    record(outcome, Said{sender.member.user, sender.member.name, sender.member.role, text.takeValue(), clientId});
}

/// What is older than it is to be kept goes when there is time, but nobody finds it any more.
HistoryQuery Room::keptPart(HistoryQuery query) const
{
    query.fromMs = std::max(query.fromMs, m_settings.keeping.fromMs(m_clock.wallMs()));
    return query;
}

void Room::search(Reply &reply, const Occupant *occupant, const Search &search) const
{
    const bool isOperator = !occupant || occupant->member.role >= Role::Operator;
    if (!isOperator && !m_settings.guestsMaySearch)
        reply.body = Refusal{.code = RefusalCode::NotAllowed};
    else if (!m_settings.keeping.keepsAnything())
        reply.body = Refusal{.code = RefusalCode::SearchUnavailable};
    else
        reply.body = SearchWanted{keptPart(search.query), visibleFrom(occupant)};
}

void Room::rename(Outcome &outcome, Reply &reply, Occupant &occupant, const Rename &rename)
{
    const Result<QString, Refusal> name = names::clean(rename.name, m_settings.limits);
    if (!name) {
        reply.body = name.error();
        return;
    }
    const QString key = names::key(*name);
    const UserId user = occupant.member.user;
    if (const auto why = freeNames().whyNot(*name, occupant.member.role, user)) {
        reply.body = *why;
        return;
    }
    // The name of somebody who was asked to leave is not free for others either.
    const QString shape = names::shape(*name);
    if (const auto found = m_coolingOffs.hindrance({key, shape, occupant.device, occupant.addressKey});
        found && !found->byAddressAlone) {
        reply.body = Refusal{.code = RefusalCode::CoolingOff, .subject = *name, .reason = found->cooling.reason,
                             .retryAfterMs = found->retryAfterMs};
        return;
    }
    const QString was = occupant.member.name;
    if (was == *name)
        return;
    m_roster.rename(user, *name, key, shape);
    record(outcome, Renamed{user, *name, was});
}

void Room::typing(Outcome &outcome, Occupant &occupant)
{
    const qint64 now = m_clock.steadyMs();
    if (!m_listed || (occupant.typedBefore && now - occupant.lastTypingSteadyMs < typingIntervalMs))
        return;
    occupant.typedBefore = true;
    occupant.lastTypingSteadyMs = now;
    tell(outcome, Typing{occupant.member.user});
}

void Room::leave(Outcome &outcome, SessionId session)
{
    outcome.endings.append({session, LeaveReason::Left, {}, 0});
    Occupant *occupant = m_roster.detach(session);
    if (occupant && occupant->sessions.isEmpty())
        remove(outcome, occupant->member.user, LeaveReason::Left);
}

// ---- What the host does

void Room::kick(Outcome &outcome, Reply &reply, const QString &by, const Kick &kick)
{
    const Occupant *target = m_roster.find(kick.user);
    if (!target || target->member.role >= Role::Operator) {
        reply.body = Refusal{.code = target ? RefusalCode::HostStays : RefusalCode::NoSuchUser};
        return;
    }
    const QString reason = kick.reason.simplified();
    const qint64 seconds = kick.seconds ? *kick.seconds : m_settings.coolingOffSeconds;
    CoolingOff cooling{{}, target->member.name, target->member.address, reason, 0, {}};
    if (seconds > 0) {
        cooling = m_coolingOffs.begin({target->member.name, target->nameKey, target->nameShape, target->device,
                                       target->member.address, target->addressKey, kick.user},
                                      reason, seconds);
    }
    for (const SessionId session : std::as_const(target->sessions))
        outcome.endings.append({session, LeaveReason::Kicked, reason, seconds * 1000});
    record(outcome, Kicked{kick.user, by, cooling}, Audience::atLeast(Role::Operator));
    remove(outcome, kick.user, LeaveReason::Kicked);
}

void Room::letBackIn(Outcome &outcome, Reply &reply, const LetBackIn &letIn)
{
    const auto cooling = letIn.name.isEmpty()
                             ? m_coolingOffs.lift(letIn.cooling)
                             : m_coolingOffs.admit(letIn.cooling, letIn.name, names::key(letIn.name));
    if (!cooling) {
        reply.body = Refusal{.code = RefusalCode::NoSuchCooling};
        return;
    }
    record(outcome, LetIn{letIn.cooling, letIn.name}, Audience::atLeast(Role::Operator));
}

void Room::renameRoom(Outcome &outcome, Reply &reply, const RenameRoom &rename)
{
    Result<QString, Refusal> name = names::cleanRoomName(rename.name, m_settings.limits);
    if (!name) {
        reply.body = name.error();
        return;
    }
    if (*name == m_settings.name)
        return;
    m_settings.name = name.takeValue();
    record(outcome, RoomRenamed{m_settings.name});
}

void Room::setKeeping(Outcome &outcome, Reply &reply, const QString &by, const SetKeeping &set)
{
    if (!set.keeping.isValid()) {
        reply.body = Refusal{.code = RefusalCode::BadField, .field = QStringLiteral("days")};
        return;
    }
    if (set.keeping == m_settings.keeping)
        return;
    if (!m_settings.keeping.keepsAnything() || !set.keeping.keepsAnything())
        m_messages = 0; // none of those before is kept
    m_settings.keeping = set.keeping;
    if (!set.keeping.keepsAnything())
        m_recent.forget(); // what is deleted is not shown to newcomers either
    record(outcome, KeepingChanged{set.keeping, by});
}

// ---- What happens by itself

Outcome Room::connectionLost(SessionId session)
{
    Outcome outcome;
    if (Occupant *occupant = m_roster.detach(session); occupant && occupant->sessions.isEmpty())
        goAway(outcome, *occupant);
    return outcome;
}

void Room::goAway(Outcome &outcome, Occupant &occupant)
{
    if (occupant.member.kind == ConnectionKind::TextClient) {
        remove(outcome, occupant.member.user, LeaveReason::Left);
        return;
    }
    occupant.member.away = true;
    occupant.awaySinceSteadyMs = m_clock.steadyMs();
    m_absences.push_back({occupant.member.user, occupant.awaySinceSteadyMs});
    tell(outcome, Presence{occupant.member.user, true}, comingsAndGoings());
}

Outcome Room::timePassed()
{
    Outcome outcome;
    const qint64 now = m_clock.steadyMs();
    while (!m_absences.empty() && m_absences.front().sinceMs + m_settings.limits.grace.count() <= now) {
        const Absence absence = m_absences.front();
        m_absences.pop_front();
        const Occupant *occupant = m_roster.find(absence.user);
        if (occupant && occupant->member.away && occupant->awaySinceSteadyMs == absence.sinceMs)
            remove(outcome, absence.user, LeaveReason::Lost);
    }
    if (m_countDueMs && *m_countDueMs <= now) {
        m_countDueMs.reset();
        tell(outcome, PeopleCount{m_roster.size(), m_listed});
    }
    return outcome;
}

std::optional<qint64> Room::nextDueMs() const
{
    std::optional<qint64> due = m_countDueMs;
    if (!m_absences.empty()) {
        const qint64 end = m_absences.front().sinceMs + m_settings.limits.grace.count();
        due = due ? std::min(*due, end) : end;
    }
    return due;
}

void Room::remove(Outcome &outcome, UserId user, LeaveReason why)
{
    const Occupant *occupant = m_roster.find(user);
    if (!occupant)
        return;
    const QString name = occupant->member.name;
    m_roster.remove(user);
    countPeople(outcome);
    record(outcome, Left{user, name, why, m_roster.size()}, comingsAndGoings());
}

// ---- Telling

void Room::record(Outcome &outcome, EventBody body, Audience audience)
{
    Event event{m_nextSeq++, m_clock.wallMs(), std::move(audience), std::move(body)};
    m_recent.append(event);
    outcome.events.append(std::move(event));
}

void Room::tell(Outcome &outcome, EventBody body, Audience audience)
{
    outcome.events.append(Event{0, m_clock.wallMs(), std::move(audience), std::move(body)});
}

/// Above the limit, comings and goings are told as numbers, twice a second, so that a storm of n joins is not n².
void Room::countPeople(Outcome &outcome)
{
    const auto here = static_cast<int>(m_roster.size());
    const int listedPeople = m_settings.limits.listedPeople;
    const bool listed = m_listed ? here <= listedPeople : here <= listedPeople * 5 / 6;
    if (listed != m_listed) {
        m_listed = listed;
        m_countDueMs.reset();
        tell(outcome, PeopleCount{m_roster.size(), m_listed});
    } else if (!m_listed && !m_countDueMs) {
        m_countDueMs = m_clock.steadyMs() + countIntervalMs;
    }
}

Audience Room::comingsAndGoings() const
{
    return m_listed ? Audience::everyone() : Audience::atLeast(Role::Operator);
}

} // namespace foyer
