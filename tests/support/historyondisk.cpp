// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/historyondisk.h"

#include "server/storage/schema.h"

#include <QDir>
#include <QFile>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace foyer {

HistoryOnDisk::HistoryOnDisk()
{
    reopen();
}

Event HistoryOnDisk::said(quint64 seq, const QString &text, const QString &name, UserId user, Audience audience, qint64 atMs)
{
    Event event;
    event.seq = seq;
    event.atMs = atMs != 0 ? atMs : firstMs + qint64(seq) * 1000;
    event.audience = std::move(audience);
    event.body = Said{user, name, Role::Guest, text, {}};
    return event;
}

void HistoryOnDisk::close()
{
    m_index.reset();
    m_statements.reset();
    m_connection.reset();
}

void HistoryOnDisk::reopen()
{
    close();
    m_connection = std::make_unique<HistoryConnection>(file(), HistoryConnection::Access::Write);
    if (!m_connection->isOpen() || !schema::migrate(*m_connection))
        qFatal("no history can be written");
    QSqlQuery(m_connection->database()).exec(QStringLiteral("PRAGMA synchronous = OFF")); // a killed process loses nothing by it
    m_statements = std::make_unique<HistoryStatements>(*m_connection);
    m_index = std::make_unique<WordIndex>(*m_connection);
}

Event HistoryOnDisk::joined(quint64 seq, quint64 user)
{
    return {seq, firstMs + qint64(seq) * 1000, {}, Joined{{UserId{user}, QStringLiteral("Somebody"), Role::Guest, ConnectionKind::Browser, 0, false, QStringLiteral("10.0.0.7"), 0}, 1}};
}

Event HistoryOnDisk::kicked(quint64 seq, quint64 cooling)
{
    return {seq, firstMs + qint64(seq) * 1000, Audience::atLeast(Role::Operator),
            Kicked{UserId{9}, QStringLiteral("Host"), {CoolingId{cooling}, QStringLiteral("Somebody"), QStringLiteral("10.0.0.7"), QStringLiteral("quarrel"), firstMs, {}}}};
}

HistoryBatch HistoryOnDisk::batchOf(const QList<Event> &events)
{
    HistoryBatch batch;
    batch.events = events;
    return batch;
}

quint64 HistoryOnDisk::say(const QString &text, const QString &name, UserId user, Audience audience)
{
    const quint64 seq = m_lastSeq + 1;
    write({said(seq, text, name, user, std::move(audience))});
    return seq;
}

quint64 HistoryOnDisk::leave(const QString &name)
{
    const Event event{m_lastSeq + 1, firstMs, {}, Left{UserId{3}, name, LeaveReason::Left, 0}};
    write({event});
    return event.seq;
}

void HistoryOnDisk::write(const QList<Event> &events)
{
    HistoryBatch batch;
    batch.events = events;
    if (!m_statements->store(batch))
        qFatal("%s", qPrintable(m_statements->detail()));
    for (const Event &event : events)
        m_lastSeq = std::max(m_lastSeq, event.seq);
}

void HistoryOnDisk::index(int slices)
{
    while (slices-- != 0 && m_index->work()) {
    }
}

qint64 HistoryOnDisk::number(const QString &select)
{
    QSqlQuery query(m_connection->database());
    return query.exec(select) && query.next() ? query.value(0).toLongLong() : -1;
}

bool HistoryOnDisk::folderHolds(const QString &folder, const QByteArray &bytes)
{
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    return std::any_of(names.begin(), names.end(), [&](const QString &name) {
        QFile file(QDir(folder).filePath(name));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
    });
}

} // namespace foyer
