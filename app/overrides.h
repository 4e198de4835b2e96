// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"
#include "server/contract/limits.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace foyer {

/// What the command line says in place of the settings, for this run alone.
struct Overrides
{
    std::optional<QString> roomName;
    std::optional<QString> hostName;
    std::optional<quint16> port;
    std::optional<QString> bindAddress;
    std::optional<QString> language;
    std::optional<bool> openMetrics;
    std::optional<Keeping> keeping;
    std::optional<int> keepMessages;
    std::optional<bool> joinersSeeLatest;
    std::optional<bool> guestsMaySearch;
    QStringList allowedOrigins;
    QStringList allowedHosts;
    Limits limits;
};

} // namespace foyer
