// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/systemclock.h"
#include "server/protocol/encode.h"
#include "tests/support/cuttablewire.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "ui/client/clientwindow.h"
#include "ui/views/logview.h"
#include "ui/views/noticebar.h"
#include "ui/views/rosterview.h"

#include <QDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace std::chrono_literals;

using State = RoomClient::State;

/// The window to take part with, over real sockets, in a real room.
class tst_Client : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void speaksAndHears();
    void comesAsTheHost();
    void aWrongSecretIsNotTheHost();
    void takesTheNameThatIsOffered();
    void comesBackAfterACut();
    void waitsForARoomThatIsNotThere();
    void noticesSilence();
    void sendsOnceWhatWasWrittenMeanwhile();
    void looksAgainAfterTheRoomWasClosed();
    void whoHostsOpensItAgainThemselves();
    void aKickedOneStaysOut();
    void theHostKicks();
    void fetchesOlderLinesOnScrollingUp();
    void aRefusedLineComesBack();
    void tellsWhoIsWriting();
    void leavesWithItsWindow();
    void foldsListsNotLines();
    void listsMorePeopleThanOnePage();
    void whatIsTooFastGoesByItself();
    void waitsItsTurnAtTheDoor();
    void triesAgainWhereThereIsNoPlace();
    void waitsUntilItsGhostsAreGone();
    void oneWindowTooManyIsToldSo();
    void whoLosesTheFirstWelcomeIsTheSamePerson();
    void saysWhyItWasClosedAndTriesAgain();

private:
    ClientWindow *enter(const QString &name, const QString &secret = {}, quint16 port = 0);
    static ClientTimings quick();
    template <typename T>
    static T *find(QWidget *window, const QString &name)
    {
        return window->findChild<T *>(name);
    }
    static QStringList saidIn(ClientWindow *window);
    static void type(ClientWindow *window, const QString &text);
    static bool isHere(ClientWindow *window)
    {
        return comesTrue([window] { return window->client().state() == State::Here; });
    }

    SystemClock m_clock;
    std::unique_ptr<TestRoom> m_room;
    QList<QPointer<ClientWindow>> m_windows;
};

void tst_Client::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_room = std::make_unique<TestRoom>();
    QVERIFY(m_room->open());
}

void tst_Client::cleanup()
{
    for (const QPointer<ClientWindow> &window : std::as_const(m_windows))
        delete window.data();
    m_windows.clear();
    m_room.reset();
}

ClientTimings tst_Client::quick()
{
    ClientTimings timings;
    timings.firstRetry = 20ms;
    timings.longestRetry = 100ms;
    timings.lookAgainFrom = 50ms;
    timings.lookAgainTo = 100ms;
    return timings;
}

ClientWindow *tst_Client::enter(const QString &name, const QString &secret, quint16 port)
{
    const QUrl url(u"ws://127.0.0.1:%1/room"_s.arg(port == 0 ? m_room->port() : port));
    auto *window = new ClientWindow({url, name, secret}, m_clock, quick());
    m_windows.append(window);
    window->open();
    window->show();
    return window;
}

QStringList tst_Client::saidIn(ClientWindow *window)
{
    QStringList lines;
    const LiveLogModel &log = window->room().log();
    for (int row = 0; row < log.rowCount(); ++row) {
        if (log.line(row).kind == LogLine::Kind::Said)
            lines.append(log.line(row).name + u": "_s + log.line(row).text);
    }
    return lines;
}

void tst_Client::type(ClientWindow *window, const QString &text)
{
    auto *edit = find<QPlainTextEdit>(window, u"composer"_s);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

void tst_Client::speaksAndHears()
{
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    QVERIFY(window->client().role() == Role::Guest);
    QCOMPARE(find<QLabel>(window, u"roomTitle"_s)->text(), u"Class 7b"_s);
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"<b>Sam</b>"_s));
    type(window, u"hello <i>all</i>"_s);
    QVERIFY(comesTrue([&] { return sam.heard().contains(u"hello <i>all</i>"_s); }));
    sam.say(u"hi"_s);
    QVERIFY(comesTrue([&] { return saidIn(window).contains(u"<b>Sam</b>: hi"_s); }));
    QVERIFY(saidIn(window).contains(u"Ada: hello <i>all</i>"_s));
    QCOMPARE(find<RosterView>(window, u"people"_s)->model()->rowCount(), 2);
    QVERIFY(window->client().outbox().isEmpty());
    for (const QLabel *label : window->findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());
}

void tst_Client::comesAsTheHost()
{
    ClientWindow *window = enter(u"Ms Brandt"_s, TestRoom::operatorSecret);
    QVERIFY(isHere(window));
    QVERIFY(window->client().role() == Role::Operator);
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    type(window, u"welcome"_s);
    QVERIFY(comesTrue([&] { return !sam.events<Said>().isEmpty(); }));
    QVERIFY(sam.events<Said>().constFirst().role == Role::Operator);
    // The badge comes from the role: nobody else's line has it.
    sam.say(u"I am the host"_s);
    QVERIFY(comesTrue([&] { return saidIn(window).size() == 2; }));
    const LiveLogModel &log = window->room().log();
    QVERIFY(!log.index(log.rowCount() - 1).data(LiveLogModel::HostRole).toBool());
}

void tst_Client::aWrongSecretIsNotTheHost()
{
    ClientWindow *window = enter(u"Eve"_s, u"guessed"_s);
    QVERIFY(comesTrue([&] { return window->client().state() == State::Refused; }));
    QVERIFY(!find<QPlainTextEdit>(window, u"composer"_s)->isEnabled());
    // Not that it was forgotten, as a device may be: the room is somebody else's.
    const auto *said = find<QWidget>(window, u"namePrompt"_s)->findChild<QLabel *>(u"sentence"_s);
    QVERIFY2(said->text().startsWith(u"The room at this address does not know you as its host"_s), qPrintable(said->text()));
}

void tst_Client::takesTheNameThatIsOffered()
{
    RoomGuest ada(*m_room);
    QVERIFY(ada.comes(u"Ada"_s));
    ClientWindow *window = enter(u"ada"_s);
    QVERIFY(comesTrue([&] { return window->client().state() == State::Refused; }));
    auto *prompt = find<QWidget>(window, u"namePrompt"_s);
    QVERIFY(prompt->isVisible());
    const QString offered = prompt->findChild<QLineEdit *>()->text();
    QVERIFY(offered != u"ada"_s);
    QTest::mouseClick(prompt->findChild<QPushButton *>(u"again"_s), Qt::LeftButton);
    QVERIFY(isHere(window));
    QCOMPARE(window->client().name(), offered);
    QVERIFY(!prompt->isVisible());
}

void tst_Client::comesBackAfterACut()
{
    CuttableWire wire(m_room->port());
    ClientWindow *window = enter(u"Ada"_s, {}, wire.port());
    QVERIFY(isHere(window));
    const UserId user = window->client().user();
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    sam.say(u"one"_s);
    QVERIFY(comesTrue([&] { return saidIn(window).size() == 1; }));
    QSignalSpy welcomed(&window->client(), &RoomClient::welcomed);
    wire.setBroken(true);
    wire.cut();
    QVERIFY(comesTrue([&] { return window->client().state() == State::Waiting; }));
    sam.say(u"two"_s);
    sam.say(u"three"_s);
    QVERIFY(sam.isUpToDate());
    wire.setBroken(false);
    QVERIFY(comesTrue([&] { return saidIn(window).size() == 3; }));
    QCOMPARE(saidIn(window), QStringList({u"Sam: one"_s, u"Sam: two"_s, u"Sam: three"_s}));
    QVERIFY(window->client().user() == user);
    QVERIFY(welcomed.constLast().at(0).value<Welcome>().resumed);
    QVERIFY(sam.events<Left>().isEmpty());
}

void tst_Client::waitsForARoomThatIsNotThere()
{
    CuttableWire wire(m_room->port());
    wire.setBroken(true);
    ClientWindow *window = enter(u"Ada"_s, {}, wire.port());
    QVERIFY(comesTrue([&] { return wire.connections() > 3; }));
    QVERIFY(window->client().state() != State::Refused);
    wire.setBroken(false);
    QVERIFY(isHere(window));
}

void tst_Client::noticesSilence()
{
    CuttableWire wire(m_room->port());
    ClientTimings timings = quick();
    timings.silence = 100ms;
    timings.answer = 100ms;
    auto *window = new ClientWindow({QUrl(u"ws://127.0.0.1:%1/room"_s.arg(wire.port())), u"Ada"_s, {}}, m_clock,
                                    timings);
    m_windows.append(window);
    window->open();
    QVERIFY(isHere(window));
    QSignalSpy welcomed(&window->client(), &RoomClient::welcomed);
    // While the room answers its pings it stays.
    QSignalSpy changed(&window->client(), &RoomClient::stateChanged);
    QVERIFY(!changed.wait(500));
    wire.fallSilent();
    QVERIFY(comesTrue([&] { return welcomed.size() == 1; }));
    QVERIFY(isHere(window));
}

void tst_Client::sendsOnceWhatWasWrittenMeanwhile()
{
    CuttableWire wire(m_room->port());
    ClientWindow *window = enter(u"Ada"_s, {}, wire.port());
    QVERIFY(isHere(window));
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    // Written, sent, and cut before the answer: the room has it, the client does not know.
    wire.setBroken(true);
    type(window, u"before"_s);
    wire.fallSilent();
    wire.cut();
    QVERIFY(comesTrue([&] { return window->client().state() == State::Waiting; }));
    type(window, u"meanwhile"_s);
    QCOMPARE(window->client().outbox().lines().size(), 2);
    QVERIFY(find<QLabel>(window, u"waiting"_s)->isVisible());
    wire.setBroken(false);
    QVERIFY(comesTrue([&] { return window->client().outbox().isEmpty(); }));
    QVERIFY(sam.isUpToDate());
    QCOMPARE(sam.heard(), QStringList({u"before"_s, u"meanwhile"_s}));
    QVERIFY(comesTrue([&] { return saidIn(window).size() == 2; }));
    QVERIFY(!find<QLabel>(window, u"waiting"_s)->isVisible());
}

void tst_Client::looksAgainAfterTheRoomWasClosed()
{
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    m_room->config.port = m_room->port();
    QVERIFY(m_room->stop() >= 0);
    QVERIFY(comesTrue([&] { return window->client().state() == State::Closed; }));
    auto *notice = window->findChild<NoticeBar *>();
    QVERIFY(notice->isVisible());
    QVERIFY(notice->sentence().contains(u"comes back by itself"_s));
    QVERIFY(m_room->open());
    QVERIFY(isHere(window));
    QVERIFY(!notice->isVisible());
}

void tst_Client::whoHostsOpensItAgainThemselves()
{
    ClientWindow *window = enter(u"Ms Brandt"_s, TestRoom::operatorSecret);
    QVERIFY(isHere(window));
    QVERIFY2(window->windowTitle().startsWith(u"Ms Brandt in "_s), qPrintable(window->windowTitle()));
    QVERIFY(m_room->stop() >= 0);
    QVERIFY(comesTrue([&] { return window->client().state() == State::Closed; }));
    QCOMPARE(window->findChild<NoticeBar *>()->sentence(),
             u"The room is closed. This window comes back by itself when you open the room again."_s);
}

void tst_Client::aKickedOneStaysOut()
{
    RoomGuest host(*m_room);
    QVERIFY(host.comesAsOperator());
    ClientWindow *window = enter(u"Bob"_s);
    QVERIFY(isHere(window));
    QSignalSpy changed(&window->client(), &RoomClient::stateChanged);
    host.send({u"k1"_s, Kick{window->client().user(), u"spam"_s, 60}});
    QVERIFY(comesTrue([&] { return window->client().state() == State::Removed; }));
    auto *prompt = find<QWidget>(window, u"namePrompt"_s);
    QVERIFY(prompt->isVisible());
    const QString sentence = prompt->findChild<QLabel *>(u"sentence"_s)->text();
    QVERIFY2(sentence.contains(u"“spam”"_s) && sentence.contains(u"1:00"_s), qPrintable(sentence));
    changed.clear();
    QVERIFY(!changed.wait(500)); // many times the longest retry
    // Asking again is answered with how long it still takes.
    QTest::mouseClick(prompt->findChild<QPushButton *>(u"again"_s), Qt::LeftButton);
    QVERIFY(comesTrue([&] { return window->client().state() == State::Refused; }));
    QCOMPARE(window->client().refusal().code, u"cooling-off"_s);
}

void tst_Client::theHostKicks()
{
    ClientWindow *window = enter(u"Ms Brandt"_s, TestRoom::operatorSecret);
    QVERIFY(isHere(window));
    RoomGuest bob(*m_room);
    QVERIFY(bob.comes(u"Bob"_s));
    auto *people = find<RosterView>(window, u"people"_s);
    QVERIFY(comesTrue([&] { return people->model()->rowCount() == 2; }));
    people->setCurrentIndex(people->model()->index(1, 0));
    QTest::keyClick(people, Qt::Key_Delete);
    auto *dialog = find<QDialog>(window, u"kick"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"reason"_s)->setText(u"enough"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmKick"_s), Qt::LeftButton);
    QVERIFY(bob.isClosed());
    QCOMPARE(bob.closeCode(), 4001);
    QVERIFY(bob.bye().text.contains(u"enough"_s));
    QVERIFY(comesTrue([&] { return people->model()->rowCount() == 1; }));
}

void tst_Client::fetchesOlderLinesOnScrollingUp()
{
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    for (int i = 0; i < 180; ++i) {
        const QString id = sam.say(u"line %1"_s.arg(i));
        if (i % 20 == 19)
            QVERIFY(sam.isAnswered(id));
    }
    QVERIFY(sam.isUpToDate());
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    QVERIFY(saidIn(window).size() <= 50);
    QScrollBar *bar = find<LogView>(window, u"log"_s)->verticalScrollBar();
    QVERIFY(comesTrue([&] { return bar->maximum() > 0; }));
    QVERIFY(comesTrue([&] {
        bar->setValue(bar->value() == 0 ? 1 : 0);
        return saidIn(window).size() == 180;
    }));
    QStringList expected;
    for (int i = 0; i < 180; ++i)
        expected.append(u"Sam: line %1"_s.arg(i));
    QCOMPARE(saidIn(window), expected);
}

void tst_Client::aRefusedLineComesBack()
{
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    window->client().say(QString(5001, u'x')); // past the composer, which would not send it
    auto *edit = find<QPlainTextEdit>(window, u"composer"_s);
    QVERIFY(comesTrue([&] { return edit->toPlainText().size() == 5001; }));
    QVERIFY(window->findChild<NoticeBar *>()->isVisible());
    QVERIFY(window->client().outbox().isEmpty());
}

void tst_Client::tellsWhoIsWriting()
{
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    sam.send({{}, IsTyping{}});
    auto *line = find<QLabel>(window, u"typing"_s);
    QVERIFY(comesTrue([&] { return line->text() == u"Sam is writing…"_s; }));
    sam.say(u"done"_s);
    QVERIFY(comesTrue([&] { return line->text().trimmed().isEmpty(); }));
    QTest::keyClicks(find<QPlainTextEdit>(window, u"composer"_s), u"hm"_s);
    QVERIFY(comesTrue([&] { return !sam.events<Typing>().isEmpty(); }));
}

void tst_Client::leavesWithItsWindow()
{
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    window->close();
    QVERIFY(comesTrue([&] { return !sam.events<Left>().isEmpty(); }));
    QVERIFY(sam.events<Left>().constFirst().why == LeaveReason::Left);
    QVERIFY(comesTrue([&] { return m_windows.constLast().isNull(); }));
}

void tst_Client::foldsListsNotLines()
{
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    QSignalSpy lists(&window->client(), &RoomClient::eventsArrived);
    QString id;
    for (int i = 0; i < 300; ++i)
        id = sam.say(u"x"_s);
    QVERIFY(sam.isAnswered(id));
    QVERIFY(comesTrue([&] { return saidIn(window).size() == 300; }));
    QVERIFY2(lists.size() < 150, qPrintable(QString::number(lists.size())));
}

void tst_Client::listsMorePeopleThanOnePage()
{
    std::vector<std::unique_ptr<RoomGuest>> guests;
    m_room = std::make_unique<TestRoom>();
    m_room->config.limits.rosterRows = 3;
    QVERIFY(m_room->open());
    for (int i = 0; i < 8; ++i) {
        guests.push_back(std::make_unique<RoomGuest>(*m_room));
        QVERIFY(guests.back()->comes(u"Guest %1"_s.arg(i)));
    }
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    QVERIFY(comesTrue([&] { return window->room().roster().rowCount() == 9; }));
    QCOMPARE(window->room().here(), 9U);
}

void tst_Client::whatIsTooFastGoesByItself()
{
    m_room = std::make_unique<TestRoom>();
    m_room->config.limits.rate = 10;
    m_room->config.limits.rateBurst = 2;
    QVERIFY(m_room->open());
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(isHere(window));
    bool hinted = false;
    connect(&window->client(), &RoomClient::outboxChanged, window, [&] {
        const QLabel *waiting = find<QLabel>(window, u"waiting"_s);
        hinted = hinted || (window->client().isHeldBack() && waiting->isVisible() && waiting->text().contains(u"in a moment"_s));
    });
    QStringList said;
    for (int i = 0; i < 8; ++i) {
        said.append(u"line %1"_s.arg(i));
        window->client().say(said.last());
    }
    QVERIFY(comesTrue([&] { return sam.heard().size() == said.size(); }));
    QCOMPARE(sam.heard(), said);
    QVERIFY(comesTrue([&] { return window->client().outbox().isEmpty(); }));
    QVERIFY(hinted);
    QVERIFY(!find<QLabel>(window, u"waiting"_s)->isVisible());
    QVERIFY2(!window->findChild<NoticeBar *>()->isVisible(), "nothing went wrong");
}

void tst_Client::waitsItsTurnAtTheDoor()
{
    m_room = std::make_unique<TestRoom>();
    m_room->config.limits.joinsPerAddress = 1;
    m_room->config.limits.joinSpan = 300ms;
    QVERIFY(m_room->open());
    RoomGuest sam(*m_room);
    QVERIFY(sam.comes(u"Sam"_s));
    ClientWindow *window = enter(u"Ada"_s);
    QSignalSpy refused(&window->client(), &RoomClient::refused);
    QVERIFY(isHere(window));
    QVERIFY(!refused.isEmpty());
    QVERIFY(!window->findChild<NoticeBar *>()->isVisible());
}

void tst_Client::triesAgainWhereThereIsNoPlace()
{
    m_room = std::make_unique<TestRoom>();
    m_room->config.limits.connections = 1;
    QVERIFY(m_room->open());
    auto sam = std::make_unique<RoomGuest>(*m_room);
    QVERIFY(sam->comes(u"Sam"_s));
    ClientWindow *window = enter(u"Ada"_s);
    QVERIFY(comesTrue([&] { return window->client().state() == State::Waiting; }));
    auto *notice = window->findChild<NoticeBar *>();
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->sentence(), u"The room is full. Try again in a while. This window tries again by itself."_s);
    QCOMPARE(find<QLabel>(window, u"state"_s)->text(), u"Not in the room, trying again…"_s);
    // It would come back by itself in a while; the host, though, comes in at once.
    ClientWindow *host = enter(u"Ms Brandt"_s, TestRoom::operatorSecret);
    QVERIFY(isHere(host));
    QVERIFY(host->client().role() == Role::Operator);
}

/// It has lost its connection, and the room does not know yet.
void tst_Client::waitsUntilItsGhostsAreGone()
{
    m_room = std::make_unique<TestRoom>();
    m_room->config.limits.sessionsPerDevice = 1;
    m_room->config.limits.ping = 0ms;
    m_room->config.limits.silence = 10min;
    QVERIFY(m_room->open());
    CuttableWire wire(m_room->port());
    ClientTimings timings = quick();
    timings.silence = 100ms;
    timings.answer = 100ms;
    auto *window =
        new ClientWindow({QUrl(u"ws://127.0.0.1:%1/room"_s.arg(wire.port())), u"Ada"_s, {}}, m_clock, timings);
    m_windows.append(window);
    window->open();
    window->show();
    QVERIFY(isHere(window));
    const UserId user = window->client().user();
    wire.fallSilent();
    QVERIFY(comesTrue([&] { return window->client().refusal().code == u"too-many-sessions"_s; }));
    QCOMPARE(window->client().state(), State::Waiting);
    const QString sentence = window->findChild<NoticeBar *>()->sentence();
    QVERIFY2(sentence.endsWith(u"This window tries again by itself."_s), qPrintable(sentence));
    wire.cut(); // and the room hears of it
    QVERIFY(isHere(window));
    QCOMPARE(window->client().user(), user);
}

void tst_Client::oneWindowTooManyIsToldSo()
{
    Refused refusal;
    refusal.to = u"join"_s;
    refusal.code = u"too-many-sessions"_s;
    refusal.text = u"Close one."_s;
    QWebSocketServer door(u"door"_s, QWebSocketServer::NonSecureMode);
    door.setSupportedSubprotocols({u"foyer.v1"_s});
    QVERIFY(door.listen(QHostAddress::LocalHost));
    connect(&door, &QWebSocketServer::newConnection, &door, [&door, &refusal] {
        door.nextPendingConnection()->sendTextMessage(QString::fromUtf8(encodeServerMessage(refusal)));
    });
    ClientWindow *window = enter(u"Ada"_s, {}, door.serverPort());
    QVERIFY(comesTrue([&] { return window->client().state() == State::Refused; }));
    QCOMPARE(window->client().refusal().text, u"Close one."_s);
}

void tst_Client::whoLosesTheFirstWelcomeIsTheSamePerson()
{
    QWebSocketServer door(u"door"_s, QWebSocketServer::NonSecureMode);
    door.setSupportedSubprotocols({u"foyer.v1"_s});
    QVERIFY(door.listen(QHostAddress::LocalHost));
    QStringList attempts;
    connect(&door, &QWebSocketServer::newConnection, &door, [&door, &attempts] {
        QWebSocket *guest = door.nextPendingConnection();
        connect(guest, &QWebSocket::textMessageReceived, &door, [guest, &attempts](const QString &text) {
            attempts.append(QJsonDocument::fromJson(text.toUtf8())["attempt"_L1].toString());
            guest->abort(); // what would be answered does not arrive
        });
        guest->sendTextMessage(QString::fromUtf8(encodeServerMessage(Hello{})));
    });
    ClientWindow *window = enter(u"Ada"_s, {}, door.serverPort());
    QVERIFY(comesTrue([&] { return attempts.size() == 1 && window->client().state() == State::Waiting; }));
    window->client().open();
    QVERIFY(comesTrue([&] { return attempts.size() == 2; }));
    QVERIFY(attempts.constFirst().size() >= 22);
    QCOMPARE(attempts[1], attempts[0]);
}

void tst_Client::saysWhyItWasClosedAndTriesAgain()
{
    m_room = std::make_unique<TestRoom>();
    m_room->config.limits.rate = 1;
    m_room->config.limits.rateBurst = 2;
    QVERIFY(m_room->open());
    CuttableWire wire(m_room->port());
    ClientWindow *window = enter(u"Ada"_s, {}, wire.port());
    QVERIFY(isHere(window));
    for (int i = 0; i < 200; ++i)
        window->client().submit(Say{u"x"_s});
    QVERIFY(comesTrue([&] { return window->client().state() == State::Waiting; }));
    const QString sentence = window->findChild<NoticeBar *>()->sentence();
    QVERIFY2(sentence.startsWith(u"Far too much came at once"_s), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(u"tries again by itself."_s), qPrintable(sentence));
    auto *state = find<QLabel>(window, u"state"_s);
    QCOMPARE(state->text(), u"Not in the room, trying again…"_s);
    // What the room said then is not why a later try fails.
    wire.setBroken(true);
    window->client().open();
    QVERIFY(comesTrue([&] { return state->text() == u"Connection lost, trying again…"_s; }));
}

QTEST_MAIN(tst_Client)
#include "tst_client.moc"
