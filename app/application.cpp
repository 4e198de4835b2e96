// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/roomconfig.h"
#include "app/settingsstore.h"
#include "server/contract/servercontrol.h"
#include "server/engine/historythread.h"
#include "server/storage/historyfile.h"
#include "ui/client/clientwindow.h"
#include "ui/dialogs/questionbox.h"
#include "ui/history/historywindow.h"

#include <QApplication>
#include <QFile>
#include <QHostAddress>

#include <utility>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// Where this machine finds its own room.
QString ownHost(const QString &bindAddress)
{
    const QHostAddress address(bindAddress);
    if (bindAddress.isEmpty() || address == QHostAddress::Any || address == QHostAddress::AnyIPv4)
        return u"127.0.0.1"_s;
    if (address == QHostAddress::AnyIPv6)
        return u"::1"_s;
    return bindAddress;
}

} // namespace

Application::Application(ServerControl &server, SettingsStore &store, Overrides overrides,
                         std::unique_ptr<Questions> questions, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_store(store)
    , m_overrides(std::move(overrides))
    , m_questions(questions ? std::move(questions) : std::make_unique<QuestionBox>())
    , m_theme(*qApp)
    , m_keepAwake(QDBusConnection::systemBus())
    , m_saved(store.load())
    , m_shown(overridden(m_saved, m_overrides))
    , m_operatorSecret(randomSecret())
    , m_keepingWish(m_server, [this] { return hasHistory(); }, [this]() -> HistoryControl & { return history(); })
{
    QApplication::setApplicationDisplayName(u"Foyer"_s);
    QApplication::setDesktopFileName(u"foyer"_s);
    m_language.speak(m_shown.language);
    m_window = std::make_unique<MainWindow>(m_server, *m_questions, m_clock);
    m_window->setSettings(m_shown);
    m_window->setLossCount([this](const HistoryLoss &loss, const LossQuestion::Told &told) { return countLoss(loss, told); });
    connect(m_window.get(), &MainWindow::startWanted, this, &Application::startRoom);
    connect(m_window.get(), &MainWindow::joinWanted, this, &Application::joinAsHost);
    connect(m_window.get(), &MainWindow::joinElsewhereWanted, this,
            [this](const QUrl &room, const QString &name) { openClient(room, name, {}); });
    connect(m_window.get(), &MainWindow::settingsChanged, this, &Application::takeSettings);
    connect(m_window.get(), &MainWindow::guestsChanged, this, &Application::followGuests);
    connect(m_window.get(), &MainWindow::historyWanted, this, &Application::showHistory);
    connect(m_window.get(), &MainWindow::closed, this, &Application::closeOthers);
    connect(&m_keepingWish, &KeepingWish::deleted, this, &Application::goOnAfterDeleting);
    connect(&m_keepAwake, &KeepAwake::heldChanged, m_window.get(), &MainWindow::setKeptAwake);
}

Application::~Application()
{
    for (const QPointer<ClientWindow> &client : std::as_const(m_clients))
        delete client.data();
}

void Application::show()
{
    m_window->show();
}

void Application::startRoom()
{
    m_isToStart = m_keepingWish.isDeleting();
    if (m_isToStart) {
        m_window->say(tr("What has been kept so far is being deleted. The room opens as soon as that is done."));
        return;
    }
    ServerConfig config = roomConfig(m_shown, m_overrides, m_language.spoken(), m_operatorSecret, m_store.tokenKey());
    config.historyFolder = m_store.folder();
    m_server.start(config);
}

void Application::end()
{
    connect(m_window.get(), &MainWindow::closed, qApp, [] { QCoreApplication::exit(0); });
    m_window->closeWithoutAsking();
}

QList<ClientWindow *> Application::clientWindows() const
{
    QList<ClientWindow *> windows;
    for (const QPointer<ClientWindow> &client : m_clients) {
        if (client && client->isVisible())
            windows.append(client.data());
    }
    return windows;
}

void Application::takeSettings(const Settings &settings)
{
    const Keeping keptBefore = m_shown.keeping;
    m_saved = withChanges(m_saved, m_shown, settings);
    m_shown = settings;
    m_language.speak(settings.language);
    followGuests(m_guests);
    if (!m_store.save(m_saved))
        m_window->say(tr("The settings could not be saved in %1.").arg(m_store.folder()));
    if (keptBefore != settings.keeping)
        Q_EMIT keepingChosen(settings.keeping);
    m_keepingWish.change(keptBefore, settings.keeping);
}

void Application::goOnAfterDeleting(const QString &problem)
{
    if (!problem.isEmpty())
        m_window->say(tr("What has been kept so far could not be deleted. It will be when the room is opened."));
    if (std::exchange(m_isToStart, false))
        startRoom();
}

bool Application::hasHistory() const
{
    return QFile::exists(historyfile::pathIn(m_store.folder()));
}

bool Application::countLoss(const HistoryLoss &loss, const LossQuestion::Told &told)
{
    if (!hasHistory())
        return false;
    HistoryControl &history = this->history();
    const HistoryControl::Number number = history.countLoss(loss);
    auto *waiting = new QObject(this);
    connect(&history, &HistoryControl::lossCounted, waiting, [waiting, number, told](quint64 answered, const std::optional<quint64> &messages) {
        if (answered != number)
            return;
        waiting->deleteLater();
        told(messages);
    });
    return true;
}

HistoryThread &Application::history()
{
    if (!m_history)
        m_history = std::make_unique<HistoryThread>(m_store.folder());
    return *m_history;
}

void Application::joinAsHost()
{
    const ServerStatus status = m_server.status();
    if (status.state != ServerStatus::State::Running)
        return;
    QUrl room;
    room.setScheme(u"ws"_s);
    room.setHost(ownHost(m_shown.bindAddress));
    room.setPort(status.port);
    room.setPath(u"/room"_s);
    openClient(room, hostName(m_shown), m_operatorSecret);
}

void Application::openClient(const QUrl &room, const QString &name, const QString &secret)
{
    m_clients.removeIf([](const QPointer<ClientWindow> &client) { return client.isNull(); });
    auto *client = new ClientWindow({room, name, secret}, m_clock);
    m_clients.append(client);
    client->setCoolingOffSeconds(m_shown.coolingOffSeconds);
    client->open();
    client->show();
}

void Application::showHistory(const QString &words)
{
    if (!m_historyWindow) {
        m_historyWindow = std::make_unique<HistoryWindow>(history(), *m_questions, m_clock);
        m_historyWindow->setKeeping(m_window->keeping());
        connect(&m_server, &ServerControl::historyShortened, m_historyWindow.get(), &HistoryWindow::readAgain);
        connect(m_window.get(), &MainWindow::keepingChanged, m_historyWindow.get(), &HistoryWindow::setKeeping);
    }
    m_historyWindow->search(words);
}

void Application::followGuests(quint32 guests)
{
    m_guests = guests;
    m_keepAwake.setWanted(guests > 0 && m_shown.keepAwake);
}

void Application::closeOthers()
{
    m_isToStart = false;
    if (m_historyWindow)
        m_historyWindow->close();
    for (const QPointer<ClientWindow> &client : std::as_const(m_clients)) {
        if (client)
            client->close();
    }
}

} // namespace foyer
