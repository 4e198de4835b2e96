// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/contract/refusal.h"
#include "server/contract/serverstatus.h"
#include "ui/dialogs/lossquestion.h"
#include "ui/models/roommirror.h"
#include "ui/roomclosing.h"
#include "ui/settings.h"
#include "ui/views/addressnews.h"
#include "ui/views/historynotices.h"

#include <QMainWindow>
#include <QTimer>

class QAction;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace foyer {

class AddressPanel;
class Clock;
class CoolingOffPanel;
class HealthLine;
class Invitation;
class LogView;
class NoticeBar;
class PeopleMenu;
class PlainLabel;
class Questions;
class RosterView;
class ServerControl;
class StartButton;

/// The host's window: opens and closes the room, shows who is there and what is said, keeps order.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    MainWindow(ServerControl &server, Questions &questions, const Clock &clock, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows these; asks for nothing to be saved.
    void setSettings(const Settings &settings);
    [[nodiscard]] const Settings &settings() const { return m_settings; }
    [[nodiscard]] RoomMirror &room() { return m_room; }
    /// Of the room while it is open, else of the next one.
    [[nodiscard]] Keeping keeping() const;
    /// The computer is kept from sleeping.
    void setKeptAwake(bool awake);
    /// How what would be deleted is counted before anybody is asked about it.
    void setLossCount(LossQuestion::Count count) { m_lossQuestion.setCount(std::move(count)); }
    /// Tells something at the top of the window.
    void say(const QString &sentence);
    /// Closes the room, if it is open, and then the window; who is in the room is told, and nobody is asked or told anything here.
    void closeWithoutAsking();

Q_SIGNALS:
    void startWanted();
    void joinWanted();
    /// What was kept is to be searched for `words`; none: it is to be looked at.
    void historyWanted(const QString &words);
    void joinElsewhereWanted(const QUrl &room, const QString &name);
    /// Changed by the person in front of the window.
    void settingsChanged(const foyer::Settings &settings);
    void guestsChanged(quint32 guests);
    void keepingChanged(const foyer::Keeping &keeping);
    /// The room is closed, and so is the window.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildMenus();
    void buildBar();
    void buildRoom();
    void buildFoot();
    void connectServer();
    void connectViews();
    void chooseLanguage(const QString &language);
    void change(const Settings &settings);
    void takeFields();
    void begin();
    void renameRoom();
    void find();
    void showStatus(const ServerStatus &status);
    void followAddresses(bool wasOpen);
    void followHealth(const RoomHealth &health);
    void showFailure(const ServerStatus &status);
    void showCounts();
    void followKeeping();
    void showRefusal(const Command &command, const QString &sentence);
    void showSettings();
    void takeEdited(const Settings &settings);
    void showShare(const QString &url);
    void submit(const CommandBody &body);
    void retranslate();
    [[nodiscard]] QString stateInWords() const;

    ServerControl &m_server;
    const Clock &m_clock;
    LossQuestion m_lossQuestion;
    RoomMirror m_room;
    RoomClosing m_closing;
    Settings m_settings;
    ServerStatus m_status;
    AddressNews m_addressNews;
    HistoryNotices m_historyNotices;
    qint64 m_openedAtMs = 0; ///< steady: the clock on the wall may be set meanwhile
    QTimer m_minute;
    bool m_placed = false;
    quint64 m_commands = 0;
    Keeping m_toldKeeping;

    NoticeBar *m_notice = nullptr;
    QStackedWidget *m_pages = nullptr;
    Invitation *m_invitation = nullptr;
    QWidget *m_bar = nullptr;
    PlainLabel *m_state = nullptr;
    PlainLabel *m_roomLabel = nullptr;
    QLineEdit *m_roomName = nullptr;
    PlainLabel *m_portLabel = nullptr;
    PlainLabel *m_port = nullptr;
    StartButton *m_button = nullptr;
    QSplitter *m_parts = nullptr;
    AddressPanel *m_addresses = nullptr;
    CoolingOffPanel *m_coolings = nullptr;
    PlainLabel *m_liveTitle = nullptr;
    QLineEdit *m_filter = nullptr;
    QPushButton *m_searchAll = nullptr;
    LogView *m_log = nullptr;
    QPushButton *m_join = nullptr;
    PlainLabel *m_peopleTitle = nullptr;
    RosterView *m_people = nullptr;
    PeopleMenu *m_menu = nullptr;
    PlainLabel *m_counts = nullptr;
    PlainLabel *m_remark = nullptr;
    HealthLine *m_health = nullptr;

    QMenu *m_roomMenu = nullptr;
    QMenu *m_languageMenu = nullptr;
    QMenu *m_helpMenu = nullptr;
    QAction *m_startAction = nullptr;
    QAction *m_joinAction = nullptr;
    QAction *m_joinElsewhereAction = nullptr;
    QAction *m_shareAction = nullptr;
    QAction *m_settingsAction = nullptr;
    QAction *m_quitAction = nullptr;
    QAction *m_systemLanguage = nullptr;
    QAction *m_aboutAction = nullptr;
    QAction *m_findAction = nullptr;
    QAction *m_historyAction = nullptr;
    QTimer m_copiedRemark;
    bool m_awake = false;
};

} // namespace foyer
