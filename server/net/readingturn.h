// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/tokenbucket.h"

#include <QObject>
#include <QPointer>
#include <QString>

namespace foyer {

class DirectSocket;
class ReadingTime;

/// One connection's turns at being read. A turn ends after a quarter of a millisecond (less where many read), between two pieces of a frame, whatever is
/// still there: the socket then shows but one byte, less than any frame (RFC 6455 §5.2), and the reader leaves off. It goes on in the next turn of the
/// event loop, or in the slow lane when its share of the time is used up.
/// A child of the socket; to be made before anybody else listens to it, and begun once the one who reads does.
class ReadingTurn final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadingTurn)

public:
    /// `time` may end before it does.
    ReadingTurn(DirectSocket *socket, ReadingTime &time);
    ~ReadingTurn() override;

    void begin();
    /// Asked by the socket for everything that the reader wants.
    [[nodiscard]] bool isOver();
    /// A turn in the slow lane, which it has left for it.
    void serve();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void open();
    void settle();
    void readTheRest();
    void goOn();

    DirectSocket *const m_socket;
    const QPointer<ReadingTime> m_time;
    const QString m_address;
    TokenBucket m_bucket;
    qint64 m_openedUs = 0;
    int m_timer = 0;
    bool m_open = false;
    bool m_cut = false;  ///< the turn ended before the reader had enough
    bool m_slow = false; ///< stands in the slow lane
    bool m_served = false; ///< is at the head of it
    bool m_last = false;   ///< nothing more comes
};

} // namespace foyer
