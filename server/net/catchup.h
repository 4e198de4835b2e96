// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/broadcaster.h"
#include "server/room/room.h"
#include "server/storage/eventlog.h"

#include <QObject>

namespace foyer {

/// Sends one resumed session what it has missed, page by page, the next when the last has drained; then it goes live.
/// A child of the session: it ends with it.
class CatchUp final : public QObject
{
    Q_OBJECT

public:
    CatchUp(Session *session, quint64 after, EventLog &log, const Room &room, Broadcaster &broadcaster,
            qsizetype pageBytes);

    void begin();

Q_SIGNALS:
    /// What it asked for has been forgotten meanwhile: the session must begin anew.
    void missed(foyer::Session *session);

private:
    void fetch();
    void sendPage(const EventLog::Page &page);
    void appendWhoIsAway(QByteArray &frames) const;

    Session *m_session;
    quint64 m_after;
    EventLog &m_log;
    const Room &m_room;
    Broadcaster &m_broadcaster;
    const qsizetype m_pageBytes;
    QList<UserId> m_cameIn; ///< those of whose coming it has been told
    bool m_waitingForDrain = false;
};

} // namespace foyer
