// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/eventlog.h"

#include <algorithm>
#include <utility>

namespace foyer {

void EventLog::Page::dropBefore(quint64 seq)
{
    if (seq == 0)
        return;
    const auto first =
        std::find_if(events.cbegin(), events.cend(), [seq](const Event &event) { return event.seq >= seq; });
    const bool hadOlder = first != events.cbegin();
    events.erase(events.cbegin(), first);
    more = more && !hadOlder && !events.isEmpty() && events.constFirst().seq > seq;
}

void EventLog::Page::dropOlderThan(qint64 atMs)
{
    const qsizetype dropped = events.removeIf([atMs](const Event &event) { return event.atMs < atMs; });
    more = more && dropped == 0;
}

void EventLog::search(const HistoryQuery &, Reader, QObject *context, HitsCallback callback)
{
    HistoryHits none;
    none.problem = HistoryHits::Problem::Unreadable;
    QMetaObject::invokeMethod(
        context, [callback = std::move(callback), none] { callback(none); }, Qt::QueuedConnection);
}

} // namespace foyer
