// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historywriter.h"

#include "server/base/logcategories.h"
#include "server/contract/wiresize.h"
#include "server/storage/facts.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historycopies.h"
#include "server/storage/historystatements.h"
#include "server/storage/schema.h"
#include "server/storage/wordindex.h"

#include <QFile>
#include <QDeadlineTimer>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace foyer {

using namespace std::chrono_literals;

namespace {

constexpr auto againAfter = 1s;
constexpr auto deleteAgainAfter = 1min;
constexpr auto quietAfter = 100ms;
/// What can wait gets a slice this often even though batches keep coming.
constexpr auto longestWait = 1s;
/// While batches keep coming: each waits for the disk, and once a second that would be felt.
constexpr auto checkpointEvery = 15s;
/// Of what can wait; what these write is copied in a few milliseconds.
constexpr int slicesUntilCheckpoint = 32;
/// In the write-ahead log, with what is noted of it (SQLite, "WAL File Format").
constexpr qint64 pageBytes = 4096 + 24;

qint64 bytesOf(const HistoryBatch &batch)
{
    qint64 bytes = 0;
    for (const Event &event : batch.events)
        bytes += wireSize(event);
    return bytes;
}

/// Leaves out what anybody could read; but numbers that have been given out stay so.
HistoryBatch numbersAlone(const HistoryBatch &batch)
{
    HistoryBatch numbers = batch;
    numbers.events.clear();
    numbers.devices.clear();
    for (const Event &event : batch.events) {
        numbers.reservedSeq = std::max(numbers.reservedSeq, event.seq + 1);
        if (const auto *joined = std::get_if<Joined>(&event.body))
            numbers.lastUser = std::max(numbers.lastUser, joined->member.user);
        if (const auto *kicked = std::get_if<Kicked>(&event.body))
            numbers.lastCooling = std::max(numbers.lastCooling, kicked->cooling.id);
    }
    return numbers;
}

} // namespace

HistoryWriter::HistoryWriter(QString file, bool survivesPowerLoss, Bounds bounds)
    : m_file(std::move(file)), m_survivesPowerLoss(survivesPowerLoss), m_bounds(bounds), m_again(this), m_deleteAgain(this), m_quiet(this)
{
    m_again.setInterval(againAfter);
    m_deleteAgain.setSingleShot(true);
    m_deleteAgain.setInterval(deleteAgainAfter);
    m_quiet.setSingleShot(true);
    m_sinceQuiet.start();
    m_sinceBatch.start();
    m_sinceCheckpoint.start();
    connect(&m_again, &QTimer::timeout, this, &HistoryWriter::tryAgain);
    connect(&m_deleteAgain, &QTimer::timeout, this, [this] { keep(m_kept); });
    connect(&m_quiet, &QTimer::timeout, this, &HistoryWriter::workWhileQuiet);
}

HistoryWriter::~HistoryWriter() = default;

bool HistoryWriter::open()
{
    if (m_statements)
        return true;
    m_connection = std::make_unique<HistoryConnection>(m_file, HistoryConnection::Access::Write);
    if (!m_connection->isOpen()) {
        m_detail = m_connection->errorString();
        return false;
    }
    const auto version = schema::migrate(*m_connection);
    if (!version) {
        m_detail = version.error().detail;
        m_connection.reset();
        return false;
    }
    QSqlQuery query(m_connection->database());
    query.exec(m_survivesPowerLoss ? QStringLiteral("PRAGMA synchronous = FULL") : QStringLiteral("PRAGMA synchronous = NORMAL"));
    query.exec(QStringLiteral("PRAGMA wal_autocheckpoint = %1").arg(m_bounds.logBytes / pageBytes));
    query.exec(QStringLiteral("PRAGMA journal_size_limit = %1").arg(m_bounds.logBytes));
    query.finish();
    m_statements = std::make_unique<HistoryStatements>(*m_connection);
    m_index = std::make_unique<WordIndex>(*m_connection);
    m_retention = std::make_unique<Retention>(*m_connection, *m_index);
    m_isUnswept = facts::number(*m_connection, facts::unswept) != 0;
    return true;
}

void HistoryWriter::write(const HistoryBatch &batch)
{
    // What is held goes first: the order is the file's, too.
    if (!m_held.empty() || !store(batch))
        hold(batch);
    Q_EMIT written(batch.number, m_inFileSeq);
    m_sinceBatch.start();
    if (!m_quiet.isActive() || !m_sinceQuiet.hasExpired(std::chrono::milliseconds(longestWait).count()))
        m_quiet.start(quietAfter);
}

bool HistoryWriter::store(const HistoryBatch &batch)
{
    if (!open())
        return false;
    if (!m_statements->store(batch)) {
        m_detail = m_statements->detail();
        return false;
    }
    if (!batch.events.isEmpty())
        m_inFileSeq = batch.events.constLast().seq;
    return true;
}

void HistoryWriter::hold(const HistoryBatch &batch)
{
    const qint64 bytes = bytesOf(batch);
    if (m_heldEvents + batch.events.size() > m_bounds.events || m_heldBytes + bytes > m_bounds.bytes) {
        m_dropped += static_cast<quint64>(batch.events.size());
        holdNumbers(numbersAlone(batch));
    } else {
        m_held.push_back(batch);
        m_heldEvents += batch.events.size();
        m_heldBytes += bytes;
    }
    if (!m_again.isActive()) {
        qCWarning(lcStorage).noquote() << "the history cannot be written:" << m_detail;
        m_again.start();
    }
    tell({m_detail, static_cast<quint32>(m_heldEvents), m_dropped});
}

/// With what is held already: however much is dropped, they take no more room.
void HistoryWriter::holdNumbers(const HistoryBatch &numbers)
{
    if (m_held.empty()) {
        m_held.push_back(numbers);
        return;
    }
    HistoryBatch &last = m_held.back();
    last.reservedSeq = std::max(last.reservedSeq, numbers.reservedSeq);
    last.lastUser = std::max(last.lastUser, numbers.lastUser);
    last.lastCooling = std::max(last.lastCooling, numbers.lastCooling);
    last.forgetBelow = std::max(last.forgetBelow, numbers.forgetBelow);
}

void HistoryWriter::tryAgain()
{
    while (!m_held.empty()) {
        if (!store(m_held.front())) {
            tell({m_detail, static_cast<quint32>(m_heldEvents), m_dropped});
            return;
        }
        m_heldEvents -= m_held.front().events.size();
        m_heldBytes -= bytesOf(m_held.front());
        m_held.pop_front();
    }
    m_again.stop();
    qCWarning(lcStorage) << "the history is written again; events dropped since the room was opened:" << m_dropped;
    tell({{}, 0, m_dropped});
}

void HistoryWriter::tell(LogTrouble trouble)
{
    const auto problem = std::find_if(m_undeleted.cbegin(), m_undeleted.cend(), [](const QString &detail) { return !detail.isEmpty(); });
    trouble.undeleted = problem != m_undeleted.cend() ? *problem : QString();
    if (std::exchange(m_trouble, trouble) != trouble)
        Q_EMIT troubleChanged(trouble);
}

/// An empty problem: it is done.
void HistoryWriter::note(Deletion deletion, const QString &problem)
{
    m_undeleted[deletion] = problem;
    if (!problem.isEmpty() && !m_deleteAgain.isActive())
        m_deleteAgain.start();
    tell(m_trouble);
}

/// A slice of what can wait, and then whatever has come.
void HistoryWriter::workWhileQuiet()
{
    m_sinceQuiet.start();
    if (!m_statements)
        return;
    if (m_isUnswept && !sweep())
        qCWarning(lcStorage).noquote() << "what was forgotten still lies in the file:" << m_detail;
    if (shorten() || m_index->work()) {
        if (++m_slices % slicesUntilCheckpoint == 0)
            (void)checkpoint(QStringLiteral("PASSIVE"));
        m_quiet.start(0ms);
        return;
    }
    const std::optional<quint64> gone = m_retention->takeDone();
    m_hasRemains = m_hasRemains || gone;
    // What is in the write-ahead log goes into the file, so that it need not grow or be read through at the next start.
    if (m_hasRemains) {
        // Who reads is not waited for.
        QSqlQuery query(m_connection->database());
        query.exec(QStringLiteral("PRAGMA busy_timeout = 0"));
        m_hasRemains = !checkpoint(QStringLiteral("TRUNCATE"));
        query.exec(QStringLiteral("PRAGMA busy_timeout = %1").arg(HistoryConnection::busyTimeoutMs));
        if (m_hasRemains)
            m_quiet.start(longestWait);
    } else if (m_sinceBatch.hasExpired(std::chrono::milliseconds(quietAfter / 2).count())
               || m_sinceCheckpoint.hasExpired(std::chrono::milliseconds(checkpointEvery).count())) {
        (void)checkpoint(QStringLiteral("PASSIVE"));
    } else {
        m_quiet.start(quietAfter);
    }
    if (gone) {
        // What is beyond the number is to be in no copy either.
        if (const auto oldest = m_kept.mostMessages > 0 ? m_retention->oldestMs() : std::nullopt)
            removeCopiesBefore(static_cast<qint64>(*oldest));
        Q_EMIT oldestSeqChanged(m_retention->oldestSeq(), *gone);
    }
}

/// True while there is more to be deleted.
bool HistoryWriter::shorten()
{
    if (!m_retention->isAtWork())
        return false;
    const bool isMore = m_retention->work();
    note(OfOld, m_retention->problem());
    // What lies below that number is everything that was to be forgotten.
    if (!isMore && m_retention->problem().isEmpty() && m_kept.belowSeq > 0)
        note(OfAll, {});
    return isMore;
}

/// True when it was not in anybody's way.
bool HistoryWriter::checkpoint(const QString &mode)
{
    m_sinceCheckpoint.start();
    QSqlQuery query(m_connection->database());
    return query.exec(QStringLiteral("PRAGMA wal_checkpoint(%1)").arg(mode)) && query.next() && query.value(0).toInt() == 0;
}

void HistoryWriter::keep(const RetentionBounds &bounds)
{
    m_kept = bounds;
    removeCopiesBefore(bounds.fromMs);
    if (!open())
        return;
    m_retention->keep(bounds);
    if (!m_quiet.isActive())
        m_quiet.start(quietAfter);
}

// ---- Forgetting

void HistoryWriter::forgetAll()
{
    forgetHeld();
    const bool isRemoved = open() && forgetFile();
    note(OfAll, isRemoved ? QString() : m_detail);
    removeCopiesBefore(std::numeric_limits<qint64>::max());
    const bool isForgotten = isRemoved && !m_isUnswept && m_undeleted[OfCopies].isEmpty();
    if (isForgotten)
        note(OfOld, {});
    else
        qCWarning(lcStorage).noquote() << "the history could not be forgotten:" << m_trouble.undeleted;
    Q_EMIT forgotten(isForgotten, m_trouble.undeleted);
}

/// True when nothing of it is in the tables any more; whether anything still lies in the file, m_isUnswept tells.
bool HistoryWriter::forgetFile()
{
    QSqlQuery query(m_connection->database());
    // To overwrite every page takes seconds, and the sweep leaves none of them.
    query.exec(QStringLiteral("PRAGMA secure_delete = OFF"));
    const bool isRemoved = m_retention->removeAll();
    if (!isRemoved)
        m_detail = m_retention->detail();
    query.exec(QStringLiteral("PRAGMA secure_delete = ON"));
    query.finish();
    m_isUnswept = m_isUnswept || isRemoved;
    if (isRemoved)
        (void)sweep();
    return isRemoved;
}

/// Makes the file as small as what is in it. After a failure, or a process that was killed, it is tried again when there is time.
bool HistoryWriter::sweep()
{
    QSqlQuery query(m_connection->database());
    // The first leaves the pages out, the second writes down that they are no longer there.
    if (query.exec(QStringLiteral("VACUUM")) && checkpoint(QStringLiteral("TRUNCATE")) && facts::set(*m_connection, facts::unswept, 0)) {
        m_isUnswept = false;
        note(OfPages, {});
        return true;
    }
    m_detail = query.lastError().isValid() ? query.lastError().text() : QStringLiteral("SQLITE_BUSY");
    note(OfPages, m_detail);
    return false;
}

/// What has not been written yet.
void HistoryWriter::forgetHeld()
{
    for (HistoryBatch &batch : m_held)
        batch = numbersAlone(batch);
    m_heldEvents = 0;
    m_heldBytes = 0;
    if (!m_held.empty())
        tryAgain();
}

void HistoryWriter::removeCopiesBefore(qint64 ms)
{
    if (ms <= m_copiesBeforeMs && m_undeleted[OfCopies].isEmpty())
        return; // they have gone already: this is asked again for every hundredth of what may be kept
    m_copiesBeforeMs = std::max(m_copiesBeforeMs, ms);
    const QString left = historycopies::removeOlderThan(m_file, m_copiesBeforeMs);
    if (!left.isEmpty() && left != m_undeleted[OfCopies])
        qCWarning(lcStorage).noquote() << "it was to be deleted, and cannot be:" << left;
    note(OfCopies, left);
}

void HistoryWriter::close(qint64 atMs)
{
    if (!m_held.empty())
        tryAgain();
    m_again.stop();
    m_deleteAgain.stop();
    m_quiet.stop();
    if (m_heldEvents > 0)
        qCWarning(lcStorage) << "closed without having written" << m_heldEvents << "events";
    if (m_statements && !m_statements->closeVisits(atMs))
        qCWarning(lcStorage).noquote() << "the visits could not be ended:" << m_statements->detail();
    tidyUp();
    m_retention.reset();
    m_index.reset();
    m_statements.reset();
    m_connection.reset();
}

/// Rows that stay are moved about in their pages while others go, and where they lay before SQLite overwrites nothing, whatever secure_delete says.
void HistoryWriter::tidyUp()
{
    if (!m_statements || facts::number(*m_connection, facts::remains) == 0)
        return;
    const QDeadlineTimer deadline(longestWait);
    while (facts::number(*m_connection, facts::residue) != 0 && !deadline.hasExpired() && m_index->work()) {
    }
    QSqlQuery query(m_connection->database());
    query.exec(QStringLiteral("PRAGMA busy_timeout = 500")); // somebody may be reading for long
    const qint64 pages = m_connection->number(QStringLiteral("page_count")) - m_connection->number(QStringLiteral("freelist_count"));
    const bool isWrittenAnew = pages * pageBytes <= mostBytesToTidy && query.exec(QStringLiteral("VACUUM"));
    // Who reads may keep its connection: then this one is not the last, which would take the write-ahead log away.
    const bool isInFile = checkpoint(QStringLiteral("TRUNCATE"));
    const bool isDone = isWrittenAnew && isInFile && facts::number(*m_connection, facts::residue) == 0 && facts::set(*m_connection, facts::remains, 0);
    if (!isDone)
        qCInfo(lcStorage) << "bytes of what was deleted may still lie in the file, until it is closed the next time";
}

} // namespace foyer
