// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>

namespace foyer::fuzz {

/// Ends the process, in a build without assertions, too: a fuzzer then keeps the input that led here.
[[noreturn]] inline void breach(const char *what, const char *file, int line)
{
    std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    std::abort();
}

} // namespace foyer::fuzz

#define FOYER_HOLDS(...) ((__VA_ARGS__) ? void() : foyer::fuzz::breach(#__VA_ARGS__, __FILE__, __LINE__))
