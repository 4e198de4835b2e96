// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/load/crowd.h"

#include <string>

namespace bench {

struct Options
{
    std::string scenario;
    Target target;
    std::uint32_t members = 1000;
    std::uint32_t talkers = 100; ///< talk: each waits for its own line before it says the next
    std::size_t payload = 64;    ///< bytes of a message
    double rate = 50;            ///< churn: messages per second
    double churn = 5;            ///< churn: comings and goings per second, of each
    std::uint32_t searchers = 0; ///< churn: so many look for something, beside the members
    double searches = 0;         ///< churn: a second, of each; 0: the next as soon as the last is answered
    double seconds = 3;          ///< measured
    double warmUp = 1;           ///< before
    int pid = 0;                 ///< the server's; 0: its CPU time and memory are not measured
    int concurrency = 0;         ///< storm: connections begun before others are finished; 0: all at once
};

/// Runs it and prints one line of JSON; 0 when everything went as it must.
[[nodiscard]] int run(const Options &options);

} // namespace bench
