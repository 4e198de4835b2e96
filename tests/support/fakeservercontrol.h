// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/servercontrol.h"

namespace foyer {

/// A server that does what the test says, and remembers what it was asked.
class FakeServerControl final : public ServerControl
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeServerControl)

public:
    using ServerControl::ServerControl;

    void start(const ServerConfig &config) override;
    void stop() override;
    void submit(const Command &command) override;
    void keepMessages(int most) override { kept.append(most); }
    [[nodiscard]] ServerStatus status() const override { return m_status; }

    void become(const ServerStatus &status);
    void become(ServerStatus::State state);
    /// Opens the room of the last start(), on its port, with an address each of wire, radio, bridge and loopback.
    void open();
    void happen(const QList<Event> &events);
    void feel(const RoomHealth &health);
    void refuse(const Command &command, const Refusal &refusal, const QString &sentence);

    QList<ServerConfig> started;
    QList<Command> submitted;
    QList<int> kept; ///< what keepMessages() was called with
    int stops = 0;

private:
    ServerStatus m_status;
};

namespace scene {

/// Makers of events for tests; seq rises by itself, times are minutes after `startMs`.
inline constexpr qint64 startMs = 1790000000000;

[[nodiscard]] Event joined(quint64 user, const QString &name, quint32 here, Role role = Role::Guest,
                           ConnectionKind kind = ConnectionKind::Browser, const QString &address = {});
[[nodiscard]] Event left(quint64 user, const QString &name, quint32 here, LeaveReason why = LeaveReason::Left);
[[nodiscard]] Event said(quint64 user, const QString &name, const QString &text, Role role = Role::Guest);
[[nodiscard]] Event kicked(quint64 user, const QString &name, quint64 cooling, qint64 untilMs,
                           const QString &reason = {});
[[nodiscard]] Event of(EventBody body);
/// An event that is neither kept nor numbered.
[[nodiscard]] Event passing(EventBody body);

} // namespace scene

} // namespace foyer
