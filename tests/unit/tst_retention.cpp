// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/retention.h"
#include "server/storage/facts.h"
#include "server/storage/historywriter.h"
#include "server/storage/pastreader.h"
#include "tests/support/historyondisk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

constexpr qint64 firstMs = HistoryOnDisk::firstMs;

Event said(quint64 seq, const QString &text, quint64 user = 3)
{
    return HistoryOnDisk::said(seq, text, u"Ada"_s, UserId{user});
}

Event left(quint64 seq, quint64 user)
{
    return {seq, firstMs + qint64(seq) * 1000, {}, Left{UserId{user}, u"Somebody"_s, LeaveReason::Left, 0}};
}

void work(Retention &retention, HistoryOnDisk &history)
{
    while (retention.work()) {
    }
    history.index();
}

QList<quint64> seqs(HistoryOnDisk &history)
{
    QSqlQuery query(history.connection().database());
    QList<quint64> all;
    for (query.exec(u"SELECT seq FROM events ORDER BY seq"_s); query.next();)
        all.append(query.value(0).toULongLong());
    return all;
}

} // namespace

class tst_Retention final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byAge()
    {
        HistoryOnDisk history;
        for (int i = 0; i < 2000; ++i)
            history.say(u"hello %1"_s.arg(i + 1));
        history.index();
        Retention retention(history.connection(), history.words());
        retention.keep({firstMs + 1501 * 1000, 0});
        work(retention, history);
        QCOMPARE(retention.takeDone(), std::optional<quint64>(1500));
        QVERIFY(!retention.takeDone());
        QCOMPARE(retention.oldestSeq(), 1501u);
        QCOMPARE(seqs(history).size(), 500);
        QCOMPARE(history.number(u"SELECT count(*) FROM words WHERE words MATCH 'hello'"_s), 500);
        QCOMPARE(history.number(u"SELECT count(*) FROM words WHERE words MATCH '\"hello 1500\"'"_s), 0);
        QCOMPARE(history.number(u"SELECT count(*) FROM authors"_s), 1);
        QCOMPARE(facts::number(history.connection(), facts::residue), 0u);
        retention.keep({firstMs + 1501 * 1000, 0}); // nothing left to do
        work(retention, history);
        QVERIFY(!retention.takeDone());
    }

    /// Who is told of them has counted neither what is no message nor what lay below what goes in any case.
    void countsTheMessagesThatGo()
    {
        HistoryOnDisk history;
        history.write({HistoryOnDisk::joined(1, 3), said(2, u"forgotten"_s), said(3, u"forgotten"_s), said(4, u"old"_s), left(5, 3), said(6, u"old"_s), HistoryOnDisk::joined(7, 4), said(8, u"new"_s, 4)});
        history.index();
        Retention retention(history.connection(), history.words());
        retention.keep({0, 1, 4});
        work(retention, history);
        QCOMPARE(seqs(history), QList<quint64>{8});
        QCOMPARE(retention.takeDone(), std::optional<quint64>(2));
        history.write({said(9, u"newer"_s)});
        retention.keep({0, 1, 4});
        work(retention, history);
        QCOMPARE(retention.takeDone(), std::optional<quint64>(1));
        // Everything is to go while that is under way.
        history.write({said(10, u"newest"_s)});
        retention.keep({0, 1, 4});
        while (seqs(history).size() > 1)
            QVERIFY(retention.work());
        retention.keep({0, 0, 11});
        work(retention, history);
        QCOMPARE(seqs(history), QList<quint64>{});
        QCOMPARE(retention.takeDone(), std::optional<quint64>(0));
    }

    void byNumber_data()
    {
        QTest::addColumn<int>("most");
        QTest::addColumn<QList<quint64>>("left");
        QTest::newRow("any number") << 0 << QList<quint64>{1, 2, 3, 4, 5, 6};
        QTest::newRow("more than there are") << 7 << QList<quint64>{1, 2, 3, 4, 5, 6};
        QTest::newRow("as many as there are") << 6 << QList<quint64>{1, 2, 3, 4, 5, 6};
        QTest::newRow("one less") << 5 << QList<quint64>{2, 3, 4, 5, 6};
        QTest::newRow("one") << 1 << QList<quint64>{6};
    }
    void byNumber()
    {
        QFETCH(int, most);
        HistoryOnDisk history;
        for (int i = 0; i < 6; ++i)
            history.say(u"hello"_s);
        history.index(1);
        Retention retention(history.connection(), history.words());
        retention.keep({0, quint64(most)});
        work(retention, history);
        QTEST(seqs(history), "left");
    }

    void onlyMessagesCount()
    {
        HistoryOnDisk history;
        history.write({HistoryOnDisk::joined(1, 3), said(2, u"one"_s), HistoryOnDisk::joined(3, 4), said(4, u"two"_s), left(5, 4), HistoryOnDisk::joined(6, 5), said(7, u"three"_s), left(8, 5), left(9, 3)});
        Retention retention(history.connection(), history.words());
        retention.keep({0, 4});
        work(retention, history);
        QCOMPARE(seqs(history).size(), 9);
        retention.keep({0, 2});
        work(retention, history);
        QCOMPARE(seqs(history), (QList<quint64>{4, 5, 6, 7, 8, 9}));
    }

    /// As when much is said.
    void whoIsAskedAgainAndAgainComesToTheEnd()
    {
        HistoryOnDisk history;
        QList<Event> events;
        for (quint64 seq = 1; seq <= 500; ++seq)
            events.append(said(seq, u"."_s));
        history.write(events);
        Retention retention(history.connection(), history.words());
        for (int i = 0; i < 200 && seqs(history).size() > 10; ++i) {
            retention.keep({0, 10});
            (void)retention.work();
        }
        QCOMPARE(seqs(history).size(), 10);
    }

    /// Not even of those whose visit goes on.
    void nobodyIsLeftWhereNothingIs()
    {
        HistoryOnDisk history;
        history.write({said(1, u"one"_s), said(2, u"two"_s)});
        HistoryStatements statements(history.connection());
        HistoryBatch batch;
        batch.devices = {{UserId{3}, "three", firstMs}};
        QVERIFY(statements.store(batch));
        QSqlQuery visits(history.connection().database());
        QVERIFY(visits.exec(u"INSERT INTO visits (user, name, kind, address, from_at, to_at) VALUES (3, 'Ada', 'browser', 'x', 1, NULL), (3, 'Ada', 'browser', 'x', 1, 2)"_s));
        Retention retention(history.connection(), history.words());
        retention.keep({0, 0, 3});
        work(retention, history);
        QVERIFY(seqs(history).isEmpty());
        QCOMPARE(history.number(u"SELECT count(*) FROM visits"_s), 0);
        QCOMPARE(history.number(u"SELECT count(*) FROM users"_s), 0);
    }

    void countsMoreThanOneSliceDoes()
    {
        HistoryOnDisk history;
        QList<Event> events;
        for (quint64 seq = 1; seq <= 25'000; ++seq)
            events.append(said(seq, u"."_s));
        history.write(events);
        Retention retention(history.connection(), history.words());
        retention.keep({0, 24'000});
        work(retention, history);
        QCOMPARE(seqs(history).size(), 24'000);
        QCOMPARE(retention.oldestSeq(), 1001u);
    }

    void visitsAndUsersGoWithIt()
    {
        HistoryOnDisk history;
        HistoryStatements statements(history.connection());
        HistoryBatch batch = HistoryOnDisk::batchOf({HistoryOnDisk::joined(1, 3), HistoryOnDisk::joined(2, 4), said(3, u"hello"_s, 3), left(4, 3), HistoryOnDisk::joined(5, 5), left(6, 5), said(7, u"late"_s, 4)});
        batch.devices = {{UserId{3}, "three", firstMs}, {UserId{4}, "four", firstMs}, {UserId{5}, "five", firstMs}};
        QVERIFY(statements.store(batch));
        history.index();
        Retention retention(history.connection(), history.words());
        retention.keep({firstMs + 5500, 0});
        work(retention, history);
        // 3 came and went before; 4 is still here; 5 left after.
        QCOMPARE(history.number(u"SELECT count(*) FROM visits"_s), 2);
        QCOMPARE(history.number(u"SELECT count(*) FROM users"_s), 2);
        QCOMPARE(history.number(u"SELECT count(*) FROM users WHERE user = 3"_s), 0);
        QCOMPARE(history.number(u"SELECT count(*) FROM authors WHERE user = 3"_s), 0);
        QCOMPARE(seqs(history), (QList<quint64>{6, 7}));
    }

    /// Though nothing is known of when they were here.
    void whoSaidWhatIsLeftStays()
    {
        HistoryOnDisk history;
        HistoryStatements statements(history.connection());
        HistoryBatch batch = HistoryOnDisk::batchOf({said(1, u"early"_s, 3), said(2, u"early"_s, 4), said(3, u"late"_s, 4)});
        batch.devices = {{UserId{3}, "three", firstMs}, {UserId{4}, "four", firstMs}};
        QVERIFY(statements.store(batch));
        history.index();
        Retention retention(history.connection(), history.words());
        retention.keep({firstMs + 2500, 0});
        work(retention, history);
        QCOMPARE(seqs(history), QList<quint64>{3});
        QCOMPARE(history.number(u"SELECT count(*) FROM users"_s), 1);
        QCOMPARE(history.number(u"SELECT user FROM users"_s), 4);
    }

    /// Every number stays given out, however much is deleted.
    void nothingIsGivenOutAgain_data()
    {
        QTest::addColumn<bool>("all");
        QTest::newRow("by age") << false;
        QTest::newRow("everything") << true;
    }
    void nothingIsGivenOutAgain()
    {
        QFETCH(bool, all);
        HistoryOnDisk history;
        HistoryStatements statements(history.connection());
        HistoryBatch batch = HistoryOnDisk::batchOf({HistoryOnDisk::joined(41, 17), said(42, u"hello"_s, 17), HistoryOnDisk::kicked(43, 23), left(44, 17)});
        batch.epoch = StoredEpoch{u"first"_s, 41, firstMs};
        batch.devices = {{UserId{18}, "eighteen", firstMs}};
        QVERIFY(statements.store(batch));
        HistoryBatch second;
        second.epoch = StoredEpoch{u"second"_s, 45, firstMs};
        QVERIFY(statements.store(second));
        history.index();
        Retention retention(history.connection(), history.words());
        if (all) {
            QVERIFY(retention.removeAll());
        } else {
            retention.keep({firstMs + 1'000'000, 0});
            work(retention, history);
        }
        QCOMPARE(seqs(history), QList<quint64>{});
        QCOMPARE(retention.oldestSeq(), 45u);
        const StoredPast past = readPast(history.connection(), 100, firstMs);
        QCOMPARE(past.nextSeq, 45u);
        QCOMPARE(past.oldestSeq, 45u);
        QCOMPARE(past.room.lastUser, UserId{18});
        QCOMPARE(past.room.lastCooling, CoolingId{23});
        QCOMPARE(past.room.lives.constLast().epoch, u"second"_s);
        QCOMPARE(past.room.lives.size(), all ? 1 : 2);
        // What comes then is found.
        history.write({said(45, u"afterwards"_s)});
        history.index();
        QCOMPARE(history.number(u"SELECT rowid FROM words WHERE words MATCH 'afterwards'"_s), 45);
    }

    void goesOnAfterBeingKilled()
    {
        HistoryOnDisk history;
        QList<Event> events;
        for (quint64 seq = 1; seq <= 3000; ++seq)
            events.append(said(seq, u"hello %1"_s.arg(seq)));
        history.write(events);
        history.index();
        {
            Retention retention(history.connection(), history.words());
            retention.keep({0, 100});
            for (int slice = 0; slice < 6; ++slice)
                (void)retention.work();
        }
        history.reopen();
        const auto left = seqs(history).size();
        QVERIFY(left > 100);
        QVERIFY(left < 3000);
        QCOMPARE(history.number(u"SELECT count(*) FROM words WHERE words MATCH 'hello'"_s), left);
        QCOMPARE(facts::number(history.connection(), facts::residue), 1u);
        Retention retention(history.connection(), history.words());
        retention.keep({0, 100});
        work(retention, history);
        QCOMPARE(history.number(u"SELECT count(*) FROM words WHERE words MATCH 'hello'"_s), 100);
        QCOMPARE(facts::number(history.connection(), facts::residue), 0u);
    }
};

QTEST_GUILESS_MAIN(tst_Retention)
#include "tst_retention.moc"
