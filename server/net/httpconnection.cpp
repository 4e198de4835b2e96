// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpconnection.h"

#include "server/base/logcategories.h"

#include <algorithm>
#include <limits>

namespace foyer {

namespace {

constexpr std::chrono::milliseconds slowReader = 20s; ///< without any progress while the answer is sent
constexpr std::chrono::milliseconds linger = 1s;      ///< for the answer to be read although more was sent to us
constexpr qint64 mostDiscarded = 1024 * 1024;

} // namespace

HttpConnection::HttpConnection(DirectSocket *socket, const FrontDoor &door, const Limits &limits)
    : m_socket(socket), m_door(door), m_limits(limits)
{
    m_socket->setParent(this);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &HttpConnection::finish);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::readHead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &HttpConnection::finish);
}

void HttpConnection::timeOut()
{
    if (isWaiting())
        answer(HttpResponse::plain(408, "The request took too long to arrive."), false, {});
}

void HttpConnection::refuse(const HttpResponse &response)
{
    answer(response, false, {});
}

DirectSocket *HttpConnection::takeSocket()
{
    m_deadline.stop();
    m_finished = true;
    m_socket->disconnect(this);
    m_socket->setParent(nullptr);
    return m_socket;
}

void HttpConnection::readHead()
{
    if (m_answered) {
        discard();
        return;
    }
    const qsizetype most = m_limits.headBytes > 0 ? m_limits.headBytes : std::numeric_limits<int>::max();
    const QByteArray bytes = m_socket->peek(std::min<qint64>(m_socket->bytesAvailable(), most + 1));
    const HeadResult result = parseRequestHead(bytes, most, m_limits.headLines);
    if (const auto *error = std::get_if<HeadError>(&result)) {
        answer(HttpResponse::plain(error->status, error->sentence), false, {});
        return;
    }
    const auto *head = std::get_if<RequestHead>(&result);
    if (!head)
        return;
    const FrontDoor::Decision decision = m_door.decide(*head, m_socket->localAddress(), m_socket->localPort(),
                                                       m_socket->bytesAvailable() - head->size,
                                                       m_socket->peerAddress());
    if (const auto *upgrade = std::get_if<FrontDoor::Upgrade>(&decision)) {
        Q_EMIT upgradeWanted(upgrade->route);
        return;
    }
    const auto &response = std::get<HttpResponse>(decision);
    answer(response, head->method == "HEAD", response.status == 421 ? QByteArray() : head->value("host"));
}

void HttpConnection::answer(const HttpResponse &response, bool headOnly, const QByteArray &host)
{
    if (m_finished)
        return;
    if (response.status >= 400)
        qCInfo(lcNet) << "refused at the door:" << response.status;
    qCDebug(lcNet) << "answered" << plainAddress(m_socket->peerAddress()).toString() << "port" << m_socket->peerPort() << "with" << response.status;
    m_answered = true;
    Q_EMIT answered(response.status);
    m_socket->write(response.toBytes(headOnly, host));
    // Closing would reset the connection if there is something unread, and the answer might be lost with it.
    m_socket->finishSending();
    onBytesWritten();
    discard();
}

void HttpConnection::onBytesWritten()
{
    m_deadline.start(m_socket->bytesToWrite() > 0 ? slowReader : linger);
}

void HttpConnection::discard()
{
    m_discarded += m_socket->readAll().size();
    if (m_discarded > mostDiscarded)
        finish();
}

void HttpConnection::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    m_socket->disconnect(this);
    m_socket->abort();
    Q_EMIT finished();
}

} // namespace foyer
