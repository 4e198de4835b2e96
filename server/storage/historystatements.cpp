// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historystatements.h"

#include "server/storage/eventrow.h"
#include "server/storage/facts.h"
#include "server/storage/historyconnection.h"
#include "server/storage/schema.h"
#include "server/storage/sqlvalue.h"

#include <QSqlError>
#include <QVariant>

namespace foyer {

namespace {

/// SQLITE_CONSTRAINT, whatever the kind (SQLite, result codes: the lowest byte).
bool isConstraint(const QSqlQuery &query)
{
    constexpr int constraint = 19;
    return (query.lastError().nativeErrorCode().toInt() & 0xff) == constraint;
}

} // namespace

HistoryStatements::HistoryStatements(HistoryConnection &connection)
    : m_connection(connection), m_event(connection.database()), m_device(connection.database()), m_epoch(connection.database()),
      m_fact(connection.database()), m_visitBegins(connection.database()), m_visitEnds(connection.database()),
      m_visitRenamed(connection.database()), m_visitsClose(connection.database())
{
    m_event.prepare(eventrow::insertion());
    m_device.prepare(QStringLiteral("INSERT INTO users (user, device, used_at, first_seq) VALUES (?, ?, ?, ?) "
                                    "ON CONFLICT (user) DO UPDATE SET device = excluded.device, used_at = excluded.used_at, first_seq = excluded.first_seq "
                                    "ON CONFLICT (device) DO UPDATE SET user = excluded.user, used_at = excluded.used_at, first_seq = excluded.first_seq"));
    m_epoch.prepare(QStringLiteral("INSERT INTO epochs (name, first_seq, opened_at) VALUES (?, ?, ?)"));
    m_fact.prepare(QStringLiteral("INSERT INTO facts (name, value) VALUES (?, ?) "
                                  "ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"));
    m_visitBegins.prepare(QStringLiteral("INSERT INTO visits (user, name, kind, address, from_at) VALUES (?, ?, ?, ?, ?)"));
    m_visitEnds.prepare(QStringLiteral("UPDATE visits SET to_at = ?, how = ? WHERE user = ? AND to_at IS NULL"));
    m_visitRenamed.prepare(QStringLiteral("UPDATE visits SET name = ? WHERE user = ? AND to_at IS NULL"));
    m_visitsClose.prepare(QStringLiteral("UPDATE visits SET to_at = max(?, from_at), how = 'closed' WHERE to_at IS NULL"));
}

bool HistoryStatements::store(const HistoryBatch &batch)
{
    m_isDamaged = false;
    if (!m_connection.database().transaction()) {
        noteError(m_connection.errorString(), m_connection.database().lastError().nativeErrorCode());
        return false;
    }
    if (storeContent(batch)) {
        if (m_connection.database().commit())
            return true;
        noteError(m_connection.errorString(), m_connection.database().lastError().nativeErrorCode());
    }
    m_connection.database().rollback();
    return false;
}

bool HistoryStatements::storeContent(const HistoryBatch &batch)
{
    if (batch.epoch) {
        m_epoch.bindValue(0, batch.epoch->name);
        m_epoch.bindValue(1, sqlvalue::number(batch.epoch->firstSeq));
        m_epoch.bindValue(2, batch.epoch->atMs);
        if (!exec(m_epoch))
            return false;
    }
    for (const StoredDevice &device : batch.devices) {
        m_device.bindValue(0, sqlvalue::number(device.user.value));
        m_device.bindValue(1, device.device);
        m_device.bindValue(2, device.atMs);
        m_device.bindValue(3, sqlvalue::number(device.firstSeq));
        if (!exec(m_device))
            return false;
    }
    for (const Event &event : batch.events) {
        if (!storeEvent(event) || !storeVisit(event))
            return false;
    }
    return raiseFact(facts::nextSeq, batch.reservedSeq) && raiseFact(facts::lastUser, batch.lastUser.value)
           && raiseFact(facts::lastCooling, batch.lastCooling.value) && raiseFact(facts::forgetBelow, batch.forgetBelow);
}

/// 0 raises nothing.
bool HistoryStatements::raiseFact(QLatin1String name, quint64 value)
{
    if (value == 0)
        return true;
    m_fact.bindValue(0, QString(name));
    m_fact.bindValue(1, sqlvalue::number(value));
    return exec(m_fact);
}

bool HistoryStatements::storeEvent(const Event &event)
{
    eventrow::bind(m_event, event);
    if (m_event.exec())
        return true;
    // An id of long ago, used again: the line is another one all the same.
    const auto *said = std::get_if<Said>(&event.body);
    if (!said || said->clientId.isEmpty() || !isConstraint(m_event)) {
        noteError(m_event.lastError().text(), m_event.lastError().nativeErrorCode());
        return false;
    }
    Event without = event;
    std::get<Said>(without.body).clientId.clear();
    eventrow::bind(m_event, without);
    return exec(m_event);
}

/// Who was here from when to when follows from comings and goings.
bool HistoryStatements::storeVisit(const Event &event)
{
    if (const auto *joined = std::get_if<Joined>(&event.body)) {
        const Member &member = joined->member;
        m_visitBegins.bindValue(0, sqlvalue::number(member.user.value));
        m_visitBegins.bindValue(1, member.name);
        m_visitBegins.bindValue(2, eventrow::wordOf(member.kind));
        m_visitBegins.bindValue(3, member.address.isNull() ? QStringLiteral("") : member.address);
        m_visitBegins.bindValue(4, event.atMs);
        return exec(m_visitBegins);
    }
    if (const auto *left = std::get_if<Left>(&event.body)) {
        m_visitEnds.bindValue(0, event.atMs);
        m_visitEnds.bindValue(1, eventrow::wordOf(left->why));
        m_visitEnds.bindValue(2, sqlvalue::number(left->user.value));
        return exec(m_visitEnds);
    }
    if (const auto *renamed = std::get_if<Renamed>(&event.body)) {
        m_visitRenamed.bindValue(0, renamed->name);
        m_visitRenamed.bindValue(1, sqlvalue::number(renamed->user.value));
        return exec(m_visitRenamed);
    }
    return true;
}

bool HistoryStatements::closeVisits(qint64 atMs)
{
    m_visitsClose.bindValue(0, atMs);
    return exec(m_visitsClose);
}

bool HistoryStatements::exec(QSqlQuery &query)
{
    if (query.exec())
        return true;
    noteError(query.lastError().text(), query.lastError().nativeErrorCode());
    return false;
}

void HistoryStatements::noteError(const QString &detail, const QString &nativeCode)
{
    m_detail = detail;
    m_isDamaged = schema::errorOf(detail, nativeCode).kind == schema::Error::Kind::Damaged;
}

} // namespace foyer
