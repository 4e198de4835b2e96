// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historysearch.h"
#include "server/storage/eventlog.h"

#include <QHash>
#include <QSqlQuery>

#include <optional>

namespace foyer {

class HistoryConnection;
class SearchTerms;

/// Looks for messages in the history that its reader may see; those for listed users are found by nobody. Lives in the archive thread, with a
/// connection that only reads. What the index does not have yet is read through.
class HistorySearch final
{
public:
    /// `connection` outlives it, and its file has the latest schema.
    explicit HistorySearch(HistoryConnection &connection);

    [[nodiscard]] HistoryHits search(const HistoryQuery &query, EventLog::Reader reader);
    /// The line of this seq, if it is one, and up to `lines` before and after it.
    [[nodiscard]] HistoryContext around(quint64 seq, int lines, EventLog::Reader reader);

private:
    struct Page;
    struct Span
    {
        quint64 above = 0;
        quint64 below = 0;
    };
    [[nodiscard]] std::optional<Span> spanOf(const HistoryQuery &query);
    [[nodiscard]] QString authorExpression(const QString &author);
    [[nodiscard]] bool searchIndex(Span span, Page &page);
    [[nodiscard]] bool lookThrough(Span span, int mostRows, Page &page);
    [[nodiscard]] bool lookUp(Span span, const QString &expression, Page &page);
    [[nodiscard]] bool take(QSqlQuery &query, int mostRows, Page &page);

    HistoryConnection &m_connection;
    QSqlQuery m_direct;
    QSqlQuery m_indexed;
    QSqlQuery m_before;
    QSqlQuery m_from;
};

} // namespace foyer
