// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/echo/echoserver.h"

#include "server/net/frame.h"

#include <QSysInfo>

#include <utility>

namespace foyer {

namespace {

constexpr int mebibyte = 1024 * 1024;

Route echoAtTheRoot(const RequestHead &request)
{
    return {request.path == "/" ? Route::Kind::Echo : Route::Kind::Page, {}};
}

FrontDoor frontDoor()
{
    return {
        HostGuard(QSysInfo::machineHostName(), {}), OriginGuard({}), StaticSite(), MetricsGuard(), {}, &echoAtTheRoot};
}

} // namespace

EchoServer::EchoServer(const Limits &limits, QObject *parent)
    : QObject(parent), m_limits(limits), m_gateway(frontDoor(), m_clock, m_limits, m_meters),
      m_heartbeat(m_sessions, m_clock, m_limits)
{
    connect(&m_gateway, &Gateway::arrived, this, &EchoServer::onArrived);
    connect(&m_heartbeat, &Heartbeat::fellSilent, this, [](Session *session) {
        session->close(closecode::silent, QStringLiteral("silent"));
        session->abort();
    });
}

EchoServer::~EchoServer()
{
    // While the meters that they count in live.
    qDeleteAll(m_sessions);
}

Limits EchoServer::suiteLimits()
{
    Limits limits;
    limits.frameBytes = 16 * mebibyte;
    limits.owedBytes = 64 * mebibyte;
    limits.bytesIn = 0;
    return limits;
}

bool EchoServer::listen(const QHostAddress &address, quint16 port)
{
    if (!m_gateway.listen(address, port))
        return false;
    m_heartbeat.start();
    return true;
}

QString EchoServer::url() const
{
    const QHostAddress address = m_gateway.address();
    const bool any =
        address == QHostAddress::Any || address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6;
    const QString host = any ? QStringLiteral("localhost")
                         : address.protocol() == QAbstractSocket::IPv6Protocol
                             ? QString(QLatin1Char('[') + address.toString() + QLatin1Char(']'))
                             : address.toString();
    return QStringLiteral("ws://%1:%2/").arg(host).arg(port());
}

void EchoServer::stop()
{
    m_stopping = true;
    m_gateway.close();
    const QList<Session *> sessions = m_sessions.values();
    for (Session *session : sessions)
        session->close(closecode::goingAway, QStringLiteral("the echo ends"));
    if (sessions.isEmpty())
        QMetaObject::invokeMethod(this, &EchoServer::stopped, Qt::QueuedConnection);
}

void EchoServer::onArrived()
{
    auto *session = new Session(SessionId{++m_lastSession}, m_gateway.takeArrival(), m_limits, m_meters, this);
    m_sessions.insert(session->id(), session);
    session->lastHeardMs = m_clock.steadyMs();
    connect(session, &Session::heard, this, [this, session] {
        session->lastHeardMs = m_clock.steadyMs();
        // Pongs are owed, too. Queued, since it is still reading.
        if (!session->keepsUp())
            QMetaObject::invokeMethod(
                session, [this, session] { echo(session, {}); }, Qt::QueuedConnection);
    });
    connect(session, &Session::textReceived, this,
            [this, session](const QString &text) { echo(session, frame::text(text.toUtf8())); });
    connect(session, &Session::binaryReceived, this,
            [this, session](const QByteArray &bytes) { echo(session, frame::binary(bytes)); });
    connect(session, &Session::gone, this, [this, session] { onGone(session); });
    if (m_stopping)
        session->close(closecode::goingAway, QStringLiteral("the echo ends"));
}

void EchoServer::onGone(Session *session)
{
    m_sessions.remove(session->id());
    session->deleteLater();
    if (m_stopping && m_sessions.isEmpty())
        Q_EMIT stopped();
}

void EchoServer::echo(Session *session, const QByteArray &frame)
{
    session->send(frame);
    if (!session->keepsUp())
        session->close(closecode::tooSlow, QStringLiteral("too slow"));
}

} // namespace foyer
