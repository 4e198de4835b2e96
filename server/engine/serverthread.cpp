// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/serverthread.h"

#include "server/base/systemclock.h"
#include "server/engine/enginehost.h"
#include "server/storage/memorylog.h"
#include "server/storage/sqlitelog.h"

namespace foyer {

namespace {

constexpr unsigned long stopWaitMs = 2500;

ServerStatus::Failure failureOf(historyfile::Error::Kind kind)
{
    switch (kind) {
    case historyfile::Error::Kind::Locked:
        return ServerStatus::Failure::HistoryInUse;
    case historyfile::Error::Kind::TooNew:
        return ServerStatus::Failure::HistoryTooNew;
    case historyfile::Error::Kind::NotOurs:
        return ServerStatus::Failure::HistoryNotOurs;
    case historyfile::Error::Kind::Refused:
        break;
    }
    return ServerStatus::Failure::Other;
}

ServerThread::MadeLog logFor(const ServerConfig &config)
{
    if (config.historyFolder.isEmpty())
        return std::unique_ptr<EventLog>(std::make_unique<MemoryLog>(config.limits.keptEvents));
    SqliteLog::Options options{config.historyFolder, DeviceTokens(config.tokenKey), config.survivesPowerLoss};
    options.keeping = config.keeping;
    options.keepMessages = config.keepMessages;
    options.inMemoryAlone = config.limits.keptEvents;
    auto log = SqliteLog::open(options, SystemClock().wallMs());
    if (!log)
        return ServerThread::NoLog{failureOf(log.error().kind), log.error().detail};
    return log.takeValue();
}

} // namespace

ServerThread::ServerThread(QObject *parent) : ServerThread(logFor, parent) {}

ServerThread::ServerThread(LogMaker makeLog, QObject *parent)
    : ServerControl(parent), m_host(new EngineHost(std::move(makeLog)))
{
    m_thread.setObjectName(QStringLiteral("foyer-server"));
    m_host->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_host, &QObject::deleteLater);
    connect(this, &ServerThread::startWanted, m_host, &EngineHost::start);
    connect(this, &ServerThread::stopWanted, m_host, &EngineHost::stop);
    connect(this, &ServerThread::submitted, m_host, &EngineHost::submit);
    connect(this, &ServerThread::keepMessagesWanted, m_host, &EngineHost::keepMessages);
    connect(m_host, &EngineHost::statusChanged, this, &ServerThread::setStatus);
    connect(m_host, &EngineHost::roomOpened, this, &ServerControl::roomOpened);
    connect(this, &ServerThread::eventsTaken, m_host, &EngineHost::eventsTaken);
    connect(this, &ServerThread::healthTaken, m_host, &EngineHost::healthTaken);
    connect(m_host, &EngineHost::eventsArrived, this, [this](const QList<Event> &events) {
        Q_EMIT eventsArrived(events);
        Q_EMIT eventsTaken();
    });
    connect(m_host, &EngineHost::roomRenewed, this, [this](const RoomSnapshot &snapshot, const LeftOut &leftOut) {
        Q_EMIT roomRenewed(snapshot, leftOut);
        Q_EMIT eventsTaken();
    });
    connect(m_host, &EngineHost::historyShortened, this, &ServerControl::historyShortened);
    connect(m_host, &EngineHost::refused, this, &ServerControl::refused);
    connect(m_host, &EngineHost::healthChanged, this, [this](const RoomHealth &health) {
        Q_EMIT healthChanged(health);
        Q_EMIT healthTaken();
    });
    m_thread.start();
}

ServerThread::~ServerThread()
{
    if (m_status.state == ServerStatus::State::Running || m_status.state == ServerStatus::State::Stopping) {
        // Whoever ends the program without closing the room first: people are told all the same.
        connect(m_host, &EngineHost::statusChanged, &m_thread, &QThread::quit, Qt::DirectConnection);
        stop();
        if (m_thread.wait(stopWaitMs))
            return;
    }
    m_thread.quit();
    m_thread.wait();
}

void ServerThread::start(const ServerConfig &config)
{
    if (m_status.state != ServerStatus::State::Stopped && m_status.state != ServerStatus::State::Failed)
        return;
    ServerStatus status;
    status.state = ServerStatus::State::Starting;
    status.port = config.port;
    setStatus(status);
    Q_EMIT startWanted(config);
}

void ServerThread::stop()
{
    if (m_status.state != ServerStatus::State::Running && m_status.state != ServerStatus::State::Starting)
        return;
    ServerStatus status = m_status;
    status.state = ServerStatus::State::Stopping;
    setStatus(status);
    Q_EMIT stopWanted();
}

void ServerThread::submit(const Command &command)
{
    Q_EMIT submitted(command);
}

void ServerThread::keepMessages(int most)
{
    Q_EMIT keepMessagesWanted(most);
}

void ServerThread::setStatus(const ServerStatus &status)
{
    // The room came up, but the wish to close it is on its way already.
    const bool overtaken =
        m_status.state == ServerStatus::State::Stopping && status.state == ServerStatus::State::Running;
    if (status == m_status || overtaken)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

} // namespace foyer
