// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/devicetokens.h"
#include "server/base/result.h"
#include "server/storage/eventlog.h"
#include "server/storage/historyfile.h"
#include "server/storage/historywriter.h"
#include "server/storage/pastreader.h"

#include <QHash>
#include <QPointer>
#include <QThread>

#include <deque>

namespace foyer {

class HistoryArchive;

/// The log that keeps every line, in a history file (resources/sql). What has been committed is in the file, whatever becomes of the process;
/// or, while the file cannot be written, in memory (trouble()). The latest events are held in memory, too, so that most of what is read
/// needs no file. Lives in the server thread and writes and reads in two threads of its own.
class SqliteLog final : public EventLog
{
    Q_OBJECT

public:
    struct Options
    {
        QString folder;
        DeviceTokens tokens; ///< whose hashes of devices are stored
        bool survivesPowerLoss = false;
        int inMemory = 2000; ///< the latest events
        HistoryWriter::Bounds held = {};
    };
    [[nodiscard]] static Result<std::unique_ptr<EventLog>, historyfile::Error> open(const Options &options, qint64 wallMs);
    /// Waits until everything is written.
    ~SqliteLog() override;

    [[nodiscard]] QString epoch() const override { return m_epoch; }
    [[nodiscard]] quint64 oldestSeq() const override { return m_oldestSeq; }
    [[nodiscard]] quint64 nextSeq() const override { return m_nextSeq; }
    [[nodiscard]] RoomPast past() const override { return m_past; }
    [[nodiscard]] UserId userOf(DeviceId device) const override;
    [[nodiscard]] LogTrouble trouble() const override { return m_trouble; }
    [[nodiscard]] Opening opening() const override { return {m_file->movedAside, m_file->recovered}; }
    void append(const QList<Event> &events, const QList<DeviceUse> &devices = {}) override;
    void readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) override;
    void readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) override;

private:
    SqliteLog(const Options &options, std::shared_ptr<historyfile::Opened> file, StoredPast past, qint64 wallMs);
    void beginLife(qint64 wallMs);
    void onWritten(quint64 number, quint64 inFileSeq);
    void keepLatest(const QList<Event> &events);
    [[nodiscard]] quint64 inMemoryFrom() const;
    void onArchive(std::function<Page(HistoryArchive &)> read, QObject *context, const PageCallback &callback);

    const Options m_options;
    const std::shared_ptr<historyfile::Opened> m_file;
    const QString m_epoch;
    const RoomPast m_past;
    QHash<QByteArray, UserId> m_users; ///< by hash of their device
    QHash<DeviceId, UserId> m_written; ///< of this life: need not be written again
    struct Batch
    {
        quint64 number;
        QList<Event> events;
    };
    std::deque<Batch> m_underway;
    std::deque<Event> m_latest;
    quint64 m_nextSeq;
    quint64 m_oldestSeq;
    quint64 m_inFileSeq;
    quint64 m_lastBatch = 0;
    LogTrouble m_trouble;
    QThread m_logThread;
    QThread m_archiveThread;
    HistoryWriter *m_writer;   ///< lives in m_logThread
    HistoryArchive *m_archive; ///< lives in m_archiveThread
};

} // namespace foyer
