// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/session.h"

#include "server/base/logcategories.h"
#include "server/net/frame.h"

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

qsizetype utf8Size(QStringView text)
{
    qsizetype size = text.size();
    for (const QChar c : text)
        size += c < QChar(0x80) ? 0 : c < QChar(0x800) || c.isSurrogate() ? 1 : 2; // a surrogate is half of four bytes
    return size;
}

/// Not the path itself, which may hold a name or a token.
const char *wordOf(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::Room:
        return "foyer.v1";
    case Route::Kind::TextClient:
        return "plain text";
    case Route::Kind::Echo:
        return "echo";
    case Route::Kind::TokenShown:
        return "plain text with a token";
    case Route::Kind::NameMissing:
        return "plain text without a name";
    default:
        return "nothing";
    }
}

} // namespace

Session::Session(SessionId id, Arrival arrival, const Limits &limits, Meters &meters, QObject *parent)
    : QObject(parent), m_id(id), m_webSocket(std::move(arrival.webSocket)), m_socket(arrival.socket),
      m_route(std::move(arrival.route)), m_limits(limits), m_meters(meters),
      m_peer(plainAddress(m_webSocket->peerAddress())), m_isOneTooMany(arrival.isOneTooMany),
      m_isFromThisMachine(isThisMachine(m_peer, m_webSocket->localAddress()))
{
    qCInfo(lcNet) << "session" << m_id.value << "upgraded, for" << wordOf(m_route.kind);
    qCDebug(lcNet) << "session" << m_id.value << "is" << m_peer.toString() << "port" << m_webSocket->peerPort();
    // Queued: a write that finds the peer gone must not take the session away from under whoever is writing.
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, [this] {
        qCInfo(lcNet) << "session" << m_id.value << "over, code" << static_cast<int>(m_webSocket->closeCode());
        if (!std::exchange(m_gone, true))
            Q_EMIT gone();
    }, Qt::QueuedConnection);
    // However the closing begins, here, there or by a breach of the protocol: what follows is not heard, and who does not finish it is cut off.
    connect(m_webSocket.get(), &QWebSocket::aboutToClose, this, [this] {
        m_deaf = true;
        if (!std::exchange(m_closing, true))
            m_closeCode = static_cast<quint16>(m_webSocket->closeCode());
        stopLooking();
        QTimer::singleShot(m_limits.closeGrace, this, &Session::abort);
    });
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_meters.receivedBytes += static_cast<quint64>(utf8Size(text));
        if (!m_deaf)
            Q_EMIT textReceived(text);
    });
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        if (!m_deaf)
            Q_EMIT binaryReceived(bytes);
    });
    if (m_socket) {
        connect(m_socket, &QTcpSocket::readyRead, this, &Session::heard);
        connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
            noteOwed(owed());
            if (hasDrained())
                Q_EMIT drained();
        });
    }
}

Session::~Session()
{
    noteOwed(0);
}

void Session::admit(UserId user, Role role)
{
    m_user = user;
    m_role = role;
}

bool Session::send(const QByteArray &frames)
{
    if (!m_socket || m_closing || frames.isEmpty())
        return true;
    m_socket->send(frames);
    m_meters.sentBytes += static_cast<quint64>(frames.size());
    const qint64 waiting = owed();
    noteOwed(waiting);
    return mayOwe(waiting);
}

void Session::close(quint16 code, const QString &reason)
{
    m_deaf = true;
    if (m_closing)
        return;
    m_closeCode = code;
    qCInfo(lcNet) << "session" << m_id.value << "closed with" << code;
    m_closing = true;
    if (!m_socket || m_socket->state() != QAbstractSocket::ConnectedState) {
        abort();
        return;
    }
    // QWebSocket would close the socket at once, and where something is unread the system then resets the connection: the peer might
    // never learn why. So it is told, and what it still sends is read until it has closed its end, too.
    m_socket->send(frame::close(code, reason));
    m_socket->finishSending();
    stopLooking();
    QTimer::singleShot(m_limits.closeGrace, this, &Session::abort);
}

/// What still comes is taken away unseen: a flood costs next to nothing from here on.
void Session::stopLooking()
{
    if (!m_socket || std::exchange(m_looksAway, true))
        return;
    disconnect(m_socket, &QTcpSocket::readyRead, m_webSocket.get(), nullptr);
    connect(m_socket, &QTcpSocket::readyRead, m_socket, [socket = m_socket.get()] { socket->readAll(); });
    m_socket->readAll();
}

void Session::abort()
{
    m_deaf = true;
    m_closing = true;
    m_webSocket->abort();
    if (!std::exchange(m_gone, true))
        QMetaObject::invokeMethod(this, &Session::gone, Qt::QueuedConnection);
}

bool Session::keepsUp()
{
    const qint64 waiting = owed();
    noteOwed(waiting); // pongs are QWebSocket's own
    return mayOwe(waiting);
}

bool Session::mayOwe(qint64 bytes) const
{
    if (m_limits.owedBytes == 0)
        return true;
    // Only where all together owe too much: then those go who owe more than their share.
    const qint64 inAll = std::max(m_limits.owedInAll, m_limits.owedBytes);
    if (bytes > m_limits.owedBytes || m_meters.owedBytes <= inAll)
        return bytes <= m_limits.owedBytes;
    return bytes <= std::max(inAll / std::max<qint64>(m_meters.sessionsBehind, 1), m_limits.leastOwed);
}

/// Differences count, so that nobody has to go round and ask.
void Session::noteOwed(qint64 bytes)
{
    const qint64 before = std::exchange(m_noted, bytes);
    m_meters.owedBytes += bytes - before;
    if ((bytes > 0) != (before > 0))
        bytes > 0 ? ++m_meters.sessionsBehind : --m_meters.sessionsBehind;
}

bool Session::hasDrained() const
{
    return owed() == 0;
}

qint64 Session::owed() const
{
    return m_socket ? m_socket->bytesToWrite() : 0;
}

} // namespace foyer
