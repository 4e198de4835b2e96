// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cuttablewire.h"

#include <QTcpSocket>

#include <utility>

namespace foyer {

CuttableWire::CuttableWire(quint16 roomPort)
    : m_roomPort(roomPort)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, &CuttableWire::bridge);
}

CuttableWire::~CuttableWire()
{
    // The sockets tell of their end when they are destroyed, and by then there is nobody left to tell.
    for (QTcpSocket *client : std::as_const(m_ends))
        client->disconnect(this);
}

void CuttableWire::bridge()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        ++m_connections;
        if (m_broken) {
            client->abort();
            client->deleteLater();
            continue;
        }
        auto *room = new QTcpSocket(client);
        room->connectToHost(QHostAddress(QHostAddress::LocalHost), m_roomPort);
        connect(client, &QTcpSocket::readyRead, room, [client, room] { room->write(client->readAll()); });
        connect(room, &QTcpSocket::readyRead, client, [client, room] { client->write(room->readAll()); });
        connect(room, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, this, [this, client, room] {
            room->disconnectFromHost();
            m_ends.removeAll(client);
            client->deleteLater();
        });
        m_ends.append(client);
    }
}

void CuttableWire::cut()
{
    for (QTcpSocket *client : std::exchange(m_ends, {}))
        client->abort();
}

void CuttableWire::fallSilent()
{
    for (QTcpSocket *client : std::as_const(m_ends)) {
        QObject::disconnect(client, &QTcpSocket::readyRead, nullptr, nullptr);
        for (QTcpSocket *room : client->findChildren<QTcpSocket *>())
            QObject::disconnect(room, &QTcpSocket::readyRead, nullptr, nullptr);
    }
}

} // namespace foyer
