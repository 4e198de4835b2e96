// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/contract/refusal.h"
#include "server/contract/roomhealth.h"
#include "server/contract/roomsnapshot.h"
#include "server/contract/serverconfig.h"
#include "server/contract/serverstatus.h"
#include "server/engine/serverthread.h"
#include "server/storage/logtrouble.h"

#include <QObject>

#include <optional>

namespace foyer {

class Engine;
class Handover;
class NetworkWatch;

/// The server thread's end of ServerControl: makes an engine for each opening of the room, and says how it stands.
class EngineHost final : public QObject
{
    Q_OBJECT

public:
    explicit EngineHost(ServerThread::LogMaker makeLog);
    ~EngineHost() override;

    void start(const ServerConfig &config);
    void stop();
    void submit(const Command &command);
    void keepMessages(int most);
    /// The window has taken the last list of events, or the room renewed.
    void eventsTaken();
    void healthTaken();

Q_SIGNALS:
    void statusChanged(const foyer::ServerStatus &status);
    void roomOpened(const foyer::RoomSnapshot &snapshot);
    void roomRenewed(const foyer::RoomSnapshot &snapshot, const foyer::LeftOut &leftOut);
    void eventsArrived(const QList<foyer::Event> &events);
    void refused(const foyer::Command &command, const foyer::Refusal &refusal, const QString &sentence);
    void healthChanged(const foyer::RoomHealth &health);
    void historyShortened(quint64 messages);

private:
    [[nodiscard]] QList<LanAddress> addresses() const;
    void followNetwork();
    void tellHealth(const RoomHealth &health);
    void end();

    ServerThread::LogMaker m_makeLog;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<NetworkWatch> m_network; ///< while the room is open
    std::unique_ptr<Handover> m_handover;    ///< the engine's
    std::optional<RoomHealth> m_untoldHealth; ///< the window has not taken the last yet
    bool m_healthIsUnderway = false;
    int m_untaken = 0;       ///< lists, and rooms renewed, that the window has not taken yet
    int m_untakenBefore = 0; ///< of these, of rooms that are closed; they come back first
    ServerStatus m_status;
    LogTrouble m_lastTrouble; ///< of the log that has ended
};

} // namespace foyer
