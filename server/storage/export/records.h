// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/historybatch.h"

#include <optional>
#include <variant>

namespace foyer {

/// A row of `facts` (resources/sql/0001_history.sql).
struct StoredFact
{
    QString name;
    quint64 value = 0;
    bool operator==(const StoredFact &) const = default;
};

/// A row of `visits`.
struct StoredVisit
{
    UserId user;
    QString name;
    QString kind; ///< see eventrow::wordOf()
    QString address;
    qint64 fromMs = 0;
    std::optional<qint64> toMs; ///< nothing: it goes on
    QString how;                ///< it ended; empty while it goes on
    bool operator==(const StoredVisit &) const = default;
};

/// Whatever a history consists of.
using HistoryRecord = std::variant<StoredFact, StoredEpoch, StoredDevice, StoredVisit, Event>;

} // namespace foyer
