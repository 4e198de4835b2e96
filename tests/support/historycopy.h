// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QTemporaryDir>
#include <QVariant>

#include <map>
#include <memory>

namespace foyer {

class HistoryConnection;

/// A copy of the history in a data folder as it lies there now, whoever works with it, or was killed while doing so.
class HistoryCopy final
{
    Q_DISABLE_COPY_MOVE(HistoryCopy)

public:
    explicit HistoryCopy(const QString &dataFolder);
    ~HistoryCopy();

    [[nodiscard]] bool isOpen() const;
    /// By seq; those of `from` and above.
    [[nodiscard]] std::map<quint64, Event> events(quint64 from = 0);
    /// The first field of the first row.
    [[nodiscard]] QVariant value(const QString &select);
    [[nodiscard]] QVariantList column(const QString &select);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<HistoryConnection> m_connection;
};

} // namespace foyer
