// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/contract/refusal.h"
#include "server/contract/roomhealth.h"
#include "server/contract/roomsnapshot.h"
#include "server/contract/serverconfig.h"
#include "server/contract/serverstatus.h"

#include <QObject>

namespace foyer {

/// The host's hand on the room: what a window may ask of the server, and what it hears.
/// Everything is asynchronous; lives in the caller's thread.
class ServerControl : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerControl)

public:
    using QObject::QObject;

    /// Opens the room; statusChanged() tells how it went. Does nothing unless stopped or failed.
    virtual void start(const ServerConfig &config) = 0;
    /// Closes the room in order: everyone is told (close 1001), all is down within 2 s.
    virtual void stop() = 0;
    /// Acts as the operator, through the same gate as everybody's commands. Not for Join, Say or Leave:
    /// taking part is the client window's business.
    virtual void submit(const Command &command) = 0;
    /// No more messages than that are kept from now on, see KeptMessages; does nothing unless the room is open.
    virtual void keepMessages(int most) = 0;
    [[nodiscard]] virtual ServerStatus status() const = 0;

Q_SIGNALS:
    void statusChanged(const foyer::ServerStatus &status);
    /// The room as it stands: once after each start, before the first events.
    void roomOpened(const foyer::RoomSnapshot &snapshot);
    /// What happened since, whatever its audience, in order; at most one list per 33 ms.
    void eventsArrived(const QList<foyer::Event> &events);
    /// More has happened than could wait for this thread: the room as it stands takes the place of what was left out.
    void roomRenewed(const foyer::RoomSnapshot &snapshot, const foyer::LeftOut &leftOut);
    /// A submitted command was not carried out; `sentence` is in the room's language.
    void refused(const foyer::Command &command, const foyer::Refusal &refusal, const QString &sentence);
    /// Some of what was kept has been deleted, and with it so many of the room's messages; or all of it. Whoever shows it reads it again.
    void historyShortened(quint64 messages);
    /// While the room is open: how it does, at most once a second and only when something about it has changed.
    void healthChanged(const foyer::RoomHealth &health);
};

} // namespace foyer
