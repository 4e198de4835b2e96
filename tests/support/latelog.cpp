// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/latelog.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace foyer {

LateLog::LateLog(int keptEvents, QObject *parent) : LateLog(std::make_unique<MemoryLog>(keptEvents), parent) {}

LateLog::LateLog(std::unique_ptr<EventLog> log, QObject *parent) : EventLog(parent), m_log(std::move(log))
{
    connect(m_log.get(), &EventLog::committed, this, &LateLog::onCommitted);
    connect(m_log.get(), &EventLog::troubleChanged, this, &EventLog::troubleChanged);
}

void LateLog::onCommitted()
{
    m_committedSeq = std::max(m_committedSeq, m_committing.front());
    m_committing.pop_front();
    Q_EMIT committed();
}

void LateLog::append(const QList<Event> &events, const QList<DeviceUse> &devices)
{
    m_waiting.push_back({events, devices});
    if (!m_holding)
        commitAfter(m_turns);
}

void LateLog::close()
{
    letGo();
    m_log->close();
}

void LateLog::commitAfter(int turns)
{
    if (turns <= 0) {
        commitNext();
        return;
    }
    QMetaObject::invokeMethod(
        this, [this, turns] { commitAfter(turns - 1); }, Qt::QueuedConnection);
}

void LateLog::commitNext()
{
    Q_ASSERT(!m_waiting.empty());
    const Waiting next = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_committing.push_back(next.events.isEmpty() ? 0 : next.events.constLast().seq);
    m_log->append(next.events, next.devices);
}

void LateLog::letGo()
{
    m_holding = false;
    while (!m_waiting.empty())
        commitNext();
}

int LateLog::waitingEvents() const
{
    qsizetype events = 0;
    for (const Waiting &batch : m_waiting)
        events += batch.events.size();
    return static_cast<int>(events);
}

EventLog::PageCallback LateLog::held(QObject *context, PageCallback callback)
{
    return [this, context = QPointer<QObject>(context), callback = std::move(callback)](const Page &page) {
        if (!m_holdingPages) {
            callback(page);
            return;
        }
        m_waitingPages.push_back([context, callback, page] {
            if (context)
                callback(page);
        });
    };
}

void LateLog::letPagesGo()
{
    m_holdingPages = false;
    const auto waiting = std::exchange(m_waitingPages, {});
    for (const auto &answer : waiting)
        answer();
}

void LateLog::readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback)
{
    m_log->readAfter(after, bytes, reader, context, held(context, std::move(callback)));
}

void LateLog::readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context,
                         PageCallback callback)
{
    m_log->readBefore(before, limit, bytes, reader, context, held(context, std::move(callback)));
}

void LateLog::search(const HistoryQuery &query, Reader reader, QObject *context, HitsCallback callback)
{
    m_log->search(query, reader, context, std::move(callback));
}

} // namespace foyer
