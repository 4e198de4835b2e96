// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "tests/support/fakeservercontrol.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/views/healthline.h"
#include "ui/views/historynews.h"
#include "ui/views/noticebar.h"
#include "ui/views/plainlabel.h"

#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace std::chrono_literals;

namespace {

RoomHealth of(RoomHealth::Verdict verdict)
{
    RoomHealth health;
    health.members = 12;
    health.sessions = 14;
    health.mostWithin = verdict == RoomHealth::Verdict::Struggling ? 2500ms
                        : verdict == RoomHealth::Verdict::Busy     ? 250ms
                                                                   : 5ms;
    health.halfWithin = 500us;
    health.messagesLately = 31;
    return health;
}

} // namespace

/// The room's health at the foot of the host's window.
class tst_HealthLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isThereWhileTheRoomIsOpen();
    void followsTheServer();
    void saysItInFigures();
    void aHistoryThatCannotBeSaved();
    void whatCannotBeDeleted();
    void whatIsLeftWhenTheRoomIsClosed();
    void whatIsLostWhenTheRoomIsClosed();
    void whatIsLostKeepsTheWindow_data();
    void whatIsLostKeepsTheWindow();
    void whatWasDamagedGoesWithTheRoom();
    void howLongADamagedHistoryStays();
    void figuresAreAskedForByKeyboard();
    void plainText();
    void speaksTheLanguageOfTheWindow();
    void figuresAreOpenedInTheSettings();
    void commandLineOpensThemForThisRun();

private:
    HealthLine &line() { return *m_application->window().findChild<HealthLine *>(u"health"_s); }
    void restart(const Overrides &overrides = {});
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_store;
    std::unique_ptr<FakeServerControl> m_server;
    std::unique_ptr<Application> m_application;
};

void tst_HealthLine::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<SettingsStore>(m_folder->path());
    Overrides overrides;
    overrides.language = u"en"_s;
    restart(overrides);
}

void tst_HealthLine::cleanup()
{
    m_application.reset();
    m_server.reset();
}

void tst_HealthLine::restart(const Overrides &overrides)
{
    m_application.reset();
    m_server = std::make_unique<FakeServerControl>();
    m_application = std::make_unique<Application>(*m_server, *m_store, overrides);
    m_application->show();
    QVERIFY(QTest::qWaitForWindowExposed(&m_application->window()));
}

void tst_HealthLine::open()
{
    m_application->startRoom();
    m_server->open();
}

void tst_HealthLine::isThereWhileTheRoomIsOpen()
{
    QVERIFY(!line().isVisible());
    m_server->feel({}); // came late, from a room that is closed
    QVERIFY(!line().isVisible());
    open();
    QVERIFY(line().isVisible());
    m_server->become(ServerStatus::State::Stopping);
    QVERIFY(!line().isVisible());
    m_server->become(ServerStatus::State::Stopped);
    open();
    QVERIFY(line().isVisible());
}

void tst_HealthLine::followsTheServer()
{
    open();
    QSet<QChar> shapes;
    QSet<QRgb> colours;
    for (const auto &[verdict, word] : {std::pair(RoomHealth::Verdict::Healthy, u"Healthy"_s),
                                        std::pair(RoomHealth::Verdict::Busy, u"Busy"_s),
                                        std::pair(RoomHealth::Verdict::Struggling, u"Struggling"_s)}) {
        m_server->feel(of(verdict));
        QVERIFY2(line().text().endsWith(word), qPrintable(line().text()));
        shapes.insert(line().text().front());
        colours.insert(line().palette().color(QPalette::ButtonText).rgb());
    }
    QCOMPARE(shapes.size(), 3); // nobody needs to tell the colours apart
    QCOMPARE(colours.size(), 3);
}

void tst_HealthLine::saysItInFigures()
{
    RoomHealth health = of(RoomHealth::Verdict::Healthy);
    health.longestTurn = 3ms;
    QCOMPARE(HealthLine::sentences(health),
             (QStringList{u"The room keeps up with what is going on."_s,
                          u"Messages go out to everyone within 5 ms (99 of 100)."_s,
                          u"Half of them go out within 1 ms."_s,
                          u"31 messages in the last 10 seconds."_s, u"14 connections, none of them behind."_s,
                          u"The longest that everybody had to wait for the room: 3 ms."_s}));
    health.mostWithin = 2500ms;
    health.halfWithin = 250ms;
    health.sessionsBehind = 1;
    health.cutOffLately = 2;
    health.refusalsLately = 1;
    health.messagesLately = 1;
    health.longestTurn = 1200ms;
    QCOMPARE(HealthLine::sentences(health),
             (QStringList{u"The room does not keep up: messages come late."_s,
                          u"A cable in place of Wi-Fi, or closing other programs here, may help."_s,
                          u"Messages go out to everyone within 2.5 s (99 of 100)."_s, u"Half of them go out within 250 ms."_s,
                          u"1 message in the last 10 seconds."_s, u"1 connection behind, of 14."_s,
                          u"2 connections closed because they could not keep up."_s,
                          u"1 request turned down in the last 10 seconds."_s,
                          u"The longest that everybody had to wait for the room: 1.2 s."_s}));
    health.mostWithin = RoomHealth::beyond;
    QVERIFY(HealthLine::sentences(health).contains(u"Messages take more than 10 seconds to go out to everyone."_s));
    RoomHealth unwritten = of(RoomHealth::Verdict::Healthy);
    unwritten.unwritten = 12;
    unwritten.unwrittenFor = 75s;
    QCOMPARE(HealthLine::sentences(unwritten).first(2),
             (QStringList{u"What is said waits to be written down, for 75 s now: nobody sees it before."_s,
                          u"The disk may be full, or busy with something else."_s}));
    unwritten.takesNothingMore = true;
    QVERIFY(HealthLine::sentences(unwritten).at(2).startsWith(u"So much waits that nothing more is taken"_s));
    QCOMPARE(unwritten.verdict(), RoomHealth::Verdict::Struggling);
    QVERIFY(HealthLine::sentences({}).contains(u"Nothing was sent in the last 10 seconds."_s));
}

void tst_HealthLine::aHistoryThatCannotBeSaved()
{
    open();
    const auto *notice = m_application->window().findChild<NoticeBar *>();
    RoomHealth health = of(RoomHealth::Verdict::Healthy);
    m_server->feel(health);
    QVERIFY(!notice->isVisible());
    health.storageTrouble = u"disk full"_s;
    health.unsaved = 3;
    m_server->feel(health);
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->sentence().contains(u"3 lines wait to be saved"_s), qPrintable(notice->sentence()));
    QVERIFY(HealthLine::sentences(health).contains(u"What is said cannot be saved: disk full"_s));
    QVERIFY2(line().text().endsWith(u"Not saving"_s), qPrintable(line().text()));
    health.unsaved = 5;
    m_server->feel(health);
    QVERIFY2(notice->sentence().contains(u"5 lines wait to be saved"_s), qPrintable(notice->sentence()));
    health.neverSaved = 2;
    m_server->feel(health);
    QVERIFY2(notice->sentence().contains(u"2 lines will be missing"_s), qPrintable(notice->sentence()));
    health.storageTrouble.clear();
    health.unsaved = 0;
    m_server->feel(health);
    QVERIFY2(notice->sentence().contains(u"2 lines are missing"_s), qPrintable(notice->sentence()));
    QVERIFY2(line().text().endsWith(u"Healthy"_s), qPrintable(line().text()));
    QVERIFY(HealthLine::sentences(health).contains(u"2 lines could not be saved and will be missing from the history."_s));
    // The next time, those are not counted again; and what has been put away stays away.
    health.storageTrouble = u"disk full"_s;
    health.unsaved = 1;
    m_server->feel(health);
    QVERIFY2(notice->sentence().contains(u"1 line waits"_s), qPrintable(notice->sentence()));
    const_cast<NoticeBar *>(notice)->clear();
    health.unsaved = 2;
    m_server->feel(health);
    QVERIFY(!notice->isVisible());
    health.storageTrouble.clear();
    m_server->feel(health);
    QCOMPARE(notice->sentence(), u"What is said is saved again. Nothing is missing."_s);
}

void tst_HealthLine::whatCannotBeDeleted()
{
    open();
    auto *notice = m_application->window().findChild<NoticeBar *>();
    RoomHealth health = of(RoomHealth::Verdict::Healthy);
    health.undeleted = u"database is locked"_s;
    m_server->feel(health);
    QVERIFY2(notice->sentence().startsWith(u"Something that was to be deleted for good is still there."_s), qPrintable(notice->sentence()));
    QVERIFY(HealthLine::sentences(health).contains(u"What was to be deleted is still there: database is locked"_s));
    QVERIFY(line().toolTip().contains(u"database is locked"_s));
    notice->clear();
    health.messagesLately = 7;
    m_server->feel(health);
    QVERIFY(!notice->isVisible()); // what was put away stays away
    health.undeleted.clear();
    m_server->feel(health);
    QVERIFY(!notice->isVisible());
    QVERIFY(!line().toolTip().contains(u"deleted"_s));
    health.undeleted = u"database is locked"_s;
    m_server->feel(health);
    QVERIFY(notice->isVisible());
    health.undeleted.clear();
    m_server->feel(health);
    QCOMPARE(notice->sentence(), u"What was to be deleted is gone now."_s);
}

void tst_HealthLine::whatIsLeftWhenTheRoomIsClosed()
{
    open();
    const auto *notice = m_application->window().findChild<NoticeBar *>();
    RoomHealth health = of(RoomHealth::Verdict::Healthy);
    health.undeleted = u"database is locked"_s;
    m_server->feel(health);
    QVERIFY(notice->isVisible());
    m_server->become(ServerStatus()); // closed, and all is gone
    QVERIFY(!notice->isVisible());
    open();
    ServerStatus status;
    status.undeleted = u"database is locked"_s;
    m_server->become(status);
    QVERIFY2(notice->sentence().contains(u"the next time that the room is open"_s), qPrintable(notice->sentence()));
}

void tst_HealthLine::whatIsLostWhenTheRoomIsClosed()
{
    open();
    const auto *notice = m_application->window().findChild<NoticeBar *>();
    RoomHealth health = of(RoomHealth::Verdict::Healthy);
    health.storageTrouble = u"disk full"_s;
    health.unsaved = 3;
    m_server->feel(health);
    m_server->become(ServerStatus()); // closed, and at last it could be written
    QVERIFY2(!notice->isVisible(), qPrintable(notice->sentence()));
    open();
    m_server->feel(health);
    ServerStatus status;
    status.neverSaved = 3;
    status.unsavedBecause = u"disk full"_s;
    m_server->become(status);
    const QString lost = u"The room was closed before everything could be saved: 3 lines are missing from the history."_s;
    QCOMPARE(notice->sentence(), lost);
    QVERIFY2(notice->findChild<PlainLabel *>()->toolTip().contains(u"disk full"_s), qPrintable(notice->findChild<PlainLabel *>()->toolTip()));
    open();
    status.undeleted = u"database is locked"_s; // the one does not hide the other
    m_server->become(status);
    QVERIFY2(notice->sentence().startsWith(lost) && notice->sentence().contains(u"that was to be deleted"_s), qPrintable(notice->sentence()));
    QVERIFY(notice->findChild<PlainLabel *>()->toolTip().contains(u"database is locked"_s));
}

/// The window that is closed together with the room stays for it to be read, and goes with the next click; unless there is nobody to read it.
void tst_HealthLine::whatIsLostKeepsTheWindow_data()
{
    QTest::addColumn<bool>("byHand");
    QTest::addColumn<quint64>("neverSaved");
    QTest::addColumn<QString>("undeleted");
    QTest::addColumn<bool>("stays");
    QTest::newRow("lines") << true << quint64(3) << QString() << true;
    QTest::newRow("what was to be deleted") << true << quint64(0) << u"database is locked"_s << true;
    QTest::newRow("nothing") << true << quint64(0) << QString() << false;
    QTest::newRow("the session ends") << false << quint64(3) << QString() << false;
}

void tst_HealthLine::whatIsLostKeepsTheWindow()
{
    QFETCH(const bool, byHand);
    QFETCH(const quint64, neverSaved);
    QFETCH(const QString, undeleted);
    QFETCH(const bool, stays);
    open();
    MainWindow &window = m_application->window();
    if (byHand)
        window.close();
    else
        window.closeWithoutAsking();
    QCOMPARE(m_server->stops, 1);
    ServerStatus status;
    status.neverSaved = neverSaved;
    status.undeleted = undeleted;
    m_server->become(status);
    if (stays) {
        QCoreApplication::processEvents();
        QVERIFY(window.isVisible());
        QVERIFY(window.findChild<NoticeBar *>()->isVisible());
        window.close();
        QCOMPARE(m_server->stops, 1);
    }
    QTRY_VERIFY(!window.isVisible());
}

/// As it is kept when the room is closed, whatever was chosen when it was opened.
void tst_HealthLine::whatWasDamagedGoesWithTheRoom()
{
    const auto *notice = m_application->window().findChild<NoticeBar *>();
    const auto openAndClose = [this](Keeping::Mode opened, Keeping::Mode closed) {
        ServerStatus status;
        status.state = ServerStatus::State::Running;
        status.damagedHistory = u"/data/history.db.damaged-1"_s;
        status.keeping = {opened, 0};
        m_server->become(status);
        ServerStatus over;
        over.keeping = {closed, 0};
        m_server->become(over);
    };
    openAndClose(Keeping::Mode::UntilClosed, Keeping::Mode::UntilClosed);
    QVERIFY2(!notice->isVisible(), qPrintable(notice->sentence()));
    openAndClose(Keeping::Mode::Always, Keeping::Mode::UntilClosed);
    QVERIFY2(!notice->isVisible(), qPrintable(notice->sentence()));
    openAndClose(Keeping::Mode::UntilClosed, Keeping::Mode::Always);
    QVERIFY2(notice->sentence().endsWith(u"the old file is kept as /data/history.db.damaged-1."_s), qPrintable(notice->sentence()));
}

void tst_HealthLine::howLongADamagedHistoryStays()
{
    ServerStatus status;
    status.damagedHistory = u"/data/history.db.damaged-1"_s;
    status.recoveredEvents = 3;
    QVERIFY(HistoryNews::ofDamage(status).endsWith(u"the old file is kept as /data/history.db.damaged-1."_s));
    status.keeping = {Keeping::Mode::Days, 7};
    QVERIFY(HistoryNews::ofDamage(status).endsWith(u"damaged-1. It is deleted after 7 days."_s));
    status.keeping = {Keeping::Mode::UntilClosed, 0};
    QVERIFY(HistoryNews::ofDamage(status).endsWith(u"damaged-1. It is deleted with everything else when the room is closed."_s));
}

void tst_HealthLine::figuresAreAskedForByKeyboard()
{
    open();
    RoomHealth health = of(RoomHealth::Verdict::Busy);
    m_server->feel(health);
    QMenu *menu = line().menu();
    const auto shown = [menu] {
        QStringList texts;
        for (const QLabel *label : menu->findChildren<QLabel *>()) {
            if (label->isVisibleTo(menu))
                texts.append(label->text());
        }
        return texts;
    };
    QVERIFY(line().focusPolicy() & Qt::TabFocus);
    const auto isAllInView = [menu] {
        const QWidget *figures = menu->findChild<QLabel *>()->parentWidget();
        return figures->width() >= figures->sizeHint().width() && figures->height() >= figures->sizeHint().height()
               && menu->rect().contains(figures->geometry());
    };
    bool looked = false;
    QTimer::singleShot(0, menu, [&] {
        QVERIFY(menu->isVisible());
        QCOMPARE(shown().mid(1), HealthLine::sentences(health));
        QVERIFY(isAllInView());
        health.mostWithin = 2500ms; // while it is being read
        health.refusalsLately = health.cutOffLately = 3;
        m_server->feel(health);
        QVERIFY(isAllInView());
        QCOMPARE(shown().mid(1), HealthLine::sentences(health));
        looked = true;
        QTest::keyClick(menu, Qt::Key_Escape);
    });
    QTest::keyClick(&line(), Qt::Key_Space);
    QTRY_VERIFY(looked);
    QTRY_VERIFY(!menu->isVisible());
}

void tst_HealthLine::plainText()
{
    open();
    RoomHealth health = of(RoomHealth::Verdict::Struggling);
    health.sessionsBehind = health.cutOffLately = health.refusalsLately = 3;
    m_server->feel(health);
    QCOMPARE(line().toolTip().split(u'\n'), HealthLine::sentences(health));
    QVERIFY(!Qt::mightBeRichText(line().toolTip()));
    for (const QLabel *label : line().menu()->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(line().accessibleDescription().contains(u"Struggling"_s));
    QVERIFY(!line().accessibleName().isEmpty());
}

void tst_HealthLine::speaksTheLanguageOfTheWindow()
{
    open();
    m_server->feel(of(RoomHealth::Verdict::Healthy));
    QAction *chinese = m_application->window().findChild<QAction *>(u"language-zh_CN"_s);
    chinese->trigger();
    QTRY_VERIFY(!line().text().contains(u"Healthy"_s));
    for (const QString &sentence : line().toolTip().split(u'\n'))
        QVERIFY2(sentence.contains(u'。'), qPrintable(sentence));
}

void tst_HealthLine::figuresAreOpenedInTheSettings()
{
    open();
    QVERIFY(!m_server->started.constLast().metricsOpen);
    m_server->become(ServerStatus::State::Stopped);
    m_application->window().findChild<QAction *>(u"settingsAction"_s)->trigger();
    auto *dialog = m_application->window().findChild<SettingsDialog *>(u"settings"_s);
    QVERIFY(dialog);
    dialog->findChild<QCheckBox *>(u"openMetrics"_s)->click();
    dialog->findChild<QPushButton *>(u"save"_s)->click();
    QVERIFY(m_store->load().openMetrics);
    open();
    QVERIFY(m_server->started.constLast().metricsOpen);
}

void tst_HealthLine::commandLineOpensThemForThisRun()
{
    Overrides overrides;
    overrides.openMetrics = true;
    restart(overrides);
    open();
    QVERIFY(m_server->started.constLast().metricsOpen);
    Settings settings = m_application->window().settings();
    settings.coolingOffSeconds = 300;
    Q_EMIT m_application->window().settingsChanged(settings); // something else is saved
    QCOMPARE(m_store->load().coolingOffSeconds, 300);
    QVERIFY(!m_store->load().openMetrics);
}

QTEST_MAIN(tst_HealthLine)
#include "tst_healthline.moc"
