// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservercontrol.h"

using namespace Qt::StringLiterals;

namespace foyer {

void FakeServerControl::start(const ServerConfig &config)
{
    started.append(config);
    become(ServerStatus::State::Starting);
}

void FakeServerControl::stop()
{
    ++stops;
    become(ServerStatus::State::Stopping);
}

void FakeServerControl::submit(const Command &command)
{
    submitted.append(command);
}

void FakeServerControl::become(const ServerStatus &status)
{
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void FakeServerControl::become(ServerStatus::State state)
{
    m_status.state = state;
    m_status.failure = ServerStatus::Failure::None;
    Q_EMIT statusChanged(m_status);
}

void FakeServerControl::open()
{
    const ServerConfig config = started.isEmpty() ? ServerConfig() : started.constLast();
    RoomSnapshot room;
    room.roomName = config.roomName;
    room.hostName = config.hostName;
    room.epoch = u"e1"_s;
    Q_EMIT roomOpened(room);
    ServerStatus status;
    status.state = ServerStatus::State::Running;
    status.port = config.port;
    status.startedAtMs = scene::startMs;
    status.addresses = {{u"192.168.1.20"_s, u"enp3s0"_s, LanAddress::Kind::Wired},
                        {u"192.168.1.57"_s, u"wlp2s0"_s, LanAddress::Kind::Wifi},
                        {u"172.17.0.1"_s, u"docker0"_s, LanAddress::Kind::Virtual},
                        {u"classroom.local"_s, {}, LanAddress::Kind::HostName},
                        {u"127.0.0.1"_s, u"lo"_s, LanAddress::Kind::Loopback}};
    become(status);
    Q_EMIT healthChanged({});
}

void FakeServerControl::happen(const QList<Event> &events)
{
    Q_EMIT eventsArrived(events);
}

void FakeServerControl::feel(const RoomHealth &health)
{
    Q_EMIT healthChanged(health);
}

void FakeServerControl::refuse(const Command &command, const Refusal &refusal, const QString &sentence)
{
    Q_EMIT refused(command, refusal, sentence);
}

namespace scene {

Event of(EventBody body)
{
    static quint64 seq = 0;
    ++seq;
    return {seq, startMs + qint64(seq) * 1000, Audience::everyone(), std::move(body)};
}

Event passing(EventBody body)
{
    return {0, startMs, Audience::everyone(), std::move(body)};
}

Event joined(quint64 user, const QString &name, quint32 here, Role role, ConnectionKind kind, const QString &address)
{
    return of(Joined{{UserId{user}, name, role, kind, startMs, false, address, 0}, here});
}

Event left(quint64 user, const QString &name, quint32 here, LeaveReason why)
{
    return of(Left{UserId{user}, name, why, here});
}

Event said(quint64 user, const QString &name, const QString &text, Role role)
{
    return of(Said{UserId{user}, name, role, text, {}});
}

Event kicked(quint64 user, const QString &name, quint64 cooling, qint64 untilMs, const QString &reason)
{
    return of(Kicked{UserId{user}, u"Ms Brandt"_s,
                     {CoolingId{cooling}, name, u"192.168.1.31"_s, reason, untilMs, {}}});
}

} // namespace scene

} // namespace foyer
