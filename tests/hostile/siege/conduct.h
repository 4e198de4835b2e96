// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

namespace siege {

/// What one hostile connection does, step by step, and what it is to be told. Words for how a connection ends: an HTTP status ("408"), a close
/// code ("1009"), "end" (no word before the end), "reset" (the same by RST), "left" (it went by itself), "refused" (it never came in),
/// "stays" (it is still there), "waits" (for its handshake, still).
struct Conduct
{
    enum class Farewell : unsigned char { None, CloseFrame, Fin, Reset };

    std::string name;
    std::string opening; ///< sent as soon as it is connected
    int dripMs = 0;      ///< one byte of `opening` so often; 0: all at once
    bool upgrades = false; ///< waits for the 101 that `opening` asks for before it goes on
    std::string greeting;  ///< sent once after that
    unsigned randomBytes = 0; ///< up to so many follow it
    int pauseMs = 0;       ///< before the greeting
    std::string again;     ///< then this, again and again
    int everyMs = 0;       ///< so often; 0: as fast as the connection takes it
    bool reads = true;     ///< takes what comes
    bool pongs = true;     ///< answers pings
    bool vanishes = false; ///< after the greeting nothing comes through in either direction any more
    Farewell farewell = Farewell::None; ///< once all is said and the first answer after the greeting has come …
    int patienceMs = 5000;              ///< … or at the latest so long after it
    std::set<std::string> told; ///< how it may end
};

} // namespace siege
