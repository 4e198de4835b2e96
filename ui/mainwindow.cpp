// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "server/base/clock.h"
#include "server/contract/servercontrol.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/sharedialog.h"
#include "ui/keepingtext.h"
#include "ui/lineicon.h"
#include "ui/plainwords.h"
#include "ui/questions.h"
#include "ui/screenroom.h"
#include "ui/timetext.h"
#include "ui/views/addresspanel.h"
#include "ui/views/coolingoffpanel.h"
#include "ui/views/failuresentence.h"
#include "ui/views/healthline.h"
#include "ui/views/invitation.h"
#include "ui/views/logview.h"
#include "ui/views/noticebar.h"
#include "ui/views/peoplemenu.h"
#include "ui/views/plainlabel.h"
#include "ui/views/rosterview.h"
#include "ui/views/startbutton.h"

#include <QAction>
#include <QCloseEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace foyer {

using State = ServerStatus::State;

MainWindow::MainWindow(ServerControl &server, Questions &questions, const Clock &clock, QWidget *parent)
    : QMainWindow(parent)
    , m_server(server)
    , m_clock(clock)
    , m_lossQuestion(questions, clock)
    , m_room(clock)
    , m_closing(server, questions, m_room, *this)
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(foyerIcon());
    setMinimumSize(720, 480);
    resize(withinScreen({1100, 720}, *this));
    buildMenus();
    buildBar();
    buildRoom();
    buildFoot();

    m_minute.setInterval(20000);
    m_copiedRemark.setSingleShot(true);
    m_copiedRemark.setInterval(4000);
    connectServer();
    connectViews();
    retranslate();
    showStatus(m_server.status());
}

MainWindow::~MainWindow()
{
    // Hidden while everything is still here: a field that loses the focus tells what was typed in it.
    blockSignals(true);
    hide();
}

void MainWindow::connectServer()
{
    connect(&m_server, &ServerControl::statusChanged, this, &MainWindow::showStatus);
    connect(&m_server, &ServerControl::roomOpened, &m_room, &RoomMirror::reset);
    connect(&m_server, &ServerControl::eventsArrived, &m_room, &RoomMirror::fold);
    connect(&m_server, &ServerControl::roomRenewed, &m_room, &RoomMirror::renew);
    connect(&m_server, &ServerControl::historyShortened, &m_room, &RoomMirror::noteDeleted);
    connect(&m_server, &ServerControl::refused, this,
            [this](const Command &command, const Refusal &, const QString &sentence) {
                showRefusal(command, sentence);
            });
    connect(&m_server, &ServerControl::healthChanged, this, [this](const RoomHealth &health) {
        if (m_status.state == State::Running)
            followHealth(health);
    });
    connect(&m_room, &RoomMirror::changed, this, &MainWindow::showCounts);
    connect(&m_minute, &QTimer::timeout, this, &MainWindow::showCounts);
    connect(&m_closing, &RoomClosing::windowMayClose, this, &MainWindow::close);
    connect(&m_copiedRemark, &QTimer::timeout, this, [this] { setKeptAwake(m_awake); });
}

void MainWindow::connectViews()
{
    connect(m_invitation, &Invitation::startWanted, this, &MainWindow::begin);
    connect(m_invitation, &Invitation::edited, this, &MainWindow::takeFields);
    connect(m_button, &StartButton::startWanted, this, &MainWindow::begin);
    connect(m_button, &StartButton::stopWanted, &m_closing, &RoomClosing::closeRoom);
    connect(m_roomName, &QLineEdit::editingFinished, this, &MainWindow::renameRoom);
    connect(m_filter, &QLineEdit::textChanged, m_log, &LogView::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (const QString words = m_filter->text().trimmed(); !words.isEmpty())
            Q_EMIT historyWanted(words);
    });
    connect(m_searchAll, &QPushButton::clicked, this, [this] { Q_EMIT historyWanted(m_filter->text().trimmed()); });
    connect(m_join, &QPushButton::clicked, this, &MainWindow::joinWanted);
    connect(m_menu, &PeopleMenu::kickWanted, this, [this](const Kick &kick) { submit(kick); });
    connect(m_coolings, &CoolingOffPanel::letInWanted, this,
            [this](CoolingId cooling, const QString &name) { submit(LetBackIn{cooling, name}); });
    connect(m_addresses, &AddressPanel::shareWanted, this, &MainWindow::showShare);
    connect(m_addresses, &AddressPanel::copied, this, [this](const QString &url) {
        m_remark->setText(tr("Copied: %1").arg(url));
        m_copiedRemark.start();
    });
}

void MainWindow::setSettings(const Settings &settings)
{
    m_settings = settings;
    m_invitation->setRoomName(settings.roomName);
    m_invitation->setPort(settings.port);
    m_menu->setCoolingOffSeconds(settings.coolingOffSeconds);
    for (QAction *action : m_languageMenu->actions())
        action->setChecked(action->data().toString() == settings.language);
    if (m_status.state != State::Running)
        m_roomName->setText(settings.roomName.isEmpty() ? defaultRoomName() : settings.roomName);
    followKeeping();
}

Keeping MainWindow::keeping() const
{
    return m_status.state == State::Running ? m_room.keeping() : m_settings.keeping;
}

/// What is never kept is not offered to be searched for.
void MainWindow::followKeeping()
{
    const Keeping now = keeping();
    m_searchAll->setVisible(now.keepsAnything());
    m_filter->setToolTip(plainToolTip(now.keepsAnything()
                                          ? tr("Shows only the lines with these words. Enter searches all that was kept.")
                                          : tr("Shows only the lines with these words. Nothing is kept, so there is nothing more to search.")));
    if (now != m_toldKeeping)
        Q_EMIT keepingChanged(m_toldKeeping = now);
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (!m_placed) {
        m_placed = true;
        restoreGeometry(m_settings.windowGeometry);
        m_parts->restoreState(m_settings.columns);
    }
    QMainWindow::showEvent(event);
}

void MainWindow::change(const Settings &settings)
{
    if (settings == m_settings)
        return;
    setSettings(settings);
    Q_EMIT settingsChanged(settings);
}

void MainWindow::takeFields()
{
    Settings settings = m_settings;
    settings.roomName = m_invitation->roomName();
    settings.port = m_invitation->port();
    change(settings);
}

void MainWindow::chooseLanguage(const QString &language)
{
    Settings settings = m_settings;
    settings.language = language;
    change(settings);
}

void MainWindow::begin()
{
    takeFields();
    m_notice->clear();
    Q_EMIT startWanted();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing.mayWindowClose()) {
        event->ignore();
        return;
    }
    Settings settings = m_settings;
    settings.windowGeometry = saveGeometry();
    settings.columns = m_parts->saveState();
    change(settings);
    event->accept();
    Q_EMIT closed();
}

void MainWindow::closeWithoutAsking()
{
    m_closing.closeAll();
}

void MainWindow::renameRoom()
{
    const QString name = m_roomName->text().trimmed();
    if (m_status.state != State::Running || name == m_room.roomName())
        return;
    if (name.isEmpty()) {
        m_roomName->setText(m_room.roomName());
        return;
    }
    submit(RenameRoom{name});
    Settings settings = m_settings;
    settings.roomName = name;
    change(settings);
}

/// What is on screen first; from there, and while there is nothing on screen, everything that was kept.
void MainWindow::find()
{
    if (!m_filter->isVisible() || m_filter->hasFocus()) {
        Q_EMIT historyWanted(m_filter->isVisible() ? m_filter->text().trimmed() : QString());
        return;
    }
    m_filter->setFocus();
    m_filter->selectAll();
}

void MainWindow::submit(const CommandBody &body)
{
    m_server.submit({u"w%1"_s.arg(++m_commands), body});
}

void MainWindow::showStatus(const ServerStatus &status)
{
    const State before = m_status.state;
    m_status = status;
    const State state = status.state;
    const bool open = state == State::Running || state == State::Stopping;
    m_pages->setCurrentIndex(open ? 1 : 0);
    m_bar->setVisible(open);
    m_invitation->setState(state);
    m_button->setState(state);
    m_roomName->setEnabled(state == State::Running);
    m_joinAction->setEnabled(state == State::Running);
    m_join->setEnabled(state == State::Running);
    m_shareAction->setEnabled(state == State::Running && status.isReachable()); // nothing that nobody could use
    m_people->setHint(status.isReachable() || !open ? tr("Nobody is here yet. Show the address to the room.")
                                                    : tr("Nobody is here yet. Others can come in once this computer has a network."));
    m_menu->setMayKick(state == State::Running);
    m_startAction->setEnabled(state != State::Starting && state != State::Stopping);
    m_startAction->setText(state == State::Running ? tr("Close the room") : tr("Open the room"));
    followAddresses(before == State::Running);
    m_port->setText(QString::number(status.port));
    if (state == State::Running) {
        m_minute.start();
        if (before != State::Running) {
            m_openedAtMs = m_clock.steadyMs();
            m_notice->clear();
            m_historyNotices.begin(status, *m_notice);
        }
    } else {
        m_minute.stop();
        m_health->clear();
        if (!open)
            m_room.reset({});
    }
    if (state == State::Failed)
        showFailure(status);
    const bool isLossTold = state == State::Stopped && m_historyNotices.end(status, *m_notice);
    showCounts();
    m_closing.follow(state, isLossTold);
}

void MainWindow::followAddresses(bool wasOpen)
{
    const QString shown = m_addresses->chosenUrl();
    m_addresses->follow(m_status);
    if (m_status.state != State::Running)
        return;
    if (!wasOpen) {
        m_addressNews.begin(m_status);
        return;
    }
    const std::optional<QString> news = m_addressNews.follow(m_status, shown, m_addresses->chosenUrl());
    if (!news)
        return;
    // Whatever else stands there by now is for its reader to put away.
    if (!news->isEmpty() && m_addressNews.lastWasGood())
        m_notice->tellGoodNews(*news);
    else if (!news->isEmpty())
        m_notice->tell(*news);
    else if (m_notice->sentence() == m_addressNews.lastTold())
        m_notice->clear();
}

void MainWindow::followHealth(const RoomHealth &health)
{
    m_health->tell(health);
    m_historyNotices.follow(health, *m_notice);
}

void MainWindow::showFailure(const ServerStatus &status)
{
    const QString offer = FailureSentence::offer(status);
    m_notice->tell(FailureSentence::of(status), offer, [this, port = status.nextFreePort] {
        Settings settings = m_settings;
        settings.port = port;
        change(settings);
        Q_EMIT startWanted();
    });
    m_notice->setDetail(status.detail);
}

void MainWindow::showRefusal(const Command &command, const QString &sentence)
{
    m_notice->tell(sentence);
    if (!std::holds_alternative<RenameRoom>(command.body))
        return;
    m_roomName->setText(m_room.roomName());
    Settings settings = m_settings;
    settings.roomName = m_room.roomName();
    change(settings);
}

QString MainWindow::stateInWords() const
{
    switch (m_status.state) {
    case State::Stopped:
        return tr("○ Not open");
    case State::Starting:
        return tr("◌ Opening…");
    case State::Running:
        return tr("● Open · %n here", nullptr, int(m_room.here()));
    case State::Stopping:
        return tr("◌ Closing…");
    case State::Failed:
        return tr("▲ Could not be opened");
    }
    return {};
}

void MainWindow::showCounts()
{
    m_state->setText(stateInWords());
    m_state->setLook(m_status.state == State::Running  ? u"state-open"_s
                     : m_status.state == State::Failed ? u"state-failed"_s
                                                       : u"state-busy"_s);
    if (!m_roomName->hasFocus() && m_status.state == State::Running)
        m_roomName->setText(m_room.roomName());
    const QString title = m_status.state == State::Running ? m_room.roomName() : QString();
    setWindowTitle(title.isEmpty() ? u"Foyer"_s : plainTitle(tr("%1 — Foyer").arg(title)));
    m_peopleTitle->setText(tr("PEOPLE  %1").arg(m_room.here()));
    if (m_status.state == State::Running) {
        m_counts->setText(u"%1 · %2 · %3 · %4"_s.arg(
            tr("%n people", nullptr, int(m_room.here())), tr("%n message(s)", nullptr, int(m_room.messages())),
            tr("open for %1").arg(TimeText::span(m_clock.steadyMs() - m_openedAtMs)), KeepingText::inBrief(m_room.keeping())));
    } else {
        m_counts->setText(stateInWords());
    }
    followKeeping();
    Q_EMIT guestsChanged(m_status.state == State::Running ? m_room.guests() : 0);
}

void MainWindow::setKeptAwake(bool awake)
{
    m_awake = awake;
    if (!m_copiedRemark.isActive())
        m_remark->setText(awake ? tr("This computer is kept awake") : QString());
}

void MainWindow::say(const QString &sentence)
{
    m_notice->tell(sentence);
}

void MainWindow::showSettings()
{
    Settings settings = m_settings;
    settings.keeping = keeping();
    auto *dialog = new SettingsDialog(settings, m_status.state == State::Running, this);
    connect(dialog, &SettingsDialog::decided, this, [this](const Settings &wanted) {
        Settings present = m_settings;
        present.keeping = keeping();
        m_lossQuestion.ask(this, present, wanted, [this](const Settings &settled) { takeEdited(settled); });
    });
    dialog->open();
}

void MainWindow::takeEdited(const Settings &settings)
{
    const bool renamed = settings.roomName != m_settings.roomName;
    const bool isBoundOtherwise = settings.keepMessages != m_settings.keepMessages;
    change(settings);
    if (isBoundOtherwise && (m_status.state == State::Starting || m_status.state == State::Running))
        m_server.keepMessages(settings.keepMessages); // one that is opening takes it as soon as it is open
    if (m_status.state != State::Running)
        return;
    if (renamed) {
        m_roomName->setText(settings.roomName.isEmpty() ? defaultRoomName() : settings.roomName);
        renameRoom();
    }
    if (settings.keeping != m_room.keeping())
        submit(SetKeeping{settings.keeping});
}

void MainWindow::showShare(const QString &url)
{
    auto *dialog = new ShareDialog(m_room.roomName(), m_status.isReachable() ? url : QString(), this);
    connect(m_addresses, &AddressPanel::chosenChanged, dialog, [this, dialog] {
        if (m_status.state == State::Running)
            dialog->setUrl(m_status.isReachable() ? m_addresses->chosenUrl() : QString());
    });
    dialog->show();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

} // namespace foyer
