// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/contract/limits.h"
#include "server/contract/roomsnapshot.h"

#include <QObject>

namespace foyer {

/// Hands what happens over to a window in another thread: one list at a time, the next when it has taken the last. What
/// gathers for one that is busy is bounded; beyond that it is dropped, and the window is given the room as it stands,
/// as soon as it takes something again.
class Handover final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Handover)

public:
    explicit Handover(const Limits &limits, QObject *parent = nullptr);

    void add(const QList<Event> &events);
    /// The window has taken what was handed over last.
    void taken();
    /// What happens is dropped, until renew().
    [[nodiscard]] bool isLeavingOut() const { return m_isLeavingOut; }
    /// Nothing more will happen: what has gathered goes out, taken or not.
    void finish() { handNext(); }
    /// The room as it stands after all that was added: the answer to renewalWanted().
    void renew(const RoomSnapshot &room);

Q_SIGNALS:
    void handed(const QList<foyer::Event> &events);
    void renewalWanted();
    void renewed(const foyer::RoomSnapshot &room, const foyer::LeftOut &leftOut);

private:
    void handNext();
    void leaveOut(const QList<Event> &events);

    const int m_mostEvents;
    const qint64 m_mostBytes;
    QList<Event> m_events;
    qint64 m_bytes = 0;
    LeftOut m_leftOut;
    bool m_isLeavingOut = false;
    bool m_isUnderway = false;
};

} // namespace foyer
