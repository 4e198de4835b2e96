// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace foyer {

/// What the command line says in place of the settings, for this run alone.
struct Overrides
{
    std::optional<QString> roomName;
    std::optional<quint16> port;
    std::optional<QString> bindAddress;
    std::optional<QString> language;
    std::optional<bool> openMetrics;
    QStringList allowedOrigins;
    QStringList allowedHosts;
};

} // namespace foyer
