// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/rawclient.h"

namespace foyer {

class TestRoom;

/// Whoever would like to be in the room without being seen. It writes its frames by hand: it may do what no browser
/// does.
class Lurker final
{
    Q_DISABLE_COPY_MOVE(Lurker)

public:
    explicit Lurker(const TestRoom &room);

    [[nodiscard]] RawClient &wire() { return m_client; }
    [[nodiscard]] bool opens(const QByteArray &path = "/room");
    /// `more` goes behind the name: ",\"device\":…".
    [[nodiscard]] bool joins(const QByteArray &name = "Eve", const QByteArray &more = {});
    void sends(const QByteArray &text) { m_client.sendText(text); }
    /// All that was on its way to here has come: a ping has come back, or the connection has ended.
    [[nodiscard]] bool isSettled();

    /// The latest message of this type, or nothing.
    [[nodiscard]] QByteArray said(const QByteArray &type) const;
    /// A member of the welcome that is a string.
    [[nodiscard]] QByteArray welcomed(const QByteArray &member) const;
    /// The tokens of the welcome, as joins() takes them.
    [[nodiscard]] QByteArray takingUp() const;
    [[nodiscard]] quint64 user() const;
    /// Every payload that the room has sent to here: all that could be overheard.
    [[nodiscard]] QByteArray overheard() const;

private:
    RawClient m_client;
    int m_pings = 0;
};

} // namespace foyer
