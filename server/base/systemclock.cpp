// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/systemclock.h"

#include <QDateTime>

namespace foyer {

SystemClock::SystemClock()
{
    m_sinceStart.start();
}

qint64 SystemClock::wallMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 SystemClock::steadyMs() const
{
    return m_sinceStart.elapsed();
}

qint64 SystemClock::steadyUs() const
{
    return m_sinceStart.nsecsElapsed() / 1000;
}

} // namespace foyer
