// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/limits.h"
#include "server/contract/serverstatus.h"
#include "server/net/frontdoor.h"
#include "server/net/meters.h"

#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>
#include <vector>

namespace foyer {

class HttpConnection;

/// Somebody whose WebSocket handshake is complete.
struct Arrival
{
    std::unique_ptr<QWebSocket> webSocket;
    QPointer<QTcpSocket> socket; ///< the one beneath, for writing whole frames
    Route route;
};

/// The one port: accepts, lets each connection stand at the door, and hands on those that come for a WebSocket.
class Gateway final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gateway)

public:
    Gateway(FrontDoor door, const Limits &limits, Meters &meters, QObject *parent = nullptr);
    ~Gateway() override;

    /// Null address: every one, IPv4 and IPv6. Port 0: any free one.
    [[nodiscard]] bool listen(const QHostAddress &address, quint16 port);
    /// Why listen() did not succeed.
    [[nodiscard]] ServerStatus::Failure failure() const;
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QHostAddress address() const;
    /// Takes no more, and sends away whoever stands at the door.
    void close();
    /// Connections that have not gone on from the door.
    [[nodiscard]] quint32 atTheDoor() const { return static_cast<quint32>(m_atTheDoor.size()); }

    /// The next one whose arrived() was emitted.
    [[nodiscard]] Arrival takeArrival();

Q_SIGNALS:
    void arrived();

private:
    class Acceptor;
    void welcomeConnection(qintptr descriptor);
    void handOver(HttpConnection *connection, const Route &route);
    void onHandshakeDone();

    struct HandedOver
    {
        QPointer<QTcpSocket> socket;
        Route route;
    };

    FrontDoor m_door;
    const Limits m_limits;
    Meters &m_meters;
    std::unique_ptr<Acceptor> m_acceptor;
    QWebSocketServer m_webSockets;
    QHash<QString, HandedOver> m_handedOver; ///< by peer address and port, until the handshake is done
    QList<HttpConnection *> m_atTheDoor;
    std::vector<Arrival> m_arrivals;
    QTimer m_resumeAccepting;
};

} // namespace foyer
