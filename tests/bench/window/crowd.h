// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/contract/roomsnapshot.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace foyer {

/// What people say, the same in every run: short and long, Chinese, emoji, links, several lines.
[[nodiscard]] QString saying(quint64 number);
[[nodiscard]] QString crowdName(quint64 user);

/// A crowded room that talks without end, from a thread of its own: one list per 33 ms, as the room's server sends them.
class Crowd final : public QObject
{
    Q_OBJECT

public:
    Crowd(int people, int messagesPerSecond);

    /// The room with everybody in it and `lines` said.
    [[nodiscard]] RoomSnapshot room(int lines);

    void begin();
    void end();

Q_SIGNALS:
    void happened(const QList<foyer::Event> &events);

private:
    void tick();
    [[nodiscard]] Event next(EventBody body);
    [[nodiscard]] Event said();
    [[nodiscard]] Member member(quint64 user) const;

    const int m_people;
    const int m_rate;
    quint64 m_seq = 0;
    quint64 m_sayings = 0;
    quint64 m_lastUser = 0;
    QList<quint64> m_here;
    qint64 m_due = 0; ///< messages sent since begin()
    qint64 m_ticks = 0;
    QElapsedTimer m_since;
    QTimer m_timer;
};

} // namespace foyer
