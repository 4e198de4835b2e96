// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/historyreader.h"

#include "server/room/names.h"
#include "server/storage/eventrow.h"
#include "server/storage/historyconnection.h"

#include <QDateTime>
#include <QMap>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <limits>

namespace foyer {

namespace {

constexpr int rowsOfPage = 1000;
/// Names that were borne by more people than this are looked at each time.
constexpr int mostKnownNames = 10'000;

QVariant number(quint64 value)
{
    return QVariant::fromValue(static_cast<qint64>(value));
}

} // namespace

HistoryReader::HistoryReader(HistoryConnection &connection, const ExportRequest &what)
    : m_connection(connection), m_what(what), m_authorKey(names::key(what.author.trimmed()))
{
}

bool HistoryReader::run(QSqlQuery &query)
{
    if (query.exec())
        return true;
    m_error = query.lastError().text();
    return false;
}

bool HistoryReader::begin()
{
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    if (m_what.fromMs || m_what.toMs) {
        query.prepare(QStringLiteral("SELECT min(seq), max(seq) FROM events WHERE at >= ? AND at < ?"));
        query.addBindValue(m_what.fromMs.value_or(std::numeric_limits<qint64>::min()));
        query.addBindValue(m_what.toMs.value_or(std::numeric_limits<qint64>::max()));
    } else {
        // Each by itself is one look into the table.
        query.prepare(QStringLiteral("SELECT (SELECT min(seq) FROM events), (SELECT max(seq) FROM events)"));
    }
    if (!run(query) || !query.next())
        return false;
    if (!query.isNull(0)) {
        m_before = query.value(0).toULongLong() - 1;
        m_last = query.value(1).toULongLong();
        m_at = m_before;
    }
    return true;
}

bool HistoryReader::readPage(QList<Event> &page)
{
    page.clear();
    if (isAtEnd())
        return true;
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT ") + eventrow::columns()
                  + QStringLiteral(" FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT %1").arg(rowsOfPage));
    query.addBindValue(number(m_at));
    query.addBindValue(number(m_last));
    if (!run(query))
        return false;
    int rows = 0;
    while (query.next()) {
        ++rows;
        m_at = query.value(0).toULongLong();
        std::optional<Event> event = eventrow::read(query);
        // The wall clock may have been set: what was later in the room may be earlier by the clock.
        if (!event || (m_what.fromMs && event->atMs < *m_what.fromMs) || (m_what.toMs && event->atMs >= *m_what.toMs))
            continue;
        if (!m_what.author.isEmpty()) {
            const auto *said = std::get_if<Said>(&event->body);
            if (!said || !isAuthor(said->name))
                continue;
        }
        page.append(*std::move(event));
    }
    if (query.lastError().isValid()) {
        m_error = query.lastError().text();
        return false;
    }
    if (rows < rowsOfPage)
        m_at = m_last;
    return true;
}

bool HistoryReader::readDays(QList<Day> &days, const std::function<bool()> &goesOn)
{
    QMap<QDate, qint64> found;
    // Most events follow upon one of the same day.
    qint64 fromMs = 0;
    qint64 toMs = 0;
    QMap<QDate, qint64>::iterator day;
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    const QString told = m_what.hostActs ? QString() : QStringLiteral(" AND kind NOT IN ('kicked', 'let-in')");
    query.prepare(QStringLiteral("SELECT seq, at, kind = 'said', name FROM events WHERE seq > ? AND seq <= ?%1 ORDER BY seq LIMIT %2")
                      .arg(told, QString::number(rowsOfPage)));
    for (quint64 at = m_before; at < m_last;) {
        if (!goesOn())
            return false;
        query.bindValue(0, number(at));
        query.bindValue(1, number(m_last));
        if (!run(query))
            return false;
        int rows = 0;
        while (query.next()) {
            ++rows;
            at = query.value(0).toULongLong();
            const qint64 ms = query.value(1).toLongLong();
            const bool isMessage = query.value(2).toBool();
            if ((m_what.fromMs && ms < *m_what.fromMs) || (m_what.toMs && ms >= *m_what.toMs)
                || (!m_what.author.isEmpty() && (!isMessage || !isAuthor(query.value(3).toString()))))
                continue;
            if (ms < fromMs || ms >= toMs) {
                const QDate date = QDateTime::fromMSecsSinceEpoch(ms).date();
                fromMs = date.startOfDay().toMSecsSinceEpoch();
                toMs = date.addDays(1).startOfDay().toMSecsSinceEpoch();
                day = found.insert(date, found.value(date));
            }
            if (isMessage)
                ++*day;
        }
        if (query.lastError().isValid()) {
            m_error = query.lastError().text();
            return false;
        }
        if (rows < rowsOfPage)
            break;
    }
    for (auto it = found.cbegin(); it != found.cend(); ++it)
        days.append({it.key(), it.value()});
    return true;
}

bool HistoryReader::findAuthor(bool &isFound, QStringList &names, int most)
{
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT DISTINCT name FROM events WHERE kind = 'said' AND name IS NOT NULL"));
    if (!run(query))
        return false;
    isFound = false;
    bool areFew = true;
    while (!isFound && query.next()) {
        const QString name = query.value(0).toString();
        isFound = isAuthor(name);
        areFew = areFew && names.size() < most;
        if (areFew)
            names.append(name);
    }
    if (!areFew)
        names.clear();
    m_error = query.lastError().text();
    return m_error.isEmpty();
}

QString HistoryReader::roomName()
{
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT name FROM events WHERE kind = 'room' AND kind <> 'said' AND seq <= ? ORDER BY seq DESC LIMIT 1"));
    query.addBindValue(number(m_last));
    return run(query) && query.next() ? query.value(0).toString() : QString();
}

bool HistoryReader::eachFact(const std::function<void(const StoredFact &)> &take)
{
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    // How far words have been gathered says nothing about another file.
    query.prepare(QStringLiteral("SELECT name, value FROM facts WHERE name <> 'indexed_seq' ORDER BY name"));
    if (!run(query))
        return false;
    while (query.next())
        take({query.value(0).toString(), query.value(1).toULongLong()});
    return true;
}

bool HistoryReader::eachEpoch(const std::function<void(const StoredEpoch &)> &take)
{
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT name, first_seq, opened_at FROM epochs ORDER BY id"));
    if (!run(query))
        return false;
    while (query.next())
        take({query.value(0).toString(), query.value(1).toULongLong(), query.value(2).toLongLong()});
    return true;
}

bool HistoryReader::eachDevice(const std::function<void(const StoredDevice &)> &take)
{
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT user, device, used_at, first_seq FROM users WHERE user > ? ORDER BY user LIMIT %1").arg(rowsOfPage));
    quint64 at = 0;
    for (int rows = rowsOfPage; rows == rowsOfPage;) {
        rows = 0;
        query.bindValue(0, number(at));
        if (!run(query))
            return false;
        for (; query.next(); ++rows) {
            at = query.value(0).toULongLong();
            take({UserId{at}, query.value(1).toByteArray(), query.value(2).toLongLong(), query.value(3).toULongLong()});
        }
    }
    return true;
}

bool HistoryReader::eachVisit(const std::function<void(const StoredVisit &)> &take)
{
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT id, user, name, kind, address, from_at, to_at, how FROM visits WHERE id > ? ORDER BY id LIMIT %1")
                      .arg(rowsOfPage));
    qint64 at = 0;
    for (int rows = rowsOfPage; rows == rowsOfPage;) {
        rows = 0;
        query.bindValue(0, at);
        if (!run(query))
            return false;
        for (; query.next(); ++rows) {
            at = query.value(0).toLongLong();
            StoredVisit visit{UserId{query.value(1).toULongLong()}, query.value(2).toString(), query.value(3).toString(),
                              query.value(4).toString(), query.value(5).toLongLong(), {}, query.value(7).toString()};
            if (!query.isNull(6))
                visit.toMs = query.value(6).toLongLong();
            const bool isBefore = m_what.fromMs && visit.toMs && std::max(*visit.toMs, visit.fromMs) < *m_what.fromMs;
            const bool isAfter = m_what.toMs && visit.fromMs >= *m_what.toMs;
            if (!isBefore && !isAfter && (m_what.author.isEmpty() || isAuthor(visit.name)))
                take(visit);
        }
    }
    return true;
}

/// However it is written: upper and lower case, full and half width are the same.
bool HistoryReader::isAuthor(const QString &name)
{
    if (const auto it = m_authors.constFind(name); it != m_authors.cend())
        return *it;
    const bool isTheirs = names::key(name) == m_authorKey;
    if (m_authors.size() < mostKnownNames)
        m_authors.insert(name, isTheirs);
    return isTheirs;
}

} // namespace foyer
