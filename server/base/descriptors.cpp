// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/descriptors.h"

#include <algorithm>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

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

bool canOpenFiles(int count)
{
    static_cast<void>(raiseDescriptorLimit());
    std::vector<int> opened;
    while (static_cast<int>(opened.size()) < count) {
        const int one = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (one < 0)
            break;
        opened.push_back(one);
    }
    for (const int one : opened)
        ::close(one);
    return static_cast<int>(opened.size()) == count;
}

} // namespace foyer
