// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/engine.h"

#include "server/base/logcategories.h"
#include "server/base/systemclock.h"
#include "server/engine/outcomelog.h"
#include "server/net/catchup.h"
#include "server/protocol/closecode.h"

#include <QSysInfo>

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr auto stopDeadline = 1500ms;
constexpr auto stopLinger = 300ms;

FrontDoor frontDoor(const ServerConfig &config, FrontDoor::MetricsPage metricsPage)
{
    return {HostGuard(QSysInfo::machineHostName(), config.allowedHosts), OriginGuard(config.allowedOrigins), StaticSite(),
            MetricsGuard(config.metricsOpen), std::move(metricsPage)};
}

Room::Settings roomSettings(const ServerConfig &config, const EventLog &log)
{
    return {config.roomName, config.hostName,          config.language, log.epoch(),
            config.coolingOffSeconds, log.nextSeq(), config.limits, config.keeping, config.joinersSeeLatest,
            config.guestsMaySearch};
}

RoomPast roomPast(const EventLog &log)
{
    RoomPast past = log.past();
    for (RoomPast::Cooling &cooling : past.coolings)
        cooling.addressKey = addressKey(QHostAddress(cooling.kicked.cooling.address));
    return past;
}

} // namespace

Engine::Engine(ServerConfig config, std::unique_ptr<EventLog> log, std::unique_ptr<const Clock> clock, QObject *parent)
    : QObject(parent), m_config(std::move(config)),
      m_machineClock(clock ? std::move(clock) : std::make_unique<const SystemClock>()),
      m_clock(*m_machineClock, m_config.limits), m_policy(m_config.tokenKey, m_config.operatorSecret),
      m_answers(m_config.language, m_policy.tokens(), m_config.limits), m_log(std::move(log)),
      m_room(roomSettings(m_config, *m_log), m_clock, roomPast(*m_log)), m_broadcaster(m_answers),
      m_parting(m_answers, m_broadcaster),
      m_reception({m_room, *m_log, m_policy, m_broadcaster, m_parting, m_answers, m_clock, m_meters, m_queue},
                  m_config.limits),
      m_intake(m_room, m_reception, m_parting, m_answers, m_clock, m_config.limits, m_meters, m_queue),
      m_queue(*m_log, m_clock, m_meters, m_config.limits), m_heartbeat(m_broadcaster.sessions(), m_clock, m_config.limits),
      m_gateway(frontDoor(m_config, [this] { return m_vitals.page(); }), m_clock, m_config.limits, m_meters),
      m_vitals(m_meters, *m_machineClock, [this] {
          return Vitals::Census{m_room.here(), static_cast<quint32>(m_broadcaster.sessions().size()), m_gateway.atTheDoor(),
                                m_queue.waitingEvents(), m_queue.waitingMs(), m_queue.isFull(), m_log->trouble()};
      })
{
    m_timePassed.setSingleShot(true);
    m_stopDeadline.setSingleShot(true);
    connect(&m_gateway, &Gateway::arrived, this, &Engine::onArrived);
    connect(&m_reception, &Reception::applied, this, &Engine::applied);
    connect(&m_intake, &Intake::applied, this, &Engine::applied);
    connect(&m_queue, &OutcomeQueue::released, this, &Engine::onReleased);
    connect(&m_queue, &OutcomeQueue::overtaking, &m_broadcaster, &Broadcaster::deliver);
    connect(m_log.get(), &EventLog::troubleChanged, &m_vitals, &Vitals::stir);
    connect(&m_feed, &EventFeed::ready, this, &Engine::happened);
    connect(&m_timePassed, &QTimer::timeout, this, [this] { applied(m_room.timePassed()); });
    connect(&m_stopDeadline, &QTimer::timeout, this, &Engine::finishStop);
    connect(&m_heartbeat, &Heartbeat::fellSilent, this, [this](Session *session) { m_parting.giveUp(session); });
    connect(&m_broadcaster, &Broadcaster::tooSlow, this, [this](Session *session) { m_parting.closeTooSlow(session); });
    connect(&m_broadcaster, &Broadcaster::catchUpWanted, this, [this](Session *session, quint64 after) {
        auto *catchUp = new CatchUp(session, after, *m_log, m_room, m_broadcaster, m_config.limits.pageBytes);
        connect(catchUp, &CatchUp::missed, this, [this](Session *behind) {
            m_parting.dismiss(behind, closecode::tooSlow, QStringLiteral("slow"), m_answers.sentences().tooSlow());
        });
        catchUp->begin();
    });
}

Engine::~Engine()
{
    // While everything they might still speak to lives.
    qDeleteAll(findChildren<Session *>(Qt::FindDirectChildrenOnly));
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
        m_failure = m_gateway.failure();
        m_errorString =
            m_failure == ServerStatus::Failure::BadAddress ? m_config.bindAddress : m_gateway.errorString();
        return false;
    }
    m_clock.start();
    m_heartbeat.start();
    m_vitals.start();
    if (Outcome beginning = m_room.begin(); !beginning.isEmpty())
        applied(std::move(beginning));
    qCInfo(lcRoom) << "opened on port" << port();
    return true;
}

RoomSnapshot Engine::snapshot()
{
    return m_room.snapshotFor({}, Role::Operator);
}

RoomSnapshot Engine::wholeSnapshot()
{
    return m_room.wholeSnapshot();
}

void Engine::renew()
{
    // The null session is the host's own hand. In its place among the outcomes, so that it tells nothing that is not written.
    Outcome outcome;
    Admission own;
    own.snapshot = wholeSnapshot();
    outcome.admissions.append(std::move(own));
    applied(std::move(outcome));
}

void Engine::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    qCInfo(lcRoom) << "closing with" << m_broadcaster.sessions().size() << "sessions";
    m_gateway.close();
    m_timePassed.stop();
    m_vitals.stop();
    m_queue.hurry();
    const QList<Session *> sessions = m_broadcaster.sessions().values();
    for (Session *session : sessions)
        m_parting.dismiss(session, closecode::goingAway, QStringLiteral("closed"), m_answers.sentences().roomClosed());
    m_stopDeadline.start(sessions.isEmpty() ? 0ms : stopDeadline);
    // All is on its way to them: who does not close their end, asleep or stuck, need not be waited for.
    QTimer::singleShot(stopLinger, this, [this] {
        if (m_meters.sessionsBehind == 0 && m_stopDeadline.isActive())
            finishStop();
    });
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
    m_queue.finish();
    m_log->close();
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
    auto *session = new Session(SessionId{++m_lastSession}, m_gateway.takeArrival(), m_config.limits, m_meters, this);
    session->lastHeardMs = m_clock.steadyMs();
    connect(session, &Session::heard, this, [this, session] {
        session->lastHeardMs = m_clock.steadyMs();
        // Pongs are QWebSocket's own writes: whoever pings and never reads is found here. Queued, since it is still reading.
        if (!session->keepsUp())
            QMetaObject::invokeMethod(session, [this, session] { m_parting.closeTooSlow(session); }, Qt::QueuedConnection);
    });
    connect(session, &Session::textReceived, this,
            [this, session](const QString &text) { m_intake.onText(session, text); });
    connect(session, &Session::binaryReceived, this, [this, session] { m_intake.onBinary(session); });
    connect(session, &Session::gone, this, [this, session] { onGone(session); });
    m_broadcaster.add(session);
    if (m_stopping) {
        m_parting.dismiss(session, closecode::goingAway, QStringLiteral("closed"), m_answers.sentences().roomClosed());
        return;
    }
    m_reception.receive(session);
}

// ---- What comes of it

void Engine::applied(Outcome outcome)
{
    for (const Ending &ending : std::as_const(outcome.endings)) {
        if (Session *session = m_broadcaster.sessions().value(ending.session))
            session->makeDeaf();
    }
    m_vitals.stir();
    m_queue.push(std::move(outcome));
    scheduleTimePassed();
}

void Engine::onReleased(const QList<Outcome> &outcomes)
{
    m_meters.countBatch(outcomes, m_broadcaster.live());
    m_broadcaster.deliver(outcomes);
    for (const Outcome &outcome : outcomes) {
        logOutcome(outcome);
        for (const Reply &reply : outcome.replies) {
            if (std::holds_alternative<BacklogWanted>(reply.body))
                answerBacklog(reply);
            else if (std::holds_alternative<SearchWanted>(reply.body))
                answerSearch(reply);
        }
        for (const Admission &admission : outcome.admissions) {
            if (!admission.session.isNull())
                continue;
            m_feed.flush();
            Q_EMIT renewed(admission.snapshot);
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
                      [this, session, id = reply.id, notBefore = wanted.notBefore](EventLog::Page page) {
                          page.dropBefore(notBefore);
                          m_parting.sendOrClose(session, m_answers.backlog(id, page.events, page.more));
                      });
}

void Engine::answerSearch(const Reply &reply)
{
    Session *session = m_broadcaster.sessions().value(reply.session);
    if (!session || session->isClosing())
        return;
    const auto &wanted = std::get<SearchWanted>(reply.body);
    m_log->search(wanted.query, {session->user(), session->role()}, session,
                  [this, session, id = reply.id, notBefore = wanted.notBefore](HistoryHits hits) {
                      hits.dropBefore(notBefore);
                      hits.cutTo(m_config.limits.pageBytes);
                      m_parting.sendOrClose(session, m_answers.found(id, hits));
                  });
}

void Engine::onGone(Session *session)
{
    m_broadcaster.remove(session);
    m_reception.forget(session);
    m_meters.countClose(session->closeCode());
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
