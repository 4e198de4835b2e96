// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <memory>

namespace foyer {

/// Listens, and takes in whoever connects. QTcpServer does the listening alone: its socket engine keeps the first error
/// it meets, which is that nobody is waiting any more; from then on, out of descriptors, it would take a whole
/// processor and tell nobody (Qt 6.4).
class Acceptor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Acceptor)

public:
    explicit Acceptor(int backlog, QObject *parent = nullptr);

    /// Port 0: any free one.
    [[nodiscard]] bool listen(const QHostAddress &address, quint16 port);
    /// The socket that listens, and why it does not.
    [[nodiscard]] const QTcpServer &server() const { return m_server; }
    void close();

Q_SIGNALS:
    /// Whoever hears it owns the descriptor.
    void accepted(qintptr descriptor);

private:
    void acceptAll();
    void rest(int error);

    QTcpServer m_server;
    std::unique_ptr<QSocketNotifier> m_somebodyWaits;
    QTimer m_goOn;
    bool m_rests = false;
};

} // namespace foyer
