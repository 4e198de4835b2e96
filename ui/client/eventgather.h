// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QObject>
#include <QTimer>

namespace foyer {

/// Hands events on in lists, at most one list per 33 ms, so that no window is flooded.
class EventGather final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventGather)

public:
    explicit EventGather(QObject *parent = nullptr);

    void add(const Event &event);
    /// Hands on at once what has been gathered: something else must not overtake it.
    void flush();

Q_SIGNALS:
    void ready(const QList<foyer::Event> &events);

private:
    QList<Event> m_events;
    QTimer m_timer;
};

} // namespace foyer
