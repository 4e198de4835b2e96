// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"
#include "server/contract/limits.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace foyer {

/// All that the room is begun with.
struct ServerConfig
{
    QString roomName;
    QString hostName;                       ///< who hosts; may be empty
    QString language = QStringLiteral("en"); ///< of the room's own sentences: "en" or "zh_CN"
    QString bindAddress;                    ///< empty: every address, IPv4 and IPv6
    quint16 port = 8000;                    ///< 0: any free one
    QStringList allowedOrigins;
    QStringList allowedHosts;
    int coolingOffSeconds = 60;
    QString operatorSecret; ///< whoever joins with it is the operator; empty: nobody can
    bool metricsOpen = false; ///< /metrics answers everybody, not this machine alone
    QByteArray tokenKey;    ///< at least 32 random bytes; signs device and resume tokens
    QString historyFolder;  ///< where the history is kept; empty: nowhere, in memory alone
    bool survivesPowerLoss = false; ///< nothing is told to anybody before it is on the disk itself
    Keeping keeping;
    int keepMessages = 0; ///< at the most, see KeptMessages
    bool joinersSeeLatest = true; ///< else nothing from before they came
    bool guestsMaySearch = false; ///< the history, as far as they may see it
    Limits limits;
};

} // namespace foyer
