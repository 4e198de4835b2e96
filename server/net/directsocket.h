// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

namespace foyer {

class ReadingTurn;

/// A TCP socket that hands what is written straight to the kernel while nothing is owed; what the kernel does not take at once, and all that
/// follows until it is drained, waits in QTcpSocket's buffer as usual. bytesWritten() tells of that alone.
///
/// One write of a whole batch per recipient and tick is the secret of the room's speed, and this makes that write cost what
/// send() costs. QTcpSocket would copy the bytes, switch its notifier on and off and emit three signals, as much work again as the
/// system call, and keep a buffer of 32 KiB from the first write on. 1000 members, 100 talking: 5.4 to 7.5 million deliveries per CPU second
/// against 2.9 to 3.2 with its own write() and flush(); an idle connection: 18 KB against 33 (see tests/bench).
class DirectSocket final : public QTcpSocket
{
    Q_OBJECT

public:
    using QTcpSocket::QTcpSocket;
    ~DirectSocket() override;

    /// As write(), without its detours. Nothing goes to a socket that is not connected (any more).
    void send(const QByteArray &bytes);

    /// The peer is told that nothing follows, once all is sent; reading goes on. What is written after it goes nowhere.
    void finishSending();

    /// From now on close() finishes sending, and the connection ends with the peer's end of it (RFC 6455 §7.1.1). Closing at once while
    /// something is unread would reset it, and what was sent last might be lost. abort() ends it all the same.
    void closeInOrder() { m_closesInOrder = true; }
    void close() override;

    /// Gives an empty read buffer (16 KiB, once something has come) back to the heap: most people listen most of the time.
    void releaseReadBuffer();

    /// From now on `turn`, a child of this socket, tells when the reader is to leave off.
    void setTurn(ReadingTurn *turn) { m_turn = turn; }
    [[nodiscard]] qint64 bytesAvailable() const override;

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    [[nodiscard]] bool isClear() const { return bytesToWrite() == 0 && state() == ConnectedState; }
    [[nodiscard]] qint64 trySend(const char *data, qint64 size);
    void shutDownWhenSent();

    bool m_closesInOrder = false;
    bool m_sendingIsFinished = false;
    ReadingTurn *m_turn = nullptr;
};

} // namespace foyer
