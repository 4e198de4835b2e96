// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverstatus.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

class QWidget;

namespace foyer {

class Questions;
class RoomMirror;
class ServerControl;

/// Closes the room, and the host's window behind it, in order: asks while people are in it or when something is deleted with it, and waits until it is closed, but not for ever.
class RoomClosing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomClosing)

public:
    /// All of them outlive it; the window is where it asks.
    RoomClosing(ServerControl &server, Questions &questions, const RoomMirror &room, QWidget &window);

    /// The room alone.
    void closeRoom();
    /// Somebody wants the window to close. When the room must be closed first, that begins, and windowMayClose() comes unless it is called off.
    [[nodiscard]] bool mayWindowClose();
    /// Room and window, whatever is in the way: nobody is asked, or told what was lost.
    void closeAll();
    /// What has become of the room; `isLossTold`: the window says what was lost, and stays for that to be read.
    void follow(ServerStatus::State state, bool isLossTold);
    /// After this time the window goes in any case.
    void setPatience(std::chrono::milliseconds patience) { m_deadline.setInterval(patience); }

Q_SIGNALS:
    void windowMayClose();

private:
    [[nodiscard]] bool isClosed() const;
    void begin();
    void finish();
    void askIfNeeded(const QString &title, const QString &ofGuests, const std::function<void()> &close);

    ServerControl &m_server;
    Questions &m_questions;
    const RoomMirror &m_room;
    QWidget &m_window;
    ServerStatus::State m_state = ServerStatus::State::Stopped;
    QTimer m_deadline;
    bool m_isAsking = false;
    bool m_isClosing = false;
    bool m_isForced = false;
    bool m_mayClose = false; ///< whatever the state
};

} // namespace foyer
