// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/heartbeat.h"

#include "server/base/logcategories.h"
#include "server/net/frame.h"

namespace foyer {

Heartbeat::Heartbeat(const QHash<SessionId, Session *> &sessions, const Clock &clock, const Limits &limits,
                     QObject *parent)
    : QObject(parent), m_sessions(sessions), m_clock(clock), m_limits(limits)
{
    m_timer.setInterval(m_limits.ping / 2);
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
}

void Heartbeat::start()
{
    m_lastBeatMs = m_lastPingMs = m_clock.steadyMs();
    m_timer.start();
}

void Heartbeat::beat()
{
    const qint64 now = m_clock.steadyMs();
    // After a sleep of the whole machine nobody can have been heard: everybody gets their time anew.
    const bool slept = now - m_lastBeatMs > m_limits.silence.count() / 2;
    m_lastBeatMs = now;
    const bool pings = slept || now - m_lastPingMs >= m_limits.ping.count() - m_timer.interval() / 2;
    if (pings)
        m_lastPingMs = now;

    static const QByteArray ping = frame::ping();
    const QHash<SessionId, Session *> sessions = m_sessions;
    for (Session *session : sessions) {
        if (slept)
            session->lastHeardMs = now;
        if (now - session->lastHeardMs > m_limits.silence.count()) {
            qCInfo(lcNet) << "session" << session->id().value << "fell silent";
            Q_EMIT fellSilent(session);
        } else if (pings) {
            session->send(ping);
        }
    }
    qCDebug(lcNet) << sessions.size() << "sessions" << (pings ? "pinged" : "looked at");
}

} // namespace foyer
