// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/epoch.h"

#include <QRandomGenerator>

namespace foyer {

QString freshEpoch()
{
    return QStringLiteral("%1").arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

} // namespace foyer
