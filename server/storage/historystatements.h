// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/historybatch.h"

#include <QSqlQuery>

namespace foyer {

class HistoryConnection;

/// The statements that write the history, prepared once. Each answers whether it was carried out; what stood in the way is in detail().
class HistoryStatements final
{
public:
    /// `connection` outlives it, and its file has the latest schema.
    explicit HistoryStatements(HistoryConnection &connection);

    /// The whole batch, in one transaction, or nothing of it.
    [[nodiscard]] bool store(const HistoryBatch &batch);
    /// Ends the visits that go on: the room is closed.
    [[nodiscard]] bool closeVisits(qint64 atMs);

    /// In the library's own words.
    [[nodiscard]] const QString &detail() const { return m_detail; }
    /// The file itself is hurt; to try again will not help.
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }

private:
    [[nodiscard]] bool storeContent(const HistoryBatch &batch);
    [[nodiscard]] bool storeEvent(const Event &event);
    [[nodiscard]] bool storeVisit(const Event &event);
    [[nodiscard]] bool raiseFact(QLatin1String name, quint64 value);
    [[nodiscard]] bool exec(QSqlQuery &query);
    void noteError(const QString &detail, const QString &nativeCode);

    HistoryConnection &m_connection;
    QSqlQuery m_event;
    QSqlQuery m_device;
    QSqlQuery m_epoch;
    QSqlQuery m_fact;
    QSqlQuery m_visitBegins;
    QSqlQuery m_visitEnds;
    QSqlQuery m_visitRenamed;
    QSqlQuery m_visitsClose;
    QString m_detail;
    bool m_isDamaged = false;
};

} // namespace foyer
