// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace foyer {

/// What the system says of this process; 0 where it says nothing.
struct ProcessFigures
{
    double cpuSeconds = 0;
    qint64 residentBytes = 0;
    qint64 openDescriptors = 0;
    qint64 mostDescriptors = 0;

    [[nodiscard]] static ProcessFigures now();
};

/// The processor time of the calling thread in microseconds; it stands still while the thread waits.
[[nodiscard]] qint64 threadCpuUs();

} // namespace foyer
