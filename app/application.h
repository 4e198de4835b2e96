// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/keepingwish.h"
#include "app/overrides.h"
#include "server/base/systemclock.h"
#include "ui/keepawake.h"
#include "ui/language.h"
#include "ui/mainwindow.h"
#include "ui/questions.h"
#include "ui/settings.h"
#include "ui/theme.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace foyer {

class ClientWindow;
class HistoryThread;
class HistoryWindow;
class ServerControl;
class SettingsStore;

/// The desktop: the host's window, the windows to take part with, and what they are wired to.
/// Needs a QApplication; ends by the last window being closed.
class Application final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    /// `server` and `store` outlive it. Without `questions` the person is asked in boxes.
    Application(ServerControl &server, SettingsStore &store, Overrides overrides,
                std::unique_ptr<Questions> questions = nullptr, QObject *parent = nullptr);
    ~Application() override;

    void show();
    /// Opens the room with the settings as they stand.
    void startRoom();
    /// Ends the program as if the person had closed the window, but asks nobody: the room is closed in order first.
    void end();

    [[nodiscard]] MainWindow &window() { return *m_window; }
    /// None until somebody has looked at the history.
    [[nodiscard]] HistoryWindow *historyWindow() const { return m_historyWindow.get(); }
    [[nodiscard]] Theme &theme() { return m_theme; }
    [[nodiscard]] QList<ClientWindow *> clientWindows() const;

Q_SIGNALS:
    /// The host has chosen in the window what is kept.
    void keepingChosen(const foyer::Keeping &keeping);

private:
    void takeSettings(const Settings &settings);
    void goOnAfterDeleting(const QString &problem);
    [[nodiscard]] bool hasHistory() const;
    bool countLoss(const HistoryLoss &loss, const LossQuestion::Told &told);
    [[nodiscard]] HistoryThread &history();
    void joinAsHost();
    void openClient(const QUrl &room, const QString &name, const QString &secret);
    void showHistory(const QString &words);
    void followGuests(quint32 guests);
    void closeOthers();

    ServerControl &m_server;
    SettingsStore &m_store;
    Overrides m_overrides;
    std::unique_ptr<Questions> m_questions;
    SystemClock m_clock;
    Theme m_theme;
    Language m_language;
    KeepAwake m_keepAwake;
    Settings m_saved; ///< without the overrides
    Settings m_shown; ///< with them
    QString m_operatorSecret;
    quint32 m_guests = 0;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<HistoryThread> m_history; ///< of no use to most; made when the first looks at it
    std::unique_ptr<HistoryWindow> m_historyWindow;
    KeepingWish m_keepingWish;
    bool m_isToStart = false; ///< when what was kept is deleted
    QList<QPointer<ClientWindow>> m_clients;
};

} // namespace foyer
