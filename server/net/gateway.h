// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/contract/limits.h"
#include "server/contract/serverstatus.h"
#include "server/net/acceptor.h"
#include "server/net/addresstally.h"
#include "server/net/deadlines.h"
#include "server/net/directsocket.h"
#include "server/net/frontdoor.h"
#include "server/net/meters.h"
#include "server/net/readingtime.h"

#include <QHash>
#include <QPointer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <map>
#include <memory>
#include <vector>

namespace foyer {

class HttpConnection;
class InflowMeter;
class ReadingTurn;

/// Somebody whose WebSocket handshake is complete.
struct Arrival
{
    std::unique_ptr<QWebSocket> webSocket;
    QPointer<DirectSocket> socket; ///< the one beneath, for writing whole frames
    Route route;
    bool isOneTooMany = false; ///< of its address
};

/// The one port: accepts, lets each connection stand at the door, and hands on those that come for a WebSocket.
class Gateway final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gateway)

public:
    /// `clock` and `meters` outlive it.
    Gateway(FrontDoor door, const Clock &clock, const Limits &limits, Meters &meters, QObject *parent = nullptr);
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
    void welcomeConnection(qintptr descriptor);
    [[nodiscard]] bool hasRoom();
    void forget(quint64 number);
    void handOver(quint64 number, const Route &route);
    [[nodiscard]] bool isTooMany(int connections, int spare) const;
    void makeHandshaker();
    void onHandshakeDone(QWebSocketServer *server);

    struct AtTheDoor
    {
        HttpConnection *connection;
        qint64 sinceMs; ///< steady
    };
    struct HandedOver
    {
        QPointer<DirectSocket> socket;
        QPointer<InflowMeter> meter; ///< none without a limit
        QPointer<ReadingTurn> turn;  ///< none without a limit
        Route route;
        bool isOneTooMany = false;
    };

    FrontDoor m_door;
    const Clock &m_clock;
    const Limits m_limits;
    Meters &m_meters;
    Acceptor m_acceptor;
    /// Several share the handshakes: each goes through all it has under way at every step of one of them, and in a storm that is
    /// thousands.
    std::vector<std::unique_ptr<QWebSocketServer>> m_handshakers;
    QHash<QString, HandedOver> m_handedOver; ///< by peer address and port, until the handshake is done
    std::map<quint64, AtTheDoor> m_atTheDoor; ///< numbered in the order they came
    quint64 m_lastNumber = 0;
    Deadlines<quint64> m_headDeadlines;
    ReadingTime m_readingTime;
    AddressTally m_addresses;
    AddressTally m_webSocketAddresses;
    std::vector<Arrival> m_arrivals;
};

} // namespace foyer
