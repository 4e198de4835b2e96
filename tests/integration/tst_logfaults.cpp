// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historyfile.h"
#include "tests/support/logtest.h"
#include "tests/support/patience.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTest>

#include <unistd.h>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

constexpr uid_t nobody = 65534;

} // namespace

/// The log that keeps every line, where it cannot.
class tst_LogFaults final : public LogTest
{
    Q_OBJECT

private:
    /// 50 lines came: 30 are held, 20 were too many.
    void openOnAFullDisk()
    {
        m_held.events = 30;
        QVERIFY(open());
        letFilesGrowTo(rlim_t(1));
        for (quint64 seq = 1; seq <= 50; ++seq)
            append({said(seq, u"line %1"_s.arg(seq), u"c%1"_s.arg(seq))});
        QVERIFY(comesTrue([this] { return m_log->trouble().dropped == 20; }));
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aFullDiskStopsNobody()
    {
        m_inMemory = 10;
        QVERIFY(open());
        append(lines(1, 100));
        letFilesGrowTo(rlim_t(1));
        QSignalSpy trouble(m_log.get(), &EventLog::troubleChanged);
        for (quint64 seq = 101; seq <= 200; ++seq)
            append({said(seq, u"line %1"_s.arg(seq), u"c%1"_s.arg(seq))});
        QVERIFY(comesTrue([this] { return m_log->trouble().held == 100; }));
        QVERIFY(!m_log->trouble().detail.isEmpty());
        QVERIFY(!trouble.isEmpty());
        QCOMPARE(m_log->trouble().dropped, 0);
        QCOMPARE(allAfter(0), lines(1, 200)); // all of it can be read meanwhile
        letFilesGrowTo(RLIM_INFINITY);
        QVERIFY(comesTrue([this] { return m_log->trouble().detail.isEmpty(); }));
        QCOMPARE(m_log->trouble().held, 0);
        m_log.reset();
        QVERIFY(open());
        QCOMPARE(allAfter(0), lines(1, 200));
    }

    /// Neither the history nor an earlier copy of it is lost, and no half of one lies about.
    void anUpdateWithoutRoomForTheCopyIsNotMade()
    {
        const QString old = QStringLiteral(FOYER_SOURCE_DIR "/tests/fixtures/history/history-v1.db");
        const QString copy = path() + u".v1"_s;
        QVERIFY(QFile::copy(old, path()));
        QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        const qint64 size = QFileInfo(path()).size();
        QFile earlier(copy);
        QVERIFY(earlier.open(QIODevice::WriteOnly) && earlier.write("earlier") == 7);
        earlier.close();
        letFilesGrowTo(size / 2);
        {
            const auto opened = historyfile::open(m_folder->path());
            QVERIFY(opened.hasValue());
            QVERIFY(!(*opened)->isWritable);
        }
        QCOMPARE(QFileInfo(copy).size(), 7);
        QCOMPARE(QDir(m_folder->path()).entryList({u"*.v1*"_s}).size(), 1);
        letFilesGrowTo(RLIM_INFINITY);
        QVERIFY(open());
        QVERIFY(QFileInfo(copy).size() > 7);
        QCOMPARE(QDir(m_folder->path()).entryList({u"*.v1*"_s}).size(), 1);
        QVERIFY(!m_log->past().latest.isEmpty());
    }

    void whatIsTooMuchToHoldIsCounted()
    {
        openOnAFullDisk();
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(m_log->trouble().held, 30);
        letFilesGrowTo(RLIM_INFINITY);
        QVERIFY(comesTrue([this] { return m_log->trouble().held == 0; }));
        QCOMPARE(m_log->trouble().dropped, 20);
        append({said(51, u"line 51"_s, u"c51"_s)});
        m_log.reset();
        QVERIFY(open());
        QCOMPARE(allAfter(0), lines(1, 30) + lines(51, 51));
    }

    void numbersOfWhatIsDroppedAreNotGivenOutAgain_data()
    {
        QTest::addColumn<int>("held");
        QTest::newRow("beside what is held") << 3;
        QTest::newRow("nothing is held") << 0;
    }

    void numbersOfWhatIsDroppedAreNotGivenOutAgain()
    {
        QFETCH(const int, held);
        m_held.events = held;
        QVERIFY(open());
        letFilesGrowTo(rlim_t(1));
        append(lines(1, 3));
        const Member newcomer{UserId{500}, u"Eve"_s, Role::Guest, ConnectionKind::Browser, now, false, {}, 0};
        append({{4, now, Audience::everyone(), Joined{newcomer, 1}}});
        append({{5, now, Audience::atLeast(Role::Operator), Kicked{UserId{500}, {}, {CoolingId{70}, u"Eve"_s, {}, {}, 0, {}}}}});
        const quint64 dropped = held > 0 ? 2 : 5;
        QVERIFY(comesTrue([&] { return m_log->trouble().dropped == dropped; }));
        letFilesGrowTo(RLIM_INFINITY);
        QVERIFY(comesTrue([this] { return m_log->trouble().detail.isEmpty(); }));
        m_log.reset();
        QVERIFY(open());
        QCOMPARE(allAfter(0), lines(1, held > 0 ? 3 : 0));
        QCOMPARE(m_log->past().lastUser, UserId{500});
        QCOMPARE(m_log->past().lastCooling, CoolingId{70});
        QVERIFY(m_log->nextSeq() > 5);
    }

    void whatCouldNotBeSavedIsToldAtTheEnd_data()
    {
        QTest::addColumn<Keeping::Mode>("mode");
        QTest::addColumn<bool>("isSaved");
        QTest::addColumn<quint32>("held");
        QTest::addColumn<quint64>("dropped");
        QTest::newRow("to be kept") << Keeping::Mode::Always << false << quint32(30) << quint64(20);
        QTest::newRow("saved at last") << Keeping::Mode::Always << true << quint32(0) << quint64(20);
        QTest::newRow("to be deleted") << Keeping::Mode::UntilClosed << true << quint32(0) << quint64(0);
        QTest::newRow("deleted already") << Keeping::Mode::Nothing << true << quint32(0) << quint64(0);
    }

    void whatCouldNotBeSavedIsToldAtTheEnd()
    {
        QFETCH(const Keeping::Mode, mode);
        QFETCH(const bool, isSaved);
        openOnAFullDisk();
        if (QTest::currentTestFailed())
            return;
        if (isSaved)
            letFilesGrowTo(RLIM_INFINITY);
        if (mode != Keeping::Mode::Always)
            append({Event{51, now, {}, KeepingChanged{{mode, 0}, {}}}});
        LogTrouble last;
        connect(m_log.get(), &EventLog::ended, this, [&last](const LogTrouble &told) { last = told; });
        m_log->close();
        m_log.reset();
        QTEST(last.held, "held");
        QTEST(last.dropped, "dropped");
        QCOMPARE(last.detail.isEmpty(), isSaved);
        QVERIFY2(last.undeleted.isEmpty(), qPrintable(last.undeleted));
    }

    /// Nobody can write there, root neither.
    void aFolderThatCannotBe()
    {
        QFile file(m_folder->path() + u"/file"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        auto log = SqliteLog::open({m_folder->path() + u"/file/data"_s, DeviceTokens(QByteArray(32, 'k'))}, now);
        QVERIFY(bool(log));
        m_log = log.takeValue();
        append(lines(1, 3));
        QVERIFY(comesTrue([this] { return m_log->trouble().held == 3; }));
        QCOMPARE(allAfter(0), lines(1, 3));
    }

    /// A lock that a killed process has left in a folder that may only be read: nobody can take it away, and nobody works with it.
    void aLockLeftInAFolderThatMayOnlyBeRead()
    {
        QVERIFY(open());
        append(lines(1, 3));
        m_log.reset();
        QProcess gone;
        gone.start(u"true"_s, QStringList());
        QVERIFY(gone.waitForStarted());
        const qint64 process = gone.processId();
        QVERIFY(gone.waitForFinished());
        const QString folder = QFileInfo(path()).path();
        const auto leaveLock = [&folder](qint64 holder) {
            QFile lock(historyfile::lockIn(folder));
            const QString content = u"%1\nfoyer\n%2\n"_s.arg(QString::number(holder), QSysInfo::machineHostName());
            return lock.open(QIODevice::WriteOnly) && lock.write(content.toUtf8()) > 0;
        };
        constexpr auto readable = QFileDevice::ReadOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;
        constexpr auto enterable = readable | QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther;
        const auto restore = qScopeGuard([&folder, was = ::geteuid()] {
            (void)::seteuid(was);
            QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        });
        for (const bool isAlive : {false, true}) {
            QVERIFY(leaveLock(isAlive ? QCoreApplication::applicationPid() : process));
            QVERIFY(QFile::setPermissions(path(), readable));
            QVERIFY(QFile::setPermissions(historyfile::lockIn(folder), readable));
            QVERIFY(QFile::setPermissions(folder, enterable));
            const uid_t was = ::geteuid();
            if (was == 0)
                QCOMPARE(::seteuid(nobody), 0); // to root everything is allowed
            const auto opened = historyfile::open(folder);
            const bool isInUse = historyfile::isInUse(folder);
            QCOMPARE(::seteuid(was), 0);
            QFile::setPermissions(folder, enterable | QFileDevice::WriteOwner);
            QFile::setPermissions(historyfile::lockIn(folder), readable | QFileDevice::WriteOwner);
            QCOMPARE(isInUse, isAlive);
            QCOMPARE(bool(opened), !isAlive);
            if (opened)
                QVERIFY(!(*opened)->isWritable);
            else
                QCOMPARE(opened.error().kind, historyfile::Error::Kind::Locked);
        }
    }
};

QTEST_GUILESS_MAIN(tst_LogFaults)
#include "tst_logfaults.moc"
