// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/threadpriority.h"

#include <QtGlobal>

#include <sys/resource.h>

namespace foyer {

namespace {

/// A tenth of the share of a thread that has not yielded, and its turn comes after theirs.
[[maybe_unused]] constexpr int niceness = 10;

} // namespace

void yieldToOthers()
{
#ifdef Q_OS_LINUX // elsewhere it would be the whole process
    // Where it is refused, the work is done all the same.
    static_cast<void>(::setpriority(PRIO_PROCESS, 0, niceness));
#endif
}

} // namespace foyer
