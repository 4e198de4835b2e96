// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/historybatch.h"
#include "server/storage/logtrouble.h"
#include "server/storage/retention.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>
#include <deque>
#include <memory>

namespace foyer {

class HistoryConnection;
class HistoryStatements;
class WordIndex;

/// The one hand that writes the history file; lives in the log thread. When the file cannot be written, batches are held in memory, told as written all
/// the same (the room goes on), and tried again until there is room for them. While no batch comes it gathers words for the search, deletes what is too old
/// and tidies the file, a few milliseconds at a time.
class HistoryWriter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryWriter)

public:
    static constexpr qint64 mostBytesToTidy = 16 * 1024 * 1024;

    /// What may be held (beyond, what comes is dropped, and counted; its numbers are not given out again), and how long the write-ahead log gets before it
    /// goes into the file even though batches wait. Only who reads all the while makes it longer, and once they have done, it is cut again.
    struct Bounds
    {
        qsizetype events = 100'000;
        qint64 bytes = 64 * 1024 * 1024;
        qint64 logBytes = 64 * 1024 * 1024;
    };
    /// `survivesPowerLoss`: each commit waits for the disk (SQLite, PRAGMA synchronous FULL in place of NORMAL).
    HistoryWriter(QString file, bool survivesPowerLoss, Bounds bounds);
    ~HistoryWriter() override;

    void write(const foyer::HistoryBatch &batch);
    /// From when on, and how many at the most; what is beyond goes when there is time, and then oldestSeqChanged() comes. Copies beside the file that hold nothing
    /// newer go at once. Ask again as time passes; what fails is tried again by itself.
    void keep(const foyer::RetentionBounds &bounds);
    /// Forgets everything, for good: neither the file holds anything of it any more nor a copy beside it. forgotten() tells.
    void forgetAll();
    /// Writes what is held, if it can be, ends the visits that go on, and closes the file. When some of it was deleted, no byte of that is left in the file
    /// then, unless what is kept is too large to be written anew while somebody waits (mostBytesToTidy).
    void close(qint64 atMs);
    [[nodiscard]] const LogTrouble &trouble() const { return m_trouble; }

Q_SIGNALS:
    /// The batch of this number is in the file, or held. Up to `inFileSeq` everything is in the file, or dropped.
    void written(quint64 number, quint64 inFileSeq);
    void troubleChanged(const foyer::LogTrouble &trouble);
    /// What is older has been deleted, see Retention::takeDone().
    void oldestSeqChanged(quint64 oldestSeq, quint64 messages);
    /// Whether everything is; else what stood in the way, in the system's words, and something may be left.
    void forgotten(bool isForgotten, const QString &detail);

private:
    [[nodiscard]] bool open();
    [[nodiscard]] bool store(const HistoryBatch &batch);
    void hold(const HistoryBatch &batch);
    void holdNumbers(const HistoryBatch &numbers);
    void tryAgain();
    void tell(LogTrouble trouble);
    enum Deletion : quint8 { OfAll, OfOld, OfPages, OfCopies, Deletions };
    void note(Deletion deletion, const QString &problem);
    [[nodiscard]] bool shorten();
    void workWhileQuiet();
    [[nodiscard]] bool checkpoint(const QString &mode);
    [[nodiscard]] bool forgetFile();
    [[nodiscard]] bool sweep();
    void tidyUp();
    void forgetHeld();
    void removeCopiesBefore(qint64 ms);

    const QString m_file;
    const bool m_survivesPowerLoss;
    const Bounds m_bounds;
    std::unique_ptr<HistoryConnection> m_connection;
    std::unique_ptr<HistoryStatements> m_statements;
    std::unique_ptr<WordIndex> m_index;
    std::unique_ptr<Retention> m_retention;
    std::deque<HistoryBatch> m_held;
    qsizetype m_heldEvents = 0;
    qint64 m_heldBytes = 0;
    quint64 m_inFileSeq = 0;
    quint64 m_dropped = 0;
    QString m_detail;
    LogTrouble m_trouble;
    std::array<QString, Deletions> m_undeleted; ///< why each of them has failed
    RetentionBounds m_kept;
    qint64 m_copiesBeforeMs = 0; ///< wall clock: copies from before go
    QTimer m_again;
    QTimer m_deleteAgain;
    QTimer m_quiet;             ///< no batch has come for a while
    QElapsedTimer m_sinceQuiet; ///< nothing but batches
    QElapsedTimer m_sinceBatch;
    QElapsedTimer m_sinceCheckpoint;
    int m_slices = 0;           ///< since the last checkpoint
    bool m_isUnswept = false;   ///< everything was deleted, but the file still has the pages
    bool m_hasRemains = false;  ///< of what was deleted, in the write-ahead log
};

} // namespace foyer
