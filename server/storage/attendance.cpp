// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/attendance.h"

#include "server/room/names.h"
#include "server/storage/export/anonymiser.h"
#include "server/storage/export/csv.h"
#include "server/storage/export/historyreader.h"
#include "server/storage/historyconnection.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <limits>

namespace foyer::attendance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(foyer::Attendance)
};

using Span = Attendance::Span;
using Person = Attendance::Person;
using People = QHash<UserId, Person>;

/// Several at once, or one upon the other, are one.
QList<Span> united(QList<Span> spans)
{
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.fromMs < b.fromMs; });
    QList<Span> united;
    for (const Span &span : std::as_const(spans)) {
        if (!united.isEmpty() && span.fromMs <= united.constLast().toMs)
            united.last().toMs = std::max(united.constLast().toMs, span.toMs);
        else
            united.append(span);
    }
    return united;
}

/// So many messages, between when and when.
bool countMessages(HistoryConnection &connection, const ExportRequest &what, People &people, QString &error)
{
    QSqlQuery query(connection.database());
    query.setForwardOnly(true);
    // The name is one of theirs: those with visits have a later one.
    query.prepare(QStringLiteral("SELECT user, count(*), min(at), max(at), name FROM events WHERE kind = 'said' AND at >= ? AND at < ? GROUP BY user"));
    query.addBindValue(what.fromMs.value_or(std::numeric_limits<qint64>::min()));
    query.addBindValue(what.toMs.value_or(std::numeric_limits<qint64>::max()));
    if (!query.exec()) {
        error = query.lastError().text();
        return false;
    }
    while (query.next()) {
        const UserId user{query.value(0).toULongLong()};
        const qint64 firstMs = query.value(2).toLongLong();
        const qint64 lastMs = query.value(3).toLongLong();
        auto it = people.find(user);
        if (it == people.end())
            it = people.insert(user, Person{user, query.value(4).toString(), firstMs, lastMs, false, 0, {}});
        it->messages = query.value(1).toULongLong();
        it->firstMs = std::min(it->firstMs, firstMs);
        it->lastMs = std::max(it->lastMs, lastMs);
    }
    return true;
}

/// "from/to; from/to", as ISO 8601 writes an interval
QString stays(const Person &person)
{
    QStringList stays;
    for (const Span &span : person.spans)
        stays.append(csv::moment(span.fromMs) + QLatin1Char('/') + csv::moment(span.toMs));
    return stays.join(QStringLiteral("; "));
}

} // namespace

bool read(HistoryConnection &connection, const ExportRequest &what, qint64 goingOnUntilMs, Attendance &attendance, QString &error)
{
    ExportRequest period = what;
    period.author.clear(); // somebody may have gone by another name for a while
    const qint64 earliest = what.fromMs.value_or(std::numeric_limits<qint64>::min());
    const qint64 latest = what.toMs.value_or(std::numeric_limits<qint64>::max());
    People people;
    HistoryReader reader(connection, period);
    const auto takeVisit = [&](const StoredVisit &visit) {
        const qint64 endMs = std::max(visit.fromMs, visit.toMs.value_or(goingOnUntilMs));
        const Span span{std::max(visit.fromMs, earliest), std::min(endMs, latest)};
        if (span.toMs < span.fromMs)
            return;
        auto it = people.find(visit.user);
        if (it == people.end())
            it = people.insert(visit.user, Person{visit.user, {}, span.fromMs, span.toMs, false, 0, {}});
        it->name = visit.name;
        it->firstMs = std::min(it->firstMs, span.fromMs);
        it->lastMs = std::max(it->lastMs, span.toMs);
        it->isHere = it->isHere || (!visit.toMs && goingOnUntilMs < latest);
        it->spans.append(span);
    };
    if (!reader.eachVisit(takeVisit)) {
        error = reader.errorString();
        return false;
    }
    if (!countMessages(connection, period, people, error))
        return false;
    attendance.people = people.values();
    std::sort(attendance.people.begin(), attendance.people.end(), [](const Person &a, const Person &b) {
        return a.firstMs != b.firstMs ? a.firstMs < b.firstMs : a.user < b.user;
    });
    Anonymiser anonymiser;
    const QString author = names::key(what.author.trimmed());
    attendance.people.removeIf([&](const Person &person) { return !author.isEmpty() && names::key(person.name) != author; });
    for (Person &person : attendance.people) {
        person.spans = united(std::move(person.spans));
        if (!what.anonymise)
            continue;
        person.user = anonymiser.personOf(person.user, person.name);
        person.name = Anonymiser::nameOf(person.user);
    }
    return true;
}

QByteArray csv(const Attendance &attendance)
{
    QByteArray out = csv::mark();
    const QStringList columns{Words::tr("Name"),            Words::tr("First seen"), Words::tr("Last seen"),
                              Words::tr("Minutes present"), Words::tr("Messages"),   Words::tr("Times present"), Words::tr("Stays")};
    QStringList cells;
    for (const QString &column : columns)
        cells.append(csv::cell(column));
    csv::addRow(out, cells);
    for (const Person &person : attendance.people) {
        csv::addRow(out, {csv::cell(person.name), csv::moment(person.firstMs), csv::moment(person.lastMs),
                          QString::number(person.minutesPresent()), QString::number(person.messages), QString::number(person.spans.size()), csv::cell(stays(person))});
    }
    return out;
}

} // namespace foyer::attendance
