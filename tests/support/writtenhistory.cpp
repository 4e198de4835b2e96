// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/writtenhistory.h"

#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"
#include "server/storage/historystatements.h"

namespace foyer {

bool writeHistory(const QString &folder, const HistoryBatch &batch)
{
    const auto opened = historyfile::open(folder);
    if (!opened)
        return false;
    HistoryConnection connection((*opened)->file, HistoryConnection::Access::Write);
    HistoryStatements statements(connection);
    return statements.store(batch);
}

} // namespace foyer
