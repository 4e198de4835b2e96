// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpServer>

#include <optional>

class QTcpSocket;

namespace foyer {

/// Stands between a client and a room on the loopback address, and can be cut or fall silent as a network does.
class CuttableWire final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CuttableWire)

public:
    explicit CuttableWire(quint16 roomPort);
    ~CuttableWire() override;

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Ends every connection without a word; new ones are let through.
    void cut();
    /// The same as an error (RST) for both ends, whatever is still on its way.
    void reset();
    /// cut() once so many more bytes have come through, in the midst of a frame as like as not.
    void cutAfter(qint64 bytes) { m_bytesLeft = bytes; }
    /// Nothing comes through any more on connections that are open, not even the end of one side: nobody is told.
    void fallSilent();
    /// New connections end at once.
    void setBroken(bool broken) { m_broken = broken; }

private:
    void bridge();
    void pass(QTcpSocket *from, QTcpSocket *to);

    QTcpServer m_server;
    QList<QTcpSocket *> m_ends;        ///< those of the clients; the other end is a child of each
    std::optional<qint64> m_bytesLeft; ///< until the cut
    quint16 m_roomPort;
    int m_connections = 0;
    bool m_broken = false;
};

} // namespace foyer
