// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QObject>
#include <QTimer>

namespace foyer {

/// Gathers events for a window, so that it gets at most one list per 33 ms however much is going on.
class EventFeed final : public QObject
{
    Q_OBJECT

public:
    explicit EventFeed(QObject *parent = nullptr);

    void add(const QList<Event> &events);
    /// What is gathered goes out now: something else must not overtake it.
    void flush();

Q_SIGNALS:
    void ready(const QList<foyer::Event> &events);

private:
    QList<Event> m_events;
    QTimer m_timer;
};

} // namespace foyer
