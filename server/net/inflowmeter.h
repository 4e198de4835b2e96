// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/tokenbucket.h"
#include "server/base/clock.h"
#include "server/contract/limits.h"

#include <QObject>

class QTcpSocket;

namespace foyer {

/// Slows the reading of one socket down to a pace; nothing is lost, the system tells the sender to wait. QWebSocket takes whatever
/// is there and cannot pause, so the room in the socket's own buffer is taken away and given back. One byte is the least room there can be: the reader must take
/// nothing before there are two, as QWebSocket does (RFC 6455 §5.2: no header is shorter).
/// A child of the socket; to be made before anybody else listens to it, and begun once the one who reads does.
class InflowMeter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InflowMeter)

public:
    InflowMeter(QTcpSocket *socket, const Clock &clock, const Limits &limits);

    void begin();
    [[nodiscard]] bool isPaused() const { return m_timer != 0; }

    /// How many bytes a socket may hold: a whole head or frame, and what comes with it. 0: any number.
    [[nodiscard]] static qint64 bufferBytes(const Limits &limits);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void charge();
    void look();
    void pause(qint64 ms);

    QTcpSocket *const m_socket;
    const Clock &m_clock;
    const Pace m_pace;
    const qint64 m_bufferBytes;
    TokenBucket m_bucket;
    qint64 m_left = 0; ///< bytes that were in the buffer when it was last read from
    int m_timer = 0;
};

} // namespace foyer
