// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/retention.h"

#include "server/base/logcategories.h"
#include "server/storage/eventrow.h"
#include "server/storage/facts.h"
#include "server/storage/historyconnection.h"
#include "server/storage/sqlvalue.h"
#include "server/storage/wordindex.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace foyer {

using namespace std::chrono_literals;

namespace {

/// A slice with its commit, which takes about as long as the rows; now and then one takes twice as long as it should.
constexpr auto purgeSpan = 2500us;
/// For the rows alone: some are long.
constexpr auto rowSpan = 2ms;
constexpr int fewestRows = 10;
constexpr int rowsOfAPurge = 300;
/// Only counted.
constexpr int rowsOfACount = 3000;

/// The first that is above everything in the tables.
QString nextSeqSelect()
{
    return QStringLiteral("SELECT max(coalesce((SELECT max(seq) + 1 FROM events), 1), coalesce((SELECT max(first_seq) FROM epochs), 1))");
}

} // namespace

Retention::Retention(HistoryConnection &connection, WordIndex &index)
    : m_connection(connection), m_index(index), m_byAge(connection.database()), m_byNumber(connection.database()), m_deletion(connection.database()),
      m_rows(fewestRows, rowsOfAPurge, purgeSpan)
{
    const QString select = QStringLiteral("SELECT ") + eventrow::columns() + QStringLiteral(" FROM events WHERE ");
    m_byAge.setForwardOnly(true);
    m_byAge.prepare(select + QStringLiteral("at < ? ORDER BY at LIMIT ?"));
    m_byNumber.setForwardOnly(true);
    m_byNumber.prepare(select + QStringLiteral("seq < ? ORDER BY seq LIMIT ?"));
    m_deletion.prepare(QStringLiteral("DELETE FROM events WHERE seq = ?"));
}

void Retention::keep(const RetentionBounds &bounds)
{
    if (bounds.belowSeq > m_bounds.belowSeq)
        m_messagesGone = 0; // whoever counts began anew there
    // Who is asked again and again would never come to the end.
    const bool isUnderWay = m_stage != Stage::Idle && bounds.mostMessages > 0 && bounds.mostMessages == m_bounds.mostMessages && bounds.belowSeq == m_bounds.belowSeq;
    m_bounds = bounds;
    if (isUnderWay)
        return;
    m_stage = Stage::ByAge;
    m_counted = 0;
    m_countedTo = std::numeric_limits<qint64>::max();
    m_below = m_bounds.belowSeq;
    m_userAfter = 0;
}

std::optional<quint64> Retention::takeDone()
{
    return std::exchange(m_isDone, false) ? std::optional(std::exchange(m_messagesGone, 0)) : std::nullopt;
}

std::optional<quint64> Retention::number(const QString &select) const
{
    QSqlQuery query(m_connection.database());
    if (!query.exec(select) || !query.next())
        return std::nullopt;
    return query.value(0).toULongLong();
}

quint64 Retention::oldestSeq() const
{
    const quint64 oldest = number(QStringLiteral("SELECT min(seq) FROM events")).value_or(0);
    return oldest > 0 ? oldest : std::max(facts::number(m_connection, facts::nextSeq), number(nextSeqSelect()).value_or(1));
}

std::optional<quint64> Retention::oldestMs() const
{
    return number(QStringLiteral("SELECT at FROM events ORDER BY seq LIMIT 1"));
}

bool Retention::work()
{
    if (m_stage == Stage::Idle)
        return false;
    // Else FTS5 merges by itself in one of the next commits: all at once.
    if (m_index.tidy())
        return true;
    bool isStageDone = false;
    QElapsedTimer since;
    since.start();
    m_deleted = 0;
    m_deletedMessages = 0;
    m_detail.clear();
    if (!m_connection.database().transaction() || !slice(isStageDone) || !m_connection.database().commit()) {
        rollBack();
        m_problem = m_detail;
        qCWarning(lcStorage).noquote() << "the history cannot be made shorter:" << m_problem;
        return false;
    }
    m_messagesGone += m_deletedMessages;
    m_rows.learn(m_deleted, std::chrono::nanoseconds(since.nsecsElapsed()));
    if (!isStageDone)
        return true;
    if (m_stage != Stage::Users) {
        m_stage = static_cast<Stage>(static_cast<int>(m_stage) + 1);
        return true;
    }
    m_stage = Stage::Idle;
    m_problem.clear();
    m_isDone = std::exchange(m_hasDeleted, false) || m_isDone;
    return false;
}

void Retention::rollBack()
{
    if (m_detail.isEmpty())
        m_detail = m_connection.errorString();
    if (m_detail.isEmpty())
        m_detail = QStringLiteral("SQLITE_ERROR");
    m_connection.database().rollback();
    m_index.readAgain();
    m_stage = Stage::Idle;
}

bool Retention::slice(bool &isStageDone)
{
    switch (m_stage) {
    case Stage::Idle:
        break;
    case Stage::ByAge:
        m_byAge.bindValue(0, m_bounds.fromMs);
        return removeEvents(m_byAge, isStageDone);
    case Stage::Counting:
        return count(isStageDone);
    case Stage::ByNumber:
        m_byNumber.bindValue(0, sqlvalue::number(m_below));
        return removeEvents(m_byNumber, isStageDone);
    case Stage::Visits:
        return removeVisits(isStageDone);
    case Stage::Users:
        return removeUsers(isStageDone);
    }
    isStageDone = true;
    return true;
}

bool Retention::removeEvents(QSqlQuery &query, bool &isStageDone)
{
    const QDeadlineTimer deadline(rowSpan, Qt::PreciseTimer);
    const int most = m_rows.size();
    query.bindValue(1, most);
    if (!execute(query))
        return false;
    // Read first: what is deleted while it is read may come again or not at all.
    struct Row
    {
        quint64 seq = 0;
        std::optional<Event> event;
    };
    QList<Row> rows;
    while (query.next())
        rows.append({query.value(0).toULongLong(), eventrow::read(query)});
    query.finish();
    quint64 nextSeq = 0;
    quint64 lastCooling = 0;
    for (const Row &row : std::as_const(rows)) {
        m_deletion.bindValue(0, sqlvalue::number(row.seq));
        if (!execute(m_deletion))
            return false;
        if (row.event) {
            const auto *said = std::get_if<Said>(&row.event->body);
            m_deletedMessages += said && row.seq >= m_bounds.belowSeq ? 1 : 0;
            if (said && row.event->audience.kind != Audience::Kind::Users && !m_index.remove(row.seq, said->user, said->text))
                return false;
            if (const auto *kicked = std::get_if<Kicked>(&row.event->body))
                lastCooling = std::max(lastCooling, kicked->cooling.id.value);
        }
        nextSeq = std::max(nextSeq, row.seq + 1);
        ++m_deleted;
        if (deadline.hasExpired())
            break;
    }
    isStageDone = m_deleted == rows.size() && rows.size() < most;
    m_hasDeleted = m_hasDeleted || m_deleted > 0;
    return m_deleted == 0
           || (facts::raise(m_connection, facts::remains, 1) && facts::raise(m_connection, facts::nextSeq, nextSeq) && facts::raise(m_connection, facts::lastCooling, lastCooling));
}

/// From the newest down, until there are as many messages as may stay.
bool Retention::count(bool &isStageDone)
{
    isStageDone = true;
    if (m_bounds.mostMessages == 0)
        return true;
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT seq, kind = 'said' FROM events WHERE seq < ? ORDER BY seq DESC LIMIT %1").arg(rowsOfACount));
    query.addBindValue(sqlvalue::number(m_countedTo));
    if (!execute(query))
        return false;
    int rows = 0;
    for (; query.next(); ++rows) {
        m_countedTo = query.value(0).toULongLong();
        m_counted += query.value(1).toBool() ? 1 : 0;
        if (m_counted == m_bounds.mostMessages) {
            m_below = std::max(m_bounds.belowSeq, m_countedTo);
            return true;
        }
    }
    isStageDone = rows < rowsOfACount; // there are fewer
    return true;
}

/// Those that ended before what is left began.
bool Retention::removeVisits(bool &isStageDone)
{
    quint64 before = static_cast<quint64>(m_bounds.fromMs);
    bool isNothingLeft = false;
    if (m_below > 0) {
        const std::optional<quint64> oldest = oldestMs();
        isNothingLeft = !oldest;
        before = std::max(before, oldest.value_or(quint64(std::numeric_limits<qint64>::max())));
    }
    QSqlQuery query(m_connection.database());
    query.prepare(QStringLiteral("DELETE FROM visits WHERE id IN (SELECT id FROM visits WHERE from_at < ? AND (to_at < ? OR (? AND to_at IS NULL)) LIMIT %1) "
                                 "RETURNING user").arg(rowsOfAPurge));
    query.addBindValue(sqlvalue::number(before));
    query.addBindValue(sqlvalue::number(before));
    query.addBindValue(isNothingLeft ? 1 : 0);
    if (!execute(query))
        return false;
    quint64 lastUser = 0;
    int deleted = 0;
    for (; query.next(); ++deleted)
        lastUser = std::max(lastUser, query.value(0).toULongLong());
    query.finish();
    isStageDone = deleted < rowsOfAPurge;
    m_hasDeleted = m_hasDeleted || deleted > 0;
    return deleted == 0 || (facts::raise(m_connection, facts::remains, 1) && facts::raise(m_connection, facts::lastUser, lastUser));
}

bool Retention::removeUsers(bool &isStageDone)
{
    if (m_userAfter == 0 && m_hasDeleted) {
        const quint64 oldest = oldestSeq();
        if (!execute(QStringLiteral("DELETE FROM authors WHERE last_seq < %1").arg(oldest)))
            return false;
    }
    if (!m_hasDeleted) {
        isStageDone = true;
        return true;
    }
    QSqlQuery query(m_connection.database());
    // Who has said something that is still there was here then; but clocks jump, and then the index knows.
    query.prepare(QStringLiteral("SELECT user, EXISTS (SELECT 1 FROM visits WHERE visits.user = users.user) "
                                 "OR EXISTS (SELECT 1 FROM authors WHERE authors.user = users.user) "
                                 "FROM users WHERE user > ? ORDER BY user LIMIT %1").arg(rowsOfAPurge));
    query.addBindValue(sqlvalue::number(m_userAfter));
    if (!execute(query))
        return false;
    QStringList gone;
    quint64 lastUser = 0;
    int rows = 0;
    for (; query.next(); ++rows) {
        m_userAfter = query.value(0).toULongLong();
        if (query.value(1).toBool())
            continue;
        gone.append(QString::number(m_userAfter));
        lastUser = m_userAfter;
    }
    query.finish();
    isStageDone = rows < rowsOfAPurge;
    return gone.isEmpty()
           || (facts::raise(m_connection, facts::lastUser, lastUser)
               && execute(QStringLiteral("DELETE FROM users WHERE user IN (%1)").arg(gone.join(QLatin1Char(',')))));
}

bool Retention::execute(const QString &statement)
{
    QSqlQuery query(m_connection.database());
    if (query.exec(statement))
        return true;
    m_detail = query.lastError().text();
    return false;
}

bool Retention::execute(QSqlQuery &query)
{
    if (query.exec())
        return true;
    m_detail = query.lastError().text();
    return false;
}

bool Retention::removeAll()
{
    m_stage = Stage::Idle;
    m_detail.clear();
    quint64 lastCooling = 0;
    QSqlQuery acts(m_connection.database());
    acts.setForwardOnly(true);
    bool isDone = m_connection.database().transaction()
                  && acts.exec(QStringLiteral("SELECT ") + eventrow::columns() + QStringLiteral(" FROM events WHERE kind = 'kicked' AND kind <> 'said'"));
    while (isDone && acts.next()) {
        const std::optional<Event> event = eventrow::read(acts);
        const auto *kicked = event ? std::get_if<Kicked>(&event->body) : nullptr;
        if (kicked)
            lastCooling = std::max(lastCooling, kicked->cooling.id.value);
    }
    acts.finish();
    const quint64 nextSeq = number(nextSeqSelect()).value_or(1);
    const quint64 lastUser = number(QStringLiteral("SELECT max(coalesce((SELECT max(user) FROM users), 0), coalesce((SELECT max(user) FROM visits), 0))")).value_or(0);
    isDone = isDone && execute(QStringLiteral("DELETE FROM events")) && facts::raise(m_connection, facts::nextSeq, nextSeq) && facts::raise(m_connection, facts::lastUser, lastUser)
             && facts::raise(m_connection, facts::lastCooling, lastCooling)
             && facts::set(m_connection, facts::unswept, 1)
             && m_index.removeAll(nextSeq - 1) && execute(QStringLiteral("DELETE FROM visits")) && execute(QStringLiteral("DELETE FROM users"))
             && execute(QStringLiteral("DELETE FROM epochs WHERE id <> (SELECT max(id) FROM epochs)")) && m_connection.database().commit();
    if (isDone) {
        m_problem.clear();
        m_hasDeleted = false;
        m_messagesGone = 0;
    } else {
        rollBack();
    }
    return isDone;
}

} // namespace foyer
