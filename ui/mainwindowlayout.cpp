// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the main window and their words; what they do stands in mainwindow.cpp.
#include "ui/mainwindow.h"

#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/joindialog.h"
#include "ui/lineicon.h"
#include "ui/views/addresspanel.h"
#include "ui/views/coolingoffpanel.h"
#include "ui/views/healthline.h"
#include "ui/views/invitation.h"
#include "ui/views/logview.h"
#include "ui/views/noticebar.h"
#include "ui/views/peoplemenu.h"
#include "ui/views/plainlabel.h"
#include "ui/views/rosterview.h"
#include "ui/views/startbutton.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace foyer {

void MainWindow::buildMenus()
{
    m_roomMenu = menuBar()->addMenu(QString());
    m_startAction = m_roomMenu->addAction(QString(), this, [this] {
        if (m_status.state == ServerStatus::State::Running)
            m_closing.closeRoom();
        else
            m_invitation->start();
    });
    m_startAction->setShortcut(QKeySequence(u"Ctrl+R"_s));
    m_shareAction = m_roomMenu->addAction(lineIcon(u"expand"_s), QString(), this,
                                          [this] { showShare(m_addresses->chosenUrl()); });
    m_shareAction->setObjectName(u"shareAction"_s);
    m_shareAction->setShortcut(QKeySequence(u"Ctrl+L"_s));
    m_findAction = m_roomMenu->addAction(lineIcon(u"search"_s), QString(), this, &MainWindow::find);
    m_findAction->setObjectName(u"findAction"_s);
    m_findAction->setShortcut(QKeySequence(QKeySequence::Find));
    m_historyAction = m_roomMenu->addAction(lineIcon(u"clock"_s), QString(), this,
                                            [this] { Q_EMIT historyWanted(QString()); });
    m_historyAction->setObjectName(u"historyAction"_s);
    m_historyAction->setShortcut(QKeySequence(u"Ctrl+Shift+F"_s));
    m_roomMenu->addSeparator();
    m_joinAction = m_roomMenu->addAction(lineIcon(u"chat"_s), QString(), this, &MainWindow::joinWanted);
    m_joinAction->setObjectName(u"joinAction"_s);
    m_joinAction->setShortcut(QKeySequence(u"Ctrl+J"_s));
    m_joinElsewhereAction = m_roomMenu->addAction(QString(), this, [this] {
        auto *dialog = new JoinDialog(m_settings.hostName, this);
        connect(dialog, &JoinDialog::decided, this, &MainWindow::joinElsewhereWanted);
        dialog->open();
    });
    m_joinElsewhereAction->setObjectName(u"joinElsewhereAction"_s);
    m_joinElsewhereAction->setShortcut(QKeySequence(u"Ctrl+Shift+J"_s));
    m_roomMenu->addSeparator();
    m_settingsAction = m_roomMenu->addAction(lineIcon(u"settings"_s), QString(), this, &MainWindow::showSettings);
    m_settingsAction->setObjectName(u"settingsAction"_s);
    m_settingsAction->setShortcut(QKeySequence(u"Ctrl+,"_s));
    m_settingsAction->setMenuRole(QAction::PreferencesRole);
    m_quitAction = m_roomMenu->addAction(QString(), this, &QWidget::close);
    m_quitAction->setShortcut(QKeySequence(u"Ctrl+Q"_s));
    m_quitAction->setMenuRole(QAction::QuitRole);

    m_languageMenu = menuBar()->addMenu(QString());
    auto *languages = new QActionGroup(this);
    const auto addLanguage = [&](const QString &title, const QString &language) {
        QAction *action = m_languageMenu->addAction(title, this, [this, language] { chooseLanguage(language); });
        action->setObjectName(u"language-"_s + language);
        action->setData(language);
        action->setCheckable(true);
        languages->addAction(action);
        return action;
    };
    m_systemLanguage = addLanguage(QString(), QString());
    // A language is named in itself, so that whoever needs it finds it.
    addLanguage(u"English"_s, u"en"_s);
    addLanguage(u"简体中文"_s, u"zh_CN"_s);

    m_helpMenu = menuBar()->addMenu(QString());
    m_aboutAction = m_helpMenu->addAction(lineIcon(u"info"_s), QString(), this, [this] {
        auto *dialog = new AboutDialog(this);
        dialog->open();
    });
    m_aboutAction->setMenuRole(QAction::AboutRole);
}

void MainWindow::buildBar()
{
    m_bar = new QFrame;
    m_bar->setProperty("look", u"bar"_s);
    m_state = new PlainLabel(u"state-busy"_s);
    m_state->setObjectName(u"state"_s);
    m_roomLabel = new PlainLabel(u"muted"_s);
    m_roomName = new QLineEdit;
    m_roomName->setObjectName(u"roomName"_s);
    m_roomName->setMaxLength(64);
    m_roomName->setMinimumWidth(120);
    m_roomName->setMaximumWidth(320);
    m_portLabel = new PlainLabel(u"muted"_s);
    m_port = new PlainLabel(u"body"_s);
    m_port->setObjectName(u"portInUse"_s);
    m_button = new StartButton;
    m_button->setObjectName(u"startButton"_s);
    m_button->setMinimumWidth(116);

    auto *layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(8);
    layout->addWidget(m_state);
    layout->addStretch(1);
    layout->addWidget(m_roomLabel);
    layout->addWidget(m_roomName, 4);
    layout->addSpacing(12);
    layout->addWidget(m_portLabel);
    layout->addWidget(m_port);
    layout->addStretch(1);
    layout->addWidget(m_button);
}

void MainWindow::buildRoom()
{
    m_addresses = new AddressPanel;
    m_coolings = new CoolingOffPanel(m_room.coolings());
    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 4, 0);
    leftLayout->setSpacing(8);
    leftLayout->addWidget(m_coolings);
    leftLayout->addWidget(m_addresses);
    leftLayout->addStretch(1);
    auto *leftScroll = new QScrollArea;
    leftScroll->setWidget(left);
    leftScroll->setWidgetResizable(true);
    leftScroll->setFrameShape(QFrame::NoFrame);
    leftScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    leftScroll->setMinimumWidth(256);

    m_liveTitle = new PlainLabel(u"section"_s);
    m_filter = new QLineEdit;
    m_filter->setObjectName(u"filter"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(200);
    m_filter->addAction(lineIcon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
    m_searchAll = new QPushButton(lineIcon(u"clock"_s, IconTone::Accent), QString());
    m_searchAll->setObjectName(u"searchAll"_s);
    m_searchAll->setProperty("look", u"link"_s);
    m_log = new LogView(m_room.log());
    m_log->setObjectName(u"log"_s);
    m_join = new QPushButton(lineIcon(u"chat"_s, IconTone::OnAccent), QString());
    m_join->setObjectName(u"join"_s);
    m_join->setProperty("look", u"primary"_s);

    auto *live = new QFrame;
    live->setProperty("look", u"card"_s);
    live->setMinimumWidth(252);
    auto *liveTop = new QHBoxLayout;
    liveTop->setContentsMargins(16, 0, 12, 0);
    liveTop->addWidget(m_liveTitle);
    liveTop->addStretch(1);
    liveTop->addWidget(m_filter, 3);
    auto *liveAll = new QHBoxLayout;
    liveAll->setContentsMargins(16, 0, 12, 0);
    liveAll->addStretch(1);
    liveAll->addWidget(m_searchAll);
    auto *liveFoot = new QHBoxLayout;
    liveFoot->setContentsMargins(8, 6, 8, 2);
    liveFoot->addWidget(m_join, 1);
    auto *liveLayout = new QVBoxLayout(live);
    liveLayout->setContentsMargins(1, 8, 1, 6);
    liveLayout->setSpacing(4);
    liveLayout->addLayout(liveTop);
    liveLayout->addLayout(liveAll);
    liveLayout->addWidget(m_log, 1);
    liveLayout->addLayout(liveFoot);

    m_peopleTitle = new PlainLabel(u"section"_s);
    m_peopleTitle->setContentsMargins(15, 0, 15, 0);
    m_people = new RosterView(m_room.roster());
    m_people->setObjectName(u"people"_s);
    auto *people = new QFrame;
    people->setProperty("look", u"card"_s);
    people->setMinimumWidth(168);
    auto *peopleLayout = new QVBoxLayout(people);
    peopleLayout->setContentsMargins(1, 12, 1, 6);
    peopleLayout->setSpacing(6);
    peopleLayout->addWidget(m_peopleTitle);
    peopleLayout->addWidget(m_people, 1);
    m_menu = new PeopleMenu(m_room.roster(), *m_people, *m_log, this);

    m_parts = new QSplitter;
    m_parts->setChildrenCollapsible(false);
    m_parts->addWidget(leftScroll);
    m_parts->addWidget(live);
    m_parts->addWidget(people);
    m_parts->setStretchFactor(0, 0);
    m_parts->setStretchFactor(1, 3);
    m_parts->setStretchFactor(2, 2);
    m_parts->setSizes({284, 500, 284});
    auto *room = new QWidget;
    auto *roomLayout = new QVBoxLayout(room);
    roomLayout->setContentsMargins(10, 10, 10, 10);
    roomLayout->addWidget(m_parts);

    m_invitation = new Invitation;
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_invitation);
    m_pages->addWidget(room);
}

void MainWindow::buildFoot()
{
    m_notice = new NoticeBar;
    auto *noticeRow = new QHBoxLayout;
    noticeRow->setContentsMargins(12, 8, 12, 0);
    noticeRow->addWidget(m_notice);

    m_counts = new PlainLabel(u"meta"_s);
    m_counts->setObjectName(u"counts"_s);
    m_remark = new PlainLabel(u"meta"_s);
    m_remark->setObjectName(u"remark"_s);
    m_health = new HealthLine;
    m_health->setObjectName(u"health"_s);
    auto *foot = new QFrame;
    foot->setProperty("look", u"foot"_s);
    auto *footLayout = new QHBoxLayout(foot);
    footLayout->setContentsMargins(16, 4, 12, 4);
    footLayout->setSpacing(12);
    footLayout->addWidget(m_counts);
    footLayout->addStretch(1);
    footLayout->addWidget(m_remark);
    footLayout->addWidget(m_health);

    auto *all = new QWidget;
    auto *layout = new QVBoxLayout(all);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(noticeRow);
    layout->addWidget(m_pages, 1);
    layout->addWidget(foot);
    setCentralWidget(all);
}

void MainWindow::retranslate()
{
    m_roomMenu->setTitle(tr("&Room"));
    m_shareAction->setText(tr("Show the address large"));
    m_findAction->setText(tr("Find in the conversation"));
    m_historyAction->setText(tr("History…"));
    m_joinAction->setText(tr("Join the conversation"));
    m_joinElsewhereAction->setText(tr("Join another room…"));
    m_settingsAction->setText(tr("Settings…"));
    m_quitAction->setText(tr("Quit"));
    m_languageMenu->setTitle(tr("&Language"));
    m_systemLanguage->setText(tr("As the system"));
    m_helpMenu->setTitle(tr("&Help"));
    m_aboutAction->setText(tr("About Foyer"));

    m_roomLabel->setText(tr("Room"));
    m_roomName->setAccessibleName(tr("Room"));
    m_roomName->setToolTip(tr("Enter renames the room for everyone"));
    m_portLabel->setText(tr("Port"));
    m_liveTitle->setText(tr("LIVE"));
    m_filter->setPlaceholderText(tr("Filter…"));
    m_searchAll->setText(tr("Search all that was kept"));
    m_searchAll->setToolTip(tr("Ctrl+F once more opens it, too"));
    m_log->setHint(tr("Who comes, who goes and what is said will appear here."));
    m_log->setAccessibleName(tr("Conversation"));
    m_join->setText(tr("Join the conversation…"));
    m_people->setAccessibleName(tr("People"));
    m_room.retranslate();
    setKeptAwake(m_awake);
    if (m_status.state != ServerStatus::State::Running)
        m_notice->clear();
    showStatus(m_status);
}

} // namespace foyer
