// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/peoplemenu.h"

#include "ui/dialogs/kickdialog.h"
#include "ui/lineicon.h"
#include "ui/models/livelogmodel.h"
#include "ui/models/rostermodel.h"
#include "ui/views/logview.h"
#include "ui/views/rosterview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

QMenu *newMenu(QWidget *window)
{
    auto *menu = new QMenu(window);
    menu->setObjectName(u"peopleMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

void addCopy(QMenu *menu, const QString &title, const QString &text)
{
    QAction *action = menu->addAction(lineIcon(u"copy"_s), title);
    action->setEnabled(!text.isEmpty());
    QObject::connect(action, &QAction::triggered, menu, [text] { QGuiApplication::clipboard()->setText(text); });
}

} // namespace

PeopleMenu::PeopleMenu(RosterModel &roster, RosterView &rosterView, LogView &logView, QWidget *window)
    : QObject(window)
    , m_roster(roster)
    , m_rosterView(rosterView)
    , m_logView(logView)
    , m_window(window)
{
    connect(&rosterView, &RosterView::menuWanted, this, &PeopleMenu::offerForPerson);
    connect(&rosterView, &RosterView::removeWanted, this, &PeopleMenu::askAndKick);
    connect(&logView, &LogView::menuWanted, this, &PeopleMenu::offerForLine);
    connect(&logView, &LogView::removeWanted, this, [this](const QModelIndex &line) {
        askAndKick(UserId{line.data(LiveLogModel::UserRole).toULongLong()});
    });
}

bool PeopleMenu::canKick(UserId user) const
{
    const auto member = m_roster.member(user);
    return m_mayKick && member && member->role != Role::Operator;
}

void PeopleMenu::offerForPerson(const QModelIndex &person, const QPoint &position)
{
    const UserId user{person.data(RosterModel::UserRole).toULongLong()};
    const auto member = m_roster.member(user);
    if (!member)
        return;
    QMenu *menu = newMenu(m_window);
    if (m_mayKick) {
        QAction *kick = menu->addAction(lineIcon(u"kick"_s, IconTone::Danger), tr("Kick…"));
        kick->setObjectName(u"kickAction"_s);
        kick->setEnabled(canKick(user));
        connect(kick, &QAction::triggered, this, [this, user] { askAndKick(user); });
        menu->addSeparator();
    }
    addCopy(menu, tr("Copy name"), member->name);
    if (!member->address.isEmpty())
        addCopy(menu, tr("Copy address"), member->address);
    menu->addSeparator();
    m_rosterView.addSorting(menu->addMenu(tr("Sort by")));
    menu->popup(position);
}

void PeopleMenu::offerForLine(const QModelIndex &line, const QPoint &position)
{
    QMenu *menu = newMenu(m_window);
    addCopy(menu, tr("Copy text"), line.data(LiveLogModel::WordsRole).toString());
    QAction *lines = menu->addAction(tr("Copy selected lines"));
    connect(lines, &QAction::triggered, &m_logView, &LogView::copySelection);
    const QString name = line.data(LiveLogModel::NameRole).toString();
    const UserId user{line.data(LiveLogModel::UserRole).toULongLong()};
    if (!user.isNull()) {
        addCopy(menu, tr("Copy name"), name);
        if (m_mayKick) {
            menu->addSeparator();
            QAction *kick = menu->addAction(lineIcon(u"kick"_s, IconTone::Danger), tr("Kick…"));
            kick->setObjectName(u"kickAction"_s);
            kick->setEnabled(canKick(user));
            connect(kick, &QAction::triggered, this, [this, user] { askAndKick(user); });
        }
    }
    menu->popup(position);
}

void PeopleMenu::askAndKick(UserId user)
{
    const auto member = m_roster.member(user);
    if (!member || !canKick(user))
        return;
    auto *dialog = new KickDialog(*member, m_coolingOffSeconds, m_window);
    connect(dialog, &KickDialog::decided, this, &PeopleMenu::kickWanted);
    dialog->open();
}

} // namespace foyer
