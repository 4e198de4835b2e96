// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"

#include <QByteArray>
#include <QString>

namespace foyer {

/// What the host has chosen, and how the window was left.
struct Settings
{
    static constexpr int maxCoolingOffSeconds = 86400;

    QString roomName; ///< empty: a name in the language of the window
    QString hostName; ///< empty: the name under which they are logged in
    quint16 port = 8000;
    QString bindAddress; ///< empty: every address
    QString language;    ///< empty: the system's; else "en" or "zh_CN"
    int coolingOffSeconds = 60;
    Keeping keeping;
    int keepMessages = 0;         ///< at the most, see KeptMessages
    bool joinersSeeLatest = true; ///< else nothing from before they came
    bool guestsMaySearch = false; ///< the history, as far as they may see it
    bool survivesPowerLoss = false;
    bool keepAwake = true;
    bool openMetrics = false; ///< other computers may read the room's figures
    QByteArray windowGeometry;
    QByteArray columns; ///< the widths of the main window's three parts

    bool operator==(const Settings &) const = default;
};

} // namespace foyer
