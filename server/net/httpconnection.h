// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/limits.h"
#include "server/net/directsocket.h"
#include "server/net/frontdoor.h"

#include <QObject>
#include <QTimer>

namespace foyer {

/// A connection that stands at the door: reads the head of its one request, and is answered and closed, or handed on.
/// Owns the socket until takeSocket().
class HttpConnection final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    /// `door` and `limits` outlive it.
    HttpConnection(DirectSocket *socket, const FrontDoor &door, const Limits &limits);

    /// What it wants has not been said yet.
    [[nodiscard]] bool isWaiting() const { return !m_answered; }
    /// Answers without waiting for a request.
    void refuse(const HttpResponse &response);
    /// The request should have been here by now.
    void timeOut();
    /// Ends it without an answer; finished() follows.
    void finish();
    /// The socket, with nothing read from it, for who goes on with it.
    [[nodiscard]] DirectSocket *takeSocket();

Q_SIGNALS:
    void upgradeWanted(const foyer::Route &route);
    void answered(int status);
    void finished();

private:
    void readHead();
    void answer(const HttpResponse &response, bool headOnly, const QByteArray &host);
    void onBytesWritten();
    void discard();

    DirectSocket *m_socket;
    const FrontDoor &m_door;
    const Limits &m_limits;
    QTimer m_deadline;
    qint64 m_discarded = 0;
    bool m_answered = false;
    bool m_finished = false;
};

} // namespace foyer
