// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/historythread.h"
#include "server/engine/serverthread.h"
#include "server/storage/historyconnection.h"
#include "tests/support/historyondisk.h"
#include "tests/support/patience.h"
#include "tests/support/testroom.h"

#include <QDateTime>
#include <QFile>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

using Mode = Keeping::Mode;
using State = ServerStatus::State;

namespace {

constexpr qint64 msPerDay = qint64{24} * 60 * 60 * 1000;

/// Has the history file for itself, as long as it lives.
class Hold final
{
public:
    explicit Hold(const QString &folder) : m_connection(folder + u"/history.db"_s, HistoryConnection::Access::Write)
    {
        m_isHeld = QSqlQuery(m_connection.database()).exec(u"BEGIN IMMEDIATE"_s);
    }
    ~Hold() { QSqlQuery(m_connection.database()).exec(u"ROLLBACK"_s); }
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    HistoryConnection m_connection;
    bool m_isHeld = false;
};

bool write(const QString &path, qint64 ageMs)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write("needle") == 6 && file.flush()
           && file.setFileTime(QDateTime::currentDateTime().addMSecs(-ageMs), QFileDevice::FileModificationTime);
}

bool comesTo(const ServerControl &server, ServerStatus::State state)
{
    return comesTrue([&server, state] { return server.status().state == state; });
}

ServerConfig keeping(const QTemporaryDir &folder, Keeping::Mode mode)
{
    ServerConfig config = TestRoom::testConfig();
    config.historyFolder = folder.path();
    config.keeping = {mode, 0};
    return config;
}

} // namespace

Q_DECLARE_METATYPE(foyer::Keeping)

/// What is to be deleted is; and where it cannot be, the host is told.
class tst_Deleting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Beside the file: of damaged ones, and of before an update.
    void copiesGoWithWhatIsKept_data()
    {
        QTest::addColumn<Keeping>("keeping");
        QTest::addColumn<bool>("oldWhileOpen");
        QTest::addColumn<bool>("freshWhileOpen");
        QTest::addColumn<bool>("afterwards");
        QTest::newRow("nothing") << Keeping{Mode::Nothing, 0} << false << false << false;
        QTest::newRow("until closed") << Keeping{Mode::UntilClosed, 0} << true << true << false;
        QTest::newRow("days") << Keeping{Mode::Days, 7} << false << true << true;
        QTest::newRow("always") << Keeping{Mode::Always, 0} << true << true << true;
    }

    void copiesGoWithWhatIsKept()
    {
        QFETCH(const Keeping, keeping);
        QFETCH(const bool, oldWhileOpen);
        QFETCH(const bool, freshWhileOpen);
        QFETCH(const bool, afterwards);
        TestRoom room;
        room.keepHistory();
        room.config.keeping = keeping;
        const QString old = room.historyFolder() + u"/history.db.damaged-20260101-000000000"_s;
        const QString fresh = room.historyFolder() + u"/history.db.v1"_s;
        QVERIFY(write(old, 8 * msPerDay) && write(fresh, msPerDay));
        QVERIFY(room.open());
        QVERIFY(comesTrue([&] { return QFile::exists(old) == oldWhileOpen && QFile::exists(fresh) == freshWhileOpen; }));
        QVERIFY(room.stop() >= 0);
        room.vanish();
        QCOMPARE(QFile::exists(fresh), afterwards);
        QCOMPARE(QFile::exists(old), afterwards && oldWhileOpen);
    }

    void theHostIsToldWhileTheRoomIsOpen()
    {
        QTemporaryDir folder;
        ServerThread server;
        QSignalSpy healths(&server, &ServerControl::healthChanged);
        QSignalSpy shortened(&server, &ServerControl::historyShortened);
        ServerConfig config = TestRoom::testConfig();
        config.historyFolder = folder.path();
        server.start(config);
        QVERIFY(comesTrue([&server] { return server.status().state == State::Running; }));
        const auto undeleted = [&healths] { return healths.isEmpty() ? QString() : healths.constLast()[0].value<RoomHealth>().undeleted; };
        {
            const Hold hold(folder.path());
            QVERIFY(hold.isHeld());
            server.submit({u"n"_s, SetKeeping{{Mode::Nothing, 0}}});
            QVERIFY(comesTrue([&] { return !undeleted().isEmpty(); }));
            QVERIFY2(undeleted().contains(u"locked"_s), qPrintable(undeleted()));
        }
        QVERIFY(shortened.isEmpty());
        server.submit({u"a"_s, SetKeeping{{Mode::Always, 0}}}); // it goes all the same, and now
        QVERIFY(comesTrue([&] { return undeleted().isEmpty(); }));
    }

    void theHostIsToldWhenTheRoomIsClosed()
    {
        QTemporaryDir folder;
        ServerThread server;
        QSignalSpy shortened(&server, &ServerControl::historyShortened);
        const ServerConfig config = keeping(folder, Mode::UntilClosed);
        server.start(config);
        QVERIFY(comesTo(server, State::Running));
        QCOMPARE(server.status().keeping, config.keeping);
        {
            const Hold hold(folder.path());
            QVERIFY(hold.isHeld());
            server.stop();
            QVERIFY(comesTo(server, State::Stopped));
            QVERIFY2(server.status().undeleted.contains(u"locked"_s), qPrintable(server.status().undeleted));
        }
        server.start(config);
        QVERIFY(comesTo(server, State::Running));
        shortened.clear();
        server.stop();
        QVERIFY(comesTo(server, State::Stopped));
        QCOMPARE(server.status().undeleted, QString());
        QVERIFY(comesTrue([&shortened] { return !shortened.isEmpty(); }));
    }

    void whatCouldNotBeSavedIsToldWhenTheRoomIsClosed()
    {
        QTemporaryDir folder;
        ServerThread server;
        const ServerConfig config = keeping(folder, Mode::Always);
        server.start(config);
        QVERIFY(comesTo(server, State::Running));
        const Hold hold(folder.path());
        QVERIFY(hold.isHeld());
        server.submit({u"r"_s, RenameRoom{u"Class 8"_s}});
        server.submit({u"k"_s, SetKeeping{{Mode::Days, 7}}});
        server.stop();
        QVERIFY(comesTo(server, State::Stopped));
        QCOMPARE(server.status().neverSaved, 2u);
        QVERIFY2(server.status().unsavedBecause.contains(u"locked"_s), qPrintable(server.status().unsavedBecause));
        QCOMPARE(server.status().keeping, (Keeping{Mode::Days, 7}));
    }

    /// As it stands at the foot of the window.
    void theHostsCountOfMessagesFollows()
    {
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        HistoryOnDisk history;
        history.write({HistoryOnDisk::said(1, u"old"_s, u"Ada"_s, UserId{3}, {}, nowMs - 9 * msPerDay),
                       HistoryOnDisk::said(2, u"old"_s, u"Ada"_s, UserId{3}, {}, nowMs - 8 * msPerDay),
                       HistoryOnDisk::said(3, u"new"_s, u"Ada"_s, UserId{3}, {}, nowMs - msPerDay)});
        history.close();
        ServerConfig config = TestRoom::testConfig();
        config.historyFolder = history.folder();
        config.keeping = {Mode::Days, 7};
        for (int life = 1; life <= 2; ++life) {
            ServerThread server;
            QSignalSpy opened(&server, &ServerControl::roomOpened);
            quint64 deleted = 0;
            connect(&server, &ServerControl::historyShortened, this, [&deleted](quint64 messages) { deleted += messages; });
            server.start(config);
            QVERIFY(comesTrue([&] { return opened.size() == 1; }));
            const quint64 counted = opened[0][0].value<RoomSnapshot>().messages;
            QCOMPARE(counted, life == 1 ? 3u : 1u);
            QVERIFY(comesTrue([&] { return counted - deleted == 1; }));
            server.stop();
            QVERIFY(comesTo(server, State::Stopped));
            QCOMPARE(counted - deleted, 1u);
        }
    }

    void withoutARoom()
    {
        HistoryOnDisk history;
        history.say(u"needle"_s);
        history.close();
        HistoryThread thread(history.folder());
        QSignalSpy found(&thread, &HistoryControl::found);
        QSignalSpy forgotten(&thread, &HistoryControl::forgotten);
        thread.search({});
        {
            const Hold hold(history.folder());
            QVERIFY(hold.isHeld());
            thread.forget();
            QVERIFY(comesTrue([&forgotten] { return forgotten.size() == 1; }));
            QVERIFY(!forgotten[0][0].toString().isEmpty());
        }
        QVERIFY(history.holds("needle"));
        QCOMPARE(found[0][1].value<HistoryHits>().lines.size(), 1);
        thread.forget();
        thread.search({});
        QVERIFY(comesTrue([&found] { return found.size() == 2; }));
        QCOMPARE(forgotten.size(), 2);
        QCOMPARE(forgotten[1][0].toString(), QString());
        QCOMPARE(found[1][1].value<HistoryHits>().lines.size(), 0);
        QVERIFY(!history.holds("needle"));
    }

    /// Whoever asked for it may be gone before it has begun.
    void whatWasBegunIsCarriedOut()
    {
        HistoryOnDisk history;
        history.say(u"needle"_s);
        history.close();
        {
            HistoryThread thread(history.folder());
            thread.takeAttendance({});
            thread.search({});
            thread.forget();
        }
        QVERIFY(!history.holds("needle"));
    }

    void whereThereIsNothing()
    {
        QTemporaryDir folder;
        HistoryThread thread(folder.path());
        QSignalSpy forgotten(&thread, &HistoryControl::forgotten);
        thread.forget();
        QVERIFY(comesTrue([&forgotten] { return forgotten.size() == 1; }));
        QCOMPARE(forgotten[0][0].toString(), QString());
        QVERIFY(!QFile::exists(folder.filePath(u"history.db"_s)));
    }
};

QTEST_GUILESS_MAIN(tst_Deleting)
#include "tst_deleting.moc"
