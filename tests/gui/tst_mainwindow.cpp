// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "tests/support/fakeservercontrol.h"
#include "tests/support/scriptedquestions.h"
#include "ui/client/clientwindow.h"
#include "ui/history/historywindow.h"
#include "ui/models/rostermodel.h"
#include "ui/screenroom.h"
#include "ui/views/addresspanel.h"
#include "ui/views/coolingoffpanel.h"
#include "ui/views/logview.h"
#include "ui/views/noticebar.h"
#include "ui/views/rosterview.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QStyle>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

using State = ServerStatus::State;

/// The host's window through its real widgets, before a server that does what the test says.
class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void buttonTellsFiveStatesApart();
    void startTakesWhatIsTyped();
    void overridesAreNotSaved();
    void failureOffersTheNextPort();
    void failuresSayWhatIsWrong_data();
    void failuresSayWhatIsWrong();
    void addressesAreCopiedAndChosen();
    void peopleAndLinesAppear();
    void kickByMenu();
    void kickByKeyboard();
    void hostIsNotKicked();
    void coolingOffIsLetBackIn();
    void roomIsRenamed();
    void refusedNameComesBack();
    void filterShowsWhatMatches();
    void findLeadsToTheHistory();
    void logStaysWhereItIsRead();
    void copyFromTheLog();
    void closingAsksWhileGuestsAreIn();
    void languageChangesAtOnce();
    void markupStaysText();
    void manyLinesDoNotStopTheWindow();
    void aNewWindowIsNoLargerThanTheScreen();

private:
    MainWindow &window() { return m_application->window(); }
    template <typename T>
    T *find(const QString &name)
    {
        return window().findChild<T *>(name);
    }
    void restart(const Overrides &overrides = {});
    void open();
    void click(const QString &name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QMenu *personMenu(int row);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_store;
    std::unique_ptr<FakeServerControl> m_server;
    std::shared_ptr<QuestionScript> m_script;
    std::unique_ptr<Application> m_application;
};

void tst_MainWindow::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<SettingsStore>(m_folder->path());
    Overrides overrides;
    overrides.language = u"en"_s;
    restart(overrides);
}

void tst_MainWindow::cleanup()
{
    m_application.reset();
    m_server.reset();
}

void tst_MainWindow::restart(const Overrides &overrides)
{
    m_application.reset();
    m_server = std::make_unique<FakeServerControl>();
    m_script = std::make_shared<QuestionScript>();
    m_application = std::make_unique<Application>(*m_server, *m_store, overrides,
                                                  std::make_unique<ScriptedQuestions>(m_script));
    m_application->show();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

void tst_MainWindow::open()
{
    m_application->startRoom();
    m_server->open();
    m_server->happen({scene::joined(1, u"Ms Brandt"_s, 1, Role::Operator, ConnectionKind::App),
                      scene::joined(2, u"Ada"_s, 2, Role::Guest, ConnectionKind::Browser, u"192.168.1.31"_s),
                      scene::joined(3, u"Bob"_s, 3, Role::Guest, ConnectionKind::TextClient, u"192.168.1.32"_s)});
}

QMenu *tst_MainWindow::personMenu(int row)
{
    auto *people = find<RosterView>(u"people"_s);
    const QRect rect = people->visualRect(people->model()->index(row, 0));
    people->setCurrentIndex(people->model()->index(row, 0));
    QContextMenuEvent event(QContextMenuEvent::Mouse, rect.center(), people->viewport()->mapToGlobal(rect.center()));
    QCoreApplication::sendEvent(people->viewport(), &event);
    return find<QMenu>(u"peopleMenu"_s);
}

void tst_MainWindow::buttonTellsFiveStatesApart()
{
    auto *button = find<QPushButton>(u"startButton"_s);
    QSet<QString> texts;
    QSet<QString> looks;
    for (const State state : {State::Stopped, State::Starting, State::Running, State::Stopping, State::Failed}) {
        m_server->become(state);
        texts.insert(button->text());
        // The colour of the edge is the state's own.
        button->resize(120, 36);
        const QImage image = button->grab().toImage();
        looks.insert(button->property("state").toString());
        QVERIFY(image.pixelColor(image.width() / 2, 0).isValid());
        const bool works = state != State::Starting && state != State::Stopping;
        QCOMPARE(button->isEnabled(), works);
    }
    QCOMPARE(texts.size(), 5);
    QCOMPARE(looks.size(), 5);
}

void tst_MainWindow::startTakesWhatIsTyped()
{
    find<QLineEdit>(u"invitationName"_s)->setText(u" Class 7b "_s);
    auto *port = find<QLineEdit>(u"invitationPort"_s);
    port->setText(u"8,123"_s); // nor is that port 0
    click(u"bigStart"_s);
    QVERIFY(m_server->started.isEmpty());
    window().menuBar()->actions().constFirst()->menu()->actions().constFirst()->trigger(); // Ctrl+R
    QVERIFY(m_server->started.isEmpty());
    port->setText(u"8123"_s);
    click(u"bigStart"_s);
    QCOMPARE(m_server->started.size(), 1);
    const ServerConfig config = m_server->started.constFirst();
    QCOMPARE(config.roomName, u"Class 7b"_s);
    QCOMPARE(config.port, 8123);
    QCOMPARE(config.tokenKey, m_store->tokenKey());
    QVERIFY(config.operatorSecret.size() >= 32);
    QCOMPARE(m_store->load().roomName, u"Class 7b"_s);
    QCOMPARE(m_store->load().port, 8123);

    m_server->open();
    QVERIFY(find<QLabel>(u"state"_s)->text().contains(u"Open"_s));
    QTest::mouseClick(find<QPushButton>(u"startButton"_s), Qt::LeftButton);
    QCOMPARE(m_server->stops, 1);
}

void tst_MainWindow::overridesAreNotSaved()
{
    Overrides overrides;
    overrides.port = quint16(9123);
    overrides.roomName = u"Tonight"_s;
    overrides.language = u"en"_s;
    overrides.allowedHosts = {u"foyer.test"_s};
    restart(overrides);
    QCOMPARE(find<QLineEdit>(u"invitationPort"_s)->text(), u"9123"_s);
    find<QLineEdit>(u"invitationName"_s)->setText(u"Mine"_s);
    click(u"bigStart"_s);
    QCOMPARE(m_server->started.constFirst().port, 9123);
    QCOMPARE(m_server->started.constFirst().roomName, u"Mine"_s);
    QCOMPARE(m_server->started.constFirst().allowedHosts, QStringList({u"foyer.test"_s}));
    const Settings saved = m_store->load();
    QCOMPARE(saved.roomName, u"Mine"_s);
    QCOMPARE(saved.port, 8000);
    QCOMPARE(saved.language, QString());
}

void tst_MainWindow::failureOffersTheNextPort()
{
    click(u"bigStart"_s);
    ServerStatus failed;
    failed.state = State::Failed;
    failed.failure = ServerStatus::Failure::PortInUse;
    failed.port = 8000;
    failed.nextFreePort = 8002;
    m_server->become(failed);
    auto *notice = window().findChild<NoticeBar *>();
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->sentence(), u"Port 8000 is in use by another program."_s);
    QCOMPARE(find<QPushButton>(u"offer"_s)->text(), u"Use 8002"_s);
    click(u"offer"_s);
    QCOMPARE(m_server->started.size(), 2);
    QCOMPARE(m_server->started.constLast().port, 8002);
    m_server->open();
    QVERIFY(!notice->isVisible());
}

void tst_MainWindow::failuresSayWhatIsWrong_data()
{
    QTest::addColumn<ServerStatus::Failure>("failure");
    QTest::addColumn<QString>("part");
    QTest::newRow("no permission") << ServerStatus::Failure::NoPermission << u"let you open port 80"_s;
    QTest::newRow("foreign address") << ServerStatus::Failure::BadAddress << u"does not have the address"_s;
    QTest::newRow("other") << ServerStatus::Failure::Other << u"no buffer space"_s;
}

void tst_MainWindow::failuresSayWhatIsWrong()
{
    QFETCH(ServerStatus::Failure, failure);
    QFETCH(QString, part);
    ServerStatus failed;
    failed.state = State::Failed;
    failed.failure = failure;
    failed.detail = u"no buffer space"_s;
    failed.port = 80;
    m_server->become(failed);
    auto *notice = window().findChild<NoticeBar *>();
    QVERIFY2(notice->sentence().contains(part), qPrintable(notice->sentence()));
    QVERIFY(!find<QPushButton>(u"offer"_s)->isVisible());
    QCOMPARE(find<QPushButton>(u"bigStart"_s)->text(), u"Try again"_s);
}

void tst_MainWindow::addressesAreCopiedAndChosen()
{
    open();
    auto *panel = window().findChild<AddressPanel *>();
    QCOMPARE(panel->chosenUrl(), u"http://192.168.1.20:8000"_s);
    QTest::mouseClick(panel->findChild<QPushButton *>(u"copy"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"http://192.168.1.20:8000"_s);
    const auto others = panel->findChild<QWidget *>(u"others"_s)->findChildren<QPushButton *>();
    QCOMPARE(others.size(), 3); // what leads to this computer alone is none
    QTest::mouseClick(others.at(0), Qt::LeftButton);
    QCOMPARE(panel->chosenUrl(), u"http://192.168.1.57:8000"_s);
    // It stays chosen when others come and go.
    ServerStatus status = m_server->status();
    status.addresses = {{u"10.0.0.7"_s, {}, LanAddress::Kind::Wired}, {u"192.168.1.57"_s, {}, LanAddress::Kind::Wifi}};
    m_server->become(status);
    QCOMPARE(panel->chosenUrl(), u"http://192.168.1.57:8000"_s);
    QTest::mouseClick(panel->findChild<QPushButton *>(u"share"_s), Qt::LeftButton);
    auto *share = find<QDialog>(u"shareDialog"_s);
    QVERIFY(share && share->isVisible());
    QCOMPARE(share->findChild<QLabel *>(u"sharedAddress"_s)->text(), u"http://192.168.1.57:8000"_s);
    share->close();
}

void tst_MainWindow::peopleAndLinesAppear()
{
    open();
    auto *people = find<RosterView>(u"people"_s);
    QCOMPARE(people->model()->rowCount(), 3);
    QCOMPARE(people->model()->index(0, 0).data().toString(), u"Ms Brandt"_s);
    m_server->happen({scene::said(2, u"Ada"_s, u"hello"_s)});
    auto *log = find<LogView>(u"log"_s);
    QCOMPARE(log->model()->index(log->model()->rowCount() - 1, 0).data(LiveLogModel::WordsRole).toString(),
             u"hello"_s);
    QVERIFY(find<QLabel>(u"counts"_s)->text().startsWith(u"3 people · 1 message"_s));
    // The selection stays with the person.
    people->selectRow(2);
    m_server->happen({scene::joined(4, u"Adam"_s, 4)});
    QCOMPARE(people->currentUser(), UserId{3});
}

void tst_MainWindow::kickByMenu()
{
    open();
    QMenu *menu = personMenu(2);
    QVERIFY(menu);
    auto *kick = menu->findChild<QAction *>(u"kickAction"_s);
    QVERIFY(kick->isEnabled());
    kick->trigger();
    auto *dialog = find<QDialog>(u"kick"_s);
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QLineEdit *>(u"reason"_s)->setText(u"spam"_s);
    auto *time = dialog->findChild<QComboBox *>(u"coolingOff"_s);
    QCOMPARE(time->currentData().toInt(), 60);
    time->setCurrentIndex(time->findData(600));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmKick"_s), Qt::LeftButton);
    QCOMPARE(m_server->submitted.size(), 1);
    QCOMPARE(m_server->submitted.at(0).body, CommandBody(Kick{UserId{3}, u"spam"_s, 600U}));
}

void tst_MainWindow::kickByKeyboard()
{
    open();
    auto *people = find<RosterView>(u"people"_s);
    people->setFocus();
    people->setCurrentIndex(people->model()->index(1, 0));
    QTest::keyClick(people, Qt::Key_Delete);
    auto *dialog = find<QDialog>(u"kick"_s);
    QVERIFY(dialog);
    QTest::keyClick(dialog->findChild<QLineEdit *>(u"reason"_s), Qt::Key_Return);
    QCOMPARE(m_server->submitted.size(), 1);
    QCOMPARE(m_server->submitted.at(0).body, CommandBody(Kick{UserId{2}, {}, 60U}));

    // From a line that they said, too.
    m_server->happen({scene::said(3, u"Bob"_s, u"buy"_s)});
    auto *log = find<LogView>(u"log"_s);
    log->setCurrentIndex(log->model()->index(log->model()->rowCount() - 1, 0));
    QTRY_VERIFY(find<QDialog>(u"kick"_s) == nullptr);
    QTest::keyClick(log, Qt::Key_Delete);
    dialog = find<QDialog>(u"kick"_s);
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmKick"_s), Qt::LeftButton);
    QCOMPARE(m_server->submitted.at(1).body, CommandBody(Kick{UserId{3}, {}, 60U}));
}

void tst_MainWindow::hostIsNotKicked()
{
    open();
    QMenu *menu = personMenu(0);
    QVERIFY(!menu->findChild<QAction *>(u"kickAction"_s)->isEnabled());
    menu->close();
    QTest::keyClick(find<RosterView>(u"people"_s), Qt::Key_Delete);
    QVERIFY(!find<QDialog>(u"kick"_s));
}

void tst_MainWindow::coolingOffIsLetBackIn()
{
    open();
    auto *panel = window().findChild<CoolingOffPanel *>();
    QVERIFY(!panel->isVisible());
    m_server->happen({scene::kicked(3, u"Bob"_s, 7, QDateTime::currentMSecsSinceEpoch() + 60000, u"spam"_s),
                      scene::left(3, u"Bob"_s, 2, LeaveReason::Kicked), scene::passing(Knock{CoolingId{7}, u"Sam"_s})});
    QVERIFY(panel->isVisible());
    auto *letIn = panel->findChild<QPushButton *>(u"letIn"_s);
    QVERIFY(letIn);
    QCOMPARE(letIn->text(), u"Let Sam in"_s);
    QTest::mouseClick(letIn, Qt::LeftButton);
    QTest::mouseClick(panel->findChild<QPushButton *>(u"letBackIn"_s), Qt::LeftButton);
    QCOMPARE(m_server->submitted.size(), 2);
    QCOMPARE(m_server->submitted.at(0).body, CommandBody(LetBackIn{CoolingId{7}, u"Sam"_s}));
    QCOMPARE(m_server->submitted.at(1).body, CommandBody(LetBackIn{CoolingId{7}, {}}));
    m_server->happen({scene::of(LetIn{CoolingId{7}, {}})});
    QVERIFY(!panel->isVisible());
}

void tst_MainWindow::roomIsRenamed()
{
    open();
    auto *name = find<QLineEdit>(u"roomName"_s);
    name->setText(u"Class 7c"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(m_server->submitted.size(), 1);
    QCOMPARE(m_server->submitted.at(0).body, CommandBody(RenameRoom{u"Class 7c"_s}));
    m_server->happen({scene::of(RoomRenamed{u"Class 7c"_s})});
    QCOMPARE(window().windowTitle(), u"Class 7c — Foyer"_s);
    QCOMPARE(m_store->load().roomName, u"Class 7c"_s);
}

void tst_MainWindow::refusedNameComesBack()
{
    open();
    const QString before = window().room().roomName();
    auto *name = find<QLineEdit>(u"roomName"_s);
    name->setText(QString(60, u'x'));
    QTest::keyClick(name, Qt::Key_Return);
    m_server->refuse(m_server->submitted.constFirst(), {}, u"That name is too long."_s);
    QCOMPARE(window().findChild<NoticeBar *>()->sentence(), u"That name is too long."_s);
    QCOMPARE(name->text(), before);
}

void tst_MainWindow::filterShowsWhatMatches()
{
    open();
    m_server->happen({scene::said(2, u"Ada"_s, u"Apples"_s), scene::said(3, u"Bob"_s, u"pears"_s)});
    auto *log = find<LogView>(u"log"_s);
    QTest::keyClicks(find<QLineEdit>(u"filter"_s), u"apple"_s);
    QCOMPARE(log->model()->rowCount(), 1);
    find<QLineEdit>(u"filter"_s)->setText(u"bob"_s);
    QCOMPARE(log->model()->rowCount(), 2); // came in, and said something
    find<QLineEdit>(u"filter"_s)->clear();
    QVERIFY(log->model()->rowCount() > 4);
}

/// Whether the room is open or not; with the words that were typed for what is on screen.
void tst_MainWindow::findLeadsToTheHistory()
{
    auto *findAction = find<QAction>(u"findAction"_s);
    QSignalSpy wanted(&window(), &MainWindow::historyWanted);
    QVERIFY(!m_application->historyWindow());
    findAction->trigger(); // nothing is on screen
    QCOMPARE(wanted.takeFirst().constFirst().toString(), QString());
    HistoryWindow *history = m_application->historyWindow();
    QVERIFY(history && history->isVisible());
    history->close();

    open();
    window().activateWindow();
    QTRY_VERIFY(window().isActiveWindow());
    auto *filter = find<QLineEdit>(u"filter"_s);
    QVERIFY(!filter->hasFocus());
    findAction->trigger();
    QVERIFY(filter->hasFocus());
    QCOMPARE(wanted.size(), 0);
    QTest::keyClicks(filter, u" mill "_s);
    findAction->trigger(); // once more
    QCOMPARE(wanted.takeFirst().constFirst().toString(), u"mill"_s);
    QVERIFY(history->isVisible());
    QCOMPARE(history->findChild<QLineEdit *>(u"words"_s)->text(), u"mill"_s);
    filter->setText(u"caves"_s);
    click(u"searchAll"_s);
    QCOMPARE(wanted.takeFirst().constFirst().toString(), u"caves"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(wanted.takeFirst().constFirst().toString(), u"caves"_s);
    find<QAction>(u"historyAction"_s)->trigger();
    QCOMPARE(wanted.takeFirst().constFirst().toString(), QString());
    QCOMPARE(m_application->historyWindow(), history); // there is one

    m_server->become(State::Stopped);
    window().close();
    QVERIFY(!history->isVisible());
}

void tst_MainWindow::logStaysWhereItIsRead()
{
    open();
    QList<Event> many;
    for (int i = 0; i < 200; ++i)
        many.append(scene::said(2, u"Ada"_s, u"line %1"_s.arg(i)));
    m_server->happen(many);
    auto *log = find<LogView>(u"log"_s);
    QScrollBar *bar = log->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
    // At the end: follows.
    m_server->happen({scene::said(2, u"Ada"_s, u"one more"_s)});
    const int before = bar->maximum();
    QTRY_VERIFY(bar->maximum() > before && bar->value() == bar->maximum());
    // Elsewhere: what is read stays.
    bar->setValue(bar->maximum() / 2);
    QVERIFY(!log->isAtEnd());
    const QModelIndex top = log->indexAt({log->viewport()->width() / 2, 0});
    const QString reading = top.data().toString();
    const int y = log->visualRect(top).top();
    const int maximum = bar->maximum();
    m_server->happen(many);
    QTRY_VERIFY(bar->maximum() > maximum);
    const QModelIndex now = log->indexAt({log->viewport()->width() / 2, 0});
    QCOMPARE(now.data().toString(), reading);
    QCOMPARE(log->visualRect(now).top(), y);
    // Also while old lines go out at the top of a full log.
    window().room().log().setCapacity(380);
    m_server->happen(many.mid(0, 20));
    QTRY_COMPARE(log->indexAt({log->viewport()->width() / 2, 0}).data().toString(), reading);
}

void tst_MainWindow::copyFromTheLog()
{
    open();
    m_server->happen({scene::said(2, u"Ada"_s, u"first"_s), scene::said(3, u"Bob"_s, u"second"_s)});
    auto *log = find<LogView>(u"log"_s);
    log->selectAll();
    QTest::keyClick(log, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QVERIFY(lines.size() >= 5);
    QVERIFY(lines.at(lines.size() - 2).endsWith(u"  Ada  first"_s));
    QVERIFY(lines.constLast().endsWith(u"  Bob  second"_s));
}

void tst_MainWindow::closingAsksWhileGuestsAreIn()
{
    open();
    m_script->answers = {false, true};
    window().close();
    QCOMPARE(m_script->asked.size(), 1);
    QVERIFY(m_script->asked.constFirst().text.startsWith(u"2 people are in the room"_s));
    QVERIFY(window().isVisible());
    QCOMPARE(m_server->stops, 0);

    window().close();
    QCOMPARE(m_server->stops, 1);
    QVERIFY(window().isVisible()); // until the room is closed
    m_server->become(State::Stopped);
    QTRY_VERIFY(!window().isVisible());
}

void tst_MainWindow::languageChangesAtOnce()
{
    open();
    auto *button = find<QPushButton>(u"startButton"_s);
    QCOMPARE(button->text(), u"Stop"_s);
    find<QAction>(u"language-zh_CN"_s)->trigger();
    QTRY_COMPARE(button->text(), u"停止"_s);
    auto *people = find<RosterView>(u"people"_s);
    QCOMPARE(people->model()->headerData(RosterModel::Name, Qt::Horizontal).toString(), u"名字"_s);
    auto *log = find<LogView>(u"log"_s);
    QVERIFY(log->model()->index(2, 0).data().toString().contains(u"进来了"_s));
    QCOMPARE(m_store->load().language, u"zh_CN"_s);
    find<QAction>(u"language-en"_s)->trigger();
    QTRY_COMPARE(button->text(), u"Stop"_s);
}

void tst_MainWindow::markupStaysText()
{
    const QString bold = u"<b>x</b>"_s;
    find<QLineEdit>(u"invitationName"_s)->setText(bold);
    open();
    m_server->happen({scene::joined(5, bold, 4), scene::said(5, bold, bold),
                      scene::kicked(5, bold, 7, QDateTime::currentMSecsSinceEpoch() + 60000, bold),
                      scene::passing(Knock{CoolingId{7}, bold})});
    personMenu(1)->findChild<QAction *>(u"kickAction"_s)->trigger();
    // Labels are the widgets that would take markup by themselves; none of ours may.
    const auto labels = window().findChildren<QLabel *>();
    int withMarkup = 0;
    for (const QLabel *label : labels) {
        if (label->text().contains(u"<b>"_s)) {
            ++withMarkup;
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }
    QVERIFY(withMarkup >= 2); // who cools off, and why
    auto *people = find<RosterView>(u"people"_s);
    for (int row = 0; row < people->model()->rowCount(); ++row)
        QVERIFY(!Qt::mightBeRichText(people->model()->index(row, 0).data(Qt::ToolTipRole).toString()));
    auto *log = find<LogView>(u"log"_s);
    for (int row = 0; row < log->model()->rowCount(); ++row)
        QVERIFY(!Qt::mightBeRichText(log->model()->index(row, 0).data(Qt::ToolTipRole).toString()));
}

void tst_MainWindow::manyLinesDoNotStopTheWindow()
{
    open();
    QList<Event> batch;
    for (int i = 0; i < 500; ++i)
        batch.append(scene::said(2, u"Ada"_s, u"a line of ordinary length, number %1"_s.arg(i)));
    for (int i = 0; i < 40; ++i) {
        m_server->happen(batch);
        QCoreApplication::processEvents();
    }
    auto *log = find<LogView>(u"log"_s);
    QVERIFY(log->model()->rowCount() <= LiveLogModel::defaultCapacity);
    QVERIFY(window().room().messages() == 20000);
    Q_EMIT m_server->historyShortened(19000); // no more of them are kept
    QVERIFY(window().room().messages() == 1000);
    QTRY_COMPARE(log->verticalScrollBar()->value(), log->verticalScrollBar()->maximum());
}

void tst_MainWindow::aNewWindowIsNoLargerThanTheScreen()
{
    const QSize screen = window().screen()->availableGeometry().size();
    const QSize most(screen.width(), screen.height() - window().style()->pixelMetric(QStyle::PM_TitleBarHeight));
    QVERIFY(most.height() < screen.height());
    const QWidget unseen;
    QCOMPARE(withinScreen({9999, 9999}, unseen), most);
    QCOMPARE(withinScreen({300, 9999}, unseen), QSize(300, most.height()));
    QCOMPARE(withinScreen({300, 200}, unseen), QSize(300, 200));
    const QSize frame = window().frameGeometry().size() - window().size(); // it is shown
    QCOMPARE(withinScreen({9999, 9999}, window()), most.boundedTo(screen - frame));
    QCOMPARE(window().size(), QSize(1100, 720).boundedTo(most).expandedTo(window().minimumSize()));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
