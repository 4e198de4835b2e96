// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/memorylog.h"

#include <deque>
#include <memory>

namespace foyer {

/// The log in memory, or another one, behind a gate: it commits when the test says so, or some turns of the event loop later. Until then nothing
/// of what was appended can be read from it, as with a disk that is slow.
class LateLog final : public EventLog
{
    Q_OBJECT

public:
    explicit LateLog(int keptEvents, QObject *parent = nullptr);
    /// With another log in place of the one in memory.
    explicit LateLog(std::unique_ptr<EventLog> log, QObject *parent = nullptr);

    /// Commits come this many turns of the event loop later than those of the log in memory.
    void setTurns(int turns) { m_turns = turns; }
    /// From now on nothing is committed but by commitNext().
    void hold() { m_holding = true; }
    /// Commits the oldest append() that waits; there must be one.
    void commitNext();
    /// Commits everything that waits, and all that comes, by itself.
    void letGo();
    /// How many append() calls wait.
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    /// How many events they hold.
    [[nodiscard]] int waitingEvents() const;

    /// The highest seq that is committed.
    [[nodiscard]] quint64 committedSeq() const { return m_committedSeq; }

    /// From now on pages that are asked for wait, too, until letPagesGo(). They are read when they are asked for.
    void holdPages() { m_holdingPages = true; }
    void letPagesGo();
    [[nodiscard]] int waitingPages() const { return static_cast<int>(m_waitingPages.size()); }

    [[nodiscard]] QString epoch() const override { return m_log->epoch(); }
    [[nodiscard]] quint64 oldestSeq() const override { return m_log->oldestSeq(); }
    [[nodiscard]] quint64 nextSeq() const override { return m_log->nextSeq(); }
    [[nodiscard]] RoomPast past() const override { return m_log->past(); }
    [[nodiscard]] UserId userOf(DeviceId device) const override { return m_log->userOf(device); }
    [[nodiscard]] quint64 firstSeqOf(DeviceId device) const override { return m_log->firstSeqOf(device); }
    [[nodiscard]] LogTrouble trouble() const override { return m_log->trouble(); }
    [[nodiscard]] Opening opening() const override { return m_log->opening(); }
    void append(const QList<Event> &events, const QList<DeviceUse> &devices = {}) override;
    void close() override;
    void readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) override;
    void readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context,
                    PageCallback callback) override;
    void search(const HistoryQuery &query, Reader reader, QObject *context, HitsCallback callback) override;

private:
    void onCommitted();
    void commitAfter(int turns);
    [[nodiscard]] PageCallback held(QObject *context, PageCallback callback);

    const std::unique_ptr<EventLog> m_log;
    struct Waiting
    {
        QList<Event> events;
        QList<DeviceUse> devices;
    };
    std::deque<Waiting> m_waiting;
    std::deque<quint64> m_committing; ///< the highest seq of each batch that the log in memory has; 0: it holds none
    std::deque<std::function<void()>> m_waitingPages;
    quint64 m_committedSeq = 0;
    int m_turns = 0;
    bool m_holding = false;
    bool m_holdingPages = false;
};

} // namespace foyer
