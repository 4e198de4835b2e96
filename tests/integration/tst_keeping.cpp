// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"
#include "server/storage/sqlitelog.h"
#include "tests/support/historycopy.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/skewedclock.h"
#include "tests/support/testroom.h"

#include <QDirIterator>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

using Mode = Keeping::Mode;

const QString word = u"Donaudampfschiffahrt"_s;
const QString guestName = u"Quastenflosser"_s;
constexpr auto msPerDay = qint64{24} * 60 * 60 * 1000;

/// The files of the folder that hold these bytes.
QStringList filesWith(const QString &folder, const QString &text)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text.toUtf8()))
            found.append(file.fileName());
    }
    return found;
}

bool says(RoomGuest &guest, const QString &text)
{
    return guest.isAnswered(guest.say(text));
}

bool sets(RoomGuest &host, const Keeping &keeping)
{
    static int number = 0;
    const QString id = u"keep%1"_s.arg(++number);
    host.send({id, SetKeeping{keeping}});
    return host.isAnswered(id) && host.acceptance(id);
}

Event said(quint64 seq, const QString &text)
{
    return {seq, QDateTime::currentMSecsSinceEpoch(), Audience::everyone(), Said{UserId{7}, u"Ada"_s, Role::Guest, text, {}}};
}

bool commits(EventLog &log, const QList<Event> &events)
{
    QSignalSpy committed(&log, &EventLog::committed);
    log.append(events);
    return comesTrue([&committed] { return !committed.isEmpty(); });
}

} // namespace

Q_DECLARE_METATYPE(foyer::Keeping)

/// What the host has chosen is what becomes of what is said: in every byte of the data folder.
class tst_Keeping final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overAnOrderedClosing_data()
    {
        QTest::addColumn<Keeping>("keeping");
        QTest::addColumn<bool>("whileOpen");
        QTest::addColumn<bool>("afterwards");
        QTest::newRow("nothing") << Keeping{Mode::Nothing, 0} << false << false;
        QTest::newRow("until closed") << Keeping{Mode::UntilClosed, 0} << true << false;
        QTest::newRow("days") << Keeping{Mode::Days, 7} << true << true;
        QTest::newRow("always") << Keeping{Mode::Always, 0} << true << true;
    }

    void overAnOrderedClosing()
    {
        QFETCH(const Keeping, keeping);
        QFETCH(const bool, whileOpen);
        QFETCH(const bool, afterwards);
        TestRoom room;
        room.keepHistory();
        room.config.keeping = keeping;
        QVERIFY(room.open());
        quint64 last = 0;
        Join device;
        {
            RoomGuest ada(room);
            QVERIFY(ada.comes(guestName) && says(ada, word));
            device = ada.takingUp();
            QVERIFY(ada.isUpToDate());
            last = ada.seqs().constLast();
            for (const QString &text : {word, guestName, u"127.0.0.1"_s})
                QCOMPARE(!filesWith(room.historyFolder(), text).isEmpty(), whileOpen);
            QVERIFY(room.stop() >= 0);
        }
        room.vanish();
        for (const QString &text : {word, guestName, u"127.0.0.1"_s})
            QCOMPARE(!filesWith(room.historyFolder(), text).isEmpty(), afterwards);
        QVERIFY(room.open());
        RoomGuest back(room);
        QVERIFY(back.comes(guestName, device));
        QVERIFY(back.welcome().resumed || !afterwards);
        QVERIFY(back.welcome().room.seq >= last); // nobody is told a number twice
        QVERIFY(back.isUpToDate());
        QCOMPARE(back.heard(), QStringList()); // seen already, or gone
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), afterwards ? QStringList{word} : QStringList());
    }

    void aCrashIsNoClosing()
    {
        TestRoom room;
        room.keepHistory();
        room.config.keeping = {Mode::UntilClosed, 0};
        QVERIFY(room.open());
        {
            RoomGuest ada(room);
            QVERIFY(ada.comes(guestName) && says(ada, word));
            room.vanish();
        }
        QVERIFY(!filesWith(room.historyFolder(), word).isEmpty());
        QVERIFY(room.open());
        {
            RoomGuest bob(room);
            QVERIFY(bob.comes(u"Bob"_s));
            QCOMPARE(bob.heard(), QStringList{word});
            QVERIFY(room.stop() >= 0);
        }
        room.vanish();
        QCOMPARE(filesWith(room.historyFolder(), word), QStringList());
        QCOMPARE(filesWith(room.historyFolder(), guestName), QStringList());
    }

    void changedWhileOpen()
    {
        TestRoom room;
        room.keepHistory();
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(guestName) && says(ada, word));
        QVERIFY(!filesWith(room.historyFolder(), word).isEmpty());
        QVERIFY(sets(host, {Mode::Nothing, 0}));
        QVERIFY(ada.isUpToDate());
        QCOMPARE(ada.events<KeepingChanged>().size(), 1);
        for (const QString &text : {word, guestName, u"127.0.0.1"_s, u"Ms Brandt"_s})
            QVERIFY2(comesTrue([&] { return filesWith(room.historyFolder(), text).isEmpty(); }), qPrintable(text));
        // In memory there is what lost connections need.
        const Join takingUp = ada.takingUp();
        ada.cut();
        QVERIFY(says(host, u"Rindfleischetikettierung"_s));
        RoomGuest back(room);
        QVERIFY(back.comes(guestName, takingUp));
        QVERIFY(back.welcome().resumed);
        QTRY_COMPARE_WITH_TIMEOUT(back.heard(), QStringList{u"Rindfleischetikettierung"_s}, patienceMs);
        QCOMPARE(filesWith(room.historyFolder(), u"Rindfleischetikettierung"_s), QStringList());

        QVERIFY(sets(host, {Mode::Always, 0}));
        QVERIFY(says(host, u"Siebenschläfer"_s));
        HistoryCopy copy(room.historyFolder());
        QCOMPARE(copy.column(u"SELECT kind FROM events ORDER BY seq"_s), (QVariantList{u"keeping"_s, u"said"_s}));
        QCOMPARE(copy.value(u"SELECT count(*) FROM visits"_s), QVariant(0));
        QVERIFY(copy.value(u"SELECT value FROM facts WHERE name = 'last_user'"_s).toInt() >= 2);
        QVERIFY(room.stop() >= 0);
        room.vanish();
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), QStringList{u"Siebenschläfer"_s});
        QVERIFY(bob.user() != host.user() && bob.user() != back.user()); // whoever that was, it was somebody else
    }

    /// Nor does memory give it to anybody any more.
    void whatIsDeletedIsShownToNobody_data()
    {
        QTest::addColumn<bool>("inAFile");
        QTest::newRow("in a file") << true;
        QTest::newRow("in memory") << false;
    }

    void whatIsDeletedIsShownToNobody()
    {
        QFETCH(const bool, inAFile);
        TestRoom room;
        if (inAFile)
            room.keepHistory();
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, word));
        RoomGuest ada(room);
        QVERIFY(ada.comes(guestName) && ada.isUpToDate());
        const Join takingUp = ada.takingUp();
        ada.cut();
        QVERIFY(says(host, word));
        QVERIFY(sets(host, {Mode::Nothing, 0}));
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), QStringList());
        QVERIFY(!bob.welcome().room.moreLines);
        bob.send({u"b"_s, FetchBacklog{bob.welcome().room.seq, 50}});
        QVERIFY(comesTrue([&bob] { return !bob.all<Backlog>().isEmpty(); }));
        for (const Event &event : bob.all<Backlog>().constFirst().events)
            QVERIFY(!std::holds_alternative<Said>(event.body));
        RoomGuest back(room);
        QVERIFY(back.comes(guestName, takingUp) && back.isUpToDate());
        QVERIFY(!back.welcome().resumed && back.welcome().gap);
        QCOMPARE(back.heard(), QStringList());
        QVERIFY(says(host, u"Rindfleischetikettierung"_s));
        RoomGuest carl(room);
        QVERIFY(carl.comes(u"Carl"_s));
        QCOMPARE(carl.heard(), QStringList{u"Rindfleischetikettierung"_s});
    }

    /// Whoever was away for both hears the last word last.
    void changedBetweenTwoLives()
    {
        TestRoom room;
        room.keepHistory();
        QVERIFY(room.open());
        Join takingUp;
        {
            RoomGuest host(room);
            QVERIFY(host.comesAsOperator());
            RoomGuest ada(room);
            QVERIFY(ada.comes(guestName));
            takingUp = ada.takingUp();
            ada.cut();
            QVERIFY(sets(host, {Mode::Days, 30}));
            QVERIFY(room.stop() >= 0);
        }
        room.vanish();
        room.config.keeping = {Mode::UntilClosed, 0};
        QVERIFY(room.open());
        RoomGuest back(room);
        QVERIFY(back.comes(guestName, takingUp));
        QVERIFY(back.welcome().resumed && back.isUpToDate());
        QCOMPARE(back.events<KeepingChanged>().constLast(), (KeepingChanged{{Mode::UntilClosed, 0}, {}}));
        room.vanish();
        QVERIFY(room.open()); // the same once more: nothing to tell
        RoomGuest again(room);
        QVERIFY(again.comes(guestName, takingUp) && again.isUpToDate());
        QCOMPARE(again.events<KeepingChanged>().size(), back.events<KeepingChanged>().size());
    }

    void openedWithNothing()
    {
        TestRoom room;
        room.keepHistory();
        QVERIFY(room.open());
        {
            RoomGuest ada(room);
            QVERIFY(ada.comes(guestName) && says(ada, word));
            QVERIFY(room.stop() >= 0);
        }
        room.vanish();
        room.config.keeping = {Mode::Nothing, 0};
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), QStringList());
        QVERIFY(!bob.welcome().room.moreLines);
        QVERIFY(comesTrue([&] { return filesWith(room.historyFolder(), word).isEmpty(); }));
        QVERIFY(comesTrue([&] { return filesWith(room.historyFolder(), guestName).isEmpty(); }));
    }

    void whatIsOlderGoes()
    {
        TestRoom room;
        room.keepHistory();
        room.config.keeping = {Mode::Days, 7};
        auto clock = std::make_unique<SkewedClock>();
        clock->setWall(-8 * msPerDay);
        room.clock = std::move(clock);
        QVERIFY(room.open());
        {
            RoomGuest ada(room);
            QVERIFY(ada.comes(guestName) && says(ada, word));
            QVERIFY(room.stop() >= 0);
        }
        room.vanish();
        QVERIFY(!filesWith(room.historyFolder(), word).isEmpty());
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), QStringList());
        bob.send({u"b"_s, FetchBacklog{bob.welcome().room.seq, 50}});
        QVERIFY(comesTrue([&bob] { return !bob.all<Backlog>().isEmpty(); }));
        QCOMPARE(bob.all<Backlog>().constFirst().events, QList<Event>());
        QVERIFY(comesTrue([&] { return filesWith(room.historyFolder(), word).isEmpty(); }));
    }

    /// Not in the welcome either, of a room that has been open all the time.
    void whatIsOlderIsNotShown()
    {
        TestRoom room;
        room.config.keeping = {Mode::Days, 7};
        auto owned = std::make_unique<SkewedClock>();
        SkewedClock *clock = owned.get();
        room.clock = std::move(owned);
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(guestName) && says(ada, word));
        clock->setWall(8 * msPerDay);
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), QStringList());
        QVERIFY(!bob.welcome().room.moreLines);
    }

    void numbersDoNotGoBackAfterACrash()
    {
        QTemporaryDir folder;
        SqliteLog::Options options{folder.path(), DeviceTokens(QByteArray(32, 'k'))};
        options.keeping = {Mode::Nothing, 0};
        auto opened = SqliteLog::open(options, 1'790'000'000'000);
        QVERIFY(bool(opened));
        const std::unique_ptr<EventLog> log = opened.takeValue();
        const auto append = [&log](const QList<Event> &events) {
            QSignalSpy committed(log.get(), &EventLog::committed);
            log->append(events);
            return comesTrue([&committed] { return !committed.isEmpty(); });
        };
        quint64 seq = 0;
        for (int batch = 0; batch < 30; ++batch) {
            QList<Event> events;
            for (int i = 0; i < 100; ++i) {
                ++seq;
                events.append({seq, 1'790'000'000'000, Audience::everyone(), Said{UserId{7}, guestName, Role::Guest, word, {}}});
            }
            QVERIFY(append(events));
            if (batch % 7 > 0)
                continue;
            // As a crash leaves it.
            HistoryCopy copy(folder.path());
            QVERIFY(copy.value(u"SELECT value FROM facts WHERE name = 'next_seq'"_s).toULongLong() > seq);
            QCOMPARE(copy.value(u"SELECT count(*) FROM events"_s), QVariant(0));
        }
        QCOMPARE(log->nextSeq(), seq + 1);
        QCOMPARE(log->oldestSeq(), seq + 1 - static_cast<quint64>(options.inMemoryAlone));
        QCOMPARE(filesWith(folder.path(), word), QStringList());
    }

    /// Both within what one batch has: nobody had a chance to do anything in between.
    void nothingAndKeptInOneBatch()
    {
        QTemporaryDir folder;
        SqliteLog::Options options{folder.path(), DeviceTokens(QByteArray(32, 'k'))};
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        {
            auto opened = SqliteLog::open(options, nowMs);
            QVERIFY(bool(opened));
            const std::unique_ptr<EventLog> log = opened.takeValue();
            QVERIFY(commits(*log, {said(1, word)}));
            QVERIFY(commits(*log, {{2, nowMs, Audience::everyone(), KeepingChanged{{Mode::Nothing, 0}, {}}},
                                   {3, nowMs, Audience::everyone(), KeepingChanged{{Mode::Always, 0}, {}}},
                                   said(4, guestName)}));
            QVERIFY(comesTrue([&] { return filesWith(folder.path(), word).isEmpty(); }));
        }
        QVERIFY(!filesWith(folder.path(), guestName).isEmpty());
        auto opened = SqliteLog::open(options, nowMs);
        QVERIFY(bool(opened));
        QCOMPARE((*opened)->past().latest.constLast().seq, 4U);
        QCOMPARE((*opened)->oldestSeq(), 3U);
    }

    /// Somebody else has the file while everything is to be deleted, and the host thinks better of it before it could be.
    void whatCouldNotBeDeletedGoesLater()
    {
        QTemporaryDir folder;
        SqliteLog::Options options{folder.path(), DeviceTokens(QByteArray(32, 'k'))};
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        {
            auto opened = SqliteLog::open(options, nowMs);
            QVERIFY(bool(opened));
            const std::unique_ptr<EventLog> log = opened.takeValue();
            QVERIFY(commits(*log, {said(1, word)}));
            {
                QSignalSpy trouble(log.get(), &EventLog::troubleChanged);
                HistoryConnection other(folder.filePath(u"history.db"_s), HistoryConnection::Access::Write);
                QVERIFY(QSqlQuery(other.database()).exec(u"BEGIN IMMEDIATE"_s));
                log->append({{2, nowMs, Audience::everyone(), KeepingChanged{{Mode::Nothing, 0}, {}}}});
                QVERIFY(comesTrue([&trouble] { return !trouble.isEmpty(); }));
                QTest::qWait(2 * HistoryConnection::busyTimeoutMs);
                QVERIFY(QSqlQuery(other.database()).exec(u"ROLLBACK"_s));
            }
            QVERIFY(commits(*log, {{3, nowMs, Audience::everyone(), KeepingChanged{{Mode::Always, 0}, {}}}, said(4, guestName)}));
            QVERIFY(comesTrue([&] { return filesWith(folder.path(), word).isEmpty(); }));
        }
        QVERIFY(!filesWith(folder.path(), guestName).isEmpty());
        auto opened = SqliteLog::open(options, nowMs);
        QVERIFY(bool(opened));
        QCOMPARE((*opened)->oldestSeq(), 3U);
    }

    /// It goes when there is time, but nobody is given it any more.
    void whatIsOlderIsNotReadEither()
    {
        QTemporaryDir folder;
        SqliteLog::Options options{folder.path(), DeviceTokens(QByteArray(32, 'k'))};
        options.inMemory = 10;
        const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
        {
            auto opened = SqliteLog::open(options, nowMs);
            QVERIFY(bool(opened));
            const std::unique_ptr<EventLog> log = opened.takeValue();
            QList<Event> events;
            for (quint64 seq = 1; seq <= 40; ++seq) {
                events.append(said(seq, word));
                events.last().atMs = nowMs - (seq <= 20 ? 8 : 1) * msPerDay;
            }
            QVERIFY(commits(*log, events));
        }
        options.keeping = {Mode::Days, 7};
        auto opened = SqliteLog::open(options, nowMs);
        QVERIFY(bool(opened));
        QObject context;
        std::optional<EventLog::Page> page;
        (*opened)->readBefore(1000, 100, 1 << 20, {}, &context, [&page](const EventLog::Page &read) { page = read; });
        QVERIFY(comesTrue([&page] { return page.has_value(); }));
        QCOMPARE(page->events.size(), 20);
        QCOMPARE(page->events.constFirst().seq, 21U);
        QVERIFY(!page->more);
    }

    /// The real program, killed, with everything in its folder: the log file, too.
    void theProgramIsKilled()
    {
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
        QTemporaryDir folder;
        QProcess program;
        const auto end = qScopeGuard([&program] {
            program.kill();
            program.waitForFinished(patienceMs);
        });
        quint16 port = 0;
        const auto open = [&] {
            program.setProgram(qEnvironmentVariable("FOYER_EXECUTABLE"));
            program.setArguments({u"--headless"_s, u"--bind"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(port), u"--data-dir"_s, folder.path(),
                                  u"--keep"_s, u"nothing"_s, u"--log"_s, u"all"_s});
            program.start();
            while (!program.canReadLine()) {
                if (!program.waitForReadyRead(patienceMs))
                    return false;
            }
            port = static_cast<quint16>(QUrl(QString::fromUtf8(program.readLine()).trimmed().section(u' ', -1)).port());
            return port > 0;
        };
        quint64 last = 0;
        for (int round = 0; round < 3; ++round) {
            QVERIFY(open());
            RoomGuest ada(QUrl(u"ws://127.0.0.1:%1/room"_s.arg(port)));
            QVERIFY(ada.comes(guestName));
            QVERIFY(ada.welcome().room.seq > last);
            QCOMPARE(ada.heard(), QStringList());
            QVERIFY(says(ada, word));
            QVERIFY(ada.isUpToDate());
            last = ada.seqs().constLast();
            program.kill();
            QVERIFY(program.waitForFinished(patienceMs));
            program.readAll();
            for (const QString &text : {word, guestName, u"127.0.0.1"_s})
                QCOMPARE(filesWith(folder.path(), text), QStringList());
        }
        QVERIFY(!filesWith(folder.path(), u"joined, session"_s).isEmpty()); // it was logged indeed, by number
    }

    /// What the log had until then was allowed to be there; from then on it is as with everything else.
    void theLogBeginsAnew()
    {
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"log"_s));
        QFile earlier(folder.filePath(u"log/foyer.1.log"_s));
        QVERIFY(earlier.open(QIODevice::WriteOnly) && earlier.write("accepted 127.0.0.1 port 5\n") > 0);
        earlier.close();
        QProcess program;
        const auto end = qScopeGuard([&program] {
            program.kill();
            program.waitForFinished(patienceMs);
        });
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"FOYER_OPERATOR_SECRET"_s, u"opensesame"_s);
        environment.remove(u"QT_LOGGING_RULES"_s);
        program.setProcessEnvironment(environment);
        program.start(qEnvironmentVariable("FOYER_EXECUTABLE"), {u"--headless"_s, u"--bind"_s, u"127.0.0.1"_s, u"--port"_s, u"0"_s, u"--data-dir"_s,
                                                                 folder.path(), u"--log"_s, u"all"_s});
        while (!program.canReadLine())
            QVERIFY(program.waitForReadyRead(patienceMs));
        const int port = QUrl(QString::fromUtf8(program.readLine()).trimmed().section(u' ', -1)).port();
        const QUrl url(u"ws://127.0.0.1:%1/room"_s.arg(port));
        RoomGuest host(url);
        Join asHost;
        asHost.operatorSecret = u"opensesame"_s;
        QVERIFY(host.comes(u"Ms Brandt"_s, asHost));
        QVERIFY(filesWith(folder.path(), u"127.0.0.1"_s).contains(folder.filePath(u"log/foyer.log"_s)));
        QVERIFY(sets(host, {Mode::Nothing, 0}));
        QVERIFY(comesTrue([&] { return filesWith(folder.path(), u"127.0.0.1"_s).isEmpty(); }));
        RoomGuest ada(url);
        QVERIFY(ada.comes(guestName) && says(ada, word));
        QVERIFY(!filesWith(folder.path(), u"is \"[address]\" port"_s).isEmpty());
        for (const QString &text : {word, guestName, u"127.0.0.1"_s})
            QCOMPARE(filesWith(folder.path(), text), QStringList());
    }

    void forgottenWithoutARoom()
    {
        TestRoom room;
        room.keepHistory();
        QVERIFY(room.open());
        {
            RoomGuest ada(room);
            QVERIFY(ada.comes(guestName) && says(ada, word));
            QCOMPARE(historyfile::forgetAll(room.historyFolder()), room.historyFolder()); // somebody works with it
            QVERIFY(room.stop() >= 0);
        }
        room.vanish();
        QVERIFY(!filesWith(room.historyFolder(), word).isEmpty());
        QCOMPARE(historyfile::forgetAll(room.historyFolder()), QString());
        QCOMPARE(filesWith(room.historyFolder(), word), QStringList());
        QCOMPARE(filesWith(room.historyFolder(), guestName), QStringList());
    }
};

QTEST_GUILESS_MAIN(tst_Keeping)
#include "tst_keeping.moc"
