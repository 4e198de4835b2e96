// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"
#include "server/contract/historysearch.h"
#include "server/storage/eventlog.h"

#include <memory>

class QSqlQuery;

namespace foyer {

class HistoryConnection;
class HistorySearch;

/// Reads pages of the history file, with a connection of its own; lives in the archive thread. Every page is a short transaction by
/// itself, found by its seq, so that reading never stands in the way of writing.
class HistoryArchive final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryArchive)

public:
    explicit HistoryArchive(QString file);
    ~HistoryArchive() override;

    /// Events with `after` < seq < `below`, at most `bytes` of them (see wireSize()) but at least one. Page::upTo is below - 1 when that was all.
    [[nodiscard]] EventLog::Page readAfter(quint64 after, quint64 below, qsizetype bytes, EventLog::Reader reader);
    /// The latest `limit` with a seq below `before`.
    [[nodiscard]] EventLog::Page readBefore(quint64 before, int limit, qsizetype bytes, EventLog::Reader reader);

    /// The latest `limit` below `before` of what the host did about people and the room.
    [[nodiscard]] EventLog::Page readActs(quint64 before, int limit);

    [[nodiscard]] HistoryHits search(const HistoryQuery &query, EventLog::Reader reader);
    /// The message of this seq and up to `lines` before and after it.
    [[nodiscard]] HistoryContext around(quint64 seq, int lines, EventLog::Reader reader);

    /// Nothing: it cannot be read.
    [[nodiscard]] std::optional<quint64> countLoss(const HistoryLoss &loss);

private:
    [[nodiscard]] std::optional<quint64> countMessages(qint64 beforeMs);
    [[nodiscard]] static EventLog::Page pageOf(QSqlQuery &query, int limit, qsizetype bytes, EventLog::Reader reader);
    [[nodiscard]] HistorySearch *searching();
    [[nodiscard]] HistoryConnection *connection();

    const QString m_file;
    std::unique_ptr<HistoryConnection> m_connection;
    std::unique_ptr<HistorySearch> m_search;
};

} // namespace foyer
