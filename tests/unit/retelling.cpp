// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/retelling.h"

#include "server/room/messagetext.h"
#include "server/room/names.h"

#include <rapidcheck.h>

#include <algorithm>

namespace foyer {

using namespace Qt::StringLiterals;

namespace {

const UserId nobody{999'999};

Room::Settings settingsFor(const Story &story)
{
    Room::Settings settings{u"Class 7b"_s, u"Ms Brandt"_s, u"en"_s, u"b81f2c3d4e5f6071"_s, 60, 1, {}};
    settings.limits.listedPeople = story.listedPeople;
    settings.limits.rosterRows = 3;
    settings.limits.gapEvents = 1;
    settings.limits.sessionsPerDevice = 2;
    return settings;
}

/// The same name, or one that nobody can tell from it.
bool isLike(const QString &one, const QString &other)
{
    return names::key(one) == names::key(other) || names::shape(one) == names::shape(other);
}

} // namespace

Retelling::Retelling(const Story &story)
    : m_story(story), m_room(settingsFor(story), m_clock), m_tokens(QByteArray(32, 'k')), m_answers(u"en"_s, m_tokens),
      m_roomName(u"Class 7b"_s)
{}

void Retelling::tell()
{
    for (const Step &step : m_story.steps) {
        happen(step);
        checkEverything();
    }
}

void Retelling::happen(const Step &step)
{
    switch (step.kind) {
    case Step::Kind::Comes:
    case Step::Kind::ComesAgain:
    case Step::Kind::Resumes:
    case Step::Kind::ComesWithBadToken:
        return comes(step);
    case Step::Kind::IsCutOff:
        return isCutOff(step);
    case Step::Kind::Leaves:
        return leaves(step);
    case Step::Kind::Says:
        return says(step);
    case Step::Kind::Renames:
        return renames(step);
    case Step::Kind::Types:
        return types(step);
    case Step::Kind::FetchesBacklog:
    case Step::Kind::FetchesRoster:
        return asks(step);
    case Step::Kind::Kicks:
        return kicks(step);
    case Step::Kind::LetsIn:
        return letsIn(step);
    case Step::Kind::RenamesRoom:
        return renamesRoom(step);
    case Step::Kind::SetsKeeping:
        return setsKeeping(step);
    case Step::Kind::TimePasses:
        return timePasses(cast::passingMs(step.number));
    case Step::Kind::WallClockJumps:
        return m_clock.jumpWall(cast::jumpMs(step.number));
    }
}

// ---- Coming in

/// What somebody shows at the door, judged as JoinPolicy does.
JoinRequest Retelling::request(const Step &step)
{
    JoinRequest request;
    request.session = SessionId{++m_lastSession};
    request.commandId = u"j"_s;
    request.name = cast::name(step.name);
    request.address = request.addressKey = cast::address(step.who);
    request.oldestReplayable = 1;
    if (cast::isTextClient(step.who)) {
        request.kind = ConnectionKind::TextClient;
        return request;
    }
    Credentials &shown = request.credentials;
    shown.isOperator = cast::isHost(step.who);
    request.kind = shown.isOperator ? ConnectionKind::App : ConnectionKind::Browser;
    const DeviceId device = m_devices[static_cast<size_t>(step.who)];
    const bool resumes = step.kind == Step::Kind::Resumes && !device.isNull();
    if (resumes || (step.kind == Step::Kind::ComesAgain && !device.isNull() && !shown.isOperator))
        shown.device = device;
    else
        shown.freshDevice = DeviceId{++m_lastDevice};
    shown.bad = step.kind == Step::Kind::ComesWithBadToken;
    shown.mayResume = resumes;
    if (resumes) {
        request.epoch = m_room.settings().epoch;
        const qint64 last = static_cast<qint64>(m_lastSeq) - cast::missed(step.number);
        request.last = static_cast<quint64>(std::max<qint64>(last, 0));
    }
    return request;
}

void Retelling::comes(const Step &step)
{
    constexpr int oftenEnough = 10;
    JoinRequest request = this->request(step);
    // A connection that is in already.
    if (step.number % oftenEnough == oftenEnough - 1)
        request.session = sessionOf(step.who);
    remember();
    const Outcome outcome = join(request);
    if (const auto why = hindrance(request)) {
        expectRefusal(outcome, request.session, *why);
        return;
    }
    RC_ASSERT(outcome.replies.isEmpty());
    RC_ASSERT(outcome.endings.isEmpty());
    RC_ASSERT(outcome.admissions.size() == 1);
    m_sessions[static_cast<size_t>(step.who)].append(request.session);
    const DeviceId device = request.credentials.device;
    const auto there = std::find_if(m_people.begin(), m_people.end(), [device](const auto &entry) {
        return !device.isNull() && entry.second.device == device;
    });
    if (there != m_people.end())
        comesBack(request, there->second, outcome);
    else
        entersAnew(step, request, outcome);
}

std::optional<Retelling::Hindrance> Retelling::hindrance(const JoinRequest &request) const
{
    const Credentials &shown = request.credentials;
    for (const auto &[user, person] : m_people) {
        if (person.sessions.contains(request.session))
            return Hindrance{RefusalCode::AlreadyJoined};
    }
    if (shown.bad)
        return Hindrance{RefusalCode::BadToken};
    for (const auto &[user, person] : m_people) {
        if (shown.device.isNull() || person.device != shown.device)
            continue;
        if (person.sessions.size() < m_room.settings().limits.sessionsPerDevice)
            return std::nullopt;
        return Hindrance{RefusalCode::TooManySessions};
    }
    const Result<QString, Refusal> name = names::clean(request.name, m_room.settings().limits);
    if (!name)
        return Hindrance{name.error().code};
    const QString key = names::key(*name);
    if (!shown.isOperator) {
        if (const auto why = hindranceByName(*name, shown.device))
            return why;
        qint64 wait = 0;
        for (const Cooling &cooling : m_coolings) {
            if (shown.device.isNull() && cooling.address == request.address && !cooling.admitted.contains(key))
                wait = std::max(wait, cooling.untilMs - m_clock.steadyMs());
        }
        if (wait > 0)
            return Hindrance{RefusalCode::AddressCoolingOff, wait};
    }
    const bool getsANumber = shown.isOperator || request.kind == ConnectionKind::TextClient;
    if (const auto clash = this->clash(*name, Role::Guest); clash && !getsANumber)
        return Hindrance{RefusalCode::NameTaken, 0, *clash};
    return std::nullopt;
}

std::optional<Retelling::Hindrance> Retelling::hindranceByName(const QString &name, DeviceId device) const
{
    qint64 wait = 0;
    for (const Cooling &cooling : m_coolings) {
        if (isLike(cooling.name, name) || (!device.isNull() && cooling.device == device))
            wait = std::max(wait, cooling.untilMs - m_clock.steadyMs());
    }
    return wait > 0 ? std::optional(Hindrance{RefusalCode::CoolingOff, wait}) : std::nullopt;
}

std::optional<NameClash> Retelling::clash(const QString &name, Role by, UserId but) const
{
    const QString &hostName = m_room.settings().hostName;
    std::optional<NameClash> found;
    if (by < Role::Operator && isLike(hostName, name))
        found = NameClash::Host;
    for (const auto &[user, person] : m_people) {
        if (user == but || !isLike(person.member.name, name))
            continue;
        const NameClash clash = by < person.member.role                              ? NameClash::Host
                                : names::key(person.member.name) == names::key(name) ? NameClash::Same
                                                                                     : NameClash::LookAlike;
        if (!found || clash == NameClash::Host || (clash == NameClash::Same && *found == NameClash::LookAlike))
            found = clash;
    }
    return found;
}

bool Retelling::isFree(const QString &name) const
{
    return !clash(name, Role::Guest) && !hindranceByName(name, {});
}

void Retelling::comesBack(const JoinRequest &request, Person &person, const Outcome &outcome)
{
    person.sessions.append(request.session);
    person.member.address = request.address;
    QList<EventBody> expected;
    if (person.member.away)
        expected.append(Presence{person.member.user, false});
    person.member.away = false;
    expectEvents(outcome, expected);
    checkAdmission(request, outcome.admissions.first(), person);
}

void Retelling::entersAnew(const Step &step, const JoinRequest &request, const Outcome &outcome)
{
    const Credentials &shown = request.credentials;
    const Admission &admission = outcome.admissions.first();
    const Role role = shown.isOperator ? Role::Operator : Role::Guest;
    const QString wanted = names::clean(request.name, m_room.settings().limits).takeValue();
    if (clash(wanted, role))
        RC_ASSERT(isFree(admission.name));
    else
        RC_ASSERT(admission.name == wanted);
    const DeviceId device = shown.device.isNull() ? shown.freshDevice : shown.device;
    if (m_users.contains(device)) {
        RC_ASSERT(admission.user == m_users.value(device));
    } else {
        RC_ASSERT(admission.user.value > m_lastUser);
        m_lastUser = admission.user.value;
    }
    if (!device.isNull())
        m_users.insert(device, admission.user);
    m_devices[static_cast<size_t>(step.who)] = device;
    Person person;
    person.member = {admission.user, admission.name, role, request.kind, m_clock.wallMs(), false, request.address, 0};
    person.device = device;
    person.sessions = {request.session};
    m_people[admission.user] = person;
    expectEvents(outcome, {Joined{person.member, static_cast<quint32>(m_people.size())}});
    checkAdmission(request, admission, person);
}

void Retelling::checkAdmission(const JoinRequest &request, const Admission &admission, const Person &person) const
{
    const auto gapEvents = static_cast<quint64>(m_room.settings().limits.gapEvents);
    const bool asked = request.credentials.mayResume;
    const bool kept = asked && request.last <= m_lastSeq && m_lastSeq - request.last <= gapEvents;
    RC_ASSERT(admission.session == request.session);
    RC_ASSERT(admission.user == person.member.user);
    RC_ASSERT(admission.device == person.device);
    RC_ASSERT(admission.name == person.member.name);
    RC_ASSERT(admission.role == person.member.role);
    RC_ASSERT(admission.resumed == kept);
    RC_ASSERT(admission.gap == (asked && !kept));
    if (request.kind == ConnectionKind::TextClient)
        return;
    RC_ASSERT(admission.snapshot.seq == (kept ? request.last : m_lastSeq));
    if (kept)
        RC_ASSERT(admission.snapshot.lines.isEmpty());
    if (person.member.role < Role::Operator)
        checkForAddresses(m_answers.welcome(admission));
}

// ---- Going

void Retelling::isCutOff(const Step &step)
{
    const SessionId session = sessionOf(step.who, step.number);
    Person *person = personOf(session);
    remember();
    const Outcome outcome = m_room.connectionLost(session);
    watch(outcome);
    RC_ASSERT(outcome.replies.isEmpty() && outcome.endings.isEmpty() && outcome.admissions.isEmpty());
    removeSession(session);
    if (!person || !person->sessions.isEmpty()) {
        expectEvents(outcome, {});
        return;
    }
    const Member member = person->member;
    if (member.kind == ConnectionKind::TextClient) {
        removePerson(member.user);
        expectEvents(outcome,
                     {Left{member.user, member.name, LeaveReason::Left, static_cast<quint32>(m_people.size())}});
    } else {
        person->member.away = true;
        person->awaySinceMs = m_clock.steadyMs();
        expectEvents(outcome, {Presence{member.user, true}});
    }
}

void Retelling::leaves(const Step &step)
{
    const SessionId session = sessionOf(step.who, step.number);
    Person *person = personOf(session);
    remember();
    const Outcome outcome = apply(session, {u"c"_s, Leave{}});
    RC_ASSERT(outcome.replies.isEmpty() && outcome.admissions.isEmpty());
    RC_ASSERT(outcome.endings.size() == 1);
    RC_ASSERT(outcome.endings.first().session == session);
    removeSession(session);
    if (!person || !person->sessions.isEmpty()) {
        expectEvents(outcome, {});
        return;
    }
    const Member member = person->member;
    removePerson(member.user);
    expectEvents(outcome, {Left{member.user, member.name, LeaveReason::Left, static_cast<quint32>(m_people.size())}});
}

void Retelling::timePasses(qint64 ms)
{
    const qint64 end = m_clock.steadyMs() + ms;
    for (;;) {
        const qint64 due = std::min(m_room.nextDueMs().value_or(end), end);
        RC_ASSERT(due >= m_clock.steadyMs());
        m_clock.advance(due - m_clock.steadyMs());
        dropOverCoolings();
        remember();
        const Outcome outcome = m_room.timePassed();
        watch(outcome);
        RC_ASSERT(outcome.replies.isEmpty() && outcome.endings.isEmpty() && outcome.admissions.isEmpty());
        const qint64 goneSince = m_clock.steadyMs() - m_room.settings().limits.grace.count();
        for (const Event &event : outcome.events) {
            if (std::holds_alternative<PeopleCount>(event.body))
                continue;
            const auto *left = std::get_if<Left>(&event.body);
            RC_ASSERT(left != nullptr);
            const auto it = m_people.find(left->user);
            RC_ASSERT(it != m_people.end());
            RC_ASSERT(it->second.member.away && it->second.awaySinceMs <= goneSince);
            const QString name = it->second.member.name;
            removePerson(left->user);
            RC_ASSERT((*left == Left{left->user, name, LeaveReason::Lost, static_cast<quint32>(m_people.size())}));
        }
        for (const auto &[user, person] : m_people)
            RC_ASSERT(!person.member.away || person.awaySinceMs > goneSince);
        RC_ASSERT(m_room.nextDueMs().value_or(end + 1) > m_clock.steadyMs());
        if (due == end)
            return;
    }
}

// ---- What people do

bool Retelling::isTurnedDown(SessionId session, const CommandBody &body)
{
    const bool forOperators = std::holds_alternative<Kick>(body) || std::holds_alternative<LetBackIn>(body)
                              || std::holds_alternative<RenameRoom>(body) || std::holds_alternative<SetKeeping>(body);
    const Person *person = personOf(session);
    if (session.isNull() || (person && (!forOperators || person->member.role == Role::Operator)))
        return false;
    remember();
    expectRefusal(apply(session, {u"c"_s, body}), session, {person ? RefusalCode::NotAllowed : RefusalCode::NotJoined});
    return true;
}

void Retelling::says(const Step &step)
{
    const SessionId session = sessionOf(step.who, step.number);
    const Say say{cast::text(step.name)};
    if (isTurnedDown(session, say))
        return;
    Person &person = *personOf(session);
    const QString id = u"id%1"_s.arg(step.number % 3);
    const Result<QString, Refusal> text = messagetext::clean(say.text, m_room.settings().limits);
    const quint64 already = m_posted.value({person.device, id}, 0);
    remember();
    const Outcome outcome = apply(session, {id, say});
    if (already == 0 && !text) {
        expectRefusal(outcome, session, {text.error().code});
        return;
    }
    expectDone(outcome, session);
    const quint64 answered = std::get<Done>(outcome.replies.first().body).seq;
    if (already > 0) {
        RC_ASSERT(answered == already);
        expectEvents(outcome, {});
        return;
    }
    RC_ASSERT(answered == m_lastSeq);
    if (!person.device.isNull())
        m_posted.insert({person.device, id}, answered);
    ++person.member.messages;
    expectEvents(outcome, {Said{person.member.user, person.member.name, person.member.role, *text, id}});
}

void Retelling::renames(const Step &step)
{
    const SessionId session = sessionOf(step.who, step.number);
    const Rename rename{cast::name(step.name)};
    if (isTurnedDown(session, rename))
        return;
    Person &person = *personOf(session);
    const UserId user = person.member.user;
    const Result<QString, Refusal> name = names::clean(rename.name, m_room.settings().limits);
    remember();
    const Outcome outcome = apply(session, {u"c"_s, rename});
    if (!name) {
        expectRefusal(outcome, session, {name.error().code});
        return;
    }
    if (const auto clash = this->clash(*name, person.member.role, user)) {
        expectRefusal(outcome, session, {RefusalCode::NameTaken, 0, *clash});
        return;
    }
    if (const auto why = hindranceByName(*name, person.device)) {
        expectRefusal(outcome, session, *why);
        return;
    }
    expectDone(outcome, session);
    const QString was = person.member.name;
    person.member.name = *name;
    expectEvents(outcome, was == *name ? QList<EventBody>() : QList<EventBody>{Renamed{user, *name, was}});
}

void Retelling::types(const Step &step)
{
    constexpr qint64 typingIntervalMs = 2000;
    const SessionId session = sessionOf(step.who, step.number);
    if (isTurnedDown(session, IsTyping{}))
        return;
    Person &person = *personOf(session);
    const bool isTold =
        m_views[0].listed && (!person.typedMs || m_clock.steadyMs() - *person.typedMs >= typingIntervalMs);
    remember();
    const Outcome outcome = apply(session, {{}, IsTyping{}});
    RC_ASSERT(outcome.replies.isEmpty() && outcome.endings.isEmpty() && outcome.admissions.isEmpty());
    if (isTold)
        person.typedMs = m_clock.steadyMs();
    expectEvents(outcome, isTold ? QList<EventBody>{Typing{person.member.user}} : QList<EventBody>());
}

void Retelling::asks(const Step &step)
{
    const SessionId session = sessionOf(step.who, step.number);
    const bool forBacklog = step.kind == Step::Kind::FetchesBacklog;
    const CommandBody body = forBacklog ? CommandBody(FetchBacklog{m_lastSeq, 10}) : CommandBody(FetchRoster{});
    if (isTurnedDown(session, body))
        return;
    remember();
    const Outcome outcome = apply(session, {u"c"_s, body});
    RC_ASSERT(outcome.replies.size() == 1);
    RC_ASSERT(outcome.replies.first().session == session);
    if (forBacklog)
        RC_ASSERT(std::get<BacklogWanted>(outcome.replies.first().body).before == m_lastSeq);
    else
        RC_ASSERT((std::get<RosterPage>(outcome.replies.first().body) == m_room.rosterPage({})));
    RC_ASSERT(outcome.endings.isEmpty() && outcome.admissions.isEmpty() && outcome.events.isEmpty());
}

// ---- What the host does

void Retelling::kicks(const Step &step)
{
    const SessionId hand = handOf(step.who);
    Person *target = personOf(sessionOf(step.whom));
    if (!target && !cast::isTextClient(step.whom)) { // away, perhaps
        const DeviceId device = m_devices[static_cast<size_t>(step.whom)];
        const auto it = std::find_if(m_people.begin(), m_people.end(), [device](const auto &entry) {
            return !device.isNull() && entry.second.device == device;
        });
        target = it == m_people.end() ? nullptr : &it->second;
    }
    const quint32 seconds = cast::coolingSeconds(step.number);
    const Kick kick{target ? target->member.user : nobody, u"spam"_s, seconds};
    if (isTurnedDown(hand, kick))
        return;
    const QString by = hand.isNull() ? m_room.settings().hostName : personOf(hand)->member.name;
    remember();
    const Outcome outcome = apply(hand, {u"c"_s, kick});
    if (!target || target->member.role == Role::Operator) {
        expectRefusal(outcome, hand, {target ? RefusalCode::HostStays : RefusalCode::NoSuchUser});
        return;
    }
    expectDone(outcome, hand);
    QList<SessionId> ended;
    for (const Ending &ending : outcome.endings) {
        RC_ASSERT(ending.why == LeaveReason::Kicked);
        RC_ASSERT(ending.retryAfterMs == qint64{seconds} * 1000);
        ended.append(ending.session);
    }
    QList<SessionId> sessions = target->sessions;
    std::sort(ended.begin(), ended.end());
    std::sort(sessions.begin(), sessions.end());
    RC_ASSERT((ended == sessions));

    const Member member = target->member;
    CoolingOff cooling{{}, member.name, member.address, u"spam"_s, 0, {}};
    if (seconds > 0) {
        cooling.id = CoolingId{++m_lastCooling};
        cooling.untilMs = m_clock.wallMs() + qint64{seconds} * 1000;
        m_coolings.append({cooling.id,
                           member.name,
                           target->device,
                           member.address,
                           m_clock.steadyMs() + qint64{seconds} * 1000,
                           {}});
    }
    for (const SessionId session : std::as_const(sessions))
        removeSession(session);
    removePerson(member.user);
    expectEvents(outcome, {Kicked{member.user, by, cooling},
                           Left{member.user, member.name, LeaveReason::Kicked, static_cast<quint32>(m_people.size())}});
}

void Retelling::letsIn(const Step &step)
{
    const SessionId hand = handOf(step.who);
    const CoolingId id{static_cast<quint64>(step.number % 4 + 1)};
    const QString name = step.name % 2 == 0 ? QString() : cast::name(step.name);
    if (isTurnedDown(hand, LetBackIn{id, name}))
        return;
    const auto cooling =
        std::find_if(m_coolings.begin(), m_coolings.end(), [id](const Cooling &one) { return one.id == id; });
    remember();
    const Outcome outcome = apply(hand, {u"c"_s, LetBackIn{id, name}});
    if (cooling == m_coolings.end()) {
        expectRefusal(outcome, hand, {RefusalCode::NoSuchCooling});
        return;
    }
    expectDone(outcome, hand);
    RC_ASSERT(outcome.endings.isEmpty());
    if (name.isEmpty()) {
        m_coolings.erase(cooling);
    } else {
        const QString address = cooling->address;
        for (Cooling &same : m_coolings) {
            if (same.address == address)
                same.admitted.insert(names::key(name));
        }
    }
    expectEvents(outcome, {LetIn{id, name}});
}

void Retelling::renamesRoom(const Step &step)
{
    const SessionId hand = handOf(step.who);
    const RenameRoom rename{cast::name(step.name)};
    if (isTurnedDown(hand, rename))
        return;
    const Result<QString, Refusal> name = names::cleanRoomName(rename.name, m_room.settings().limits);
    remember();
    const Outcome outcome = apply(hand, {u"c"_s, rename});
    if (!name) {
        expectRefusal(outcome, hand, {name.error().code});
        return;
    }
    expectDone(outcome, hand);
    expectEvents(outcome, m_roomName == *name ? QList<EventBody>() : QList<EventBody>{RoomRenamed{*name}});
    m_roomName = *name;
}

void Retelling::setsKeeping(const Step &step)
{
    const SessionId hand = handOf(step.who);
    const SetKeeping set{cast::keeping(step.number)};
    if (isTurnedDown(hand, set))
        return;
    const Person *person = personOf(hand);
    const QString by = person ? person->member.name : m_room.settings().hostName;
    const bool isNew = set.keeping != m_keeping;
    remember();
    const Outcome outcome = apply(hand, {u"c"_s, set});
    if (!set.keeping.isValid()) {
        expectRefusal(outcome, hand, {RefusalCode::BadField});
        return;
    }
    expectDone(outcome, hand);
    expectEvents(outcome, isNew ? QList<EventBody>{KeepingChanged{set.keeping, by}} : QList<EventBody>());
    m_keeping = set.keeping;
}

} // namespace foyer
