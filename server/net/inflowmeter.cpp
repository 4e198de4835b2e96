// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/inflowmeter.h"

#include <QTcpSocket>
#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr qint64 readAhead = 4096;
/// A paused connection shows life so often: QWebSocket gives half a frame up after 5 s, the room a silent one after a while.
constexpr qint64 signOfLifeMs = 500;

} // namespace

InflowMeter::InflowMeter(QTcpSocket *socket, const Clock &clock, const Limits &limits)
    : QObject(socket), m_socket(socket), m_clock(clock),
      m_pace{double(limits.bytesIn), 1s, double(std::max<qint64>(limits.bytesIn, limits.frameBytes + readAhead))},
      m_bufferBytes(bufferBytes(limits))
{
    connect(m_socket, &QTcpSocket::readyRead, this, &InflowMeter::charge);
}

qint64 InflowMeter::bufferBytes(const Limits &limits)
{
    return limits.frameBytes > 0 && limits.headBytes > 0 ? std::max(limits.frameBytes, limits.headBytes) + readAhead : 0;
}

void InflowMeter::begin()
{
    m_bucket = {};
    m_left = m_socket->bytesAvailable();
    connect(m_socket, &QTcpSocket::readyRead, this, &InflowMeter::look);
}

/// Comes before the reader: what is there beyond what was left is new.
void InflowMeter::charge()
{
    m_bucket.take(m_pace, double(std::max<qint64>(m_socket->bytesAvailable() - m_left, 0)), m_clock.steadyMs());
    m_left = m_socket->bytesAvailable();
}

/// Comes after the reader.
void InflowMeter::look()
{
    m_left = m_socket->bytesAvailable();
    if (isPaused()) // and something that was there before has been read: that is no room for more
        m_socket->setReadBufferSize(std::max<qint64>(m_left, 1));
    if (const qint64 ms = m_bucket.wait(m_pace, 0, m_clock.steadyMs()); ms > 0 && !isPaused())
        pause(ms);
}

void InflowMeter::pause(qint64 ms)
{
    m_socket->setReadBufferSize(std::max<qint64>(m_left, 1)); // 0 would mean any number
    m_timer = startTimer(int(std::min(ms, signOfLifeMs)), Qt::PreciseTimer);
}

void InflowMeter::timerEvent(QTimerEvent *event)
{
    killTimer(event->timerId());
    m_timer = 0;
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const qint64 ms = m_bucket.wait(m_pace, 0, m_clock.steadyMs());
    if (ms > 0)
        pause(ms);
    else
        m_socket->setReadBufferSize(m_bufferBytes);
    Q_EMIT m_socket->readyRead();
}

} // namespace foyer
