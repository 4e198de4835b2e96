// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/heartbeat.h"

#include "server/base/logcategories.h"
#include "server/net/frame.h"

namespace foyer {

Heartbeat::Heartbeat(const QHash<SessionId, Session *> &sessions, const Clock &clock, const Limits &limits,
                     QObject *parent)
    : QObject(parent), m_sessions(sessions), m_clock(clock), m_limits(limits), m_ping(limits.pingInterval())
{
    m_timer.setInterval(m_ping > 0ms ? m_ping / 2 : m_limits.silence / 5);
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
}

void Heartbeat::start()
{
    m_lastPingMs = m_clock.steadyMs();
    if (m_timer.interval() > 0)
        m_timer.start();
}

void Heartbeat::beat()
{
    const qint64 now = m_clock.steadyMs();
    const qint64 silence = m_limits.silence.count();
    const bool pings = m_ping > 0ms && now - m_lastPingMs >= m_ping.count() - m_timer.interval() / 2;
    if (pings)
        m_lastPingMs = now;

    static const QByteArray ping = frame::ping();
    const QHash<SessionId, Session *> sessions = m_sessions;
    for (Session *session : sessions) {
        if (silence > 0 && now - session->lastHeardMs > silence) {
            qCInfo(lcNet) << "session" << session->id().value << "fell silent";
            Q_EMIT fellSilent(session);
        } else if (pings) {
            session->send(ping);
        }
    }
    qCDebug(lcNet) << sessions.size() << "sessions" << (pings ? "pinged" : "looked at");
}

} // namespace foyer
