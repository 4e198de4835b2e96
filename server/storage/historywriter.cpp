// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historywriter.h"

#include "server/base/logcategories.h"
#include "server/contract/wiresize.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historystatements.h"
#include "server/storage/schema.h"

#include <QFile>
#include <QSqlQuery>

#include <algorithm>
#include <chrono>
#include <utility>

namespace foyer {

using namespace std::chrono_literals;

namespace {

constexpr auto againAfter = 1s;
constexpr auto quietAfter = 100ms;

qint64 bytesOf(const HistoryBatch &batch)
{
    qint64 bytes = 0;
    for (const Event &event : batch.events)
        bytes += wireSize(event);
    return bytes;
}

} // namespace

HistoryWriter::HistoryWriter(QString file, bool survivesPowerLoss, Bounds bounds)
    : m_file(std::move(file)), m_survivesPowerLoss(survivesPowerLoss), m_bounds(bounds), m_again(this), m_quiet(this)
{
    m_again.setInterval(againAfter);
    m_quiet.setInterval(quietAfter);
    m_quiet.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &HistoryWriter::tryAgain);
    connect(&m_quiet, &QTimer::timeout, this, &HistoryWriter::workWhileQuiet);
}

HistoryWriter::~HistoryWriter() = default;

bool HistoryWriter::open()
{
    if (m_statements)
        return true;
    m_connection = std::make_unique<HistoryConnection>(m_file, HistoryConnection::Access::Write);
    if (!m_connection->isOpen()) {
        m_detail = m_connection->errorString();
        return false;
    }
    const auto version = schema::migrate(*m_connection);
    if (!version) {
        m_detail = version.error().detail;
        m_connection.reset();
        return false;
    }
    QFile::setPermissions(m_file, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    QSqlQuery query(m_connection->database());
    query.exec(m_survivesPowerLoss ? QStringLiteral("PRAGMA synchronous = FULL") : QStringLiteral("PRAGMA synchronous = NORMAL"));
    m_statements = std::make_unique<HistoryStatements>(*m_connection);
    return true;
}

void HistoryWriter::write(const HistoryBatch &batch)
{
    // What is held goes first: the order is the file's, too.
    if (!m_held.empty() || !store(batch))
        hold(batch);
    Q_EMIT written(batch.number, m_inFileSeq);
    m_quiet.start();
}

bool HistoryWriter::store(const HistoryBatch &batch)
{
    if (!open())
        return false;
    if (!m_statements->store(batch)) {
        m_detail = m_statements->detail();
        return false;
    }
    if (!batch.events.isEmpty())
        m_inFileSeq = batch.events.constLast().seq;
    return true;
}

void HistoryWriter::hold(const HistoryBatch &batch)
{
    const qint64 bytes = bytesOf(batch);
    if (m_heldEvents + batch.events.size() > m_bounds.events || m_heldBytes + bytes > m_bounds.bytes) {
        m_dropped += static_cast<quint64>(batch.events.size());
    } else {
        m_held.push_back(batch);
        m_heldEvents += batch.events.size();
        m_heldBytes += bytes;
    }
    if (!m_again.isActive()) {
        qCWarning(lcStorage).noquote() << "the history cannot be written:" << m_detail;
        m_again.start();
    }
    tell({m_detail, static_cast<quint32>(m_heldEvents), m_dropped});
}

void HistoryWriter::tryAgain()
{
    while (!m_held.empty()) {
        if (!store(m_held.front())) {
            tell({m_detail, static_cast<quint32>(m_heldEvents), m_dropped});
            return;
        }
        m_heldEvents -= m_held.front().events.size();
        m_heldBytes -= bytesOf(m_held.front());
        m_held.pop_front();
    }
    m_again.stop();
    qCWarning(lcStorage) << "the history is written again; events dropped since the room was opened:" << m_dropped;
    tell({{}, 0, m_dropped});
}

void HistoryWriter::tell(const LogTrouble &trouble)
{
    if (std::exchange(m_trouble, trouble) != trouble)
        Q_EMIT troubleChanged(trouble);
}

/// Copies what is in the write-ahead log into the file, so that it need not grow or be read through at the next start.
void HistoryWriter::workWhileQuiet()
{
    if (m_statements)
        QSqlQuery(m_connection->database()).exec(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)"));
}

void HistoryWriter::close(qint64 atMs)
{
    if (!m_held.empty())
        tryAgain();
    m_again.stop();
    m_quiet.stop();
    if (!m_held.empty())
        qCWarning(lcStorage) << "closed without having written" << m_heldEvents << "events";
    if (m_statements && !m_statements->closeVisits(atMs))
        qCWarning(lcStorage).noquote() << "the visits could not be ended:" << m_statements->detail();
    m_statements.reset();
    m_connection.reset();
}

} // namespace foyer
