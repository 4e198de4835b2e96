// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/attacks.h"

namespace siege {

std::vector<Attack> allAttacks()
{
    std::vector<Attack> all;
    for (const auto &some : {doorAttacks(), frameAttacks(), floods(), crowds()})
        all.insert(all.end(), some.begin(), some.end());
    all.push_back(randomBytes(5000, 1));
    return all;
}

} // namespace siege
