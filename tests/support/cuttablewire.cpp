// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cuttablewire.h"

#include <QTcpSocket>

#include <utility>

#include <sys/socket.h>

namespace foyer {

namespace {

void resetNow(QTcpSocket *socket)
{
    const linger none{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    socket->abort();
}

} // namespace

CuttableWire::CuttableWire(quint16 roomPort) : m_roomPort(roomPort)
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
        connect(client, &QTcpSocket::readyRead, this, [this, client, room] { pass(client, room); });
        connect(room, &QTcpSocket::readyRead, this, [this, client, room] { pass(room, client); });
        connect(room, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(room, &QTcpSocket::errorOccurred, client, [client, room] {
            if (room->state() != QAbstractSocket::ConnectedState) // nobody is there
                client->abort();
        });
        connect(client, &QTcpSocket::disconnected, this, [this, client, room] {
            room->disconnectFromHost();
            m_ends.removeAll(client);
            client->deleteLater();
        });
        m_ends.append(client);
    }
}

void CuttableWire::pass(QTcpSocket *from, QTcpSocket *to)
{
    const QByteArray bytes = from->readAll();
    if (!m_bytesLeft || bytes.size() < *m_bytesLeft) {
        to->write(bytes);
        if (m_bytesLeft)
            *m_bytesLeft -= bytes.size();
        return;
    }
    to->write(bytes.first(*std::exchange(m_bytesLeft, std::nullopt)));
    if (to->state() == QAbstractSocket::ConnectedState)
        to->flush();
    cut();
}

void CuttableWire::cut()
{
    for (QTcpSocket *client : std::exchange(m_ends, {})) {
        client->abort();
        client->deleteLater(); // who had fallen silent tells of nothing any more
    }
}

void CuttableWire::reset()
{
    for (QTcpSocket *client : std::exchange(m_ends, {})) {
        for (QTcpSocket *room : client->findChildren<QTcpSocket *>())
            resetNow(room);
        resetNow(client);
        client->deleteLater();
    }
}

void CuttableWire::fallSilent()
{
    for (QTcpSocket *client : std::as_const(m_ends)) {
        client->disconnect(this);
        for (QTcpSocket *room : client->findChildren<QTcpSocket *>()) {
            room->disconnect(this);
            room->disconnect(client);
        }
    }
}

} // namespace foyer
