// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/servercontrol.h"
#include "tests/bench/window/crowd.h"

#include <QThread>

namespace foyer {

/// A server with a crowd in it instead of sockets.
class CrowdControl final : public ServerControl
{
    Q_OBJECT

public:
    CrowdControl(int people, int messagesPerSecond);
    ~CrowdControl() override;

    void start(const ServerConfig &config) override;
    void stop() override;
    void submit(const Command &command) override;
    void keepMessages(int) override {}
    [[nodiscard]] ServerStatus status() const override { return m_status; }

    /// Lines that are there when the room opens.
    int lines = 0;

Q_SIGNALS:
    void beginWanted();
    void endWanted();

private:
    ServerStatus m_status;
    QThread m_thread;
    Crowd *m_crowd;
};

} // namespace foyer
