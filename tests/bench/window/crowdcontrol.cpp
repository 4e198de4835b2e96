// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/crowdcontrol.h"

#include <QDateTime>

namespace foyer {

CrowdControl::CrowdControl(int people, int messagesPerSecond) : m_crowd(new Crowd(people, messagesPerSecond))
{
    connect(this, &CrowdControl::beginWanted, m_crowd, &Crowd::begin);
    connect(this, &CrowdControl::endWanted, m_crowd, &Crowd::end);
    connect(m_crowd, &Crowd::happened, this, &ServerControl::eventsArrived);
    connect(&m_thread, &QThread::finished, m_crowd, &QObject::deleteLater);
}

CrowdControl::~CrowdControl()
{
    m_thread.quit();
    m_thread.wait();
}

void CrowdControl::start(const ServerConfig &config)
{
    const RoomSnapshot room = m_crowd->room(lines); // before it has a thread
    m_crowd->moveToThread(&m_thread);
    m_thread.start();
    Q_EMIT roomOpened(room);
    m_status.state = ServerStatus::State::Running;
    m_status.port = config.port;
    m_status.startedAtMs = QDateTime::currentMSecsSinceEpoch();
    m_status.addresses = {{QStringLiteral("192.168.1.20"), QStringLiteral("enp3s0"), LanAddress::Kind::Wired}};
    Q_EMIT statusChanged(m_status);
    Q_EMIT beginWanted();
}

void CrowdControl::stop()
{
    Q_EMIT endWanted();
    m_status.state = ServerStatus::State::Stopped;
    Q_EMIT statusChanged(m_status);
}

void CrowdControl::submit(const Command &) {}

} // namespace foyer
