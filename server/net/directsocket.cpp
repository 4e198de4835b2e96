// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/directsocket.h"

#include "server/net/readingturn.h"

#include <algorithm>
#include <utility>

#include <sys/socket.h>

namespace foyer {

DirectSocket::~DirectSocket()
{
    delete m_turn; // before the socket says its last words, when it is no DirectSocket any more
}

void DirectSocket::send(const QByteArray &bytes)
{
    if (state() != ConnectedState || m_sendingIsFinished)
        return;
    const qint64 taken = trySend(bytes.constData(), bytes.size());
    if (taken < bytes.size())
        write(taken == 0 ? bytes : bytes.sliced(taken));
}

void DirectSocket::finishSending()
{
    if (std::exchange(m_sendingIsFinished, true))
        return;
    connect(this, &QTcpSocket::bytesWritten, this, &DirectSocket::shutDownWhenSent);
    shutDownWhenSent();
}

void DirectSocket::close()
{
    // abort() comes by here, too, having taken the write channel away.
    const bool isAbort = writeChannelCount() == 0;
    if (m_closesInOrder && !isAbort && state() == ConnectedState)
        finishSending();
    else
        QTcpSocket::close();
}

void DirectSocket::shutDownWhenSent()
{
    if (bytesToWrite() == 0)
        ::shutdown(static_cast<int>(socketDescriptor()), SHUT_WR);
}

void DirectSocket::releaseReadBuffer()
{
    if (!isOpen() || bytesAvailable() > 0)
        return;
    // QIODevice hands a block that is read as a whole over to the reader, and has no other way of letting go of it.
    ungetChar('\0');
    read(1);
}

qint64 DirectSocket::bytesAvailable() const
{
    const qint64 bytes = QTcpSocket::bytesAvailable();
    return bytes > 1 && m_turn && m_turn->isOver() ? 1 : bytes;
}

qint64 DirectSocket::writeData(const char *data, qint64 size)
{
    if (m_sendingIsFinished)
        return size;
    const qint64 taken = trySend(data, size);
    if (taken == size)
        return size;
    const qint64 waiting = QTcpSocket::writeData(data + taken, size - taken);
    return waiting < 0 ? waiting : taken + waiting;
}

/// How much the kernel took. An error shows when reading, and is told from there: here somebody may be in the midst of writing to everybody.
qint64 DirectSocket::trySend(const char *data, qint64 size)
{
    if (!isClear())
        return 0;
    return std::max<qint64>(::send(static_cast<int>(socketDescriptor()), data, static_cast<size_t>(size),
                                   MSG_NOSIGNAL | MSG_DONTWAIT),
                            0);
}

} // namespace foyer
