// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/joinpolicy.h"
#include "server/base/clock.h"
#include "server/contract/command.h"
#include "server/contract/eventfeed.h"
#include "server/contract/serverconfig.h"
#include "server/contract/serverstatus.h"
#include "server/engine/heartbeat.h"
#include "server/engine/intake.h"
#include "server/engine/livedclock.h"
#include "server/engine/outcomequeue.h"
#include "server/engine/parting.h"
#include "server/engine/reception.h"
#include "server/engine/vitals.h"
#include "server/net/broadcaster.h"
#include "server/net/gateway.h"
#include "server/room/room.h"
#include "server/storage/eventlog.h"

#include <QObject>
#include <QTimer>

namespace foyer {

/// The running room: wires the gateway, the sessions, the room and the log together, all in one thread.
class Engine final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Engine)

public:
    /// `log` is for this engine alone. Without `clock` it is the system's.
    Engine(ServerConfig config, std::unique_ptr<EventLog> log, std::unique_ptr<const Clock> clock = nullptr,
           QObject *parent = nullptr);
    ~Engine() override;

    /// Opens the room; false with failure() and errorString() when it cannot.
    [[nodiscard]] bool start();
    [[nodiscard]] ServerStatus::Failure failure() const { return m_failure; }
    [[nodiscard]] QString errorString() const { return m_errorString; }
    [[nodiscard]] quint16 port() const { return m_gateway.port(); }
    [[nodiscard]] QHostAddress address() const { return m_gateway.address(); }
    [[nodiscard]] RoomSnapshot snapshot();
    /// With everybody in it, and what is not written yet.
    [[nodiscard]] RoomSnapshot wholeSnapshot();
    [[nodiscard]] Vitals &vitals() { return m_vitals; }

    /// Tells everybody and closes; stopped() comes within 2 s.
    void stop();
    /// Asks for renewed().
    void renew();
    /// The host's own hand.
    void submit(const Command &command);
    /// See KeptMessages.
    void keepMessages(int most) { m_log->keepMessages(most); }

Q_SIGNALS:
    void happened(const QList<foyer::Event> &events);
    /// The room as it stands after all that happened() has told.
    void renewed(const foyer::RoomSnapshot &room);
    void refused(const foyer::Command &command, const foyer::Refusal &refusal, const QString &sentence);
    void stopped();

private:
    void onArrived();
    void applied(Outcome outcome);
    void onReleased(const QList<Outcome> &outcomes);
    void answerBacklog(const Reply &reply);
    void answerSearch(const Reply &reply);
    void onGone(Session *session);
    void scheduleTimePassed();
    void finishStop();

    const ServerConfig m_config;
    const std::unique_ptr<const Clock> m_machineClock;
    LivedClock m_clock;
    Meters m_meters;
    JoinPolicy m_policy;
    Answers m_answers;
    std::unique_ptr<EventLog> m_log;
    Room m_room;
    Broadcaster m_broadcaster;
    Parting m_parting;
    Reception m_reception;
    Intake m_intake;
    OutcomeQueue m_queue;
    Heartbeat m_heartbeat;
    EventFeed m_feed;
    Gateway m_gateway;
    Vitals m_vitals;
    QTimer m_timePassed;
    QTimer m_stopDeadline;
    quint64 m_lastSession = 0;
    bool m_stopping = false;
    ServerStatus::Failure m_failure = ServerStatus::Failure::None;
    QString m_errorString;
};

} // namespace foyer
