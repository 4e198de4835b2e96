// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/protocol/servermessage.h"
#include "ui/client/backoff.h"
#include "ui/client/outbox.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>

class QWebSocket;

namespace foyer {

class EventFeed;

/// How patient a client is.
struct ClientTimings
{
    std::chrono::milliseconds connect{8000};
    std::chrono::milliseconds silence{10000}; ///< nothing heard for so long: ask whether anybody is there
    std::chrono::milliseconds answer{5000};   ///< no answer for so long: connect anew
    std::chrono::milliseconds firstRetry{500};
    std::chrono::milliseconds longestRetry{15000};
    std::chrono::milliseconds lookAgainFrom{5000}; ///< after the host has closed the room
    std::chrono::milliseconds lookAgainTo{15000};
    std::chrono::milliseconds leave{2000};
};

/// Takes part in one room over a WebSocket, and comes back by itself when the connection is lost.
class RoomClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomClient)

public:
    enum class State : quint8 {
        Idle,
        Connecting, ///< for the first time, or anew
        Here,       ///< in the room
        Waiting,    ///< lost, or turned away for now: see refusal(); tries again by itself
        Closed,     ///< the host has closed the room; looks again by itself
        Refused,    ///< not let in: see refusal()
        Removed,    ///< asked to leave by the host: see refusal()
        Left,       ///< on purpose
    };
    Q_ENUM(State)

    struct Door
    {
        QUrl url;
        QString name;
        QString operatorSecret; ///< empty: comes as a guest
    };

    explicit RoomClient(Door door, ClientTimings timings = {}, QObject *parent = nullptr);
    ~RoomClient() override;

    void open();
    /// Tries again with another name (or the same), after a refusal.
    void openAs(const QString &name);
    /// Gives up the place; the state is Left when the room knows, or after a short while.
    void leave();

    /// Sends, or keeps to be sent, and sends once, whatever happens in between. One line goes at a time, so their order holds
    /// when the room asks for patience.
    void say(const QString &text);
    void type();
    void fetchOlder(quint64 before);
    void fetchPeople(UserId after);
    /// Any other command; without an answer when not in the room.
    void submit(const CommandBody &body);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &name() const { return m_door.name; }
    [[nodiscard]] const QUrl &url() const { return m_door.url; }
    [[nodiscard]] UserId user() const { return m_user; }
    [[nodiscard]] Role role() const { return m_role; }
    [[nodiscard]] const Refused &refusal() const { return m_refusal; }
    [[nodiscard]] const Outbox &outbox() const { return m_outbox; }
    /// The room has asked for patience: lines go out by themselves in a moment.
    [[nodiscard]] bool isHeldBack() const { return m_patience.isActive(); }
    [[nodiscard]] const HelloLimits &limits() const { return m_limits; }

Q_SIGNALS:
    void stateChanged(foyer::RoomClient::State state);
    void welcomed(const foyer::Welcome &welcome);
    void eventsArrived(const QList<foyer::Event> &events);
    void olderArrived(const foyer::Backlog &backlog);
    void peopleArrived(const foyer::RosterPage &page);
    /// A command other than the way in was not carried out; `text` is what could not be said.
    void refused(const foyer::Refused &refusal, const QString &text);
    void outboxChanged();

private:
    void enter(State state);
    void connectNow();
    void dropSocket();
    void retryIn(std::chrono::milliseconds time, State state);
    void lookAgain();
    void comeLater();
    [[nodiscard]] Refused closedWith(const QString &code) const;
    void lost();
    void socketGone();
    void heard();
    void send(const Command &command);
    void join();
    void sendNextLine();
    void receive(const QString &text);
    [[nodiscard]] QString nextId();

    void take(const Hello &hello);
    void take(const Welcome &welcome);
    void take(const Accepted &accepted);
    void take(const Refused &refusal);
    void take(const Pong &) {}
    void take(const Found &) {}
    void take(const Backlog &backlog);
    void take(const RosterReply &reply);
    void take(const Bye &bye);
    void take(const Event &event);
    void refusedAtTheDoor(const Refused &refusal);
    [[nodiscard]] bool asksForPatience(const Refused &refusal);

    Door m_door;
    ClientTimings m_timings;
    State m_state = State::Idle;
    QWebSocket *m_socket = nullptr;
    EventFeed *m_feed;
    Backoff m_backoff;
    QTimer m_retry;
    QTimer m_connecting;
    QTimer m_silence;
    QTimer m_answer;
    QTimer m_leaving;
    QTimer m_patience; ///< until the next line may be sent
    QTimer m_joinAgain;
    Outbox m_outbox;
    QString m_underway; ///< the line that has been sent and is not answered yet
    UserId m_peopleAfter;
    HelloLimits m_limits;
    Refused m_refusal;
    Bye m_bye;
    const QString m_attempt;
    QString m_device;
    QString m_resume;
    QString m_epoch;
    quint64 m_last = 0;
    UserId m_user;
    Role m_role = Role::Guest;
    quint64 m_commands = 0;
};

} // namespace foyer
