// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/pastreader.h"

#include "server/storage/eventrow.h"
#include "server/storage/historyconnection.h"

#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <limits>

namespace foyer {

namespace {

/// Lives further back are not gone on from: who was there then gets the room as it stands.
constexpr int mostLives = 100;
constexpr int mostDevices = 65'536;
/// No cooling-off lasts longer than what was done about people since then.
constexpr int mostActs = 2000;

quint64 number(HistoryConnection &connection, const QString &select)
{
    QSqlQuery query(connection.database());
    return query.exec(select) && query.next() ? query.value(0).toULongLong() : 0;
}

void readLives(HistoryConnection &connection, StoredPast &past)
{
    QSqlQuery query(connection.database());
    query.exec(QStringLiteral("SELECT name, first_seq FROM epochs ORDER BY id DESC LIMIT %1").arg(mostLives));
    quint64 next = past.nextSeq;
    while (query.next()) {
        past.room.lives.prepend({query.value(0).toString(), next - 1});
        next = query.value(1).toULongLong();
    }
}

void readDevices(HistoryConnection &connection, StoredPast &past)
{
    QSqlQuery query(connection.database());
    query.setForwardOnly(true);
    query.exec(QStringLiteral("SELECT device, user, first_seq FROM users WHERE device IS NOT NULL ORDER BY used_at DESC LIMIT %1").arg(mostDevices));
    while (query.next())
        past.devices.insert(query.value(0).toByteArray(), {UserId{query.value(1).toULongLong()}, query.value(2).toULongLong()});
}

QList<Event> latest(HistoryConnection &connection, const QString &where, int limit)
{
    QList<Event> events;
    QSqlQuery query(connection.database());
    query.setForwardOnly(true);
    query.exec(QStringLiteral("SELECT ") + eventrow::columns() + QStringLiteral(" FROM events ") + where
               + QStringLiteral(" ORDER BY seq DESC LIMIT %1").arg(limit));
    while (query.next()) {
        if (const std::optional<Event> event = eventrow::read(query))
            events.append(*event);
    }
    std::reverse(events.begin(), events.end());
    return events;
}

void readCoolings(HistoryConnection &connection, RoomPast &room, qint64 wallMs)
{
    const QList<Event> acts =
        latest(connection, QStringLiteral("WHERE kind IN ('kicked', 'let-in') AND kind <> 'said'"), mostActs);
    for (const Event &act : acts) {
        if (const auto *kicked = std::get_if<Kicked>(&act.body)) {
            room.lastCooling = std::max(room.lastCooling, kicked->cooling.id);
            if (!kicked->cooling.id.isNull() && kicked->cooling.untilMs > wallMs)
                room.coolings.append({*kicked, {}, {}});
        } else if (const auto *letIn = std::get_if<LetIn>(&act.body)) {
            if (letIn->name.isEmpty()) {
                room.coolings.removeIf(
                    [letIn](const RoomPast::Cooling &cooling) { return cooling.kicked.cooling.id == letIn->cooling; });
                continue;
            }
            for (RoomPast::Cooling &cooling : room.coolings) {
                if (cooling.kicked.cooling.id == letIn->cooling)
                    cooling.letIn.append(letIn->name);
            }
        }
    }
    room.lastCooling = std::max(room.lastCooling, CoolingId{number(connection, QStringLiteral("SELECT value FROM facts WHERE name = 'last_cooling'"))});
}

} // namespace

StoredPast readPast(HistoryConnection &connection, int events, qint64 wallMs)
{
    StoredPast past;
    past.nextSeq = std::max({quint64{1}, number(connection, QStringLiteral("SELECT max(seq) + 1 FROM events")),
                             number(connection, QStringLiteral("SELECT value FROM facts WHERE name = 'next_seq'")),
                             number(connection, QStringLiteral("SELECT max(first_seq) FROM epochs"))});
    past.room.latest = latest(connection, {}, events);
    past.forgetBelow = number(connection, QStringLiteral("SELECT value FROM facts WHERE name = 'forget_below'"));
    past.room.latest.removeIf([&past](const Event &event) { return event.seq < past.forgetBelow; });
    const quint64 oldest = number(connection, QStringLiteral("SELECT min(seq) FROM events WHERE seq >= (SELECT coalesce((SELECT value FROM facts WHERE name = 'forget_below'), 0))"));
    past.oldestSeq = oldest > 0 ? oldest : past.nextSeq;
    past.room.hasOlder = !past.room.latest.isEmpty() && past.oldestSeq < past.room.latest.constFirst().seq;
    const QString shown = past.forgetBelow > 0 ? QStringLiteral("seq >= %1").arg(past.forgetBelow) : QStringLiteral("1");
    past.room.messages = number(connection, eventrow::messageCount(shown));
    past.room.lastUser = UserId{std::max({number(connection, QStringLiteral("SELECT max(user) FROM users")),
                                          number(connection, QStringLiteral("SELECT max(user) FROM visits")),
                                          number(connection, QStringLiteral("SELECT value FROM facts WHERE name = 'last_user'"))})};
    readLives(connection, past);
    readDevices(connection, past);
    readCoolings(connection, past.room, wallMs);
    // A process that was killed could not end them. They lasted until what happened last.
    QSqlQuery(connection.database())
        .exec(QStringLiteral("UPDATE visits SET to_at = max(from_at, coalesce((SELECT at FROM events ORDER BY seq DESC LIMIT 1), from_at)), "
                             "how = 'closed' WHERE to_at IS NULL"));
    return past;
}

} // namespace foyer
