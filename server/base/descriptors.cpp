// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/descriptors.h"

#include <algorithm>

#include <sys/resource.h>

namespace foyer {

int raiseDescriptorLimit()
{
    constexpr rlim_t plenty = 65536;
    constexpr int usual = 1024;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return usual;
    const rlim_t wanted = std::min(limit.rlim_max, plenty);
    if (limit.rlim_cur < wanted) {
        rlimit raised = limit;
        raised.rlim_cur = wanted;
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    return static_cast<int>(std::min(limit.rlim_cur, plenty));
}

} // namespace foyer
