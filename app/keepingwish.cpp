// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keepingwish.h"

#include "server/contract/historycontrol.h"
#include "server/contract/servercontrol.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace foyer {

using State = ServerStatus::State;

KeepingWish::KeepingWish(ServerControl &server, std::function<bool()> hasHistory, std::function<HistoryControl &()> history, QObject *parent)
    : QObject(parent), m_server(server), m_hasHistory(std::move(hasHistory)), m_history(std::move(history))
{
    connect(&m_server, &ServerControl::statusChanged, this, &KeepingWish::follow);
}

void KeepingWish::change(const Keeping &before, const Keeping &after)
{
    const ServerStatus status = m_server.status();
    if (before == after || status.state == State::Running)
        return;
    if (status.state == State::Starting)
        m_wanted = after;
    m_isToDelete = m_isToDelete || (before.keepsAnything() && !after.keepsAnything());
    follow(status);
}

void KeepingWish::follow(const ServerStatus &status)
{
    switch (status.state) {
    case State::Starting:
    case State::Stopping:
        return;
    case State::Running: {
        const Keeping wanted = std::exchange(m_wanted, std::nullopt).value_or(status.keeping);
        const bool isToDelete = std::exchange(m_isToDelete, false);
        // Somebody who has agreed to the deletion and then thought better of keeping nothing has both.
        if (isToDelete)
            submit({Keeping::Mode::Nothing, 0});
        if (isToDelete ? wanted.keepsAnything() : wanted != status.keeping)
            submit(wanted);
        return;
    }
    case State::Stopped:
    case State::Failed:
        m_wanted.reset();
        if (std::exchange(m_isToDelete, false))
            deleteAll();
        return;
    }
}

void KeepingWish::deleteAll()
{
    if (m_isDeleting || !m_hasHistory())
        return;
    m_isDeleting = true;
    HistoryControl &history = m_history();
    connect(
        &history, &HistoryControl::forgotten, this,
        [this](const QString &problem) {
            m_isDeleting = false;
            m_isToDelete = m_isToDelete || !problem.isEmpty(); // the room does it, as soon as it is open
            Q_EMIT deleted(problem);
        },
        Qt::SingleShotConnection);
    history.forget();
}

void KeepingWish::submit(const Keeping &keeping)
{
    m_server.submit({u"keep%1"_s.arg(++m_commands), SetKeeping{keeping}});
}

} // namespace foyer
