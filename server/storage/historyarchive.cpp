// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historyarchive.h"

#include "server/base/logcategories.h"
#include "server/contract/wiresize.h"
#include "server/storage/eventrow.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historysearch.h"
#include "server/storage/sqlvalue.h"

#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <limits>

namespace foyer {

namespace {

/// Looked at for one page; those that the reader may not see count, too.
constexpr int rowsOfALook = 2000;

} // namespace

HistoryArchive::HistoryArchive(QString file) : m_file(std::move(file)) {}

HistoryArchive::~HistoryArchive() = default;

/// Null while there is nothing to read.
HistoryConnection *HistoryArchive::connection()
{
    if (!m_connection && QFileInfo::exists(m_file)) {
        m_connection = std::make_unique<HistoryConnection>(m_file, HistoryConnection::Access::Read);
        if (!m_connection->isOpen())
            m_connection.reset();
    }
    return m_connection.get();
}

EventLog::Page HistoryArchive::readAfter(quint64 after, quint64 below, qsizetype bytes, EventLog::Reader reader)
{
    EventLog::Page page;
    page.upTo = below > 0 ? below - 1 : 0;
    if (!connection())
        return page;
    QSqlQuery query(m_connection->database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT ") + eventrow::columns()
                  + QStringLiteral(" FROM events WHERE seq > ? AND seq < ? ORDER BY seq LIMIT ?"));
    query.addBindValue(sqlvalue::number(after));
    query.addBindValue(sqlvalue::number(below));
    query.addBindValue(rowsOfALook);
    if (!query.exec()) {
        qCWarning(lcStorage).noquote() << "the history cannot be read:" << query.lastError().text();
        return page;
    }
    int rows = 0;
    quint64 upTo = after;
    while (query.next()) {
        ++rows;
        const std::optional<Event> event = eventrow::read(query);
        if (!event)
            continue;
        if (event->audience.admits(reader.user, reader.role)) {
            bytes -= wireSize(*event);
            if (bytes < 0 && !page.events.isEmpty()) {
                page.more = true;
                break;
            }
            page.events.append(*event);
        }
        upTo = event->seq;
    }
    page.more = page.more || rows == rowsOfALook;
    if (page.more)
        page.upTo = upTo;
    return page;
}

EventLog::Page HistoryArchive::readBefore(quint64 before, int limit, qsizetype bytes, EventLog::Reader reader)
{
    if (!connection())
        return {};
    QSqlQuery query(m_connection->database());
    query.setForwardOnly(true);
    // Those for listed users are told apart below; there are few.
    query.prepare(QStringLiteral("SELECT ") + eventrow::columns()
                  + QStringLiteral(" FROM events WHERE seq < ? AND audience <= ? ORDER BY seq DESC"));
    query.addBindValue(sqlvalue::number(before));
    query.addBindValue(static_cast<int>(reader.role));
    return pageOf(query, limit, bytes, reader);
}

EventLog::Page HistoryArchive::readActs(quint64 before, int limit)
{
    if (!connection())
        return {};
    QSqlQuery query(m_connection->database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT ") + eventrow::columns()
                  + QStringLiteral(" FROM events WHERE seq < ? AND kind IN ('kicked', 'let-in', 'room', 'keeping') AND kind <> 'said' "
                                   "ORDER BY seq DESC"));
    query.addBindValue(sqlvalue::number(before));
    return pageOf(query, limit, std::numeric_limits<qsizetype>::max(), {{}, Role::Operator});
}

/// Of rows that come latest first.
EventLog::Page HistoryArchive::pageOf(QSqlQuery &query, int limit, qsizetype bytes, EventLog::Reader reader)
{
    EventLog::Page page;
    if (!query.exec()) {
        qCWarning(lcStorage).noquote() << "the history cannot be read:" << query.lastError().text();
        return page;
    }
    while (query.next()) {
        const std::optional<Event> event = eventrow::read(query);
        if (!event || !event->audience.admits(reader.user, reader.role))
            continue;
        bytes -= wireSize(*event);
        if (page.events.size() == limit || (bytes < 0 && !page.events.isEmpty())) {
            page.more = true;
            break;
        }
        page.events.append(*event);
    }
    std::reverse(page.events.begin(), page.events.end());
    return page;
}

std::optional<quint64> HistoryArchive::countLoss(const HistoryLoss &loss)
{
    const std::optional<quint64> old = countMessages(loss.beforeMs);
    if (!old || loss.beyond == 0)
        return old;
    const std::optional<quint64> all = countMessages(std::numeric_limits<qint64>::max());
    return all ? std::optional(std::max(*old, *all - std::min(*all, loss.beyond))) : std::nullopt;
}

std::optional<quint64> HistoryArchive::countMessages(qint64 beforeMs)
{
    if (!connection())
        return std::nullopt;
    QSqlQuery query(m_connection->database());
    query.prepare(eventrow::messageCount(QStringLiteral("at < ?")));
    query.addBindValue(beforeMs);
    query.addBindValue(beforeMs);
    if (query.exec() && query.next())
        return query.value(0).toULongLong();
    qCWarning(lcStorage).noquote() << "the history cannot be read:" << query.lastError().text();
    return std::nullopt;
}

HistorySearch *HistoryArchive::searching()
{
    if (!m_search && connection())
        m_search = std::make_unique<HistorySearch>(*m_connection);
    return m_search.get();
}

HistoryHits HistoryArchive::search(const HistoryQuery &query, EventLog::Reader reader)
{
    return searching() ? m_search->search(query, reader) : HistoryHits{};
}

HistoryContext HistoryArchive::around(quint64 seq, int lines, EventLog::Reader reader)
{
    return searching() ? m_search->around(seq, lines, reader) : HistoryContext{};
}

} // namespace foyer
