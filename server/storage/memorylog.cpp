// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/memorylog.h"

#include "server/base/logcategories.h"
#include "server/contract/wiresize.h"
#include "server/storage/epoch.h"

#include <algorithm>

namespace foyer {

namespace {

/// Answers later, as a log on a disk would.
void answerLater(QObject *context, const EventLog::PageCallback &callback, EventLog::Page page)
{
    QMetaObject::invokeMethod(
        context, [callback, page = std::move(page)] { callback(page); }, Qt::QueuedConnection);
}

} // namespace

MemoryLog::MemoryLog(int keptEvents, QObject *parent)
    : EventLog(parent), m_keptEvents(static_cast<size_t>(std::max(keptEvents, 1))), m_epoch(freshEpoch())
{
    qCInfo(lcStorage) << "keeping" << m_keptEvents << "events in memory, epoch" << m_epoch.toLatin1().constData();
}

quint64 MemoryLog::oldestSeq() const
{
    return m_events.empty() ? m_nextSeq : m_events.front().seq;
}

void MemoryLog::append(const QList<Event> &events, const QList<DeviceUse> &)
{
    QMetaObject::invokeMethod(
        this, [this, events] { commit(events); }, Qt::QueuedConnection);
}

void MemoryLog::commit(const QList<Event> &events)
{
    for (const Event &event : events) {
        Q_ASSERT(event.seq >= m_nextSeq);
        m_nextSeq = event.seq + 1;
        if (deletesWhatWasBefore(event))
            m_events.clear();
        m_events.push_back(event);
    }
    while (m_events.size() > m_keptEvents)
        m_events.pop_front();
    qCDebug(lcStorage) << events.size() << "events committed," << m_events.size() << "kept";
    Q_EMIT committed();
}

void MemoryLog::readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback)
{
    Page page;
    page.upTo = after;
    auto it = std::upper_bound(m_events.cbegin(), m_events.cend(), after,
                               [](quint64 seq, const Event &event) { return seq < event.seq; });
    for (; it != m_events.cend(); ++it) {
        if (it->audience.admits(reader.user, reader.role)) {
            bytes -= wireSize(*it);
            if (bytes < 0 && !page.events.isEmpty())
                break;
            page.events.append(*it);
        }
        page.upTo = it->seq;
    }
    page.more = it != m_events.cend();
    answerLater(context, callback, std::move(page));
}

void MemoryLog::readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context,
                           PageCallback callback)
{
    Page page;
    auto it = std::make_reverse_iterator(
        std::lower_bound(m_events.cbegin(), m_events.cend(), before,
                         [](const Event &event, quint64 seq) { return event.seq < seq; }));
    for (; it != m_events.crend() && page.events.size() < limit; ++it) {
        if (!it->audience.admits(reader.user, reader.role))
            continue;
        bytes -= wireSize(*it);
        if (bytes < 0 && !page.events.isEmpty())
            break;
        page.events.prepend(*it);
    }
    page.more = std::any_of(it, m_events.crend(),
                            [&reader](const Event &event) { return event.audience.admits(reader.user, reader.role); });
    answerLater(context, callback, std::move(page));
}

} // namespace foyer
