// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/enginehost.h"

#include "server/engine/engine.h"
#include "server/net/lanaddresses.h"

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

EngineHost::~EngineHost() = default;

void EngineHost::start(const ServerConfig &config)
{
    if (m_engine)
        return;
    ServerStatus status;
    status.port = config.port;
    m_engine = std::make_unique<Engine>(config, m_makeLog(config));
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
    connect(m_engine.get(), &Engine::happened, this, &EngineHost::eventsArrived);
    connect(m_engine.get(), &Engine::refused, this, &EngineHost::refused);
    connect(&m_engine->vitals(), &Vitals::healthChanged, this, &EngineHost::healthChanged);
    // Not within its own signal: the engine cannot end itself.
    connect(m_engine.get(), &Engine::stopped, this, [this] {
        m_engine.reset();
        Q_EMIT statusChanged(ServerStatus());
    }, Qt::QueuedConnection);
    status.state = ServerStatus::State::Running;
    status.port = m_engine->port();
    status.addresses =
        lanaddresses::ranked(lanaddresses::ofThisMachine(), m_engine->address(), lanaddresses::announcedName());
    status.startedAtMs = SystemClock().wallMs();
    Q_EMIT roomOpened(m_engine->snapshot());
    Q_EMIT statusChanged(status);
}

void EngineHost::stop()
{
    if (m_engine)
        m_engine->stop();
    else
        Q_EMIT statusChanged(ServerStatus());
}

void EngineHost::submit(const Command &command)
{
    if (m_engine)
        m_engine->submit(command);
}

} // namespace foyer
