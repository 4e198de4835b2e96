// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/catchup.h"

#include "server/net/frame.h"
#include "server/protocol/encode.h"

#include <algorithm>
#include <utility>

namespace foyer {

CatchUp::CatchUp(Session *session, quint64 after, EventLog &log, Broadcaster &broadcaster, qsizetype pageBytes)
    : QObject(session), m_session(session), m_after(after), m_log(log), m_broadcaster(broadcaster),
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
        if (event.seq <= told)
            frame::appendText(frames, encodeEvent(event));
    }
    m_after = std::max(m_after, std::min(page.upTo, told));
    const bool complete = m_after >= told;
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

} // namespace foyer
