// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/devicetokens.h"
#include "server/base/result.h"
#include "server/contract/keeping.h"
#include "server/storage/eventlog.h"
#include "server/storage/historyfile.h"
#include "server/storage/historywriter.h"
#include "server/storage/pastreader.h"

#include <QHash>
#include <QPointer>
#include <QThread>
#include <QTimer>

#include <deque>

namespace foyer {

class HistoryArchive;

/// The log that keeps every line, in a history file (resources/sql), for as long as the host wants: KeepingChanged among the events says it. What has been committed is in the file, whatever becomes of the process;
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
        Keeping keeping = {};
        int inMemoryAlone = 1000; ///< the latest events, where nothing is kept
        int keepMessages = 0; ///< see KeptMessages
    };
    [[nodiscard]] static Result<std::unique_ptr<EventLog>, historyfile::Error> open(const Options &options, qint64 wallMs);
    /// Waits until everything is written.
    ~SqliteLog() override;

    [[nodiscard]] QString epoch() const override { return m_epoch; }
    [[nodiscard]] quint64 oldestSeq() const override { return std::min(m_oldestInFile, inMemoryFrom()); }
    [[nodiscard]] quint64 nextSeq() const override { return m_nextSeq; }
    [[nodiscard]] RoomPast past() const override { return m_past; }
    [[nodiscard]] UserId userOf(DeviceId device) const override;
    [[nodiscard]] quint64 firstSeqOf(DeviceId device) const override;
    [[nodiscard]] LogTrouble trouble() const override { return m_trouble; }
    [[nodiscard]] Opening opening() const override;
    void append(const QList<Event> &events, const QList<DeviceUse> &devices = {}) override;
    void keepMessages(int most) override;
    void close() override;
    void readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) override;
    void readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) override;
    void search(const HistoryQuery &query, Reader reader, QObject *context, HitsCallback callback) override;

private:
    SqliteLog(const Options &options, std::shared_ptr<historyfile::Opened> file, StoredPast past, qint64 wallMs);
    void beginLife(qint64 wallMs);
    [[nodiscard]] bool takeEvents(const QList<Event> &events, HistoryBatch &batch);
    void takeDevices(const QList<DeviceUse> &devices, HistoryBatch &batch);
    void reserve(HistoryBatch &batch, quint64 nextSeq);
    void forget();
    void onForgotten(bool isForgotten);
    [[nodiscard]] qint64 keptFromMs() const;
    void keepWithinBounds();
    void onOldestChanged(quint64 oldestSeq, quint64 messages);
    void dropOld(qint64 fromMs);
    void dropDeleted();
    void onWritten(quint64 number, quint64 inFileSeq);
    void keepLatest(const QList<Event> &events);
    [[nodiscard]] quint64 inMemoryFrom() const;
    template <typename Read, typename Callback>
    void onArchive(Read read, QObject *context, Callback callback);

    const Options m_options;
    const std::shared_ptr<historyfile::Opened> m_file;
    const QString m_epoch;
    RoomPast m_past;
    Keeping m_keeping;
    int m_keepMessages;
    int m_messagesSince = 0; ///< kept since those beyond m_keepMessages were deleted
    QHash<QByteArray, StoredUser> m_users; ///< by hash of their device
    QHash<DeviceId, UserId> m_written; ///< of this life: need not be written again
    struct Batch
    {
        quint64 number;
        QList<Event> events;
    };
    std::deque<Batch> m_underway;
    std::deque<Event> m_latest;
    quint64 m_nextSeq;
    quint64 m_oldestInFile; ///< nowhere while nothing is kept
    quint64 m_forgetBelow; ///< what lies below this seq was to be deleted, and may not have been
    quint64 m_reservedSeq = 0; ///< up to it, exclusively, none is given out again by a later life
    UserId m_lastUser;
    CoolingId m_lastCooling;
    bool m_isToForget = false; ///< it has been begun, and is not done
    QTimer m_forgetAgain;
    QTimer m_ageing;
    quint64 m_inFileSeq;
    quint64 m_lastBatch = 0;
    bool m_isBegun = false; ///< the file knows of this life
    LogTrouble m_trouble;
    QThread m_logThread;
    QThread m_archiveThread;
    HistoryWriter *m_writer;   ///< lives in m_logThread
    HistoryArchive *m_archive; ///< lives in m_archiveThread
};

} // namespace foyer
