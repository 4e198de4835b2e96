// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roomclosing.h"

#include "server/contract/servercontrol.h"
#include "ui/models/roommirror.h"
#include "ui/questions.h"

#include <QStringList>
#include <QWidget>

namespace foyer {

using namespace std::chrono_literals;
using State = ServerStatus::State;

RoomClosing::RoomClosing(ServerControl &server, Questions &questions, const RoomMirror &room, QWidget &window)
    : m_server(server), m_questions(questions), m_room(room), m_window(window)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(10s);
    connect(&m_deadline, &QTimer::timeout, this, &RoomClosing::finish);
}

void RoomClosing::closeRoom()
{
    askIfNeeded(tr("Close the room"), tr("%n person(s) will be told that the room is closed.", nullptr, static_cast<int>(m_room.guests())),
                [this] { m_server.stop(); });
}

bool RoomClosing::mayWindowClose()
{
    if (m_mayClose || isClosed())
        return true;
    if (m_isClosing)
        return false;
    if (m_state == State::Stopping) {
        begin(); // that is decided
    } else {
        askIfNeeded(tr("Close Foyer"), tr("%n person(s) are in the room. They will be told that it is closed.", nullptr, static_cast<int>(m_room.guests())),
                    [this] { begin(); });
    }
    return false;
}

void RoomClosing::closeAll()
{
    m_isForced = true;
    if (isClosed())
        finish();
    else if (!m_isClosing)
        begin();
}

void RoomClosing::askIfNeeded(const QString &title, const QString &ofGuests, const std::function<void()> &close)
{
    if (m_isAsking)
        return;
    QStringList text;
    if (m_room.guests() > 0)
        text.append(ofGuests);
    if (m_room.keeping().mode == Keeping::Mode::UntilClosed && m_room.messages() > 0) {
        text.append(tr("What was said, who was here and what you did about people is deleted for good then: %n message(s). To keep it, export it first.", nullptr,
                       static_cast<int>(m_room.messages())));
    }
    if (text.isEmpty()) {
        close();
        return;
    }
    m_isAsking = true;
    m_questions.ask(&m_window, {title, text.join(QLatin1Char('\n')), title, tr("Keep it open")}, [this, close](bool yes) {
        m_isAsking = false;
        if (yes)
            close();
    });
}

bool RoomClosing::isClosed() const
{
    return m_state == State::Stopped || m_state == State::Failed;
}

void RoomClosing::begin()
{
    if (isClosed()) { // while it was asked
        finish();
        return;
    }
    m_isClosing = true;
    m_deadline.start();
    m_server.stop();
}

void RoomClosing::follow(State state, bool isLossTold)
{
    m_state = state;
    if (!m_isClosing || !isClosed())
        return;
    m_deadline.stop();
    m_isClosing = false;
    if (!isLossTold || m_isForced)
        QMetaObject::invokeMethod(this, &RoomClosing::finish, Qt::QueuedConnection); // its windows show the end first
}

void RoomClosing::finish()
{
    m_mayClose = true;
    Q_EMIT windowMayClose();
}

} // namespace foyer
