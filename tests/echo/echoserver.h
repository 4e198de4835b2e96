// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/systemclock.h"
#include "server/contract/limits.h"
#include "server/engine/heartbeat.h"
#include "server/net/gateway.h"
#include "server/net/meters.h"
#include "server/net/session.h"

#include <QHash>
#include <QObject>

namespace foyer {

/// Sends every message back in kind. All that RFC 6455 is about is the room's own, from the door to the close; there is
/// only no room.
class EchoServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EchoServer)

public:
    explicit EchoServer(const Limits &limits, QObject *parent = nullptr);
    ~EchoServer() override;

    /// The room's, but for what a conformance suite needs: messages of 16 MiB (`frame-bytes`), and as many of them owed
    /// as it may send before it reads (`bytes-owed`: 64 MiB); no `bytes-in`.
    [[nodiscard]] static Limits suiteLimits();

    /// Null address: every one. Port 0: any free one. When it cannot, errorString() says why.
    [[nodiscard]] bool listen(const QHostAddress &address, quint16 port);
    [[nodiscard]] QString errorString() const { return m_gateway.errorString(); }
    /// "ws://127.0.0.1:9001/"
    [[nodiscard]] QString url() const;
    [[nodiscard]] quint16 port() const { return m_gateway.port(); }
    [[nodiscard]] qsizetype sessions() const { return m_sessions.size(); }

    /// Takes no more, and closes everybody with 1001; stopped() once they are gone.
    void stop();

Q_SIGNALS:
    void stopped();

private:
    void onArrived();
    void onGone(Session *session);
    void echo(Session *session, const QByteArray &frame);

    const Limits m_limits;
    SystemClock m_clock;
    Meters m_meters;
    Gateway m_gateway;
    QHash<SessionId, Session *> m_sessions;
    Heartbeat m_heartbeat;
    quint64 m_lastSession = 0;
    bool m_stopping = false;
};

} // namespace foyer
