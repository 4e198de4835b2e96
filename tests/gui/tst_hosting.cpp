// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "server/engine/serverthread.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/scriptedquestions.h"
#include "ui/client/clientwindow.h"
#include "ui/models/rostermodel.h"
#include "ui/views/coolingoffpanel.h"
#include "ui/views/logview.h"
#include "ui/views/noticebar.h"
#include "ui/views/rosterview.h"

#include <QAbstractItemModelTester>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

using State = ServerStatus::State;

/// The whole desktop: real widgets, the real server in its thread, guests over real sockets.
class tst_Hosting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void guestsAppearAndSpeakLive();
    void theHostJoinsInOneClick();
    void severalWindowsMayBeOpen();
    void kickAndLetBackIn();
    void aNewcomerIsLetIn();
    void aRenamedRoomIsRenamedForAll();
    void aPortInUseIsNamedAndAnotherOffered();
    void closingTellsTheGuests();
    void stopAndStartAgain();
    void modelsHoldUnderTraffic();

private:
    MainWindow &window() { return m_application->window(); }
    template <typename T>
    T *find(const QString &name)
    {
        return window().findChild<T *>(name);
    }
    void start();
    [[nodiscard]] QUrl room() const
    {
        return QUrl(u"ws://127.0.0.1:%1/room"_s.arg(m_server->status().port));
    }
    [[nodiscard]] bool is(State state)
    {
        return comesTrue([this, state] { return m_server->status().state == state; });
    }
    [[nodiscard]] bool shows(const QString &name);
    [[nodiscard]] bool logHas(const QString &words);
    void kickByMenu(const QString &name, const QString &reason);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_store;
    std::unique_ptr<ServerThread> m_server;
    std::shared_ptr<QuestionScript> m_script;
    std::unique_ptr<Application> m_application;
};

void tst_Hosting::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<SettingsStore>(m_folder->path());
    m_server = std::make_unique<ServerThread>();
    m_script = std::make_shared<QuestionScript>();
    Overrides overrides;
    overrides.roomName = u"Class 7b"_s;
    overrides.port = quint16(0);
    overrides.bindAddress = u"127.0.0.1"_s;
    overrides.language = u"en"_s;
    m_application = std::make_unique<Application>(*m_server, *m_store, overrides,
                                                  std::make_unique<ScriptedQuestions>(m_script));
    m_application->show();
}

void tst_Hosting::cleanup()
{
    m_application.reset();
    m_server.reset();
}

void tst_Hosting::start()
{
    QTest::mouseClick(find<QPushButton>(u"bigStart"_s), Qt::LeftButton);
    QVERIFY(is(State::Running));
    QVERIFY(m_server->status().port != 0);
}

bool tst_Hosting::shows(const QString &name)
{
    return comesTrue([&] {
        const QAbstractItemModel *people = find<RosterView>(u"people"_s)->model();
        for (int row = 0; row < people->rowCount(); ++row) {
            if (people->index(row, 0).data(RosterModel::NameRole).toString() == name)
                return true;
        }
        return false;
    });
}

bool tst_Hosting::logHas(const QString &words)
{
    return comesTrue([&] {
        const QAbstractItemModel *log = find<LogView>(u"log"_s)->model();
        for (int row = 0; row < log->rowCount(); ++row) {
            if (log->index(row, 0).data(LiveLogModel::WordsRole).toString() == words)
                return true;
        }
        return false;
    });
}

void tst_Hosting::kickByMenu(const QString &name, const QString &reason)
{
    auto *people = find<RosterView>(u"people"_s);
    for (int row = 0; row < people->model()->rowCount(); ++row) {
        const QModelIndex index = people->model()->index(row, 0);
        if (index.data(RosterModel::NameRole).toString() != name)
            continue;
        const QPoint at = people->visualRect(index).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, people->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(people->viewport(), &event);
    }
    auto *menu = find<QMenu>(u"peopleMenu"_s);
    QVERIFY(menu);
    menu->findChild<QAction *>(u"kickAction"_s)->trigger();
    menu->close();
    auto *dialog = find<QDialog>(u"kick"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"reason"_s)->setText(reason);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmKick"_s), Qt::LeftButton);
}

void tst_Hosting::guestsAppearAndSpeakLive()
{
    start();
    RoomGuest ada(room());
    QVERIFY(ada.comes(u"Ada"_s));
    RoomGuest ming(room());
    QVERIFY(ming.comes(u"小明"_s));
    QVERIFY(shows(u"Ada"_s) && shows(u"小明"_s));
    ada.say(u"<b>hello</b>"_s);
    QVERIFY(logHas(u"<b>hello</b>"_s));
    QVERIFY(find<QLabel>(u"counts"_s)->text().startsWith(u"2 people · 1 message ·"_s));
    const QAbstractItemModel *people = find<RosterView>(u"people"_s)->model();
    QCOMPARE(people->index(0, RosterModel::Address).data().toString(), u"127.0.0.1"_s);
    QCOMPARE(people->index(0, RosterModel::Connected).data().toString(), u"Browser"_s);
    QCOMPARE(people->index(0, RosterModel::Messages).data().toString(), u"1"_s);
    ming.send({{}, Leave{}});
    QVERIFY(logHas(u"小明 left"_s));
    QVERIFY(comesTrue([&] { return people->rowCount() == 1; }));
}

void tst_Hosting::theHostJoinsInOneClick()
{
    start();
    RoomGuest ada(room());
    QVERIFY(ada.comes(u"Ada"_s));
    QTest::mouseClick(find<QPushButton>(u"join"_s), Qt::LeftButton);
    QCOMPARE(m_application->clientWindows().size(), 1);
    ClientWindow *client = m_application->clientWindows().constFirst();
    QVERIFY(comesTrue([&] { return client->client().state() == RoomClient::State::Here; }));
    QVERIFY(client->client().role() == Role::Operator);
    auto *edit = client->findChild<QPlainTextEdit *>(u"composer"_s);
    QTest::keyClicks(edit, u"Welcome everybody"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(comesTrue([&] { return !ada.events<Said>().isEmpty(); }));
    QVERIFY(ada.events<Said>().constFirst().role == Role::Operator);
    QVERIFY(logHas(u"Welcome everybody"_s));
    const QAbstractItemModel *people = find<RosterView>(u"people"_s)->model();
    QCOMPARE(people->index(0, RosterModel::RoleColumn).data().toString(), u"Host"_s);
    QCOMPARE(people->index(0, RosterModel::Connected).data().toString(), u"Foyer"_s);
}

void tst_Hosting::severalWindowsMayBeOpen()
{
    start();
    QTest::mouseClick(find<QPushButton>(u"join"_s), Qt::LeftButton);
    find<QAction>(u"joinElsewhereAction"_s)->trigger();
    auto *dialog = find<QDialog>(u"joinElsewhere"_s);
    QVERIFY(dialog);
    auto *address = dialog->findChild<QLineEdit *>(u"address"_s);
    auto *join = dialog->findChild<QPushButton *>(u"join"_s);
    dialog->findChild<QLineEdit *>(u"name"_s)->setText(u"Visitor"_s);
    address->setText(u"not an address"_s);
    QTest::mouseClick(join, Qt::LeftButton);
    QVERIFY(dialog->findChild<QLabel *>(u"complaint"_s)->isVisible());
    address->setText(u"http://127.0.0.1:%1"_s.arg(m_server->status().port));
    QTest::mouseClick(join, Qt::LeftButton);
    QCOMPARE(m_application->clientWindows().size(), 2);
    QVERIFY(shows(u"Visitor"_s));
    const auto roles = [&] {
        QList<Role> list;
        for (ClientWindow *client : m_application->clientWindows())
            list.append(client->client().role());
        return list;
    };
    QVERIFY(comesTrue([&] { return roles() == QList<Role>({Role::Operator, Role::Guest}); }));
}

void tst_Hosting::kickAndLetBackIn()
{
    start();
    RoomGuest bob(room());
    QVERIFY(bob.comes(u"Bob"_s));
    const Join tokens = bob.takingUp();
    QVERIFY(shows(u"Bob"_s));
    kickByMenu(u"Bob"_s, u"spam"_s);
    QVERIFY(bob.isClosed());
    QCOMPARE(bob.closeCode(), 4001);
    QVERIFY(bob.bye().text.contains(u"spam"_s));
    auto *coolings = window().findChild<CoolingOffPanel *>();
    QVERIFY(comesTrue([&] { return coolings->isVisible(); }));
    QCOMPARE(coolings->findChild<QLabel *>(u"who"_s)->text(), u"Bob"_s);

    RoomGuest again(room());
    QVERIFY(again.connects());
    again.join(u"j"_s, u"Bob"_s, tokens);
    QVERIFY(again.isAnswered(u"j"_s));
    QVERIFY(again.refusal(u"j"_s));
    QCOMPARE(again.refusal(u"j"_s)->code, u"cooling-off"_s);

    QTest::mouseClick(coolings->findChild<QPushButton *>(u"letBackIn"_s), Qt::LeftButton);
    QVERIFY(comesTrue([&] { return !coolings->isVisible(); }));
    RoomGuest back(room());
    QVERIFY(back.comes(u"Bob"_s, tokens));
    QVERIFY(shows(u"Bob"_s));
    QVERIFY(logHas(u"Bob may come back"_s));
}

void tst_Hosting::aNewcomerIsLetIn()
{
    start();
    RoomGuest bob(room());
    QVERIFY(bob.comes(u"Bob"_s));
    QVERIFY(shows(u"Bob"_s));
    kickByMenu(u"Bob"_s, {});
    QVERIFY(bob.isClosed());
    RoomGuest sam(room());
    QVERIFY(sam.connects());
    sam.join(u"j1"_s, u"Sam"_s);
    QVERIFY(sam.isAnswered(u"j1"_s));
    QVERIFY(sam.refusal(u"j1"_s));
    QCOMPARE(sam.refusal(u"j1"_s)->code, u"address-cooling-off"_s);
    auto *coolings = window().findChild<CoolingOffPanel *>();
    QVERIFY(comesTrue([&] { return coolings->findChild<QPushButton *>(u"letIn"_s) != nullptr; }));
    auto *letIn = coolings->findChild<QPushButton *>(u"letIn"_s);
    QCOMPARE(letIn->text(), u"Let Sam in"_s);
    QTest::mouseClick(letIn, Qt::LeftButton);
    QVERIFY(logHas(u"Sam may come in"_s));
    RoomGuest samAgain(room());
    QVERIFY(samAgain.comes(u"Sam"_s));
    QVERIFY(shows(u"Sam"_s));
}

void tst_Hosting::aRenamedRoomIsRenamedForAll()
{
    start();
    RoomGuest ada(room());
    QVERIFY(ada.comes(u"Ada"_s));
    auto *name = find<QLineEdit>(u"roomName"_s);
    name->setText(u"Class 7c"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(comesTrue([&] { return !ada.events<RoomRenamed>().isEmpty(); }));
    QCOMPARE(ada.events<RoomRenamed>().constFirst().name, u"Class 7c"_s);
    QVERIFY(comesTrue([&] { return window().windowTitle() == u"Class 7c — Foyer"_s; }));
    name->setText(QString(100, u'字'));
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(comesTrue([&] { return window().findChild<NoticeBar *>()->isVisible(); }));
    QCOMPARE(name->text(), u"Class 7c"_s);
}

void tst_Hosting::aPortInUseIsNamedAndAnotherOffered()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    find<QLineEdit>(u"invitationPort"_s)->setText(QString::number(other.serverPort()));
    QTest::mouseClick(find<QPushButton>(u"bigStart"_s), Qt::LeftButton);
    QVERIFY(is(State::Failed));
    auto *notice = window().findChild<NoticeBar *>();
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->sentence(), u"Port %1 is in use by another program."_s.arg(other.serverPort()));
    const quint16 next = m_server->status().nextFreePort;
    QVERIFY(next != 0 && next != other.serverPort());
    auto *offer = find<QPushButton>(u"offer"_s);
    QCOMPARE(offer->text(), u"Use %1"_s.arg(next));
    QTest::mouseClick(offer, Qt::LeftButton);
    QVERIFY(is(State::Running));
    QCOMPARE(m_server->status().port, next);
    RoomGuest ada(room());
    QVERIFY(ada.comes(u"Ada"_s));
    QVERIFY(shows(u"Ada"_s));
}

void tst_Hosting::closingTellsTheGuests()
{
    start();
    RoomGuest ada(room());
    QVERIFY(ada.comes(u"Ada"_s));
    QVERIFY(shows(u"Ada"_s));
    QTest::mouseClick(find<QPushButton>(u"join"_s), Qt::LeftButton);
    QVERIFY(comesTrue([&] {
        return m_application->clientWindows().constFirst()->client().state() == RoomClient::State::Here;
    }));
    m_script->answers = {false, true};
    window().close();
    QCOMPARE(m_script->asked.size(), 1);
    QVERIFY(window().isVisible() && ada.isOpen());
    window().close();
    QVERIFY(ada.isClosed());
    QCOMPARE(ada.closeCode(), 1001);
    QVERIFY(comesTrue([&] { return !window().isVisible(); }));
    QVERIFY(m_application->clientWindows().isEmpty());
    QVERIFY(m_server->status().state == State::Stopped);
}

void tst_Hosting::stopAndStartAgain()
{
    start();
    RoomGuest ada(room());
    QVERIFY(ada.comes(u"Ada"_s));
    QVERIFY(shows(u"Ada"_s));
    m_script->answers = {true};
    QTest::mouseClick(find<QPushButton>(u"startButton"_s), Qt::LeftButton);
    QVERIFY(is(State::Stopped));
    QVERIFY(ada.isClosed());
    QCOMPARE(find<RosterView>(u"people"_s)->model()->rowCount(), 0);
    start();
    RoomGuest back(room());
    QVERIFY(back.comes(u"Ada"_s, ada.takingUp()));
    QVERIFY(shows(u"Ada"_s));
}

void tst_Hosting::modelsHoldUnderTraffic()
{
    start();
    using Tester = QAbstractItemModelTester;
    Tester log(&window().room().log(), Tester::FailureReportingMode::QtTest);
    Tester roster(&window().room().roster(), Tester::FailureReportingMode::QtTest);
    Tester coolings(&window().room().coolings(), Tester::FailureReportingMode::QtTest);
    Tester shownLog(find<LogView>(u"log"_s)->model(), Tester::FailureReportingMode::QtTest);
    Tester shownRoster(find<RosterView>(u"people"_s)->model(), Tester::FailureReportingMode::QtTest);
    window().room().log().setCapacity(50);
    std::vector<std::unique_ptr<RoomGuest>> guests;
    for (int i = 0; i < 12; ++i) {
        guests.push_back(std::make_unique<RoomGuest>(room()));
        QVERIFY(guests.back()->comes(u"Guest %1"_s.arg(i)));
        for (const auto &guest : guests)
            guest->say(u"line"_s);
        if (i % 3 == 2)
            guests.erase(guests.begin());
    }
    QVERIFY(shows(u"Guest 11"_s));
    QVERIFY(comesTrue([&] { return window().room().messages() >= 60; }));
    QVERIFY(window().room().log().rowCount() <= 50);
}

QTEST_MAIN(tst_Hosting)
#include "tst_hosting.moc"
