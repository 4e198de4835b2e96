// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/readingturn.h"

#include "server/access/hostguard.h"
#include "server/net/directsocket.h"
#include "server/net/readingtime.h"

#include <QTimerEvent>

#include <utility>

namespace foyer {

ReadingTurn::ReadingTurn(DirectSocket *socket, ReadingTime &time)
    : QObject(socket), m_socket(socket), m_time(&time), m_address(addressKey(socket->peerAddress()))
{
    connect(m_socket, &QTcpSocket::readyRead, this, &ReadingTurn::open);
}

ReadingTurn::~ReadingTurn()
{
    if (m_slow && m_time)
        m_time->leave(this);
}

void ReadingTurn::begin()
{
    m_open = false; // by what came before there was a reader
    m_socket->setTurn(this);
    connect(m_socket, &QTcpSocket::readyRead, this, &ReadingTurn::settle);
    connect(m_socket, &QTcpSocket::readChannelFinished, this, &ReadingTurn::readTheRest);
}

/// Comes before the reader.
void ReadingTurn::open()
{
    if (!m_time || m_last)
        return;
    if (!m_slow && !m_served && m_timer == 0 && !m_time->hasLeft(m_bucket, m_address)) {
        m_slow = true;
        m_time->enter(this);
    }
    m_open = true;
    m_cut = m_slow || m_timer != 0;
    m_openedUs = m_time->clock().steadyUs();
}

bool ReadingTurn::isOver()
{
    if (!m_open || !m_time)
        return false;
    m_cut = m_cut || m_time->clock().steadyUs() - m_openedUs >= m_time->turnUs();
    return m_cut;
}

/// Comes after the reader.
void ReadingTurn::settle()
{
    if (!m_time || !std::exchange(m_open, false) || m_slow || m_timer != 0)
        return;
    const bool hasLeft = m_time->charge(m_bucket, m_address, m_time->clock().steadyUs() - m_openedUs);
    if (!hasLeft && m_socket->bytesAvailable() > 0) {
        m_slow = true;
        m_time->enter(this);
    } else if (m_cut) {
        m_timer = startTimer(0);
    }
}

/// The peer has gone, and what it sent before is there, no more than the buffer holds: nobody comes back to it in another turn.
void ReadingTurn::readTheRest()
{
    m_last = true;
    m_open = false;
    if (std::exchange(m_slow, false) && m_time)
        m_time->leave(this);
    if (const int timer = std::exchange(m_timer, 0); timer != 0)
        killTimer(timer);
    if (m_socket->bytesAvailable() > 0)
        Q_EMIT m_socket->readyRead();
}

void ReadingTurn::serve()
{
    m_slow = false;
    m_served = true;
    goOn();
    m_served = false;
}

void ReadingTurn::timerEvent(QTimerEvent *event)
{
    killTimer(event->timerId());
    m_timer = 0;
    goOn();
}

void ReadingTurn::goOn()
{
    if (m_socket->state() == QAbstractSocket::ConnectedState || m_socket->bytesAvailable() > 0)
        Q_EMIT m_socket->readyRead();
    // A buffer that was full while nobody read has made the socket stop listening, and only an empty one would make it go on.
    const qint64 most = m_socket->readBufferSize();
    if (most > 0) {
        m_socket->setReadBufferSize(most + 1);
        m_socket->setReadBufferSize(most);
    }
}

} // namespace foyer
