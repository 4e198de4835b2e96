// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/enginehost.h"

#include "server/base/logcategories.h"
#include "server/base/systemclock.h"
#include "server/engine/engine.h"
#include "server/engine/handover.h"
#include "server/net/lanaddresses.h"
#include "server/net/networkwatch.h"

#include <QTcpServer>

namespace foyer {

namespace {

constexpr int portsTried = 50;

/// The next port above `port` that is free; 0 when none near it is. Without the right to a low port, one from 8000 on.
quint16 nextFreePort(const QHostAddress &address, quint16 port)
{
    const int first = port < 1024 ? 8000 : port + 1;
    for (int candidate = first; candidate < first + portsTried && candidate <= 0xffff; ++candidate) {
        QTcpServer trial;
        if (trial.listen(address.isNull() ? QHostAddress(QHostAddress::Any) : address,
                         static_cast<quint16>(candidate)))
            return static_cast<quint16>(candidate);
    }
    return 0;
}

} // namespace

EngineHost::EngineHost(ServerThread::LogMaker makeLog) : m_makeLog(std::move(makeLog)) {}

EngineHost::~EngineHost()
{
    // While everything its log may still tell lives.
    m_network.reset();
    m_handover.reset();
    m_engine.reset();
}

void EngineHost::start(const ServerConfig &config)
{
    if (m_engine)
        return;
    m_lastTrouble = {};
    ServerStatus status;
    status.port = config.port;
    ServerThread::MadeLog log = m_makeLog(config);
    if (!log) {
        status.state = ServerStatus::State::Failed;
        status.failure = log.error().failure;
        status.detail = log.error().detail;
        Q_EMIT statusChanged(status);
        return;
    }
    std::unique_ptr<EventLog> made = log.takeValue();
    status.damagedHistory = made->opening().movedAside;
    status.recoveredEvents = made->opening().recovered;
    status.keeping = config.keeping;
    connect(made.get(), &EventLog::shortened, this, &EngineHost::historyShortened);
    connect(made.get(), &EventLog::ended, this, [this](const LogTrouble &last) { m_lastTrouble = last; });
    m_engine = std::make_unique<Engine>(config, std::move(made));
    if (!m_engine->start()) {
        status.state = ServerStatus::State::Failed;
        status.failure = m_engine->failure();
        status.detail = m_engine->errorString();
        if (status.failure == ServerStatus::Failure::PortInUse || status.failure == ServerStatus::Failure::NoPermission)
            status.nextFreePort = nextFreePort(QHostAddress(config.bindAddress), config.port);
        m_engine.reset();
        Q_EMIT statusChanged(status);
        return;
    }
    m_handover = std::make_unique<Handover>(config.limits);
    connect(m_engine.get(), &Engine::happened, m_handover.get(), &Handover::add);
    connect(m_engine.get(), &Engine::renewed, m_handover.get(), &Handover::renew);
    connect(m_handover.get(), &Handover::handed, this, [this](const QList<Event> &events) {
        ++m_untaken;
        Q_EMIT eventsArrived(events);
    });
    connect(m_handover.get(), &Handover::renewalWanted, m_engine.get(), &Engine::renew);
    connect(m_handover.get(), &Handover::renewed, this, [this](const RoomSnapshot &room, const LeftOut &leftOut) {
        ++m_untaken;
        Q_EMIT roomRenewed(room, leftOut);
    });
    connect(m_engine.get(), &Engine::refused, this, &EngineHost::refused);
    connect(&m_engine->vitals(), &Vitals::healthChanged, this, &EngineHost::tellHealth);
    // Not within its own signal: the engine cannot end itself.
    connect(m_engine.get(), &Engine::stopped, this, &EngineHost::end, Qt::QueuedConnection);
    m_network = std::make_unique<NetworkWatch>(); // before the first look: what changes in between is told
    connect(m_network.get(), &NetworkWatch::changed, this, &EngineHost::followNetwork);
    status.state = ServerStatus::State::Running;
    status.port = m_engine->port();
    status.boundAddress = lanaddresses::isEvery(m_engine->address()) ? QString() : m_engine->address().toString();
    status.addresses = addresses();
    status.startedAtMs = SystemClock().wallMs();
    m_status = status;
    Q_EMIT roomOpened(m_engine->snapshot());
    Q_EMIT statusChanged(m_status);
}

QList<LanAddress> EngineHost::addresses() const
{
    return lanaddresses::ranked(lanaddresses::ofThisMachine(), m_engine->address(), lanaddresses::announcedName());
}

void EngineHost::followNetwork()
{
    const QList<LanAddress> now = addresses();
    if (now == m_status.addresses)
        return;
    qCInfo(lcNet) << "the network has changed:" << m_status.addresses.size() << "addresses before," << now.size() << "now";
    m_status.addresses = now;
    Q_EMIT statusChanged(m_status);
}

void EngineHost::stop()
{
    m_network.reset(); // of a room that closes nothing else is told
    if (m_engine)
        m_engine->stop();
    else
        Q_EMIT statusChanged(ServerStatus());
}

void EngineHost::end()
{
    if (m_handover->isLeavingOut())
        m_handover->renew(m_engine->wholeSnapshot()); // or nobody would ever see that something is missing
    m_handover->finish();
    m_handover.reset();
    ServerStatus status;
    status.keeping = m_engine->snapshot().keeping;
    m_engine.reset();
    m_untakenBefore = m_untaken;
    m_untoldHealth.reset();
    status.undeleted = m_lastTrouble.undeleted;
    status.neverSaved = m_lastTrouble.held + m_lastTrouble.dropped;
    status.unsavedBecause = m_lastTrouble.detail;
    Q_EMIT statusChanged(status);
}

void EngineHost::eventsTaken()
{
    --m_untaken;
    if (m_untakenBefore > 0)
        --m_untakenBefore;
    else if (m_handover)
        m_handover->taken();
}

/// One at a time, as with events: a window that is busy for an hour is not told of each second of it.
void EngineHost::tellHealth(const RoomHealth &health)
{
    m_untoldHealth = health;
    if (!m_healthIsUnderway)
        healthTaken();
}

void EngineHost::healthTaken()
{
    m_healthIsUnderway = m_untoldHealth.has_value();
    if (m_healthIsUnderway)
        Q_EMIT healthChanged(*std::exchange(m_untoldHealth, std::nullopt));
}

void EngineHost::submit(const Command &command)
{
    if (m_engine)
        m_engine->submit(command);
}

void EngineHost::keepMessages(int most)
{
    if (m_engine)
        m_engine->keepMessages(most);
}

} // namespace foyer
