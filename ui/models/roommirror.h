// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/roomsnapshot.h"
#include "ui/models/coolingoffmodel.h"
#include "ui/models/livelogmodel.h"
#include "ui/models/rostermodel.h"
#include "ui/models/typinglist.h"

#include <QObject>
#include <QTimer>

#include <algorithm>

namespace foyer {

class Clock;

/// The room as one window knows it: a snapshot, and every list of events folded onto it.
class RoomMirror final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomMirror)

public:
    explicit RoomMirror(const Clock &clock, QObject *parent = nullptr);

    /// Begins anew with the room as it stands.
    void reset(const RoomSnapshot &room);
    /// Goes on where it was: the log stays, the people are as `room` says.
    void resume(const RoomSnapshot &room);
    void fold(const QList<Event> &events);
    /// More has happened than could be told: goes on with the room as it stands.
    void renew(const RoomSnapshot &room, const LeftOut &leftOut);
    /// So many of the messages are not kept any more.
    void noteDeleted(quint64 messages);
    void addOlderLines(const QList<Event> &events, bool more);
    /// A further page of the roster; the first of a new listing replaces what was there.
    void addPeople(const RosterPage &page, bool first);
    /// The words of all models anew, in the language of now.
    void retranslate();
    /// Time has passed; called by itself every second while something counts down.
    void tick();

    [[nodiscard]] RosterModel &roster() { return m_roster; }
    [[nodiscard]] LiveLogModel &log() { return m_log; }
    [[nodiscard]] CoolingOffModel &coolings() { return m_coolings; }
    [[nodiscard]] const QString &roomName() const { return m_roomName; }
    [[nodiscard]] const Keeping &keeping() const { return m_keeping; }
    [[nodiscard]] quint32 here() const { return m_here; }
    /// People in the room other than operators.
    [[nodiscard]] quint32 guests() const;
    /// What was said and is kept, by what has been told so far.
    [[nodiscard]] quint64 messages() const { return m_messages - std::min(m_messages, m_deleted); }
    /// Above 300 people comings and goings are only counted.
    [[nodiscard]] bool isListed() const { return m_listed; }
    [[nodiscard]] bool hasOlderLines() const { return m_more; }
    /// Names of those who are writing, but for `except`.
    [[nodiscard]] QStringList typing(UserId except) const;

Q_SIGNALS:
    void changed(); ///< room name, what is kept, counts
    void typingChanged();
    /// Comings and goings are told one by one again: what is listed here is old.
    void rosterStale();

private:
    void countFrom(quint64 messages);
    void noteTyping(const Event &event);
    void runTimer();

    const Clock &m_clock;
    RosterModel m_roster;
    LiveLogModel m_log;
    CoolingOffModel m_coolings;
    TypingList m_typing;
    QTimer m_second;
    QString m_roomName;
    Keeping m_keeping;
    quint32 m_here = 0;
    quint64 m_messages = 0; ///< with those that were deleted
    quint64 m_deleted = 0;  ///< may be told before what was said is
    quint64 m_lastSeq = 0;
    bool m_listed = true;
    bool m_more = false;
};

} // namespace foyer
