// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/reception.h"

#include "server/protocol/closecode.h"

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr qsizetype mostWhoMayBeTheHost = 4;

JoinRequest requestOf(const Session *session)
{
    JoinRequest request;
    request.session = session->id();
    request.address = session->peer().toString();
    request.addressKey = addressKey(session->peer());
    return request;
}

} // namespace

Reception::Reception(House house, const Limits &limits)
    : m_house(house), m_limits(limits), m_pace(limits),
      m_joinDeadlines(limits.join, m_house.clock, [this](SessionId id) {
          Session *session = m_house.broadcaster.sessions().value(id);
          if (session && !m_house.room.hasSession(id))
              m_house.parting.dismiss(session, closecode::joinTimeout, QStringLiteral("late"),
                                      m_house.answers.sentences().joinTimeout());
      })
{}

void Reception::receive(Session *session)
{
    if (!hasPlaceFor(session)) {
        if (!keepsPlaceFor(session)) {
            turnAway(session);
            return;
        }
        // Whoever does not say who they are makes room for the next: it may be the host at last.
        if (m_mayBeTheHost.size() == mostWhoMayBeTheHost) {
            if (Session *longest = m_house.broadcaster.sessions().value(m_mayBeTheHost.takeFirst()))
                turnAway(longest);
        }
        m_mayBeTheHost.append(session->id());
    }
    greet(session);
}

bool Reception::hasPlaceFor(const Session *session) const
{
    // This one is among them already.
    const qsizetype connections = m_house.broadcaster.sessions().size() - m_mayBeTheHost.size();
    return !session->isOneTooMany() && (m_limits.connections == 0 || connections <= m_limits.connections);
}

bool Reception::keepsPlaceFor(const Session *session) const
{
    return session->route().kind == Route::Kind::Room && session->isFromThisMachine();
}

void Reception::turnAway(Session *session)
{
    const Sentences &sentences = m_house.answers.sentences();
    if (session->isOneTooMany())
        m_house.parting.dismiss(session, closecode::addressFull, QStringLiteral("address"), sentences.addressFull(),
                                m_limits.comeBack.count());
    else
        m_house.parting.dismiss(session, closecode::roomFull, QStringLiteral("full"), sentences.roomFull(),
                                m_limits.comeBack.count());
}

void Reception::greet(Session *session)
{
    const Sentences &sentences = m_house.answers.sentences();
    switch (session->route().kind) {
    case Route::Kind::Room:
        session->send(m_house.answers.hello(m_house.room, m_limits));
        m_joinDeadlines.begin(session->id());
        break;
    case Route::Kind::TextClient:
        joinAsTextClient(session);
        break;
    case Route::Kind::TokenShown:
        m_house.parting.dismiss(session, closecode::policyViolation, {}, sentences.tokensNotInUse());
        break;
    case Route::Kind::NameMissing:
        m_house.parting.dismiss(session, closecode::policyViolation, {}, sentences.nameMissing());
        break;
    default:
        break; // an echo waits for what is said
    }
}

void Reception::joinAsTextClient(Session *session)
{
    JoinRequest request = requestOf(session);
    request.name = session->route().user.value_or(QString(QChar::ReplacementCharacter));
    request.kind = ConnectionKind::TextClient;
    // Nobody at the other end can choose another name, or wait: a refusal ends it.
    const auto refuse = [this, session](quint16 code, const Refusal &refusal) {
        m_house.meters.countRefusal(refusal.code);
        m_house.parting.dismiss(session, code, {}, m_house.answers.sentences().refusal(refusal));
    };
    if (!session->route().user) {
        refuse(closecode::policyViolation, Refusal{.code = RefusalCode::NameCharacters});
        return;
    }
    const qint64 now = m_house.clock.steadyMs();
    if (m_pace.wait(request.addressKey, now) > 0) {
        refuse(closecode::addressFull, Refusal{.code = RefusalCode::TooManyJoins});
        return;
    }
    if (m_house.queue.isFull()) {
        m_house.meters.countRefusal(RefusalCode::TooFast);
        m_house.parting.dismiss(session, closecode::roomFull, {}, m_house.answers.sentences().notWritten());
        return;
    }
    Outcome outcome = m_house.room.join(request);
    for (const Reply &reply : std::as_const(outcome.replies)) {
        if (const auto *refusal = std::get_if<Refusal>(&reply.body)) {
            refuse(closecode::policyViolation, *refusal);
            outcome.replies.clear();
            break;
        }
    }
    if (!outcome.admissions.isEmpty())
        m_pace.count(request.addressKey, now);
    Q_EMIT applied(outcome);
}

void Reception::join(Session *session, const QString &commandId, const Join &join)
{
    JoinRequest request = requestOf(session);
    request.commandId = commandId;
    request.name = join.name;
    request.kind = join.client;
    request.credentials = m_house.policy.judge(join);
    request.userBefore = m_house.log.userOf(request.credentials.device);
    request.firstSeqBefore = m_house.log.firstSeqOf(request.credentials.device);
    request.epoch = join.epoch;
    request.last = join.last;
    request.oldestReplayable = m_house.log.oldestSeq();
    const auto mayBeTheHost = std::find(m_mayBeTheHost.begin(), m_mayBeTheHost.end(), session->id());
    if (mayBeTheHost != m_mayBeTheHost.end() && !request.credentials.isOperator) {
        turnAway(session);
        return;
    }
    const qint64 now = m_house.clock.steadyMs();
    const bool newcomer = countsAsNewcomer(session, request.credentials, now);
    if (const qint64 wait = newcomer ? m_pace.wait(request.addressKey, now) : 0; wait > 0) {
        const Refusal refusal{.code = RefusalCode::TooManyJoins, .retryAfterMs = wait};
        m_house.meters.countRefusal(refusal.code);
        m_house.parting.sendOrClose(
            session, m_house.answers.reply({session->id(), CommandBody(join).index(), commandId, refusal}));
        return;
    }
    Session *lost = mostSilentOf(request.credentials.whose(), now);
    request.insteadOf = lost ? lost->id() : SessionId{};
    const Outcome outcome = m_house.room.join(request);
    if (!outcome.admissions.isEmpty()) {
        if (lost)
            m_house.parting.giveUp(lost);
        if (mayBeTheHost != m_mayBeTheHost.end())
            m_mayBeTheHost.erase(mayBeTheHost);
        if (newcomer)
            m_pace.count(request.addressKey, now);
    }
    Q_EMIT applied(outcome);
}

/// Where a connection drops without a word the room hears of it late, and whoever comes back again and again would find
/// their own ghosts in all their places. Whoever is there has answered the last ping.
Session *Reception::mostSilentOf(DeviceId device, qint64 nowMs) const
{
    const std::chrono::milliseconds ping = m_limits.pingInterval();
    const QSet<SessionId> ids = m_house.room.sessionsOf(device);
    if (ids.size() < m_limits.sessionsPerDevice || ping <= 0ms)
        return nullptr;
    Session *found = nullptr;
    for (const SessionId id : ids) {
        Session *session = m_house.broadcaster.sessions().value(id);
        if (session && (!found || session->lastHeardMs < found->lastHeardMs))
            found = session;
    }
    return found && nowMs - found->lastHeardMs > (ping + ping / 4).count() ? found : nullptr;
}

/// Nobody who takes up where they were, and nobody with another window in the room, unless they do nothing but come. Bad tokens
/// are the room's to refuse.
bool Reception::countsAsNewcomer(const Session *session, const Credentials &credentials, qint64 nowMs)
{
    if (credentials.bad || credentials.isOperator || m_house.room.hasSession(session->id()))
        return false;
    const bool comesBack = credentials.mayResume || m_house.room.hasDevice(credentials.whose());
    return !comesBack || !m_pace.mayComeBack(credentials.whose(), nowMs);
}

} // namespace foyer
