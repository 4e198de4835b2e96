// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/catchup.h"

#include "server/net/frame.h"
#include "server/protocol/encode.h"

#include <algorithm>
#include <utility>

namespace foyer {

CatchUp::CatchUp(Session *session, quint64 after, EventLog &log, const Room &room, Broadcaster &broadcaster,
                 qsizetype pageBytes)
    : QObject(session), m_session(session), m_after(after), m_log(log), m_room(room), m_broadcaster(broadcaster),
      m_pageBytes(pageBytes)
{
    connect(session, &Session::drained, this, [this] {
        if (std::exchange(m_waitingForDrain, false))
            fetch();
    });
}

void CatchUp::begin()
{
    fetch();
}

void CatchUp::fetch()
{
    if (m_session->isClosing())
        return;
    if (m_after + 1 < m_log.oldestSeq()) {
        Q_EMIT missed(m_session);
        return;
    }
    m_log.readAfter(m_after, m_pageBytes, {m_session->user(), m_session->role()}, this,
                    [this](const EventLog::Page &page) { sendPage(page); });
}

void CatchUp::sendPage(const EventLog::Page &page)
{
    // The log may be ahead of what has been told to everyone; that part comes with the next batch.
    const quint64 told = m_broadcaster.deliveredSeq();
    QByteArray frames;
    for (const Event &event : page.events) {
        if (event.seq > told)
            continue;
        frame::appendText(frames, encodeEvent(event));
        if (const auto *joined = std::get_if<Joined>(&event.body))
            m_cameIn.append(joined->member.user);
    }
    m_after = std::max(m_after, std::min(page.upTo, told));
    const bool complete = m_after >= told;
    if (complete)
        appendWhoIsAway(frames);
    m_session->send(frames);
    if (complete) {
        m_broadcaster.goLive(m_session);
        deleteLater();
    } else if (m_session->hasDrained()) {
        fetch();
    } else {
        m_waitingForDrain = true;
    }
}

/// Who came in meanwhile may have lost the connection since. That is not kept, so that what was told of it stood in the
/// welcome, or came ahead of the coming, which has just made them present again.
void CatchUp::appendWhoIsAway(QByteArray &frames) const
{
    for (const UserId user : m_cameIn) {
        if (m_room.isAway(user))
            frame::appendText(frames, encodeEvent({0, 0, Audience::everyone(), Presence{user, true}}));
    }
}

} // namespace foyer
