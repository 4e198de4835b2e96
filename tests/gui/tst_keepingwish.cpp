// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/settingsstore.h"
#include "server/storage/historyconnection.h"
#include "tests/support/fakeservercontrol.h"
#include "tests/support/historyondisk.h"
#include "tests/support/patience.h"
#include "ui/views/noticebar.h"

#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

using State = ServerStatus::State;

/// The host chooses that nothing is kept, and the room is in whatever state it is.
class tst_KeepingWish : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theWindowIsNotHeldUp();
    void theRoomOpensWhenAllIsDeleted();
    void theWindowIsClosedMeanwhile();
    void whatCannotBeDeletedIsSaid();
    void aRoomThatIsOpenLooksAfterItself();
    void whileTheRoomOpens();
    void thoughtBetterOfWhileTheRoomOpens();
    void aRoomThatCouldNotBeOpened();
    void whileTheRoomCloses();

private:
    void choose(const Keeping &keeping);
    [[nodiscard]] bool holds() const { return m_history->holds("needle"); }
    [[nodiscard]] QList<Keeping> submitted() const;
    [[nodiscard]] NoticeBar *notice() const { return m_application->window().findChild<NoticeBar *>(); }

    std::unique_ptr<HistoryOnDisk> m_history;
    std::unique_ptr<SettingsStore> m_store;
    std::unique_ptr<FakeServerControl> m_server;
    std::unique_ptr<Application> m_application;
};

void tst_KeepingWish::init()
{
    QApplication::setQuitOnLastWindowClosed(false);
    m_history = std::make_unique<HistoryOnDisk>();
    m_history->say(u"needle"_s);
    m_history->close();
    QVERIFY(holds());
    m_store = std::make_unique<SettingsStore>(m_history->folder());
    m_server = std::make_unique<FakeServerControl>();
    Overrides overrides;
    overrides.language = u"en"_s;
    m_application = std::make_unique<Application>(*m_server, *m_store, overrides);
    m_application->show();
}

void tst_KeepingWish::cleanup()
{
    m_application.reset();
    m_server.reset();
}

/// As the window does when the person has agreed to it.
void tst_KeepingWish::choose(const Keeping &keeping)
{
    Settings settings = m_application->window().settings();
    settings.keeping = keeping;
    m_application->window().setSettings(settings);
    Q_EMIT m_application->window().settingsChanged(settings);
}

QList<Keeping> tst_KeepingWish::submitted() const
{
    QList<Keeping> all;
    for (const Command &command : m_server->submitted) {
        if (const auto *set = std::get_if<SetKeeping>(&command.body))
            all.append(set->keeping);
    }
    return all;
}

/// Deleting waits here for somebody who has the file; and the window goes on.
void tst_KeepingWish::theWindowIsNotHeldUp()
{
    {
        HistoryConnection other(m_history->file(), HistoryConnection::Access::Write);
        QVERIFY(QSqlQuery(other.database()).exec(u"BEGIN IMMEDIATE"_s));
        choose({Keeping::Mode::Nothing, 0});
        QVERIFY(QSqlQuery(other.database()).exec(u"ROLLBACK"_s));
    }
    QVERIFY(comesTrue([this] { return !holds(); }));
    QVERIFY(!notice()->isVisible());
}

void tst_KeepingWish::theRoomOpensWhenAllIsDeleted()
{
    choose({Keeping::Mode::Nothing, 0});
    m_application->startRoom();
    QCOMPARE(m_server->started.size(), 0);
    QVERIFY2(notice()->sentence().contains(u"is being deleted"_s), qPrintable(notice()->sentence()));
    QVERIFY(comesTrue([this] { return m_server->started.size() == 1; }));
    QVERIFY(!holds());
    m_server->open();
    QVERIFY(!notice()->isVisible());
    QCOMPARE(submitted(), QList<Keeping>());
}

void tst_KeepingWish::theWindowIsClosedMeanwhile()
{
    choose({Keeping::Mode::Nothing, 0});
    m_application->startRoom();
    m_application->window().close();
    m_application.reset();
    QVERIFY(!holds());
    QCOMPARE(m_server->started.size(), 0);
}

void tst_KeepingWish::whatCannotBeDeletedIsSaid()
{
    HistoryConnection other(m_history->file(), HistoryConnection::Access::Write);
    QVERIFY(QSqlQuery(other.database()).exec(u"BEGIN IMMEDIATE"_s));
    choose({Keeping::Mode::Nothing, 0});
    QVERIFY(comesTrue([this] { return notice()->isVisible(); }));
    QVERIFY2(notice()->sentence().contains(u"could not be deleted"_s), qPrintable(notice()->sentence()));
    QVERIFY(holds());
}

/// The window tells it.
void tst_KeepingWish::aRoomThatIsOpenLooksAfterItself()
{
    m_application->startRoom();
    m_server->open();
    choose({Keeping::Mode::Nothing, 0});
    m_server->become(State::Stopped);
    QCOMPARE(submitted(), QList<Keeping>());
    m_application.reset();
    QVERIFY(holds());
}

void tst_KeepingWish::whileTheRoomOpens()
{
    m_application->startRoom();
    choose({Keeping::Mode::Nothing, 0});
    QCOMPARE(submitted(), QList<Keeping>());
    m_server->open();
    QCOMPARE(submitted(), (QList<Keeping>{{Keeping::Mode::Nothing, 0}}));
    m_server->become(State::Stopped);
    m_application->startRoom();
    choose({Keeping::Mode::Days, 3}); // what deletes nothing is not forgotten either
    m_server->open();
    QCOMPARE(submitted(), (QList<Keeping>{{Keeping::Mode::Nothing, 0}, {Keeping::Mode::Days, 3}}));
    m_application.reset();
    QVERIFY(holds()); // the room would have done it
}

void tst_KeepingWish::thoughtBetterOfWhileTheRoomOpens()
{
    m_application->startRoom();
    choose({Keeping::Mode::Nothing, 0});
    choose({Keeping::Mode::Always, 0});
    m_server->open();
    QCOMPARE(submitted(), (QList<Keeping>{{Keeping::Mode::Nothing, 0}, {Keeping::Mode::Always, 0}}));
}

void tst_KeepingWish::aRoomThatCouldNotBeOpened()
{
    m_application->startRoom();
    choose({Keeping::Mode::Nothing, 0});
    QVERIFY(holds());
    m_server->become(State::Failed);
    QVERIFY(comesTrue([this] { return !holds(); }));
    m_application->startRoom();
    m_server->open();
    QCOMPARE(submitted(), QList<Keeping>());
}

void tst_KeepingWish::whileTheRoomCloses()
{
    m_application->startRoom();
    m_server->open();
    m_server->stop();
    choose({Keeping::Mode::Nothing, 0});
    QVERIFY(holds());
    m_server->become(State::Stopped);
    QVERIFY(comesTrue([this] { return !holds(); }));
    QCOMPARE(submitted(), QList<Keeping>());
}

QTEST_MAIN(tst_KeepingWish)
#include "tst_keepingwish.moc"
