// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"
#include "server/contract/serverstatus.h"

#include <QObject>

#include <functional>
#include <optional>

namespace foyer {

class HistoryControl;
class ServerControl;

/// What the host has chosen to become of what is said, carried out when the room is in a state for it: while it opens or closes the wish is remembered. What becomes of
/// a room that is open is the room's own matter.
class KeepingWish final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeepingWish)

public:
    /// `server` outlives it. `hasHistory` tells whether anything is kept, and `history` is asked for when it is to be deleted.
    KeepingWish(ServerControl &server, std::function<bool()> hasHistory, std::function<HistoryControl &()> history, QObject *parent = nullptr);

    void change(const Keeping &before, const Keeping &after);
    /// What was kept is being deleted: a room cannot be opened meanwhile.
    [[nodiscard]] bool isDeleting() const { return m_isDeleting; }

Q_SIGNALS:
    /// What was kept, while the room was closed, is deleted; or what stood in the way, in the system's words.
    void deleted(const QString &problem);

private:
    void follow(const ServerStatus &status);
    void deleteAll();
    void submit(const Keeping &keeping);

    ServerControl &m_server;
    const std::function<bool()> m_hasHistory;
    const std::function<HistoryControl &()> m_history;
    std::optional<Keeping> m_wanted; ///< since the room began to open
    bool m_isToDelete = false;
    bool m_isDeleting = false;
    quint64 m_commands = 0;
};

} // namespace foyer
