// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/limits.h"
#include "server/contract/roomtypes.h"
#include "server/net/directsocket.h"
#include "server/net/gateway.h"
#include "server/protocol/closecode.h"

#include <QHostAddress>
#include <QObject>

#include <memory>
#include <optional>

namespace foyer {

/// One connection whose handshake is complete, whatever it speaks.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    /// `limits` and `meters` outlive it.
    Session(SessionId id, Arrival arrival, const Limits &limits, Meters &meters, QObject *parent);
    ~Session() override;

    [[nodiscard]] SessionId id() const { return m_id; }
    [[nodiscard]] const Route &route() const { return m_route; }
    [[nodiscard]] const QHostAddress &peer() const { return m_peer; }
    /// Its address has more WebSockets than it may.
    [[nodiscard]] bool isOneTooMany() const { return m_isOneTooMany; }
    [[nodiscard]] bool isFromThisMachine() const { return m_isFromThisMachine; }

    /// Who it is, once it takes part.
    void admit(UserId user, Role role);
    [[nodiscard]] bool isAdmitted() const { return !m_user.isNull(); }
    [[nodiscard]] UserId user() const { return m_user; }
    [[nodiscard]] Role role() const { return m_role; }

    /// From now on nothing that comes is looked at.
    void makeDeaf() { m_deaf = true; }

    /// Writes whole frames (see frame.h); true while the peer keeps up.
    bool send(const QByteArray &frames);
    /// The closing handshake, with a deadline. Nothing can be sent after it.
    void close(quint16 code, const QString &reason);
    /// At once, without a word.
    void abort();
    [[nodiscard]] bool isClosing() const { return m_closing; }
    /// Once it is gone: what it ended with, from whichever side (RFC 6455 §7.1.5).
    [[nodiscard]] quint16 closeCode() const { return m_closeCode; }
    [[nodiscard]] bool hasDrained() const;
    /// Not more waits to be sent than may be.
    [[nodiscard]] bool keepsUp();

    /// Steady time at which a byte last came; the owner stamps it on heard().
    qint64 lastHeardMs = 0;
    int garbled = 0;
    /// Steady time of the last line that told a plain-text client to be slower.
    std::optional<qint64> lastToldMs;

Q_SIGNALS:
    void heard();
    void textReceived(const QString &text);
    void binaryReceived(const QByteArray &bytes);
    void drained();
    /// The connection is over; comes once, from the event loop.
    void gone();

private:
    [[nodiscard]] qint64 owed() const;
    [[nodiscard]] bool mayOwe(qint64 bytes) const;
    void noteOwed(qint64 bytes);
    void stopLooking();

    const SessionId m_id;
    std::unique_ptr<QWebSocket> m_webSocket;
    QPointer<DirectSocket> m_socket;
    const Route m_route;
    const Limits &m_limits;
    Meters &m_meters;
    const QHostAddress m_peer;
    const bool m_isOneTooMany;
    const bool m_isFromThisMachine;
    UserId m_user;
    Role m_role = Role::Guest;
    quint16 m_closeCode = closecode::abnormal;
    qint64 m_noted = 0; ///< of what is owed, in the meters
    bool m_looksAway = false;
    bool m_deaf = false;
    bool m_closing = false;
    bool m_gone = false;
};

} // namespace foyer
