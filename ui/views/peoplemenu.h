// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"

#include <QObject>

class QModelIndex;
class QPoint;
class QWidget;

namespace foyer {

class LogView;
class RosterModel;
class RosterView;

/// What can be done with a person or a line, by mouse and by keyboard, the same in every window.
class PeopleMenu final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeopleMenu)

public:
    PeopleMenu(RosterModel &roster, RosterView &rosterView, LogView &logView, QWidget *window);

    /// Only operators may ask somebody to leave.
    void setMayKick(bool mayKick) { m_mayKick = mayKick; }
    void setCoolingOffSeconds(int seconds) { m_coolingOffSeconds = seconds; }

Q_SIGNALS:
    void kickWanted(const foyer::Kick &kick);

private:
    void offerForPerson(const QModelIndex &person, const QPoint &position);
    void offerForLine(const QModelIndex &line, const QPoint &position);
    [[nodiscard]] bool canKick(UserId user) const;
    void askAndKick(UserId user);

    RosterModel &m_roster;
    RosterView &m_rosterView;
    LogView &m_logView;
    QWidget *m_window;
    bool m_mayKick = false;
    int m_coolingOffSeconds = 60;
};

} // namespace foyer
