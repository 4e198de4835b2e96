// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/engine.h"

#include "server/base/logcategories.h"
#include "server/engine/outcomelog.h"
#include "server/net/catchup.h"
#include "server/net/frame.h"
#include "server/protocol/closecode.h"
#include "server/protocol/decode.h"

#include <QSysInfo>

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr auto stopDeadline = 1500ms;

FrontDoor frontDoor(const ServerConfig &config)
{
    return {HostGuard(QSysInfo::machineHostName(), config.allowedHosts), OriginGuard(config.allowedOrigins),
            StaticSite()};
}

Room::Settings roomSettings(const ServerConfig &config, const EventLog &log)
{
    return {config.roomName, config.hostName,          config.language, log.epoch(),
            config.coolingOffSeconds, log.nextSeq(), config.limits};
}

ServerStatus::Failure failureOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return ServerStatus::Failure::PortInUse;
    case QAbstractSocket::SocketAccessError:
        return ServerStatus::Failure::NoPermission;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return ServerStatus::Failure::BadAddress;
    default:
        return ServerStatus::Failure::Other;
    }
}

} // namespace

Engine::Engine(ServerConfig config, std::unique_ptr<EventLog> log, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_policy(m_config.tokenKey, m_config.operatorSecret),
      m_answers(m_config.language, m_policy.tokens()), m_log(std::move(log)),
      m_room(roomSettings(m_config, *m_log), m_clock), m_broadcaster(m_answers), m_queue(*m_log),
      m_heartbeat(m_broadcaster.sessions(), m_clock, m_config.limits),
      m_gateway(frontDoor(m_config), m_config.limits)
{
    m_timePassed.setSingleShot(true);
    m_stopDeadline.setSingleShot(true);
    connect(&m_gateway, &Gateway::arrived, this, &Engine::onArrived);
    connect(&m_queue, &OutcomeQueue::released, this, &Engine::onReleased);
    connect(&m_feed, &EventFeed::ready, this, &Engine::happened);
    connect(&m_timePassed, &QTimer::timeout, this, [this] { applied(m_room.timePassed()); });
    connect(&m_stopDeadline, &QTimer::timeout, this, &Engine::finishStop);
    connect(&m_heartbeat, &Heartbeat::fellSilent, this, [this](Session *session) {
        dismiss(session, closecode::silent, QStringLiteral("silent"), m_answers.sentences().silent());
        session->abort(); // nobody is there to finish a closing handshake
    });
    connect(&m_broadcaster, &Broadcaster::tooSlow, this, &Engine::closeTooSlow);
    connect(&m_broadcaster, &Broadcaster::catchUpWanted, this, [this](Session *session, quint64 after) {
        auto *catchUp = new CatchUp(session, after, *m_log, m_broadcaster, m_config.limits.pageBytes);
        connect(catchUp, &CatchUp::missed, this, [this](Session *behind) {
            dismiss(behind, closecode::tooSlow, QStringLiteral("slow"), m_answers.sentences().tooSlow());
        });
        catchUp->begin();
    });
}

Engine::~Engine()
{
    // While everything they might still speak to lives.
    qDeleteAll(m_broadcaster.sessions().values());
}

// ---- Opening and closing

bool Engine::start()
{
    const QHostAddress address(m_config.bindAddress);
    if (!m_config.bindAddress.isEmpty() && address.isNull()) {
        m_failure = ServerStatus::Failure::BadAddress;
        m_errorString = m_config.bindAddress;
        return false;
    }
    if (!m_gateway.listen(address, m_config.port)) {
        m_failure = failureOf(m_gateway.error());
        m_errorString =
            m_failure == ServerStatus::Failure::BadAddress ? m_config.bindAddress : m_gateway.errorString();
        return false;
    }
    m_heartbeat.start();
    qCInfo(lcRoom) << "opened on port" << port();
    return true;
}

RoomSnapshot Engine::snapshot()
{
    return m_room.snapshotFor({}, Role::Operator);
}

void Engine::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    qCInfo(lcRoom) << "closing with" << m_broadcaster.sessions().size() << "sessions";
    m_gateway.close();
    m_timePassed.stop();
    const QList<Session *> sessions = m_broadcaster.sessions().values();
    for (Session *session : sessions)
        dismiss(session, closecode::goingAway, QStringLiteral("closed"), m_answers.sentences().roomClosed());
    m_stopDeadline.start(sessions.isEmpty() ? 0ms : stopDeadline);
}

void Engine::finishStop()
{
    m_stopDeadline.stop();
    const QList<Session *> late = m_broadcaster.sessions().values();
    for (Session *session : late) {
        session->abort(); // what it has not read it will not read any more
        m_broadcaster.remove(session);
        delete session;
    }
    m_feed.flush();
    qCInfo(lcRoom) << "closed";
    Q_EMIT stopped();
}

void Engine::submit(const Command &command)
{
    if (m_stopping)
        return;
    Outcome outcome = m_room.apply({}, command);
    for (const Reply &reply : std::as_const(outcome.replies)) {
        if (const auto *refusal = std::get_if<Refusal>(&reply.body))
            Q_EMIT refused(command, *refusal, m_answers.sentences().refusal(*refusal));
    }
    applied(std::move(outcome));
}

// ---- Coming in

void Engine::onArrived()
{
    auto *session = new Session(SessionId{++m_lastSession}, m_gateway.takeArrival(), m_config.limits, this);
    session->lastHeardMs = m_clock.steadyMs();
    connect(session, &Session::heard, this, [this, session] {
        session->lastHeardMs = m_clock.steadyMs();
        // Pongs are QWebSocket's own writes: whoever pings and never reads is found here. Queued, since it is still reading.
        if (!session->keepsUp())
            QMetaObject::invokeMethod(session, [this, session] { closeTooSlow(session); }, Qt::QueuedConnection);
    });
    connect(session, &Session::textReceived, this, [this, session](const QString &text) { onText(session, text); });
    connect(session, &Session::binaryReceived, this, [this, session] { onBinary(session); });
    connect(session, &Session::gone, this, [this, session] { onGone(session); });
    m_broadcaster.add(session);
    if (m_stopping) {
        dismiss(session, closecode::goingAway, QStringLiteral("closed"), m_answers.sentences().roomClosed());
        return;
    }
    if (m_broadcaster.sessions().size() > m_config.limits.connections) {
        dismiss(session, closecode::roomFull, QStringLiteral("full"), m_answers.sentences().roomFull());
        return;
    }
    greet(session);
}

void Engine::greet(Session *session)
{
    const Sentences &sentences = m_answers.sentences();
    switch (session->route().kind) {
    case Route::Kind::Room:
        session->send(m_answers.hello(m_room, m_config.limits));
        QTimer::singleShot(m_config.limits.join, session, [this, session] {
            if (!m_room.hasSession(session->id()))
                dismiss(session, closecode::joinTimeout, QStringLiteral("late"), m_answers.sentences().joinTimeout());
        });
        break;
    case Route::Kind::TextClient:
        joinAsTextClient(session);
        break;
    case Route::Kind::TokenShown:
        dismiss(session, closecode::policyViolation, {}, sentences.tokensNotInUse());
        break;
    case Route::Kind::NameMissing:
        dismiss(session, closecode::policyViolation, {}, sentences.nameMissing());
        break;
    default:
        break; // an echo waits for what is said
    }
}

void Engine::joinAsTextClient(Session *session)
{
    JoinRequest request;
    request.session = session->id();
    request.name = session->route().user.value_or(QString(QChar::ReplacementCharacter));
    request.kind = ConnectionKind::TextClient;
    request.address = session->peer().toString();
    request.addressKey = addressKey(session->peer());
    Outcome outcome = session->route().user
                          ? m_room.join(request)
                          : Outcome{{Reply{session->id(), 0, {}, Refusal{.code = RefusalCode::NameCharacters}}}, {}, {}, {}};
    // Nobody at the other end can choose another name: a refusal ends it.
    for (const Reply &reply : std::as_const(outcome.replies)) {
        if (const auto *refusal = std::get_if<Refusal>(&reply.body)) {
            dismiss(session, closecode::policyViolation, {}, m_answers.sentences().refusal(*refusal));
            outcome.replies.clear();
            break;
        }
    }
    applied(std::move(outcome));
}

void Engine::join(Session *session, const QString &commandId, const Join &join)
{
    JoinRequest request{session->id(),
                        commandId,
                        join.name,
                        join.client,
                        session->peer().toString(),
                        addressKey(session->peer()),
                        m_policy.judge(join),
                        join.epoch,
                        join.last,
                        m_log->oldestSeq()};
    applied(m_room.join(request));
}

// ---- What comes in

void Engine::onText(Session *session, const QString &text)
{
    switch (session->route().kind) {
    case Route::Kind::Room:
        onJson(session, text);
        break;
    case Route::Kind::TextClient:
        applied(m_room.apply(session->id(), Command{{}, Say{text}}));
        break;
    case Route::Kind::Echo:
        sendOrClose(session, frame::text(m_answers.sentences().echo(text).toUtf8()));
        break;
    default:
        break;
    }
}

void Engine::onJson(Session *session, const QString &text)
{
    const Result<Command, Undecodable> command = decodeCommand(text.toUtf8(), m_config.limits);
    if (!command) {
        sendOrClose(session, m_answers.undecodable(command.error()));
        if (++session->garbled >= m_config.limits.garbledMessages)
            dismiss(session, closecode::garbled, QStringLiteral("garbled"), m_answers.sentences().garbled());
        return;
    }
    if (const auto *joining = std::get_if<Join>(&command->body))
        join(session, command->id, *joining);
    else
        applied(m_room.apply(session->id(), *command));
}

void Engine::onBinary(Session *session)
{
    dismiss(session, closecode::unsupportedData, QStringLiteral("garbled"), m_answers.sentences().textOnly());
}

// ---- What comes of it

void Engine::applied(Outcome outcome)
{
    for (const Ending &ending : std::as_const(outcome.endings)) {
        if (Session *session = m_broadcaster.sessions().value(ending.session))
            session->makeDeaf();
    }
    m_queue.push(std::move(outcome));
    scheduleTimePassed();
}

void Engine::onReleased(const QList<Outcome> &outcomes)
{
    m_broadcaster.deliver(outcomes);
    for (const Outcome &outcome : outcomes) {
        logOutcome(outcome);
        for (const Reply &reply : outcome.replies) {
            if (std::holds_alternative<BacklogWanted>(reply.body))
                answerBacklog(reply);
        }
        m_feed.add(outcome.events);
    }
}

void Engine::answerBacklog(const Reply &reply)
{
    Session *session = m_broadcaster.sessions().value(reply.session);
    if (!session || session->isClosing())
        return;
    const auto &wanted = std::get<BacklogWanted>(reply.body);
    m_log->readBefore(wanted.before, static_cast<int>(wanted.limit), m_config.limits.pageBytes,
                      {session->user(), session->role()}, session,
                      [this, session, id = reply.id](const EventLog::Page &page) {
                          sendOrClose(session, m_answers.backlog(id, page.events, page.more));
                      });
}

/// Ends a session for a reason of its own, not the room's: it is told why and closed.
void Engine::dismiss(Session *session, quint16 code, const QString &why, const QString &text)
{
    if (session->isClosing())
        return;
    const Route::Kind kind = session->route().kind;
    if (kind == Route::Kind::Room)
        session->send(m_answers.bye(code, why, text));
    else if (kind != Route::Kind::Echo)
        session->send(m_answers.notice(text));
    session->close(code, text);
}

void Engine::sendOrClose(Session *session, const QByteArray &frames)
{
    if (!session->send(frames))
        closeTooSlow(session);
}

/// More waits to be sent to it than may be: it comes back and catches up by seq.
void Engine::closeTooSlow(Session *session)
{
    if (session->isClosing())
        return;
    qCInfo(lcNet) << "session" << session->id().value << "is too slow";
    m_broadcaster.silence(session);
    session->close(closecode::tooSlow, m_answers.sentences().tooSlow());
}

void Engine::onGone(Session *session)
{
    m_broadcaster.remove(session);
    if (!m_stopping)
        applied(m_room.connectionLost(session->id()));
    session->deleteLater();
    if (m_stopping && m_broadcaster.sessions().isEmpty() && m_stopDeadline.isActive())
        m_stopDeadline.start(0);
}

void Engine::scheduleTimePassed()
{
    const std::optional<qint64> due = m_room.nextDueMs();
    if (!due || m_stopping) {
        m_timePassed.stop();
        return;
    }
    m_timePassed.start(std::chrono::milliseconds(std::max<qint64>(*due - m_clock.steadyMs() + 1, 1)));
}

} // namespace foyer
