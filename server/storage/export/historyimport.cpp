// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/historyimport.h"

#include "server/storage/eventrow.h"
#include "server/storage/export/failures.h"
#include "server/storage/export/jsonl.h"
#include "server/storage/facts.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"
#include "server/storage/schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <optional>

namespace foyer::historyimport {

namespace {

using Access = HistoryConnection::Access;

constexpr int linesBetweenLooks = 1000;
constexpr int cacheKibibytes = 64 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(foyer::HistoryImport)
};

QString reasonOf(const jsonl::Error &error)
{
    using Kind = jsonl::Error::Kind;
    switch (error.kind) {
    case Kind::NotJson:
        return Words::tr("It is not one JSON object.");
    case Kind::NotOurs:
        return Words::tr("This is not a history of Foyer.");
    case Kind::TooNew:
        return Words::tr("The history was written by a later version of Foyer.");
    case Kind::UnknownType:
        return Words::tr("There is no type “%1”.").arg(error.subject);
    case Kind::BadField:
        break;
    }
    return Words::tr("“%1” is missing, of the wrong kind, or does not belong here.").arg(error.subject);
}

QVariant number(quint64 value)
{
    return QVariant::fromValue(static_cast<qint64>(value));
}

/// Puts records into a history, one by one; within a transaction of the caller's.
class RecordWriter final
{
public:
    explicit RecordWriter(const QSqlDatabase &database)
        : m_event(database), m_fact(database), m_epoch(database), m_device(database), m_visit(database)
    {
        m_event.prepare(eventrow::insertion());
        m_fact.prepare(QStringLiteral("INSERT INTO facts (name, value) VALUES (?, ?) "
                                      "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"));
        m_epoch.prepare(QStringLiteral("INSERT INTO epochs (name, first_seq, opened_at) VALUES (?, ?, ?)"));
        m_device.prepare(QStringLiteral("INSERT INTO users (user, device, used_at, first_seq) VALUES (?, ?, ?, ?)"));
        m_visit.prepare(QStringLiteral("INSERT INTO visits (user, name, kind, address, from_at, to_at, how) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    }

    bool operator()(const Event &event)
    {
        eventrow::bind(m_event, event);
        return exec(m_event);
    }
    bool operator()(const StoredFact &fact)
    {
        if (!facts::isLasting(fact.name))
            return true;
        m_fact.bindValue(0, fact.name);
        m_fact.bindValue(1, number(fact.value));
        return exec(m_fact);
    }
    bool operator()(const StoredEpoch &epoch)
    {
        m_epoch.bindValue(0, epoch.name);
        m_epoch.bindValue(1, number(epoch.firstSeq));
        m_epoch.bindValue(2, epoch.atMs);
        return exec(m_epoch);
    }
    bool operator()(const StoredDevice &device)
    {
        m_device.bindValue(0, number(device.user.value));
        m_device.bindValue(1, device.device.isEmpty() ? QVariant(QMetaType::fromType<QByteArray>()) : QVariant(device.device));
        m_device.bindValue(2, device.atMs);
        m_device.bindValue(3, number(device.firstSeq));
        return exec(m_device);
    }
    bool operator()(const StoredVisit &visit)
    {
        m_visit.bindValue(0, number(visit.user.value));
        m_visit.bindValue(1, visit.name);
        m_visit.bindValue(2, visit.kind);
        m_visit.bindValue(3, visit.address.isNull() ? QStringLiteral("") : visit.address);
        m_visit.bindValue(4, visit.fromMs);
        m_visit.bindValue(5, visit.toMs ? QVariant(*visit.toMs) : QVariant(QMetaType::fromType<qint64>()));
        m_visit.bindValue(6, visit.how.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(visit.how));
        return exec(m_visit);
    }

    [[nodiscard]] const QSqlError &error() const { return m_error; }
    /// The record is not the first of its kind: somebody's message, device or life of the room is there twice.
    [[nodiscard]] bool isRepeated() const
    {
        constexpr int constraint = 19; // SQLite, result codes: SQLITE_CONSTRAINT in the lowest byte
        return (m_error.nativeErrorCode().toInt() & 0xff) == constraint;
    }

private:
    bool exec(QSqlQuery &query)
    {
        if (query.exec())
            return true;
        m_error = query.lastError();
        return false;
    }

    QSqlQuery m_event;
    QSqlQuery m_fact;
    QSqlQuery m_epoch;
    QSqlQuery m_device;
    QSqlQuery m_visit;
    QSqlError m_error;
};

/// What of an import can be said of its lines alone: the first is a header, seqs rise, the last is an end that counts right.
class LineOrder final
{
public:
    /// What is wrong with this one; or nothing.
    [[nodiscard]] QString complaint(const jsonl::Line &line)
    {
        const bool isFirst = std::exchange(m_isFirst, false);
        if (isFirst != std::holds_alternative<jsonl::Header>(line))
            return isFirst ? reasonOf({jsonl::Error::Kind::NotOurs}) : Words::tr("There is a second header.");
        if (m_hasEnded)
            return Words::tr("Something follows after the end.");
        if (const auto *end = std::get_if<jsonl::End>(&line)) {
            m_hasEnded = true;
            if (end->events != m_events)
                return Words::tr("There should be %1 events, and there are %2.").arg(end->events).arg(m_events);
        } else if (const auto *record = std::get_if<HistoryRecord>(&line)) {
            const auto *event = std::get_if<Event>(record);
            if (!event)
                return {};
            if (event->seq <= m_seq)
                return Words::tr("“%1” does not rise.").arg(QLatin1String("seq"));
            m_seq = event->seq;
            ++m_events;
            m_messages += std::holds_alternative<Said>(event->body);
        }
        return {};
    }

    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    [[nodiscard]] ExportSummary summary() const { return {static_cast<qint64>(m_events), m_messages, 0}; }

private:
    bool m_isFirst = true;
    bool m_hasEnded = false;
    quint64 m_seq = 0;
    quint64 m_events = 0;
    qint64 m_messages = 0;
};

ExportFailure unwritable(const QString &file, const QSqlError &error)
{
    constexpr int full = 13; // SQLITE_FULL
    const bool isFull = (error.nativeErrorCode().toInt() & 0xff) == full;
    return failures::unwritable(file, isFull ? QFileDevice::ResourceError : QFileDevice::WriteError, error.text());
}

/// All lines of `in`, each in its turn.
Result<ExportSummary, ExportFailure> readLines(QFile &in, HistoryConnection &connection, const ExportProgress &progress)
{
    RecordWriter write(connection.database());
    LineOrder order;
    const qint64 bytes = in.size();
    qint64 at = 0;
    QByteArray buffer(jsonl::mostLineBytes + 2, Qt::Uninitialized);
    while (!in.atEnd()) {
        const qint64 size = in.readLine(buffer.data(), buffer.size());
        ++at;
        const auto wrong = [&](const QString &reason) { return failures::garbled(in.fileName(), at, reason); };
        if (size <= 0)
            return failures::unreadable(in.fileName(), in.errorString());
        if (buffer[size - 1] != '\n')
            return wrong(size > jsonl::mostLineBytes ? Words::tr("It is too long.") : Words::tr("The file ends in the middle of it."));
        const Result<jsonl::Line, jsonl::Error> decoded = jsonl::decode(QByteArray::fromRawData(buffer.constData(), size - 1));
        if (!decoded)
            return wrong(reasonOf(decoded.error()));
        if (const QString complaint = order.complaint(*decoded); !complaint.isEmpty())
            return wrong(complaint);
        if (const auto *record = std::get_if<HistoryRecord>(&*decoded); record && !std::visit(write, *record)) {
            if (write.isRepeated())
                return wrong(Words::tr("The same is there already."));
            return unwritable(connection.database().databaseName(), write.error());
        }
        if (at % linesBetweenLooks == 0 && progress && !progress(in.pos(), bytes))
            return failures::cancelled();
    }
    if (!order.hasEnded())
        return failures::garbled(in.fileName(), at + 1, Words::tr("The file ends too early."));
    return order.summary();
}

bool isEmpty(HistoryConnection &connection)
{
    QSqlQuery query(connection.database());
    return query.exec(QStringLiteral("SELECT EXISTS (SELECT 1 FROM events) OR EXISTS (SELECT 1 FROM visits)")) && query.next()
           && !query.value(0).toBool();
}

Result<ExportSummary, ExportFailure> importInto(const QString &file, QFile &in, const QString &folder, const ExportProgress &progress)
{
    HistoryConnection connection(file, Access::Write);
    if (!connection.isOpen())
        return unwritable(file, connection.database().lastError());
    if (!isEmpty(connection))
        return failures::notEmpty(folder);
    // All of it is one transaction: what of an index does not stay in memory is written, and read again, many times over.
    QSqlQuery(connection.database()).exec(QStringLiteral("PRAGMA cache_size = -%1").arg(cacheKibibytes));
    if (!connection.database().transaction())
        return unwritable(file, connection.database().lastError());
    Result<ExportSummary, ExportFailure> read = readLines(in, connection, progress);
    if (read && connection.database().commit())
        return read;
    const QSqlError error = connection.database().lastError();
    connection.database().rollback();
    return read ? Result<ExportSummary, ExportFailure>(unwritable(file, error)) : read;
}

} // namespace

Result<ExportSummary, ExportFailure> read(const QString &file, const QString &folder, const ExportProgress &progress)
{
    QFile in(file);
    if (QFileInfo(file).isDir())
        return failures::isFolder(file);
    if (!in.open(QIODevice::ReadOnly))
        return failures::unreadable(file, in.errorString());
    // What was not there before must not be there after a failure.
    const bool hadFolder = QFileInfo::exists(folder);
    const QString history = historyfile::pathIn(folder);
    const bool hadHistory = QFileInfo::exists(history);
    auto opened = historyfile::open(folder);
    if (!opened)
        return failures::notOpened(folder, opened.error());
    if (!(*opened)->isWritable)
        return failures::unwritable(folder, QFileDevice::PermissionsError, QCoreApplication::translate("foyer::HistoryImport", "the folder is read-only"));
    Result<ExportSummary, ExportFailure> done = importInto(history, in, folder, progress);
    if (!done && !hadHistory) {
        for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
            QFile::remove(history + suffix);
    }
    opened = historyfile::Error{}; // gives the lock back
    if (!done && !hadFolder)
        QDir().rmdir(folder);
    return done;
}

} // namespace foyer::historyimport
