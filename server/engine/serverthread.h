// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/servercontrol.h"

#include <QThread>

#include <functional>
#include <memory>

namespace foyer {

class EventLog;
class EngineHost;

/// Runs the room in a thread of its own and speaks with it by queued signals alone.
class ServerThread final : public ServerControl
{
    Q_OBJECT

public:
    /// Why there is no log, as ServerStatus says it.
    struct NoLog
    {
        ServerStatus::Failure failure = ServerStatus::Failure::Other;
        QString detail;
    };
    using MadeLog = Result<std::unique_ptr<EventLog>, NoLog>;
    using LogMaker = std::function<MadeLog(const ServerConfig &)>;

    explicit ServerThread(QObject *parent = nullptr);
    /// With another log than the config asks for; the maker is called in the server thread.
    ServerThread(LogMaker makeLog, QObject *parent);
    /// Closes the room if it is open, and waits for it.
    ~ServerThread() override;

    void start(const ServerConfig &config) override;
    void stop() override;
    void submit(const Command &command) override;
    void keepMessages(int most) override;
    [[nodiscard]] ServerStatus status() const override { return m_status; }

Q_SIGNALS:
    void startWanted(const foyer::ServerConfig &config);
    void stopWanted();
    void submitted(const foyer::Command &command);
    void keepMessagesWanted(int most);
    void eventsTaken();
    void healthTaken();

private:
    void setStatus(const ServerStatus &status);

    ServerStatus m_status;
    QThread m_thread;
    EngineHost *m_host; ///< lives in m_thread, and ends with it
};

} // namespace foyer
