// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/contract/limits.h"
#include "server/net/session.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace foyer {

/// Pings everybody in one burst and notices who has gone without a word.
class Heartbeat final : public QObject
{
    Q_OBJECT

public:
    Heartbeat(const QHash<SessionId, Session *> &sessions, const Clock &clock, const Limits &limits,
              QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void fellSilent(foyer::Session *session);

private:
    void beat();

    const QHash<SessionId, Session *> &m_sessions;
    const Clock &m_clock;
    const Limits m_limits;
    const std::chrono::milliseconds m_ping;
    QTimer m_timer;
    qint64 m_lastPingMs = 0;
};

} // namespace foyer
