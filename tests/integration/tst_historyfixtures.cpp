// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/attendance.h"
#include "server/storage/historyarchive.h"
#include "server/storage/schema.h"
#include "server/storage/sqlitelog.h"
#include "tests/support/historycopy.h"
#include "tests/support/historyondisk.h"
#include "tests/support/owneralone.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 at = HistoryOnDisk::firstMs;
constexpr EventLog::Reader host{UserId{1}, Role::Operator};
constexpr DeviceId adasDevice{77};
constexpr auto readable = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther;

DeviceTokens tokens()
{
    return DeviceTokens(QByteArray(32, 'k'));
}

QString fixtures()
{
    return QStringLiteral(FOYER_SOURCE_DIR "/tests/fixtures/history");
}

QString nameOf(int version)
{
    return u"history-v%1.db"_s.arg(version);
}

/// What every fixture holds, whichever version has written it: one of each kind that version 1 keeps.
QList<Event> everything()
{
    const Audience operators = Audience::atLeast(Role::Operator);
    const Member ada{UserId{3}, u"Ada"_s, Role::Guest, ConnectionKind::Browser, at, false, u"192.168.1.7"_s, 0};
    const Member ming{UserId{9}, u"小明 <b>"_s, Role::Guest, ConnectionKind::App, at + 1, false, u"::1"_s, 0};
    return {{1, at, {}, Joined{ada, 1}},
            {2, at + 1, {}, Joined{ming, 2}},
            {3, at + 2, {}, Said{UserId{3}, u"Ada"_s, Role::Guest, u"Welcome everybody,\nthe café is open 😀"_s, u"x-1"_s}},
            {5, at + 3, Audience::only({UserId{1}, UserId{9}}), Said{UserId{9}, u"小明 <b>"_s, Role::Operator, u"welcome in secret"_s, u"x-1"_s}},
            {6, at + 4, {}, Renamed{UserId{9}, u"Ming"_s, u"小明 <b>"_s}},
            {7, at + 5, {}, RoomRenamed{u"Class 8"_s}},
            {8, at + 6, {}, KeepingChanged{{Keeping::Mode::Days, 30}, u"Ms Brandt"_s}},
            {9, at + 7, {}, KeepingChanged{{Keeping::Mode::Always, 0}, {}}},
            {10, at + 60'000, operators, Kicked{UserId{9}, u"Ms Brandt"_s, {CoolingId{4}, u"Ming"_s, u"::1"_s, u"spam"_s, at + 90'000, {}}}},
            {11, at + 60'000, {}, Left{UserId{9}, u"Ming"_s, LeaveReason::Kicked, 1}},
            {12, at + 61'000, operators, LetIn{CoolingId{4}, u"Bob"_s}},
            {20, at + 62'000, {}, Said{UserId{3}, u"Ada"_s, Role::Guest, u"老师好, welcome again"_s, {}}}};
}

/// One more of the version that this program writes.
void writeFixture()
{
    HistoryOnDisk history;
    QList<Event> events = everything();
    const QList<Event> later{events.takeLast()};
    HistoryBatch batch;
    batch.epoch = StoredEpoch{u"first"_s, 1, at};
    batch.devices = {{UserId{3}, tokens().storedHash(adasDevice), at, 1}};
    batch.events = events;
    batch.reservedSeq = 40;
    batch.lastUser = UserId{12};
    batch.lastCooling = CoolingId{6};
    QVERIFY(HistoryStatements(history.connection()).store(batch));
    history.index();
    history.write(later); // its words are gathered by whoever opens the file
    history.close();
    QVERIFY(QDir().mkpath(fixtures()));
    QVERIFY(QFile::copy(history.file(), fixtures() + u'/' + nameOf(schema::latestVersion())));
}

} // namespace

/// Histories that earlier versions have written, one file of each (tests/fixtures/history), are read as they were meant. A new migration needs a fixture of its version:
/// FOYER_WRITE_FIXTURE=1 makes it. Once it is there it is never written again.
class tst_HistoryFixtures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet("FOYER_WRITE_FIXTURE") && !QFile::exists(fixtures() + u'/' + nameOf(schema::latestVersion())))
            writeFixture();
    }

    void thereIsOneOfEachVersion()
    {
        QStringList wanted;
        for (int version = 1; version <= schema::latestVersion(); ++version)
            wanted.append(nameOf(version));
        QStringList found = QDir(fixtures()).entryList(QDir::Files);
        wanted.sort();
        found.sort();
        QVERIFY2(found == wanted, qPrintable(u"wanted %1, found %2; see the class comment"_s.arg(wanted.join(u' '), found.join(u' '))));
    }

    void isReadAsItWasMeant_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = QDir(fixtures()).entryList(QDir::Files);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << file;
    }

    void isReadAsItWasMeant()
    {
        QFETCH(const QString, file);
        const int version = QRegularExpression(u"\\d+"_s).match(file).captured().toInt();
        const QTemporaryDir folder;
        const QString path = historyfile::pathIn(folder.path());
        QVERIFY(QFile::copy(fixtures() + u'/' + file, path));
        QVERIFY(QFile::setPermissions(path, readable));
        QCOMPARE(HistoryCopy(folder.path()).value(u"PRAGMA user_version"_s).toInt(), version);

        auto opened = SqliteLog::open({folder.path(), tokens()}, at + 70'000);
        QVERIFY(opened.hasValue());
        const std::unique_ptr<EventLog> log = opened.takeValue();
        QVERIFY(log->opening().movedAside.isEmpty());
        QVERIFY(isForTheOwnerAlone(path));
        QCOMPARE(HistoryCopy(folder.path()).value(u"PRAGMA user_version"_s).toInt(), schema::latestVersion());
        const QString backup = path + u".v%1"_s.arg(version);
        QCOMPARE(QFile::exists(backup), version < schema::latestVersion());
        if (version < schema::latestVersion()) {
            HistoryConnection old(backup, HistoryConnection::Access::Read);
            QCOMPARE(old.number(u"user_version"_s), version);
            QVERIFY(isForTheOwnerAlone(backup));
        }

        // What a room goes on from.
        const RoomPast past = log->past();
        QCOMPARE(past.latest, everything());
        QCOMPARE(past.lastUser, UserId{12});
        QCOMPARE(past.lastCooling, CoolingId{6});
        QCOMPARE(past.coolings.size(), 1);
        QCOMPARE(past.coolings[0].kicked.cooling.name, u"Ming"_s);
        QCOMPARE(past.coolings[0].letIn, QStringList{u"Bob"_s});
        QCOMPARE(past.lives.constLast().epoch, u"first"_s);
        QCOMPARE(log->oldestSeq(), 1u);
        QCOMPARE(log->nextSeq(), 40u);
        QCOMPARE(log->userOf(adasDevice), UserId{3});
        QCOMPARE(log->firstSeqOf(adasDevice), 1u);

        // What is looked up in it.
        HistoryArchive archive(path);
        QCOMPARE(archive.readAfter(0, 100, 1'000'000, {UserId{9}, Role::Operator}).events, everything());
        const QList<Event> acts = archive.readActs(100, 100).events;
        QCOMPARE(acts.size(), 5);
        QCOMPARE(acts.constLast(), everything().at(10));
        HistoryQuery query;
        for (const QString &words : {u"welcome"_s, u"welc"_s, u"WELCOME Again"_s, u"cafe"_s, u"老师"_s}) {
            query.words = words;
            const HistoryHits hits = archive.search(query, host);
            QVERIFY2(!hits.lines.isEmpty() && hits.complete && hits.problem == HistoryHits::Problem::None, qPrintable(words));
            for (const HistoryLine &line : hits.lines)
                QVERIFY(line.seq == 3 || line.seq == 20); // what was for some alone is found by nobody
        }
        query = {};
        query.author = u"ada"_s;
        QCOMPARE(archive.search(query, host).lines.size(), 2);

        HistoryConnection connection(path, HistoryConnection::Access::Read);
        Attendance attendance;
        QString error;
        QVERIFY2(attendance::read(connection, {}, {at + 70'000, false}, attendance, error), qPrintable(error));
        QCOMPARE(attendance.people.size(), 2);
        QCOMPARE(attendance.people[0].name, u"Ada"_s);
        QCOMPARE(attendance.people[0].messages, 2u);
        QCOMPARE(attendance.people[0].spans, (QList<Attendance::Span>{{at, at + 62'000}})); // as long as anything was heard
        QCOMPARE(attendance.people[1].name, u"Ming"_s);
        QCOMPARE(attendance.people[1].spans, (QList<Attendance::Span>{{at + 1, at + 60'000}}));
    }

    /// The words that were not gathered yet are, without anybody asking.
    void itIsGoneOnWith_data() { isReadAsItWasMeant_data(); }
    void itIsGoneOnWith()
    {
        QFETCH(const QString, file);
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(fixtures() + u'/' + file, historyfile::pathIn(folder.path())));
        QVERIFY(QFile::setPermissions(historyfile::pathIn(folder.path()), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        auto opened = SqliteLog::open({folder.path(), tokens()}, at + 70'000);
        QVERIFY(opened.hasValue());
        const std::unique_ptr<EventLog> log = opened.takeValue();
        bool isCommitted = false;
        connect(log.get(), &EventLog::committed, this, [&isCommitted] { isCommitted = true; });
        const Event line{40, at + 71'000, {}, Said{UserId{3}, u"Ada"_s, Role::Guest, u"one more"_s, u"x-2"_s}};
        log->append({line});
        QVERIFY(comesTrue([&isCommitted] { return isCommitted; }));
        QVERIFY(comesTrue([&] { return HistoryCopy(folder.path()).value(u"SELECT value FROM facts WHERE name = 'indexed_seq'"_s).toInt() == 40; }));
        HistoryArchive archive(historyfile::pathIn(folder.path()));
        QCOMPARE(archive.readAfter(0, 100, 1'000'000, {UserId{9}, Role::Operator}).events, everything() + QList<Event>{line});
    }
};

QTEST_GUILESS_MAIN(tst_HistoryFixtures)
#include "tst_historyfixtures.moc"
