// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/eventgather.h"

#include <utility>

namespace foyer {

EventGather::EventGather(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(33);
    connect(&m_timer, &QTimer::timeout, this, &EventGather::flush);
}

void EventGather::add(const Event &event)
{
    m_events.append(event);
    if (!m_timer.isActive())
        m_timer.start();
}

void EventGather::flush()
{
    m_timer.stop();
    if (!m_events.isEmpty())
        Q_EMIT ready(std::exchange(m_events, {}));
}

} // namespace foyer
