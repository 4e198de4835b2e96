// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/session.h"

#include "server/net/frame.h"

#include <utility>

namespace foyer {

Session::Session(SessionId id, Arrival arrival, const Limits &limits, QObject *parent)
    : QObject(parent), m_id(id), m_webSocket(std::move(arrival.webSocket)), m_socket(arrival.socket),
      m_route(std::move(arrival.route)), m_limits(limits), m_peer(plainAddress(m_webSocket->peerAddress())),
      m_isOneTooMany(arrival.isOneTooMany),
      m_isFromThisMachine(m_peer.isLoopback() || m_peer == plainAddress(m_webSocket->localAddress()))
{
    // Queued: a write that finds the peer gone must not take the session away from under whoever is writing.
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, [this] {
        if (!std::exchange(m_gone, true))
            Q_EMIT gone();
    }, Qt::QueuedConnection);
    // However the closing begins, here, there or by a breach of the protocol: who does not finish it is cut off.
    connect(m_webSocket.get(), &QWebSocket::aboutToClose, this, [this] {
        m_closing = true;
        QTimer::singleShot(m_limits.closeGrace, this, &Session::abort);
    });
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        if (!m_deaf)
            Q_EMIT textReceived(text);
    });
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, [this] {
        if (!m_deaf)
            Q_EMIT binaryReceived();
    });
    if (m_socket) {
        connect(m_socket, &QTcpSocket::readyRead, this, &Session::heard);
        connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
            if (hasDrained())
                Q_EMIT drained();
        });
    }
}

Session::~Session() = default;

void Session::admit(UserId user, Role role)
{
    m_user = user;
    m_role = role;
}

bool Session::send(const QByteArray &frames)
{
    if (!m_socket || m_closing || frames.isEmpty())
        return true;
    m_socket->write(frames);
    return keepsUp();
}

void Session::close(quint16 code, const QString &reason)
{
    m_deaf = true;
    if (m_closing)
        return;
    // The enumeration ends before 4000, but the wire takes the number as it is.
    m_webSocket->close(static_cast<QWebSocketProtocol::CloseCode>(code), frame::closeReason(reason));
    if (!std::exchange(m_closing, true)) // it was not open any more
        abort();
}

void Session::abort()
{
    m_deaf = true;
    m_closing = true;
    m_webSocket->abort();
    if (!std::exchange(m_gone, true))
        QMetaObject::invokeMethod(this, &Session::gone, Qt::QueuedConnection);
}

bool Session::keepsUp() const
{
    return !m_socket || m_limits.owedBytes == 0 || m_socket->bytesToWrite() <= m_limits.owedBytes;
}

bool Session::hasDrained() const
{
    return !m_socket || m_socket->bytesToWrite() == 0;
}

} // namespace foyer
