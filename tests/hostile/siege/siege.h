// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/hostile/siege/mob.h"

#include <map>
#include <string>
#include <vector>

namespace siege {

/// Something that people or programs may do to a room, and what is to come of it.
struct Attack
{
    std::string name = {};
    std::vector<Conduct> conducts = {};
    Numbers numbers = {};
    double seconds = 10;             ///< at most; earlier when all have come and gone
    std::vector<std::string> limits = {}; ///< --limit, where a usual one takes too long to wait for
    unsigned descriptors = 0;        ///< that the room may open; 0: as many as we
    bool isKicked = false;           ///< the operator kicks them all, once all are in and have done what they do for two seconds
    std::map<int, unsigned> closes = {};  ///< by code, how many connections at least the room says that it has closed with it
    std::uint64_t leastBytes = 0;    ///< that all together must have sent: else it was no attack
};

/// What an attack led to.
struct Findings
{
    // For those who behave
    std::uint64_t lines = 0; ///< that they said
    std::uint64_t lost = 0;
    std::uint64_t doubled = 0;
    std::uint64_t disordered = 0;
    std::uint64_t refused = 0;
    unsigned thrownOut = 0;
    double p50Ms = 0;
    double p99Ms = 0;
    double longestMs = 0;
    // For the machine
    double growthBytes = 0; ///< of memory at the worst moment
    double cpuShare = 0;    ///< of a core
    unsigned descriptorsBefore = 0;
    unsigned descriptorsMost = 0;
    unsigned descriptorsAfter = 0;
    double descriptorsBackSeconds = -1; ///< -1: they did not come back
    double newcomerSeconds = -1;        ///< until somebody new was in, once it was over; -1: nobody came in
    // For the offenders
    unsigned came = 0;           ///< of all that were to come
    std::uint64_t bytesSent = 0; ///< by all of them
    std::map<std::string, std::map<std::string, unsigned>> endings; ///< by the conduct's name: how many ended how
    std::vector<std::string> surprises;                             ///< endings that should not be, in words
    std::map<int, unsigned> closes;                                 ///< of those wanted: what the room counted
    double goneSeconds = -1; ///< until the last who was kicked was gone
    int exitCode = -1;                                              ///< of the room, closed in order at last
    double seconds = 0;
};

/// How a siege is held.
struct Ground
{
    std::string executable;
    int serverCore = -1; ///< -1: any
    unsigned members = 8;
    bool endsWithTheAttack = true; ///< false: the attack always lasts its full time
};

/// Opens a room, lets well-behaved members talk in it, has it attacked meanwhile, and looks at what came of it.
[[nodiscard]] Findings hold(const Attack &attack, const Ground &ground);

} // namespace siege
