// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/eventfeed.h"

#include <chrono>
#include <utility>

namespace foyer {

using namespace std::chrono_literals;

EventFeed::EventFeed(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(33ms);
    connect(&m_timer, &QTimer::timeout, this, &EventFeed::flush);
}

void EventFeed::add(const QList<Event> &events)
{
    m_events.append(events);
    if (!m_events.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

void EventFeed::flush()
{
    m_timer.stop();
    if (!m_events.isEmpty())
        Q_EMIT ready(std::exchange(m_events, {}));
}

} // namespace foyer
