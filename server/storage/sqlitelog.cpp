// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/sqlitelog.h"

#include "server/base/logcategories.h"
#include "server/base/threadpriority.h"
#include "server/contract/wiresize.h"
#include "server/storage/epoch.h"
#include "server/storage/historyarchive.h"
#include "server/storage/historyconnection.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace foyer {

using namespace std::chrono_literals;

namespace {

/// Where nothing is kept, so many numbers are put aside at a time: no commit but the first of them waits for the disk.
constexpr quint64 seqsPutAside = 1000;
constexpr quint64 nowhere = std::numeric_limits<quint64>::max();
constexpr auto forgetAgainAfter = 1min;
constexpr auto lookForOldEvery = 1h;

} // namespace

Result<std::unique_ptr<EventLog>, historyfile::Error> SqliteLog::open(const Options &options, qint64 wallMs)
{
    auto file = historyfile::open(options.folder);
    if (!file)
        return file.error();
    StoredPast past;
    {
        using Access = HistoryConnection::Access;
        HistoryConnection connection((*file)->file, (*file)->isWritable ? Access::Write : Access::ReadUnchanging);
        if (connection.isOpen())
            past = readPast(connection, options.inMemory, wallMs);
    }
    return std::unique_ptr<EventLog>(new SqliteLog(options, file.takeValue(), std::move(past), wallMs));
}

SqliteLog::SqliteLog(const Options &options, std::shared_ptr<historyfile::Opened> file, StoredPast past, qint64 wallMs)
    : m_options(options), m_file(std::move(file)), m_epoch(freshEpoch()), m_past(std::move(past.room)),
      m_keeping(options.keeping), m_keepMessages(options.keepMessages), m_users(std::move(past.devices)), m_nextSeq(past.nextSeq), m_oldestInFile(past.oldestSeq), m_forgetBelow(past.forgetBelow),
      m_lastUser(m_past.lastUser), m_lastCooling(m_past.lastCooling), m_inFileSeq(past.nextSeq - 1),
      m_writer(new HistoryWriter(m_file->file, m_options.survivesPowerLoss, m_options.held)),
      m_archive(new HistoryArchive(m_file->file))
{
    qRegisterMetaType<LogTrouble>();
    if (!m_keeping.keepsAnything()) {
        m_past.latest.clear();
        m_past.coolings.clear();
        m_past.messages = 0;
        m_past.hasOlder = false;
        m_users.clear();
        m_oldestInFile = nowhere;
    }
    keepLatest(m_past.latest);
    if (m_keeping.mode == Keeping::Mode::Days) {
        dropOld(m_keeping.fromMs(wallMs));
        m_past.hasOlder = m_past.hasOlder && m_latest.size() == static_cast<size_t>(m_past.latest.size());
        m_past.latest = QList<Event>(m_latest.cbegin(), m_latest.cend());
    }
    m_logThread.setObjectName(QStringLiteral("foyer-log"));
    m_archiveThread.setObjectName(QStringLiteral("foyer-archive"));
    m_writer->moveToThread(&m_logThread);
    m_archive->moveToThread(&m_archiveThread);
    connect(&m_logThread, &QThread::finished, m_writer, &QObject::deleteLater);
    connect(&m_archiveThread, &QThread::finished, m_archive, &QObject::deleteLater);
    connect(&m_archiveThread, &QThread::started, m_archive, yieldToOthers);
    connect(m_writer, &HistoryWriter::written, this, &SqliteLog::onWritten);
    connect(m_writer, &HistoryWriter::troubleChanged, this, [this](const LogTrouble &trouble) {
        m_trouble = trouble;
        Q_EMIT troubleChanged();
    });
    connect(m_writer, &HistoryWriter::forgotten, this, &SqliteLog::onForgotten);
    connect(m_writer, &HistoryWriter::oldestSeqChanged, this, &SqliteLog::onOldestChanged);
    m_forgetAgain.setSingleShot(true);
    m_forgetAgain.setInterval(forgetAgainAfter);
    connect(&m_forgetAgain, &QTimer::timeout, this, &SqliteLog::forget);
    m_ageing.setInterval(lookForOldEvery);
    connect(&m_ageing, &QTimer::timeout, this, &SqliteLog::keepWithinBounds);
    m_ageing.start();
    m_logThread.start();
    m_archiveThread.start();
    beginLife(wallMs);
    keepWithinBounds();
    qCInfo(lcStorage) << "keeping the history from" << oldestSeq() << "on, next" << m_nextSeq << "epoch" << m_epoch.toLatin1().constData();
}

SqliteLog::~SqliteLog()
{
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    LogTrouble last;
    QMetaObject::invokeMethod(
        m_writer,
        [writer = m_writer, isToForget = m_isToForget, nowMs, &last] {
            if (isToForget)
                writer->forgetAll();
            writer->close(nowMs);
            last = writer->trouble();
        },
        Qt::BlockingQueuedConnection);
    m_logThread.quit();
    m_archiveThread.quit();
    m_logThread.wait();
    m_archiveThread.wait();
    if (m_isToForget || !m_keeping.keepsAnything())
        last.dropped = 0; // nor was it to be kept
    if (m_isToForget)
        Q_EMIT shortened(0);
    Q_EMIT ended(last);
}

/// Nothing is told to anybody in this life before it is known to the file.
void SqliteLog::beginLife(qint64 wallMs)
{
    HistoryBatch batch;
    batch.epoch = StoredEpoch{m_epoch, m_nextSeq, wallMs};
    if (!m_keeping.keepsAnything()) {
        reserve(batch, m_nextSeq);
        batch.forgetBelow = m_forgetBelow = m_nextSeq; // one by one, should it not be possible at once; in a later life, should it not be in this
    }
    QMetaObject::invokeMethod(
        m_writer, [writer = m_writer, batch] { writer->write(batch); }, Qt::QueuedConnection);
    if (!m_keeping.keepsAnything())
        forget();
}

void SqliteLog::close()
{
    m_isToForget = m_isToForget || m_keeping.mode == Keeping::Mode::UntilClosed;
}

EventLog::Opening SqliteLog::opening() const
{
    // Of what was moved aside nothing is left either, where nothing is kept.
    return m_options.keeping.keepsAnything() ? Opening{m_file->movedAside, m_file->recovered} : Opening();
}

UserId SqliteLog::userOf(DeviceId device) const
{
    return device.isNull() ? UserId{} : m_users.value(m_options.tokens.storedHash(device)).user;
}

quint64 SqliteLog::firstSeqOf(DeviceId device) const
{
    return device.isNull() ? 0 : m_users.value(m_options.tokens.storedHash(device)).firstSeq;
}

void SqliteLog::append(const QList<Event> &events, const QList<DeviceUse> &devices)
{
    HistoryBatch batch;
    batch.number = ++m_lastBatch;
    const bool forgets = takeEvents(events, batch);
    takeDevices(devices, batch);
    if (!m_keeping.keepsAnything() && !events.isEmpty() && events.constLast().seq >= m_reservedSeq)
        reserve(batch, events.constLast().seq + 1);
    m_underway.push_back({batch.number, events});
    // Those who hear that nothing is kept need not wait for it, unless keeping has begun again meanwhile.
    const bool forgetsFirst = forgets && !batch.events.isEmpty();
    if (forgetsFirst) {
        forget();
        m_isToForget = false; // what the batch has is kept: at the end of this life it stays
        batch.forgetBelow = m_forgetBelow;
    }
    if (batch.isEmpty() && m_underway.size() == 1 && m_isBegun) {
        // Nothing to write, and nothing to wait for.
        QMetaObject::invokeMethod(
            this, [this, number = batch.number] { onWritten(number, m_inFileSeq); }, Qt::QueuedConnection);
    } else {
        QMetaObject::invokeMethod(
            m_writer, [writer = m_writer, batch] { writer->write(batch); }, Qt::QueuedConnection);
    }
    if (forgets && !forgetsFirst)
        forget();
    if (m_keepMessages > 0 && m_messagesSince >= m_keepMessages - KeptMessages::left(m_keepMessages))
        keepWithinBounds();
}

/// Puts into the batch what is to be kept; true when everything from before it is to go.
bool SqliteLog::takeEvents(const QList<Event> &events, HistoryBatch &batch)
{
    bool forgets = false;
    bool isChanged = false;
    for (const Event &event : events) {
        if (const auto *joined = std::get_if<Joined>(&event.body))
            m_lastUser = std::max(m_lastUser, joined->member.user);
        else if (const auto *kicked = std::get_if<Kicked>(&event.body))
            m_lastCooling = std::max(m_lastCooling, kicked->cooling.id);
        if (const auto *changed = std::get_if<KeepingChanged>(&event.body)) {
            const bool keptBefore = std::exchange(m_keeping, changed->keeping).keepsAnything();
            isChanged = true;
            if (keptBefore && !m_keeping.keepsAnything()) {
                forgets = true;
                m_forgetBelow = event.seq;
                batch.events.clear();
                m_users.clear();
                m_written.clear();
                m_oldestInFile = nowhere;
            } else if (!keptBefore && m_keeping.keepsAnything()) {
                m_oldestInFile = event.seq;
                // People who came in while nothing was kept may be named by what follows.
                batch.lastUser = m_lastUser;
                batch.lastCooling = m_lastCooling;
                m_forgetAgain.stop();
                // What could not be deleted while nothing was kept has to go all the same, by its number from now on.
                if (std::exchange(m_isToForget, false))
                    batch.forgetBelow = m_forgetBelow = event.seq;
            }
        }
        if (m_keeping.keepsAnything()) {
            batch.events.append(event);
            m_messagesSince += std::holds_alternative<Said>(event.body) ? 1 : 0;
        }
    }
    if (isChanged)
        keepWithinBounds();
    return forgets;
}

void SqliteLog::takeDevices(const QList<DeviceUse> &devices, HistoryBatch &batch)
{
    if (!m_keeping.keepsAnything())
        return;
    for (const DeviceUse &use : devices) {
        if (std::exchange(m_written[use.device], use.user) == use.user)
            continue;
        const QByteArray hash = m_options.tokens.storedHash(use.device);
        m_users.insert(hash, {use.user, use.firstSeq});
        batch.devices.append({use.user, hash, use.atMs, use.firstSeq});
    }
}

/// No number that anybody has been told is given out again, though nothing else is known of it.
void SqliteLog::reserve(HistoryBatch &batch, quint64 nextSeq)
{
    m_reservedSeq = nextSeq + seqsPutAside;
    batch.reservedSeq = m_reservedSeq;
    batch.lastUser = m_lastUser;
    batch.lastCooling = m_lastCooling;
}

void SqliteLog::forget()
{
    m_isToForget = true;
    QMetaObject::invokeMethod(m_writer, [writer = m_writer] { writer->forgetAll(); }, Qt::QueuedConnection);
}

void SqliteLog::onForgotten(bool isForgotten)
{
    if (isForgotten)
        Q_EMIT shortened(0);
    if (m_keeping.keepsAnything())
        return; // again: what is kept since must stay, and what should have gone goes by its number
    m_isToForget = !isForgotten;
    if (m_isToForget)
        m_forgetAgain.start();
}

// ---- Ageing

void SqliteLog::keepWithinBounds()
{
    RetentionBounds bounds;
    bounds.belowSeq = m_forgetBelow;
    if (m_keepMessages > 0)
        bounds.mostMessages = static_cast<quint64>(KeptMessages::left(m_keepMessages));
    m_messagesSince = 0;
    if (m_keeping.mode == Keeping::Mode::Days) {
        bounds.fromMs = keptFromMs();
        dropOld(bounds.fromMs);
    }
    QMetaObject::invokeMethod(
        m_writer, [writer = m_writer, bounds] { writer->keep(bounds); }, Qt::QueuedConnection);
}

/// What happened before (wall clock) is given to nobody; 0: everything is.
qint64 SqliteLog::keptFromMs() const
{
    return m_keeping.fromMs(QDateTime::currentMSecsSinceEpoch());
}

void SqliteLog::keepMessages(int most)
{
    m_keepMessages = most;
    keepWithinBounds();
}

void SqliteLog::onOldestChanged(quint64 oldestSeq, quint64 messages)
{
    if (m_keeping.keepsAnything()) {
        m_oldestInFile = std::max(m_oldestInFile, std::min(oldestSeq, m_nextSeq)); // the file's own may be one that is kept free
        if (m_keepMessages > 0)
            dropDeleted();
    }
    Q_EMIT shortened(messages);
}

/// From memory, what is in the file no more.
void SqliteLog::dropDeleted()
{
    while (!m_latest.empty() && m_latest.front().seq < m_oldestInFile && m_latest.front().seq <= m_inFileSeq)
        m_latest.pop_front();
}

/// From memory. In the file it goes when there is time, but nobody is given it from now on.
void SqliteLog::dropOld(qint64 fromMs)
{
    while (!m_latest.empty() && m_latest.front().atMs < fromMs && m_latest.front().seq <= m_inFileSeq) {
        m_oldestInFile = std::max(m_oldestInFile, m_latest.front().seq + 1);
        m_latest.pop_front();
    }
}

// ---- Committed

void SqliteLog::onWritten(quint64 number, quint64 inFileSeq)
{
    m_inFileSeq = std::max(m_inFileSeq, inFileSeq);
    if (number == 0) { // the life itself
        m_isBegun = true;
        return;
    }
    Q_ASSERT(!m_underway.empty() && m_underway.front().number == number);
    const Batch batch = std::move(m_underway.front());
    m_underway.pop_front();
    keepLatest(batch.events);
    Q_EMIT committed();
}

/// The latest, and whatever is not in the file yet: nobody reads it there.
void SqliteLog::keepLatest(const QList<Event> &events)
{
    for (const Event &event : events) {
        m_nextSeq = std::max(m_nextSeq, event.seq + 1);
        if (deletesWhatWasBefore(event))
            m_latest.clear();
        m_latest.push_back(event);
    }
    const auto most = static_cast<size_t>(m_keeping.keepsAnything() ? m_options.inMemory : m_options.inMemoryAlone);
    const auto mostUnwritten = most + static_cast<size_t>(m_options.held.events);
    while (m_latest.size() > most && (m_latest.front().seq <= m_inFileSeq || m_latest.front().seq < m_oldestInFile || m_latest.size() > mostUnwritten))
        m_latest.pop_front();
}

/// Everything from this seq on is in memory.
quint64 SqliteLog::inMemoryFrom() const
{
    return m_latest.empty() ? m_nextSeq : m_latest.front().seq;
}

// ---- Reading

/// Has the archive thread read, and brings what it has read back, unless `context` has gone by then.
template <typename Read, typename Callback>
void SqliteLog::onArchive(Read read, QObject *context, Callback callback)
{
    QMetaObject::invokeMethod(
        m_archive,
        [this, archive = m_archive, read = std::move(read), context = QPointer<QObject>(context), callback = std::move(callback)] {
            auto answer = read(*archive);
            QMetaObject::invokeMethod(
                this,
                [context, callback, answer = std::move(answer)] {
                    if (context)
                        callback(answer);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void SqliteLog::readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback)
{
    const quint64 from = inMemoryFrom();
    if (after + 1 < from) {
        onArchive([=, oldest = std::min(m_oldestInFile, from), fromMs = keptFromMs()](HistoryArchive &archive) {
            Page page = archive.readAfter(std::max(after, oldest - 1), from, bytes, reader);
            page.dropOlderThan(fromMs);
            page.more = true; // what is in memory follows
            return page;
        }, context, callback);
        return;
    }
    Page page;
    page.upTo = after;
    auto it = std::upper_bound(m_latest.cbegin(), m_latest.cend(), after,
                               [](quint64 seq, const Event &event) { return seq < event.seq; });
    for (; it != m_latest.cend(); ++it) {
        if (it->audience.admits(reader.user, reader.role)) {
            bytes -= wireSize(*it);
            if (bytes < 0 && !page.events.isEmpty())
                break;
            page.events.append(*it);
        }
        page.upTo = it->seq;
    }
    page.more = it != m_latest.cend();
    QMetaObject::invokeMethod(
        context, [callback = std::move(callback), page] { callback(page); }, Qt::QueuedConnection);
}

void SqliteLog::readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context, PageCallback callback)
{
    QList<Event> events; // latest first
    bool isFull = false;
    const auto end = std::make_reverse_iterator(
        std::lower_bound(m_latest.cbegin(), m_latest.cend(), before,
                         [](const Event &event, quint64 seq) { return event.seq < seq; }));
    for (auto it = end; it != m_latest.crend() && !isFull; ++it) {
        if (!it->audience.admits(reader.user, reader.role))
            continue;
        const qsizetype size = wireSize(*it);
        isFull = events.size() == limit || (size > bytes && !events.isEmpty());
        if (isFull)
            break;
        bytes -= size;
        events.append(*it);
    }
    std::reverse(events.begin(), events.end());
    const quint64 below = std::min(before, inMemoryFrom());
    if (isFull || m_oldestInFile >= below) {
        QMetaObject::invokeMethod(
            context, [callback = std::move(callback), page = Page{events, isFull, 0}] { callback(page); }, Qt::QueuedConnection);
        return;
    }
    onArchive([=, oldest = m_oldestInFile, fromMs = keptFromMs()](HistoryArchive &archive) {
        const bool isEnough = events.size() == limit || bytes <= 0; // then it is asked whether there is any more
        Page page = archive.readBefore(below, isEnough ? 1 : limit - static_cast<int>(events.size()), isEnough ? 1 : bytes, reader);
        // What is to go is still there until there is time.
        page.dropBefore(oldest);
        page.dropOlderThan(fromMs);
        return isEnough ? Page{events, !page.events.isEmpty(), 0} : Page{page.events + events, page.more, 0};
    }, context, callback);
}

void SqliteLog::search(const HistoryQuery &query, Reader reader, QObject *context, HitsCallback callback)
{
    if (!m_keeping.keepsAnything())
        return EventLog::search(query, reader, context, std::move(callback));
    onArchive(
        [=, oldest = m_oldestInFile](HistoryArchive &archive) {
            HistoryHits hits = archive.search(query, reader);
            hits.dropBefore(oldest); // older than they are to be kept: they go when there is time
            return hits;
        },
        context, std::move(callback));
}

} // namespace foyer
