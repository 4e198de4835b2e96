// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "tests/gui/stillness.h"
#include "tests/support/fakeservercontrol.h"
#include "tests/support/handmovedclock.h"
#include "ui/client/clientwindow.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/joindialog.h"
#include "ui/dialogs/kickdialog.h"
#include "ui/dialogs/questionbox.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/dialogs/sharedialog.h"
#include "ui/theme.h"
#include "ui/tokens.h"
#include "ui/views/healthline.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace std::chrono_literals;

/// Every window in both languages, both schemes and two sizes: nothing is cut off. With FOYER_SHOTS naming a
/// folder the pictures are kept there to be looked at.
class tst_Look : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void names();
    void followsTheSystemOnce();
    void windows_data();
    void windows();

private:
    void look(QWidget *window, const QString &name);
    void populate(FakeServerControl &server);
    QString m_row;
};

void tst_Look::tokens_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_Look::tokens()
{
    QFETCH(bool, dark);
    const Tokens &t = dark ? darkTokens() : lightTokens();
    QCOMPARE(&tokensOf(paletteOf(t)), &t);
    for (const QColor &ground : {t.ground, t.surface}) {
        for (const QColor &ink : {t.text, t.muted, t.accent, t.ok, t.warn, t.danger})
            QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(ink.name() + u" on "_s + ground.name()));
        QVERIFY2(contrast(t.edge, ground) >= 3.0, qPrintable(t.edge.name() + u" on "_s + ground.name()));
    }
    for (const QColor &name : t.names) {
        QVERIFY2(contrast(name, t.surface) >= 4.5, qPrintable(name.name()));
        QVERIFY2(contrast(name, t.accentSoft) >= 4.5, qPrintable(name.name()));
    }
    QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
    QVERIFY(contrast(t.text, t.accentSoft) >= 4.5);
    QVERIFY(contrast(t.muted, t.accentSoft) >= 4.5);
}

void tst_Look::names()
{
    // The same as the page: (user * 0x9e3779b1) >>> 29
    QCOMPARE(nameColor(lightTokens(), UserId{1}), lightTokens().names[4]);
    QCOMPARE(nameColor(lightTokens(), UserId{2}), lightTokens().names[1]);
    QCOMPARE(nameColor(lightTokens(), UserId{3}), lightTokens().names[6]);
}

/// What it puts on itself does not count as a change of the system.
void tst_Look::followsTheSystemOnce()
{
    class Counter final : public QObject
    {
    public:
        using QObject::QObject;
        int changes = 0;

    protected:
        bool eventFilter(QObject *watched, QEvent *event) override
        {
            changes += event->type() == QEvent::ApplicationPaletteChange ? 1 : 0;
            return QObject::eventFilter(watched, event);
        }
    };
    Theme theme(*qApp);
    QWidget window;
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    Counter counter;
    window.windowHandle()->installEventFilter(&counter);
    QEvent change(QEvent::ApplicationPaletteChange);
    QCoreApplication::sendEvent(qApp, &change);
    for (int turn = 0; turn < 50; ++turn)
        QCoreApplication::processEvents();
    QVERIFY(counter.changes > 0);
    QVERIFY2(counter.changes <= 4, qPrintable(QString::number(counter.changes)));
}

void tst_Look::windows_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const bool dark : {false, true}) {
        for (const char *language : {"en", "zh_CN"}) {
            for (const QSize &size : {QSize(720, 480), QSize(1100, 720)}) {
                QTest::addRow("%s-%s-%d", dark ? "dark" : "light", language, size.width())
                    << dark << QString::fromLatin1(language) << size;
            }
        }
    }
}

void tst_Look::look(QWidget *window, const QString &name)
{
    window->show();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QVERIFY2(becomesStill(*window), qPrintable(name));
    if (const QString folder = qEnvironmentVariable("FOYER_SHOTS"); !folder.isEmpty())
        QVERIFY(window->grab().save(folder + u'/' + m_row + u'-' + name + u".png"_s));
    for (QLabel *label : window->findChildren<QLabel *>()) {
        if (!label->isVisibleTo(window) || label->wordWrap() || label->text().isEmpty())
            continue;
        QVERIFY2(label->width() >= label->fontMetrics().horizontalAdvance(label->text()),
                 qPrintable(name + u": "_s + label->text()));
    }
    for (QAbstractButton *button : window->findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(window) && !button->text().isEmpty())
            QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(name + u": "_s + button->text()));
    }
}

void tst_Look::populate(FakeServerControl &server)
{
    using namespace scene;
    const auto browser = ConnectionKind::Browser;
    server.happen({joined(1, u"Ms Brandt"_s, 1, Role::Operator, ConnectionKind::App, u"127.0.0.1"_s),
                   joined(2, u"Ada"_s, 2, Role::Guest, browser, u"192.168.1.31"_s),
                   joined(3, u"小明"_s, 3, Role::Guest, browser, u"192.168.1.32"_s),
                   joined(4, u"Sam"_s, 4, Role::Guest, browser, u"192.168.1.33"_s),
                   joined(5, u"Bob"_s, 5, Role::Guest, ConnectionKind::TextClient, u"192.168.1.34"_s),
                   joined(6, u"Maximiliane von Hohenfels"_s, 6, Role::Guest, browser, u"192.168.1.35"_s),
                   joined(7, u"🦊 Renard"_s, 7, Role::Guest, browser, u"192.168.1.36"_s),
                   said(1, u"Ms Brandt"_s, u"Welcome everybody. Today we plan the excursion."_s, Role::Operator),
                   said(3, u"小明"_s, u"老师好"_s), said(4, u"Sam"_s, u"can we start?"_s),
                   said(6, u"Maximiliane von Hohenfels"_s,
                        u"I have found three places that we could reach by train in less than an hour, and all of "
                        "them have something to see when it rains:\n1. the old mill\n2. the museum\n3. the caves"_s),
                   said(7, u"🦊 Renard"_s, u"the caves 🦇🦇"_s), said(5, u"Bob"_s, u"BUY NOW http://example.org"_s),
                   kicked(5, u"Bob"_s, 1, QDateTime::currentMSecsSinceEpoch() + 41000, u"spam"_s),
                   left(5, u"Bob"_s, 6, LeaveReason::Kicked), passing(Knock{CoolingId{1}, u"Lena"_s}),
                   passing(Presence{UserId{4}, true}), said(2, u"Ada"_s, u"<b>I vote for the mill</b>"_s),
                   of(Renamed{UserId{2}, u"Ada L."_s, u"Ada"_s})});
}

void tst_Look::windows()
{
    QFETCH(bool, dark);
    QFETCH(QString, language);
    QFETCH(QSize, size);
    m_row = QString::fromLatin1(QTest::currentDataTag());

    QTemporaryDir folder;
    SettingsStore store(folder.path());
    FakeServerControl server;
    Overrides overrides;
    overrides.language = language;
    overrides.roomName = u"Class 7b"_s;
    Application application(server, store, overrides);
    application.theme().wear(dark ? darkTokens() : lightTokens());
    MainWindow &window = application.window();
    window.resize(size);
    look(&window, u"main-stopped"_s);

    application.startRoom();
    ServerStatus failed;
    failed.state = ServerStatus::State::Failed;
    failed.failure = ServerStatus::Failure::PortInUse;
    failed.port = 8000;
    failed.nextFreePort = 8001;
    server.become(failed);
    look(&window, u"main-failed"_s);

    application.startRoom();
    server.open();
    ServerStatus open = server.status();
    open.startedAtMs = QDateTime::currentMSecsSinceEpoch() - 42 * 60000;
    server.become(open);
    look(&window, u"main-empty"_s);
    populate(server);
    look(&window, u"main-open"_s);
    RoomHealth health;
    health.members = 7;
    health.sessions = 9;
    health.messagesLately = 31;
    health.halfWithin = 500us;
    health.mostWithin = 5ms;
    health.longestTurn = 3ms;
    server.feel(health);
    look(window.findChild<HealthLine *>()->menu(), u"health"_s);
    window.findChild<HealthLine *>()->menu()->close();
    health.mostWithin = 2500ms;
    health.sessionsBehind = 4;
    health.cutOffLately = health.refusalsLately = 12;
    server.feel(health);
    window.setKeptAwake(true);
    look(&window, u"main-struggling"_s);
    look(window.findChild<HealthLine *>()->menu(), u"health-struggling"_s);
    window.findChild<HealthLine *>()->menu()->close();
    health.mostWithin = 250ms;
    health.sessionsBehind = 0;
    server.feel(health);
    if (size.width() > 1000) {
        window.resize(1600, 900);
        look(&window, u"main-wide"_s);
    }

    HandMovedClock clock;
    auto *client = new ClientWindow({QUrl(u"ws://127.0.0.1:9/room"_s), u"Ms Brandt"_s, u"s"_s}, clock);
    client->resize(size.width() > 1000 ? QSize(860, 600) : QSize(480, 400));
    RoomSnapshot room;
    room.roomName = u"Class 7b"_s;
    client->room().reset(room);
    connect(&server, &ServerControl::eventsArrived, &client->room(), &RoomMirror::fold);
    populate(server);
    server.happen({scene::passing(Typing{UserId{3}})});
    look(client, u"client"_s);
    delete client;

    const Member bob{UserId{5}, u"Bob"_s, Role::Guest, ConnectionKind::Browser, 0, false, {}, 0};
    auto *kick = new KickDialog(bob, 60, &window);
    look(kick, u"kick"_s);
    delete kick;
    auto *settings = new SettingsDialog({}, true, &window);
    look(settings, u"settings"_s);
    delete settings;
    auto *about = new AboutDialog(&window);
    look(about, u"about"_s);
    delete about;
    auto *join = new JoinDialog(u"Ada"_s, &window);
    look(join, u"join"_s);
    delete join;
    auto *share = new ShareDialog(u"Class 7b"_s, u"http://192.168.1.20:8000"_s, &window);
    look(share, u"share"_s);
    delete share;
    QuestionBox().ask(&window, {u"Close Foyer"_s, u"3 people are in the room. They will be told that it is closed."_s,
                                u"Close Foyer"_s, u"Keep it open"_s}, [](bool) {});
    auto *question = window.findChild<QDialog *>(u"question"_s);
    look(question, u"question"_s);
    delete question;
}

QTEST_MAIN(tst_Look)
#include "tst_look.moc"
