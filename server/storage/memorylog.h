// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/eventlog.h"

#include <deque>

namespace foyer {

/// A log that keeps the latest events in memory and forgets them with the process.
class MemoryLog final : public EventLog
{
    Q_OBJECT

public:
    explicit MemoryLog(int keptEvents, QObject *parent = nullptr);

    [[nodiscard]] QString epoch() const override { return m_epoch; }
    [[nodiscard]] quint64 oldestSeq() const override;
    [[nodiscard]] quint64 nextSeq() const override { return m_nextSeq; }
    void append(const QList<Event> &events, const QList<DeviceUse> &devices = {}) override;
    void readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) override;
    void readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context,
                    PageCallback callback) override;

private:
    void commit(const QList<Event> &events);

    const size_t m_keptEvents;
    const QString m_epoch;
    std::deque<Event> m_events;
    quint64 m_nextSeq = 1;
};

} // namespace foyer
