// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/processfigures.h"
#include "server/storage/historyarchive.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"
#include "server/storage/historystatements.h"
#include "server/storage/historywriter.h"
#include "server/storage/pastreader.h"
#include "server/storage/retention.h"
#include "server/storage/wordindex.h"
#include "tests/bench/history/talk.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const EventLog::Reader guest{UserId{1000}, Role::Guest};

/// What one action takes, by the clock and of the processor: on a busy machine the first is longer.
class Stopwatch final
{
public:
    Stopwatch() : m_beganUs(threadCpuUs()) { m_clock.start(); }
    [[nodiscard]] qint64 clockUs() const { return m_clock.nsecsElapsed() / 1000; }
    [[nodiscard]] qint64 workUs() const { return threadCpuUs() - m_beganUs; }

private:
    const qint64 m_beganUs;
    QElapsedTimer m_clock;
};

/// What some like actions took.
class Times final
{
public:
    void add(const Stopwatch &watch)
    {
        m_workUs.append(watch.workUs());
        m_clockUs.append(watch.clockUs());
    }
    [[nodiscard]] qsizetype count() const { return m_clockUs.size(); }
    [[nodiscard]] double clockMs(double quantile) { return ms(m_clockUs, quantile); }
    [[nodiscard]] double workMs(double quantile) { return ms(m_workUs, quantile); }

private:
    static double ms(QList<qint64> &us, double quantile)
    {
        std::sort(us.begin(), us.end());
        return us.isEmpty() ? 0 : double(us[qsizetype(quantile * double(us.size() - 1) + 0.5)]) / 1000;
    }
    QList<qint64> m_clockUs;
    QList<qint64> m_workUs;
};

void head(const char *what, const char *count)
{
    std::printf("| %s | %s | p50 ms | p95 ms | longest ms | processor: p50 ms | p95 ms | wanted |\n|---|---|---|---|---|---|---|---|\n", what, count);
}

void row(const QString &what, Times &times, const QString &wanted)
{
    std::printf("| %s | %lld | %.1f | %.1f | %.1f | %.1f | %.1f | %s |\n", qPrintable(what), static_cast<long long>(times.count()), times.clockMs(0.5),
                times.clockMs(0.95), times.clockMs(1), times.workMs(0.5), times.workMs(0.95), qPrintable(wanted));
}

void row(const QString &what, const QString &value, const QString &wanted = {})
{
    std::printf("| %s | %s | %s |\n", qPrintable(what), qPrintable(value), qPrintable(wanted));
}

QString span(Times &times)
{
    return u"%1 ms, %2 ms, %3 ms, %4 ms"_s.arg(times.workMs(0.5), 0, 'f', 1).arg(times.workMs(0.95), 0, 'f', 1).arg(times.workMs(0.99), 0, 'f', 1).arg(times.workMs(1), 0, 'f', 1);
}

double megabytes(const QString &file)
{
    return double(QFileInfo(file).size()) / 1e6;
}

void write(HistoryConnection &connection, int messages)
{
    HistoryStatements statements(connection);
    Talk talk(messages);
    const Stopwatch writing;
    quint64 events = 0;
    bool isFirst = true;
    while (!talk.isOver()) {
        HistoryBatch batch;
        batch.events = talk.next(500);
        events += quint64(batch.events.size());
        if (std::exchange(isFirst, false))
            batch.epoch = StoredEpoch{u"bench"_s, 1, Talk::firstMs};
        if (!statements.store(batch))
            qFatal("%s", qPrintable(statements.detail()));
    }
    row(u"events written, in batches of 500"_s,
        u"%1, %2/s, %3 per second of the processor"_s.arg(events).arg(double(events) * 1e6 / double(writing.clockUs()), 0, 'f', 0)
            .arg(double(events) * 1e6 / double(writing.workUs()), 0, 'f', 0));
}

void gather(HistoryConnection &connection)
{
    WordIndex index(connection);
    QSqlQuery query(connection.database());
    query.prepare(u"SELECT count(*) FROM events WHERE seq > ? AND kind = 'said'"_s);
    query.addBindValue(qint64(index.indexedSeq()));
    const double messages = query.exec() && query.next() ? query.value(0).toDouble() : 0;
    query.finish();
    Times slices;
    Times checkpoints;
    const Stopwatch indexing;
    for (bool more = true; more;) {
        const Stopwatch since;
        more = index.work();
        slices.add(since);
        if (slices.count() % 32 == 0) {
            const Stopwatch copying;
            query.exec(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
            query.finish();
            checkpoints.add(copying);
        }
    }
    row(u"messages gathered into the index"_s,
        u"%1, %2/s, %3 per second of the processor"_s.arg(messages, 0, 'f', 0).arg(messages * 1e6 / double(indexing.clockUs()), 0, 'f', 0)
            .arg(messages * 1e6 / double(indexing.workUs()), 0, 'f', 0));
    row(u"a slice of that (processor time: p50, p95, p99, longest)"_s, span(slices), u"5 ms"_s);
    row(u"a checkpoint, after 32 of them"_s, span(checkpoints));
}

/// Writes the messages and gathers their words, as the writer does while nobody waits; goes on where an earlier run was stopped.
void make(const QString &file, int messages)
{
    const bool isNew = !QFile::exists(file);
    std::fprintf(stderr, "making %d messages in %s\n", messages, qPrintable(file));
    if (!historyfile::open(QFileInfo(file).path()))
        qFatal("the file cannot be made");
    HistoryConnection connection(file, HistoryConnection::Access::Write);
    QSqlQuery query(connection.database());
    query.exec(u"PRAGMA synchronous = NORMAL"_s);
    query.exec(u"PRAGMA wal_autocheckpoint = 16384"_s); // as the writer has it
    query.finish();
    std::printf("| making it | | wanted |\n|---|---|---|\n");
    if (query.exec(u"SELECT sqlite_version()"_s) && query.next())
        row(u"SQLite"_s, query.value(0).toString());
    query.finish();
    if (isNew)
        write(connection, messages);
    gather(connection);
    query.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    query.finish();
    row(u"the file, with its index"_s, u"%1 MB"_s.arg(megabytes(file), 0, 'f', 0));
    std::printf("\n");
    std::fflush(stdout);
}

/// The kinds of questions that are asked, and some that are unpleasant.
QList<std::pair<QString, QList<HistoryQuery>>> questions()
{
    const Talk talk(1);
    QRandomGenerator chance(7);
    const auto ask = [](const QString &words, const QString &author = {}, qint64 fromMs = 0, qint64 toMs = HistoryQuery().toMs) {
        HistoryQuery query;
        query.words = words;
        query.author = author;
        query.fromMs = fromMs;
        query.toMs = toMs;
        return query;
    };
    const auto language = [&chance] { return chance.bounded(Talk::languages); };
    QList<std::pair<QString, QList<HistoryQuery>>> all;
    const auto kind = [&all](const QString &name, int count, const std::function<HistoryQuery()> &make) {
        QList<HistoryQuery> queries;
        for (int i = 0; i < count; ++i)
            queries.append(make());
        all.append({name, queries});
    };
    kind(u"a common word"_s, 60, [&] { return ask(talk.word(language(), chance.bounded(50))); });
    kind(u"a rare word"_s, 60, [&] { return ask(talk.word(language(), 2000 + chance.bounded(Talk::words - 2000))); });
    kind(u"one letter or character"_s, 40, [&] { return ask(talk.word(language(), chance.bounded(60)).left(1)); });
    kind(u"a letter that hardly comes"_s, 8, [&] { return ask(QStringList{u"z"_s, u"q"_s, u"ω"_s, u"7"_s, u"鼹"_s, u"ж"_s, u"ü"_s, u"🦊"_s}[chance.bounded(8)]); });
    kind(u"the beginning of a word"_s, 40, [&] { return ask(talk.word(language(), chance.bounded(5000)).left(2 + chance.bounded(3))); });
    kind(u"two common words"_s, 40, [&] {
        const int one = language();
        return ask(talk.word(one, chance.bounded(60)) + u' ' + talk.word(one, chance.bounded(60)));
    });
    kind(u"a common and a rare word"_s, 40, [&] {
        const int one = language();
        return ask(talk.word(one, chance.bounded(60)) + u' ' + talk.word(one, 3000 + chance.bounded(5000)));
    });
    kind(u"two that never meet"_s, 20, [&] { return ask(talk.word(0, chance.bounded(40)) + u' ' + talk.word(2, chance.bounded(40))); });
    kind(u"a phrase"_s, 40, [&] {
        const int one = language();
        return ask(u"\"%1 %2\""_s.arg(talk.word(one, chance.bounded(200)), talk.word(one, chance.bounded(200))));
    });
    kind(u"four ideographs"_s, 40, [&] { return ask(talk.word(2, 100 + chance.bounded(Talk::words - 100)) + talk.word(2, chance.bounded(60))); });
    kind(u"nothing like it"_s, 20, [&] { return ask(u"xyzzy%1"_s.arg(chance.bounded(100))); });
    kind(u"a common word of a rare author"_s, 40, [&] { return ask(talk.word(0, chance.bounded(30)), Talk::name(300 + chance.bounded(100))); });
    kind(u"an author, by a part of the name"_s, 30, [&] { return ask({}, Talk::name(chance.bounded(Talk::people)).right(3)); });
    kind(u"a name that a quarter goes by"_s, 10, [&] { return ask(talk.word(0, chance.bounded(3000)), u"a"_s); });
    kind(u"a common word on a day"_s, 40, [&] {
        const qint64 from = Talk::firstMs + chance.bounded(Talk::days) * qint64(86'400'000);
        return ask(talk.word(language(), chance.bounded(100)), {}, from, from + 86'400'000);
    });
    kind(u"a word in the first month"_s, 20, [&] { return ask(talk.word(language(), chance.bounded(3000)), {}, Talk::firstMs, Talk::firstMs + 30 * qint64(86'400'000)); });
    return all;
}

void search(HistoryArchive &archive)
{
    head("search, first page of 50", "queries");
    Times together;
    Times further;
    for (const auto &[name, queries] : questions()) {
        Times times;
        for (const HistoryQuery &query : queries) {
            const Stopwatch since;
            const HistoryHits hits = archive.search(query, guest);
            times.add(since);
            together.add(since);
            if (hits.problem != HistoryHits::Problem::None)
                qFatal("refused: %s", qPrintable(query.words));
            HistoryQuery next = query;
            next.before = hits.next;
            for (int page = 0; page < 3 && next.before > 0; ++page) {
                const Stopwatch again;
                next.before = archive.search(next, guest).next;
                further.add(again);
            }
        }
        row(name, times, {});
    }
    row(u"all of them"_s, together, u"p95 < 50"_s);
    row(u"the next pages of them"_s, further, u"p95 < 50"_s);
    std::printf("\n");
}

void scroll(HistoryArchive &archive, quint64 next)
{
    Times times;
    Times around;
    QRandomGenerator chance(3);
    for (int place = 0; place < 20; ++place) {
        quint64 before = place == 0 ? next : 1000 + quint64(chance.bounded(int(next - 1000)));
        for (int page = 0; page < 50 && before > 1; ++page) {
            const Stopwatch since;
            const EventLog::Page read = archive.readBefore(before, 100, 64 * 1024, guest);
            times.add(since);
            if (read.events.isEmpty())
                break;
            before = read.events.constFirst().seq;
        }
        for (int i = 0; i < 20; ++i) {
            const Stopwatch since;
            (void)archive.around(1 + quint64(chance.bounded(int(next))), 25, guest);
            around.add(since);
        }
    }
    head("reading", "pages");
    row(u"scrolling back by 100"_s, times, u"p95 < 10"_s);
    row(u"25 lines on either side of one"_s, around, u"p95 < 10"_s);
    std::printf("\n");
}

void open(const QString &file, quint64 &nextSeq)
{
    Times times;
    for (int i = 0; i < 5; ++i) {
        const Stopwatch since;
        const auto opened = historyfile::open(QFileInfo(file).path());
        if (!opened)
            qFatal("the file cannot be opened");
        HistoryConnection connection(file, HistoryConnection::Access::Write);
        nextSeq = readPast(connection, 2000, Talk::firstMs).nextSeq;
        times.add(since);
    }
    head("opening the room with it", "times");
    row(u"historyfile::open() and readPast()"_s, times, u"< 1000"_s);
    std::printf("\n");
}

/// On a copy of the file.
void forget(const QString &file, int messages)
{
    const QString folder = QFileInfo(file).path() + u"/copy"_s;
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    const QString copy = folder + u"/history.db"_s;
    if (!QFile::copy(file, copy))
        qFatal("no room for a copy");
    Times purges;
    Times slices;
    QElapsedTimer all;
    all.start();
    {
        HistoryConnection connection(copy, HistoryConnection::Access::Write);
        QSqlQuery(connection.database()).exec(u"PRAGMA synchronous = NORMAL"_s);
        QSqlQuery(connection.database()).exec(u"PRAGMA wal_autocheckpoint = 16384"_s);
        WordIndex index(connection);
        Retention retention(connection, index);
        retention.keep({Talk::firstMs + 86'400'000, 0}); // one day of a hundred and fifty
        for (bool more = true; more;) {
            const Stopwatch since;
            const bool isPurge = retention.work();
            more = isPurge || index.work();
            (isPurge ? purges : slices).add(since);
            if ((purges.count() + slices.count()) % 32 == 0)
                QSqlQuery(connection.database()).exec(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
        }
    }
    const double dayS = double(all.elapsed()) / 1000;
    HistoryWriter writer(copy, false, {});
    bool isForgotten = false;
    QObject::connect(&writer, &HistoryWriter::forgotten, &writer, [&isForgotten](bool done) { isForgotten = done; });
    QElapsedTimer since;
    since.start();
    writer.forgetAll();
    const double forgottenS = double(since.elapsed()) / 1000;
    writer.close(Talk::firstMs);
    if (!isForgotten)
        qFatal("not forgotten");
    std::printf("| forgetting | | wanted |\n|---|---|---|\n");
    row(u"a day out of %1, and its words out of the index"_s.arg(Talk::days), u"%1 messages in %2 s"_s.arg(messages / Talk::days).arg(dayS, 0, 'f', 1));
    row(u"a slice of messages deleted (processor time: p50, p95, p99, longest)"_s, span(purges), u"5 ms"_s);
    row(u"a slice of the index cleared"_s, span(slices), u"5 ms"_s);
    row(u"everything, in one go"_s, u"%1 s"_s.arg(forgottenS, 0, 'f', 1));
    QDir(folder).removeRecursively();
}

} // namespace

/// foyer_historybench FOLDER [MESSAGES]: makes the history there, as far as it is not there yet, and measures.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "foyer_historybench FOLDER [MESSAGES]\n");
        return 2;
    }
    const QString folder = arguments[1];
    const int messages = arguments.size() > 2 ? arguments[2].toInt() : 1'000'000;
    QDir().mkpath(folder);
    const QString file = historyfile::pathIn(folder);
    make(file, messages);
    quint64 nextSeq = 0;
    open(file, nextSeq);
    {
        HistoryArchive archive(file);
        search(archive);
        scroll(archive, nextSeq);
    }
    forget(file, messages);
    return 0;
}
