// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/client/roomclient.h"
#include "ui/models/roommirror.h"

#include <QWidget>

class QPushButton;
class QSplitter;

namespace foyer {

class Clock;
class Composer;
class LogView;
class NamePrompt;
class NoticeBar;
class PeopleMenu;
class PlainLabel;
class RosterView;

/// A window to take part in a room: who is there, what is said, and where to write.
class ClientWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientWindow)

public:
    ClientWindow(RoomClient::Door door, const Clock &clock, ClientTimings timings = {}, QWidget *parent = nullptr);
    ~ClientWindow() override;

    void open();
    void setCoolingOffSeconds(int seconds);
    [[nodiscard]] RoomClient &client() { return *m_client; }
    [[nodiscard]] RoomMirror &room() { return m_room; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    void connectClient();
    void connectViews();
    void greet(const Welcome &welcome);
    void complain(const Refused &refusal, const QString &text);
    void takePeople(const RosterPage &page);
    void fetchOlder();
    void showState();
    void showRoom();
    void showTyping();
    void showWaitingLines();
    void retranslate();
    [[nodiscard]] QString stateInWords() const;
    [[nodiscard]] QString refusalInWords() const;

    bool m_isHosts; ///< opened by whoever opened the room
    RoomClient *m_client; ///< null once the window is closed
    RoomMirror m_room;
    PlainLabel *m_title;
    PlainLabel *m_state;
    PlainLabel *m_count;
    NoticeBar *m_notice;
    NamePrompt *m_prompt;
    LogView *m_log;
    RosterView *m_people;
    PlainLabel *m_peopleTitle;
    PlainLabel *m_peopleHint;
    PlainLabel *m_typing;
    PlainLabel *m_waiting;
    QPushButton *m_newLines;
    Composer *m_composer;
    PeopleMenu *m_menu;
    bool m_wasHere = false;
    bool m_fetchingOlder = false;
    bool m_rosterBegun = false;
};

} // namespace foyer
