// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/gateway.h"

#include "server/base/logcategories.h"
#include "server/net/httpconnection.h"
#include "server/net/inflowmeter.h"
#include "server/net/readingturn.h"

#include <limits>
#include <utility>

#include <unistd.h>

namespace foyer {

namespace {

constexpr int handshakers = 32;
constexpr int listenBacklog = 4096; // the system allows as many at most (net.core.somaxconn)
/// Beyond its WebSockets an address may have as many requests for the page, and so many who are told that there is no place.
constexpr int toldBeyond = 32;
/// Who has not said a word for so long makes room for others when there is none left.
constexpr qint64 patienceMs = 1000;

HttpResponse comeBackLater(QByteArray sentence, const Limits &limits)
{
    HttpResponse response = HttpResponse::plain(503, std::move(sentence));
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.comeBack);
    response.fields.append(std::pair<QByteArray, QByteArray>("Retry-After", QByteArray::number(qint64{seconds.count()})));
    return response;
}

int mostSockets(const Limits &limits)
{
    return limits.connections + limits.atTheDoor;
}

QString peerKey(const QHostAddress &address, quint16 port)
{
    return plainAddress(address).toString() + QLatin1Char('|') + QString::number(port);
}

} // namespace

Gateway::Gateway(FrontDoor door, const Clock &clock, const Limits &limits, Meters &meters, QObject *parent)
    : QObject(parent), m_door(std::move(door)), m_clock(clock), m_limits(limits), m_meters(meters),
      m_acceptor(listenBacklog),
      m_headDeadlines(m_limits.handshake, m_clock, [this](quint64 number) {
          if (const auto it = m_atTheDoor.find(number); it != m_atTheDoor.end())
              it->second.connection->timeOut();
      }),
      m_readingTime(clock, m_limits)
{
    for (int i = 0; i < handshakers; ++i)
        makeHandshaker();
    connect(&m_acceptor, &Acceptor::accepted, this, &Gateway::welcomeConnection);
}

Gateway::~Gateway()
{
    close();
}

bool Gateway::listen(const QHostAddress &address, quint16 port)
{
    return m_acceptor.listen(address.isNull() ? QHostAddress(QHostAddress::Any) : address, port);
}

ServerStatus::Failure Gateway::failure() const
{
    switch (m_acceptor.server().serverError()) {
    case QAbstractSocket::AddressInUseError:
        return ServerStatus::Failure::PortInUse;
    case QAbstractSocket::SocketAccessError:
        return ServerStatus::Failure::NoPermission;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return ServerStatus::Failure::BadAddress;
    default:
        return ServerStatus::Failure::Other;
    }
}

QString Gateway::errorString() const
{
    return m_acceptor.server().errorString();
}

quint16 Gateway::port() const
{
    return m_acceptor.server().serverPort();
}

QHostAddress Gateway::address() const
{
    return m_acceptor.server().serverAddress();
}

void Gateway::close()
{
    m_acceptor.close();
    for (const auto &[number, one] : std::exchange(m_atTheDoor, {}))
        delete one.connection;
    m_arrivals.clear();
}

Arrival Gateway::takeArrival()
{
    Q_ASSERT(!m_arrivals.empty());
    Arrival arrival = std::move(m_arrivals.front());
    m_arrivals.erase(m_arrivals.begin());
    return arrival;
}

void Gateway::welcomeConnection(qintptr descriptor)
{
    auto socket = std::make_unique<DirectSocket>();
    // Before the first byte: what a peer can make us hold is bounded from the start.
    socket->setReadBufferSize(InflowMeter::bufferBytes(m_limits));
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    qCDebug(lcNet) << "accepted" << plainAddress(socket->peerAddress()).toString() << "port" << socket->peerPort();
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    ++m_meters.accepted;
    const int ofThisAddress = m_addresses.count(socket.get());
    const int spare = m_limits.perAddress + toldBeyond;
    const bool full = !hasRoom();
    if (isTooMany(ofThisAddress, 2 * spare) || (full && m_addresses.connections() > mostSockets(m_limits) + toldBeyond))
        return;

    const quint64 number = ++m_lastNumber;
    // No child of ours: a parent goes through all its children to let go of one.
    auto *connection = new HttpConnection(socket.release(), m_door, m_limits);
    m_atTheDoor.insert({number, {connection, m_clock.steadyMs()}});
    m_headDeadlines.begin(number);
    connect(connection, &HttpConnection::finished, this, [this, number] { forget(number); });
    connect(connection, &HttpConnection::upgradeWanted, this,
            [this, number](const Route &route) { handOver(number, route); });
    connect(connection, &HttpConnection::answered, this, [this](int status) { ++m_meters.responses[status]; });
    if (full)
        connection->refuse(comeBackLater("Too many are at the door. Try again in a moment.", m_limits));
    else if (isTooMany(ofThisAddress, spare))
        connection->refuse(comeBackLater("Too many are connected from your address already. Try again in a while.", m_limits));
}

bool Gateway::isTooMany(int connections, int spare) const
{
    return m_limits.perAddress > 0 && connections > m_limits.perAddress + spare;
}

/// For the one that has just been counted. Whoever stands in the way without a word goes, the longest first: a crowd of silent
/// connections keeps nobody out, and a storm of people who know what they want loses nobody.
bool Gateway::hasRoom()
{
    if (m_limits.connections == 0 || m_addresses.connections() <= mostSockets(m_limits))
        return true;
    const qint64 now = m_clock.steadyMs();
    for (const auto &[number, one] : std::as_const(m_atTheDoor)) {
        if (now - one.sinceMs < patienceMs)
            break;
        if (one.connection->isWaiting()) {
            one.connection->finish();
            return true;
        }
    }
    return false;
}

void Gateway::forget(quint64 number)
{
    const auto it = m_atTheDoor.find(number);
    it->second.connection->deleteLater();
    m_atTheDoor.erase(it);
}

void Gateway::handOver(quint64 number, const Route &route)
{
    DirectSocket *socket = m_atTheDoor.at(number).connection->takeSocket();
    forget(number);
    socket->setParent(this); // until a WebSocket has it

    const QString key = peerKey(socket->peerAddress(), socket->peerPort());
    auto *meter = m_limits.bytesIn > 0 ? new InflowMeter(socket, m_clock, m_limits) : nullptr;
    auto *turn = m_readingTime.isNone() ? nullptr : new ReadingTurn(socket, m_readingTime);
    m_handedOver.insert(key, {socket, meter, turn, route, isTooMany(m_webSocketAddresses.count(socket), 0)});
    // Until a QWebSocket owns it nobody else would free it.
    connect(socket, &QTcpSocket::disconnected, this, [this, key, socket] {
        // The peer may have used its port again by the time a long-served socket ends.
        if (m_handedOver.value(key).socket == socket) {
            m_handedOver.remove(key);
            socket->deleteLater();
        }
    });
    m_handshakers[number % handshakers]->handleConnection(socket);
}

void Gateway::makeHandshaker()
{
    auto server = std::make_unique<QWebSocketServer>(QString(), QWebSocketServer::NonSecureMode);
    server->setMaxPendingConnections(std::numeric_limits<int>::max());
    server->setSupportedSubprotocols({QStringLiteral("foyer.v1")});
    connect(server.get(), &QWebSocketServer::newConnection, this,
            [this, one = server.get()] { onHandshakeDone(one); });
    m_handshakers.push_back(std::move(server));
}

void Gateway::onHandshakeDone(QWebSocketServer *server)
{
    while (std::unique_ptr<QWebSocket> webSocket{server->nextPendingConnection()}) {
        const auto it = m_handedOver.constFind(peerKey(webSocket->peerAddress(), webSocket->peerPort()));
        if (it == m_handedOver.cend())
            continue; // gone already
        HandedOver handedOver = *it;
        m_handedOver.erase(it);
        webSocket->setParent(nullptr);
        if (m_limits.frameBytes > 0) {
            webSocket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(m_limits.frameBytes));
            webSocket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(m_limits.frameBytes));
        }
        // The turn closes before the meter looks at what is left.
        if (handedOver.turn)
            handedOver.turn->begin();
        if (handedOver.meter)
            handedOver.meter->begin();
        if (DirectSocket *socket = handedOver.socket) {
            // It is the WebSocket's now. The server would go through all who are still connected to it at every handshake.
            socket->disconnect(server);
            socket->disconnect(this);
            socket->setParent(webSocket.get());
            socket->closeInOrder();
            // After the WebSocket, which has connected itself before and leaves nothing unread.
            connect(socket, &QTcpSocket::readyRead, socket, &DirectSocket::releaseReadBuffer);
            socket->releaseReadBuffer();
        }
        ++m_meters.arrived;
        m_arrivals.push_back({std::move(webSocket), handedOver.socket, handedOver.route, handedOver.isOneTooMany});
        Q_EMIT arrived();
    }
}

} // namespace foyer
