// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/wiresize.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"
#include "server/storage/historystatements.h"
#include "server/storage/memorylog.h"
#include "server/storage/schema.h"
#include "server/storage/sqlitelog.h"
#include "tests/support/chance.h"
#include "tests/support/historycopy.h"
#include "tests/support/logtest.h"
#include "tests/support/owneralone.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

constexpr EventLog::Reader guest{UserId{1}, Role::Guest};
constexpr qint64 now = LogTest::now;

/// One of each kind that is kept.
QList<Event> oneOfEach()
{
    const Audience operators = Audience::atLeast(Role::Operator);
    Member member{UserId{9}, u"小明 <b>"_s, Role::Operator, ConnectionKind::App, now - 5, false, u"192.168.1.7"_s, 0};
    return {{1, now, Audience::everyone(), Joined{member, 3}},
            {2, now + 1, Audience::only({UserId{1}, UserId{9}}), Said{UserId{9}, u"小明"_s, Role::Operator, u"line\nand 😀 \" ' ;"_s, u"x-1"_s}},
            {3, now + 2, Audience::everyone(), Renamed{UserId{9}, u"Ming"_s, u"小明"_s}},
            {4, now + 3, operators, Kicked{UserId{9}, u"Ms Brandt"_s, {CoolingId{4}, u"Ming"_s, u"192.168.1.7"_s, u"spam"_s, now + 60'000, {}}}},
            {5, now + 3, Audience::everyone(), Left{UserId{9}, u"Ming"_s, LeaveReason::Kicked, 2}},
            {6, now + 4, operators, LetIn{CoolingId{4}, u"Bob"_s}},
            {7, now + 5, Audience::everyone(), RoomRenamed{u"Class 8"_s}},
            {8, now + 6, Audience::everyone(), Said{UserId{10}, u"Bob"_s, Role::Guest, QString(), {}}},
            {9, now + 7, Audience::everyone(), KeepingChanged{{Keeping::Mode::Days, 30}, u"Ms Brandt"_s}},
            {10, now + 8, Audience::everyone(), KeepingChanged{{Keeping::Mode::Always, 0}, {}}}};
}

} // namespace

/// The log that keeps every line, by itself.
class tst_SqliteLog final : public LogTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void everyKindComesBackAsItWas()
    {
        QVERIFY(open());
        QCOMPARE(m_log->nextSeq(), 1);
        append(oneOfEach());
        const QString epoch = m_log->epoch();
        m_log.reset();
        m_inMemory = 1; // the rest is read from the file
        QVERIFY(open());
        QCOMPARE(allAfter(0, {UserId{1}, Role::Operator}), oneOfEach());
        QCOMPARE(m_log->nextSeq(), 11);
        QVERIFY(m_log->epoch() != epoch);
        QCOMPARE(m_log->past().lives.size(), 1);
        QCOMPARE(m_log->past().lives.constFirst().epoch, epoch);
        QCOMPARE(m_log->past().lives.constFirst().lastSeq, 10);
        QCOMPARE(m_log->past().messages, 2);
    }

    /// Against the log in memory, which has it all.
    void pagesAreTheSameWhereverTheyAreRead()
    {
        Luck luck;
        m_inMemory = 40;
        QVERIFY(open());
        MemoryLog model(1'000'000);
        quint64 seq = 0;
        for (int batch = 0; batch < testRounds(60); ++batch) {
            QList<Event> events;
            for (int i = luck.upTo(12); i > 0; --i) {
                seq += luck.oneIn(5) ? 3 : 1;
                Event event = said(seq, QString(luck.upTo(300), u'x'), u"c%1"_s.arg(seq));
                if (luck.oneIn(4))
                    event.audience = Audience::atLeast(Role::Operator);
                if (luck.oneIn(9))
                    event.audience = Audience::only({luck.oneIn(2) ? guest.user : UserId{3}});
                events.append(event);
            }
            QSignalSpy committed(&model, &EventLog::committed);
            model.append(events);
            append(events);
            QVERIFY(comesTrue([&committed] { return !committed.isEmpty(); }));

            const EventLog::Reader reader = luck.oneIn(2) ? guest : host;
            const auto from = quint64(luck.upTo(int(seq) + 2));
            const int limit = 1 + luck.upTo(80);
            const qsizetype bytes = luck.oneIn(2) ? 1'000'000 : 200 + luck.upTo(4000);
            std::optional<EventLog::Page> expected;
            model.readBefore(from, limit, bytes, reader, this, [&expected](const EventLog::Page &page) { expected = page; });
            QVERIFY(comesTrue([&expected] { return expected.has_value(); }));
            const EventLog::Page page = before(from, limit, bytes, reader);
            QCOMPARE(page.events, expected->events);
            QVERIFY(page.more || !expected->more);
            std::optional<EventLog::Page> rest;
            model.readAfter(from, 100'000'000, reader, this, [&rest](const EventLog::Page &read) { rest = read; });
            QVERIFY(comesTrue([&rest] { return rest.has_value(); }));
            QCOMPARE(allAfter(from, reader), rest->events);
        }
    }

    void devicesAreKnownAgainAndStandNowhere()
    {
        const DeviceId device{0x1122334455667788};
        QVERIFY(open());
        QVERIFY(m_log->userOf(device).isNull());
        append({}, {{UserId{5}, device, now}});
        QCOMPARE(m_log->userOf(device), UserId{5});
        m_log.reset();
        QVERIFY(open());
        QCOMPARE(m_log->userOf(device), UserId{5});
        QVERIFY(m_log->userOf(DeviceId{1}).isNull());
        QCOMPARE(m_log->past().lastUser, UserId{5});
        m_log.reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains(QByteArray::fromHex("1122334455667788")));
        QVERIFY(!bytes.contains(QByteArray::fromHex("8877665544332211")));
        QVERIFY(!bytes.contains("1234605616436508552"));
    }

    void coolingsGoOn()
    {
        QVERIFY(open());
        append(oneOfEach());
        m_log.reset();
        QVERIFY(open(now + 30'000));
        QCOMPARE(m_log->past().coolings.size(), 1);
        QCOMPARE(m_log->past().coolings.constFirst().kicked.cooling.name, u"Ming"_s);
        QCOMPARE(m_log->past().coolings.constFirst().letIn, QStringList{u"Bob"_s});
        QCOMPARE(m_log->past().lastCooling, CoolingId{4});
        m_log.reset();
        QVERIFY(open(now + 61'000));
        QVERIFY(m_log->past().coolings.isEmpty());
        QCOMPARE(m_log->past().lastCooling, CoolingId{4}); // nobody gets that number again
        append({{11, now, Audience::atLeast(Role::Operator), Kicked{UserId{1}, u"Ms Brandt"_s, {CoolingId{5}, u"Eve"_s, {}, {}, now + 900'000, {}}}},
                {12, now, Audience::atLeast(Role::Operator), LetIn{CoolingId{5}, {}}}});
        m_log.reset();
        QVERIFY(open(now + 61'000));
        QVERIFY(m_log->past().coolings.isEmpty()); // lifted
    }

    void anIdThatIsUsedAgainCostsNoLine()
    {
        QVERIFY(open());
        append({said(1, u"one"_s, u"c1"_s)});
        append({said(2, u"two"_s, u"c1"_s)});
        m_log.reset();
        QVERIFY(open());
        QCOMPARE(allAfter(0), (QList<Event>{said(1, u"one"_s, u"c1"_s), said(2, u"two"_s)}));
    }

    void visitsEndWithTheRoom()
    {
        QVERIFY(open());
        const auto joined = [](quint64 seq, UserId user) {
            return Event{seq, now + qint64(seq) * 1000, Audience::everyone(),
                         Joined{{user, u"Ada"_s, Role::Guest, ConnectionKind::Browser, now, false, u"10.0.0.1"_s, 0}, 1}};
        };
        append({joined(1, UserId{1}), joined(2, UserId{2}), joined(3, UserId{3})});
        append({{4, now + 9000, Audience::everyone(), Left{UserId{1}, u"Ada"_s, LeaveReason::Lost, 2}},
                {5, now + 10'000, Audience::everyone(), Renamed{UserId{2}, u"Ida"_s, u"Ada"_s}}});
        QVERIFY(HistoryCopy(m_folder->path()).isOpen());
        QCOMPARE(HistoryCopy(m_folder->path()).column(u"SELECT coalesce(how, 'here') FROM visits ORDER BY id"_s),
                 (QVariantList{u"lost"_s, u"here"_s, u"here"_s}));
        // As after a crash: the room that is opened on it finds them open.
        QTemporaryDir crashed;
        QVERIFY(QFile::copy(path(), historyfile::pathIn(crashed.path())));
        QVERIFY(QFile::copy(path() + u"-wal"_s, historyfile::pathIn(crashed.path()) + u"-wal"_s));
        m_log.reset();
        QCOMPARE(HistoryCopy(m_folder->path()).column(u"SELECT how FROM visits ORDER BY id"_s),
                 (QVariantList{u"lost"_s, u"closed"_s, u"closed"_s}));
        QCOMPARE(HistoryCopy(m_folder->path()).value(u"SELECT name FROM visits WHERE user = 2"_s).toString(), u"Ida"_s);
        auto again = SqliteLog::open({crashed.path(), DeviceTokens(QByteArray(32, 'k'))}, now + 99'000);
        QVERIFY(bool(again));
        QCOMPARE(HistoryCopy(crashed.path()).column(u"SELECT to_at FROM visits ORDER BY id"_s),
                 (QVariantList{now + 9000, now + 10'000, now + 10'000}));
    }

    void onlyOneAtATime()
    {
        QVERIFY(open());
        const auto second = SqliteLog::open({m_folder->path(), DeviceTokens(QByteArray(32, 'k'))}, now);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, historyfile::Error::Kind::Locked);
        m_log.reset();
        QVERIFY(open());
    }

    void anotherProgramsFileIsLeftAlone()
    {
        {
            HistoryConnection connection(path(), HistoryConnection::Access::Write);
            QSqlQuery(connection.database()).exec(u"CREATE TABLE recipes (name TEXT)"_s);
        }
        QVERIFY(!open());
        QCOMPARE(m_error->kind, historyfile::Error::Kind::NotOurs);
        QCOMPARE(HistoryCopy(m_folder->path()).value(u"SELECT count(*) FROM recipes"_s), QVariant(0));
    }

    void anEarlierVersionsFileIsBroughtUpToDate()
    {
        {
            HistoryConnection connection(path(), HistoryConnection::Access::Write);
            QSqlQuery query(connection.database());
            (void)schema::latestVersion(); // the resource is there
            QFile first(u":/foyer/sql/0001_history.sql"_s);
            QVERIFY(first.open(QIODevice::ReadOnly));
            const QStringList statements = QString::fromUtf8(first.readAll()).trimmed().split(u";\n"_s);
            for (const QString &statement : statements)
                QVERIFY2(query.exec(statement), qPrintable(statement));
            query.exec(u"PRAGMA application_id = %1"_s.arg(schema::applicationId));
            query.exec(u"PRAGMA user_version = 1"_s);
            HistoryStatements before(connection);
            HistoryBatch batch;
            batch.events = lines(1, 3);
            QVERIFY(before.store(batch));
        }
        QVERIFY(open());
        append({said(4, u"afterwards"_s, u"c9"_s)});
        m_log.reset();
        QVERIFY(QFile::exists(path() + u".v1"_s));
        QVERIFY(!(QFile::permissions(path() + u".v1"_s) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
        HistoryCopy copy(m_folder->path());
        QCOMPARE(copy.value(u"PRAGMA user_version"_s), QVariant(schema::latestVersion()));
        QCOMPARE(copy.column(u"SELECT name FROM sqlite_master WHERE tbl_name = 'events' AND (sql LIKE 'CREATE % INDEX%' OR sql LIKE 'CREATE INDEX%') ORDER BY name"_s),
                 (QVariantList{u"events_at"_s, u"events_of_kind"_s, u"events_once"_s}));
        const QString once = copy.value(u"SELECT sql FROM sqlite_master WHERE name = 'events_once'"_s).toString();
        QVERIFY2(once.startsWith(u"CREATE UNIQUE INDEX"_s) && once.contains(u"(client_id, user)"_s), qPrintable(once));
        QVERIFY(open());
        QCOMPARE(allAfter(0), lines(1, 3) + QList<Event>{said(4, u"afterwards"_s, u"c9"_s)});
    }

    void aLaterVersionsFileIsLeftAlone()
    {
        QVERIFY(open());
        m_log.reset();
        {
            HistoryConnection connection(path(), HistoryConnection::Access::Write);
            QSqlQuery(connection.database()).exec(u"PRAGMA user_version = 99"_s);
        }
        QVERIFY(!open());
        QCOMPARE(m_error->kind, historyfile::Error::Kind::TooNew);
        QCOMPARE(m_error->detail, u"99"_s);
    }

    void whatIsHurtIsMovedAsideAndReadAsFarAsItGoes()
    {
        QVERIFY(open());
        append(lines(1, 4000));
        m_log.reset();
        Luck luck;
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 wound = file.size() / 2;
        QVERIFY(file.seek(wound));
        QByteArray noise(3 * 4096, Qt::Uninitialized);
        for (char &byte : noise)
            byte = char(luck.upTo(256));
        file.write(noise);
        file.close();
        QVERIFY(open());
        const EventLog::Opening opening = m_log->opening();
        QVERIFY(QFile::exists(opening.movedAside));
        QVERIFY2(opening.recovered > 1000 && opening.recovered < 4000, qPrintable(QString::number(opening.recovered)));
        QVERIFY(m_log->nextSeq() > 3000);
        QCOMPARE(HistoryCopy(m_folder->path()).value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        const quint64 next = m_log->nextSeq();
        append({said(next, u"goes on"_s)});
        QCOMPARE(after(next - 1).events, QList<Event>{said(next, u"goes on"_s)});
    }

    /// Nothing is said to go on that is not in the new file.
    void whatCannotBeWrittenAnewIsNotRecovered()
    {
        QVERIFY(open());
        append(lines(1, 4000));
        m_log.reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() > 300'000);
        QVERIFY(file.seek(file.size() / 2));
        file.write(QByteArray(3 * 4096, '?'));
        file.close();
        letFilesGrowTo(rlim_t(200'000)); // enough to begin a new one with
        QVERIFY(open());
        QVERIFY(QFile::exists(m_log->opening().movedAside));
        QCOMPARE(m_log->opening().recovered, 0);
        QCOMPARE(HistoryCopy(m_folder->path()).value(u"SELECT count(*) FROM events"_s), QVariant(0));
    }

    void noDatabaseAtAll()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(100'000, '?'));
        file.close();
        QVERIFY(open());
        QVERIFY(QFile::exists(m_log->opening().movedAside));
        QCOMPARE(m_log->opening().recovered, 0);
        append({said(1, u"goes on"_s)});
    }

    /// Those beyond are given to nobody any more either, and a bound that comes while the room is open holds as well.
    void noMoreMessagesThanAreWanted()
    {
        const auto inFile = [this] { return HistoryCopy(m_folder->path()).value(u"SELECT count(*) FROM events WHERE kind = 'said'"_s).toInt(); };
        QVERIFY(open());
        append(lines(1, 1200));
        m_log.reset();
        m_keepMessages = 1000;
        QVERIFY(open());
        QVERIFY(comesTrue([&] { return m_log->oldestSeq() > 200; }));
        QCOMPARE(inFile(), 990); // there is room for some more
        QCOMPARE(allAfter(0), lines(211, 1200));
        append(lines(1201, 1209));
        QCOMPARE(m_log->oldestSeq(), 211u);
        append(lines(1210, 1210));
        QVERIFY(comesTrue([&] { return m_log->oldestSeq() == 221; }));
        QVERIFY(before(221, 10).events.isEmpty());
        QVERIFY(inFile() <= 1000);
        m_log->keepMessages(500);
        QVERIFY(comesTrue([&] { return m_log->oldestSeq() == 716; }));
        QCOMPARE(allAfter(0), lines(716, 1210));
        m_log->keepMessages(0);
        append(lines(1211, 2000));
        m_log.reset();
        m_keepMessages = 0;
        QVERIFY(open());
        QCOMPARE(inFile(), 2000 - 715);
    }

    void nobodyElseMayReadIt()
    {
        QVERIFY(open());
        append(lines(1, 3));
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QVERIFY(isForTheOwnerAlone(path() + suffix));
        // One that was put back from elsewhere, whether it can be read or not.
        m_log.reset();
        for (const bool isDamaged : {false, true}) {
            QVERIFY(QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther));
            QFile file(path());
            QVERIFY(!isDamaged || (file.open(QIODevice::WriteOnly) && file.write(QByteArray(100'000, '?')) == 100'000));
            file.close();
            QVERIFY(open());
            const QString aside = m_log->opening().movedAside;
            QCOMPARE(aside.isEmpty(), !isDamaged);
            QVERIFY(isForTheOwnerAlone(path()));
            QVERIFY(!isDamaged || isForTheOwnerAlone(aside));
            m_log.reset();
        }
    }
};

QTEST_GUILESS_MAIN(tst_SqliteLog)
#include "tst_sqlitelog.moc"
