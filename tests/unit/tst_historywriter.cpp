// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historywriter.h"
#include "server/storage/facts.h"
#include "server/storage/historyarchive.h"
#include "server/storage/pastreader.h"
#include "tests/support/historyondisk.h"
#include "tests/support/patience.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace std::chrono_literals;

namespace {

constexpr qint64 firstMs = HistoryOnDisk::firstMs;
const EventLog::Reader guest{UserId{3}, Role::Guest};

Event said(quint64 seq, const QString &text)
{
    return HistoryOnDisk::said(seq, text);
}

QByteArray wordOf(int number)
{
    return "needle" + QByteArray::number(number * 7919);
}

qint64 indexed(const QString &file)
{
    HistoryConnection connection(file, HistoryConnection::Access::Read);
    return connection.isOpen() ? qint64(facts::number(connection, facts::indexedSeq)) : -1;
}

} // namespace

/// The one hand that writes the history file: what it deletes is gone from every byte, and its write-ahead log does not grow for ever.
class tst_HistoryWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byAgeLeavesNoByte()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        HistoryWriter writer(file, false, {});
        QSignalSpy gone(&writer, &HistoryWriter::oldestSeqChanged);
        QList<Event> events;
        for (int number = 1; number <= 2000; ++number)
            events.append(said(quint64(number), QString::fromLatin1(wordOf(number)) + u" 老师好"_s));
        writer.write(HistoryOnDisk::batchOf(events));
        HistoryArchive archive(file);
        const auto found = [&archive](int number) {
            HistoryQuery query;
            query.words = QString::fromLatin1(wordOf(number));
            return archive.search(query, guest).lines.size();
        };
        QTRY_COMPARE(indexed(file), 2000);
        QCOMPARE(found(700), 1);
        QVERIFY(HistoryOnDisk::folderHolds(folder.path(), wordOf(700)));
        writer.keep({firstMs + 1901 * 1000, 0});
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(gone[0][0].toULongLong(), 1901u);
        QCOMPARE(gone[0][1].toULongLong(), 1900u);
        QCOMPARE(found(700), 0);
        QCOMPARE(found(1950), 1);
        for (int number = 1; number <= 1900; ++number) {
            // Not as the beginning of one that is still there.
            QVERIFY2(!HistoryOnDisk::folderHolds(folder.path(), wordOf(number) + ' '), wordOf(number).constData());
        }
        QVERIFY(!HistoryOnDisk::folderHolds(folder.path(), wordOf(701)));
        QVERIFY(HistoryOnDisk::folderHolds(folder.path(), wordOf(1950)));
    }

    void everythingLeavesNoByte()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        const QByteArray word = wordOf(1);
        for (const QString &copy : {u".v1"_s, u".damaged-20260101-000000000"_s, u".damaged-20260101-000000000-wal"_s}) {
            QFile old(file + copy);
            QVERIFY(old.open(QIODevice::WriteOnly));
            old.write(word);
        }
        HistoryWriter writer(file, false, {});
        QSignalSpy forgotten(&writer, &HistoryWriter::forgotten);
        HistoryBatch begin = HistoryOnDisk::batchOf({HistoryOnDisk::joined(1, 3)});
        begin.epoch = StoredEpoch{u"now"_s, 1, firstMs};
        begin.devices = {{UserId{3}, "device" + word, firstMs}};
        writer.write(begin);
        QList<Event> events;
        for (quint64 seq = 2; seq <= 1000; ++seq)
            events.append(said(seq, QString::fromLatin1(word) + u" and more %1"_s.arg(seq)));
        writer.write(HistoryOnDisk::batchOf(events));
        QTRY_COMPARE(indexed(file), 1000);
        writer.write(HistoryOnDisk::batchOf({said(1001, u"not in the index: "_s + QString::fromLatin1(word))}));
        HistoryArchive archive(file); // somebody who reads does not stand in the way
        QCOMPARE(archive.readBefore(5000, 10, 100'000, guest).events.size(), 10);
        QVERIFY(HistoryOnDisk::folderHolds(folder.path(), word));

        writer.forgetAll();
        QCOMPARE(forgotten.size(), 1);
        QVERIFY(forgotten[0][0].toBool());
        QVERIFY(!HistoryOnDisk::folderHolds(folder.path(), word));
        QVERIFY(!HistoryOnDisk::folderHolds(folder.path(), "10.0.0.7"));
        QVERIFY(QFile::exists(file));
        QCOMPARE(QDir(folder.path()).entryList({u"*.v*"_s, u"*.damaged*"_s}, QDir::Files), QStringList());
        QCOMPARE(archive.readBefore(5000, 10, 100'000, guest).events.size(), 0);

        // And it goes on.
        writer.write(HistoryOnDisk::batchOf({said(1002, u"afterwards"_s)}));
        QTRY_COMPARE(indexed(file), 1002);
        HistoryQuery query;
        query.words = u"afterwards"_s;
        QCOMPARE(archive.search(query, guest).lines.size(), 1);
    }

    /// Rows that stay are moved about while others are deleted, and where they lay before they lie on, until the file is closed.
    void whatIsDeletedLaterLeavesNoByte_data()
    {
        QTest::addColumn<int>("small");
        QTest::addColumn<int>("large");
        // Where the first is small, less of their page is written anew.
        QTest::newRow("short lines, then longer") << 0 << 20;
        QTest::newRow("short lines, then long") << 0 << 50;
        QTest::newRow("all alike") << 30 << 20;
    }

    void whatIsDeletedLaterLeavesNoByte()
    {
        QFETCH(const int, small);
        QFETCH(const int, large);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        constexpr int most = 1480;
        for (const int kept : {990, 980, 700}) {
            HistoryWriter writer(file, false, {});
            HistoryArchive archive(file); // somebody who has read does not stand in the way
            QSignalSpy gone(&writer, &HistoryWriter::oldestSeqChanged);
            QList<Event> events;
            for (int number = 1; number <= most && kept == 990; ++number)
                events.append(said(quint64(number), QString::fromLatin1(wordOf(number)) + u' ' + QString(number < 120 ? small : large + number * 7 % 23, u'x')));
            writer.write(HistoryOnDisk::batchOf(events));
            QCOMPARE(archive.readBefore(5000, 10, 100'000, guest).events.size(), 10);
            writer.keep({0, quint64(kept)});
            QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, patienceMs);
            writer.close(firstMs);
            QStringList left;
            for (int number = 1; number <= most; ++number) {
                const bool isThere = HistoryOnDisk::folderHolds(folder.path(), wordOf(number) + ' ');
                if (isThere != (number > most - kept))
                    left.append(QString::number(number));
            }
            QVERIFY2(left.isEmpty(), qPrintable(u"%1: %2"_s.arg(kept).arg(left.join(u' '))));
        }
    }

    void aKilledOneIsSweptUpAfter()
    {
        HistoryOnDisk history;
        for (int i = 0; i < 300; ++i)
            history.say(QString::fromLatin1(wordOf(1)));
        history.index();
        QSqlQuery(history.connection().database()).exec(u"PRAGMA secure_delete = OFF"_s);
        {
            Retention retention(history.connection(), history.words());
            QVERIFY(retention.removeAll());
        }
        history.close();
        QVERIFY(history.holds(wordOf(1)));
        HistoryWriter writer(history.file(), false, {});
        writer.write(HistoryOnDisk::batchOf({said(301, u"afterwards"_s)}));
        QTRY_VERIFY(!history.holds(wordOf(1)));
        QTRY_COMPARE(indexed(history.file()), 301);
    }

    void whatIsHeldIsForgottenToo()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"not-there/history.db"_s);
        HistoryWriter writer(file, false, {});
        QSignalSpy trouble(&writer, &HistoryWriter::troubleChanged);
        QSignalSpy forgotten(&writer, &HistoryWriter::forgotten);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be written"_s));
        HistoryBatch begin;
        begin.epoch = StoredEpoch{u"now"_s, 1, firstMs};
        writer.write(begin);
        writer.write(HistoryOnDisk::batchOf({HistoryOnDisk::joined(1, 30), said(2, u"needle"_s), HistoryOnDisk::kicked(3, 5)}));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"could not be forgotten"_s));
        writer.forgetAll();
        QCOMPARE(forgotten.size(), 1);
        QVERIFY(!forgotten[0][0].toBool() && !forgotten[0][1].toString().isEmpty());
        QVERIFY(QDir(folder.path()).mkdir(u"not-there"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"written again"_s));
        writer.forgetAll();
        QCOMPARE(forgotten.size(), 2);
        QVERIFY(forgotten[1][0].toBool());
        QVERIFY(!HistoryOnDisk::folderHolds(folder.filePath(u"not-there"_s), "needle"));
        HistoryConnection connection(file, HistoryConnection::Access::Write);
        const StoredPast past = readPast(connection, 100, firstMs);
        QCOMPARE(past.nextSeq, 4u);
        QCOMPARE(past.room.lastUser, UserId{30});
        QCOMPARE(past.room.lastCooling, CoolingId{5});
        QCOMPARE(past.room.lives.constLast().epoch, u"now"_s);
    }

    /// Somebody else has the file: that it failed is told, and why, until it has been done after all.
    void whatCannotBeDeletedIsTold_data()
    {
        QTest::addColumn<bool>("all");
        QTest::newRow("by age") << false;
        QTest::newRow("everything") << true;
    }
    void whatCannotBeDeletedIsTold()
    {
        QFETCH(bool, all);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        HistoryWriter writer(file, false, {});
        QSignalSpy trouble(&writer, &HistoryWriter::troubleChanged);
        QSignalSpy forgotten(&writer, &HistoryWriter::forgotten);
        writer.write(HistoryOnDisk::batchOf({said(1, u"needle"_s), said(2, u"needle"_s)}));
        QTRY_COMPARE(indexed(file), 2);
        const auto deletes = [&] {
            if (all)
                writer.forgetAll();
            else
                writer.keep({firstMs + 1'000'000, 0});
        };
        {
            HistoryConnection other(file, HistoryConnection::Access::Write);
            QVERIFY(QSqlQuery(other.database()).exec(u"BEGIN IMMEDIATE"_s));
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"locked"_s));
            deletes();
            QTRY_VERIFY_WITH_TIMEOUT(!writer.trouble().undeleted.isEmpty(), patienceMs);
            QVERIFY2(writer.trouble().undeleted.contains(u"locked"_s), qPrintable(writer.trouble().undeleted));
            QVERIFY(writer.trouble().detail.isEmpty()); // what is said would be saved
            QCOMPARE(trouble.constLast()[0].value<LogTrouble>(), writer.trouble());
            if (all)
                QCOMPARE(forgotten.constLast()[1].toString(), writer.trouble().undeleted);
            QVERIFY(QSqlQuery(other.database()).exec(u"ROLLBACK"_s));
        }
        deletes();
        QTRY_VERIFY_WITH_TIMEOUT(writer.trouble().undeleted.isEmpty(), patienceMs);
        QCOMPARE(trouble.constLast()[0].value<LogTrouble>(), LogTrouble());
        QTRY_VERIFY_WITH_TIMEOUT(!HistoryOnDisk::folderHolds(folder.path(), "needle"), patienceMs);
    }

    /// By when they were last written; of a damaged one the write-ahead log may be newer than the rest.
    void copiesGoByTheirAge()
    {
        QTemporaryDir folder;
        const auto write = [&folder](const QString &name, qint64 atMs) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write("x") == 1 && file.flush()
                   && file.setFileTime(QDateTime::fromMSecsSinceEpoch(atMs), QFileDevice::FileModificationTime);
        };
        QVERIFY(write(u"history.db.v1"_s, firstMs - 1000) && write(u"history.db.v2"_s, firstMs + 1000));
        QVERIFY(write(u"history.db.damaged-20260101"_s, firstMs - 1000) && write(u"history.db.damaged-20260101-wal"_s, firstMs - 2000));
        QVERIFY(write(u"history.db.damaged-20260202"_s, firstMs - 1000) && write(u"history.db.damaged-20260202-wal"_s, firstMs + 1000));
        QVERIFY(write(u"another.db.v1"_s, firstMs - 1000));
        HistoryWriter writer(folder.filePath(u"history.db"_s), false, {});
        const auto left = [&folder] { return QDir(folder.path()).entryList({u"*.v*"_s, u"*.damaged-*"_s}, QDir::Files, QDir::Name); };
        writer.keep({}); // whatever is kept for as long as anybody likes
        QCOMPARE(left().size(), 7);
        writer.keep({firstMs, 0});
        QCOMPARE(left(), (QStringList{u"another.db.v1"_s, u"history.db.damaged-20260202"_s, u"history.db.damaged-20260202-wal"_s, u"history.db.v2"_s}));
        QVERIFY(writer.trouble().undeleted.isEmpty());
    }

    /// The write-ahead log goes into the file by itself when nobody writes.
    void theLogIsCopiedWhileItIsQuiet()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        HistoryWriter writer(file, false, {});
        QList<Event> events;
        for (quint64 seq = 1; seq <= 5000; ++seq)
            events.append(said(seq, u"something said for the sake of being said, %1"_s.arg(seq)));
        writer.write(HistoryOnDisk::batchOf(events));
        QTRY_COMPARE(indexed(file), 5000);
        const auto isInFile = [&file] {
            QFile database(file);
            return database.open(QIODevice::ReadOnly) && database.readAll().contains("being said, 5000");
        };
        QTRY_VERIFY(isInFile());
    }

    /// While lines keep coming nobody waits for the disk every second.
    void theLogIsNotCopiedWhileLinesKeepComing()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        HistoryWriter writer(file, false, {});
        quint64 seq = 0;
        QTimer talking;
        talking.callOnTimeout(&writer, [&] {
            ++seq;
            writer.write(HistoryOnDisk::batchOf({said(seq, u"needle %1"_s.arg(seq))}));
        });
        talking.start(5ms);
        const auto isInFile = [&file] {
            QFile database(file);
            return database.open(QIODevice::ReadOnly) && database.readAll().contains("needle");
        };
        // What can wait has had its turn, twice.
        QTRY_VERIFY(indexed(file) > 0);
        const qint64 first = indexed(file);
        QTRY_VERIFY(indexed(file) > first);
        QVERIFY(!isInFile());
        talking.stop();
        QTRY_VERIFY(isInFile());
    }

    /// And while nobody is ever quiet it does not grow for ever; who reads makes it longer for as long as they read.
    void theLogIsBoundedWhileItIsNeverQuiet()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"history.db"_s);
        HistoryWriter::Bounds bounds;
        bounds.logBytes = 512 * 1024;
        HistoryWriter writer(file, false, bounds);
        quint64 seq = 0;
        qint64 longest = 0;
        // No event is handled in between: nothing but batches.
        const auto writeMany = [&] {
            longest = 0;
            for (int batch = 0; batch < 100; ++batch) {
                QList<Event> events;
                for (int i = 0; i < 100; ++i) {
                    ++seq;
                    events.append(said(seq, u"something said for the sake of being said, %1"_s.arg(seq)));
                }
                writer.write(HistoryOnDisk::batchOf(events));
                longest = std::max(longest, QFileInfo(file + u"-wal"_s).size());
            }
        };
        writeMany();
        QVERIFY2(longest > bounds.logBytes / 2 && longest < 2 * bounds.logBytes, qPrintable(QString::number(longest)));
        HistoryConnection reading(file, HistoryConnection::Access::Read);
        QVERIFY(reading.database().transaction());
        QVERIFY(reading.number(u"user_version"_s) > 0);
        writeMany();
        QVERIFY2(longest > 2 * bounds.logBytes, qPrintable(QString::number(longest)));
        QVERIFY(reading.database().commit());
        writeMany();
        const qint64 last = QFileInfo(file + u"-wal"_s).size();
        QVERIFY2(last < 2 * bounds.logBytes, qPrintable(QString::number(last)));
    }
};

QTEST_GUILESS_MAIN(tst_HistoryWriter)
#include "tst_historywriter.moc"
