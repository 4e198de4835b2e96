// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/attacks.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include <sched.h>

namespace {

constexpr const char *usage = R"(foyer_siege FOYER [WORD]

Has the room that the executable FOYER opens attacked in every way (whose name holds WORD) while eight members talk in it, and prints what they felt:
a row of a table each. Ends with 1 when a bound was passed: 250 ms of delay, 64 MB of memory, a newcomer in within 1 s and descriptors back
within 5 s once it is over, nothing lost.
)";

constexpr double mostDelayMs = 250;
constexpr double mostGrowthBytes = 64e6;
constexpr double mostNewcomerSeconds = 1;
constexpr double mostDescriptorSeconds = 5;
constexpr double mostKickSeconds = 2;

bool isWell(const siege::Attack &attack, const siege::Findings &found)
{
    bool told = found.surprises.empty() && found.came == attack.numbers.total && found.bytesSent >= attack.leastBytes;
    for (const auto &[code, least] : attack.closes)
        told = told && found.closes.at(code) >= least;
    return told && found.longestMs > 0 && found.lines > 0 && found.lost + found.doubled + found.disordered + found.refused + found.thrownOut == 0
           && found.longestMs <= mostDelayMs && found.growthBytes <= mostGrowthBytes && found.newcomerSeconds >= 0
           && found.newcomerSeconds <= mostNewcomerSeconds && found.descriptorsBackSeconds >= 0
           && found.descriptorsBackSeconds <= mostDescriptorSeconds && found.exitCode == 0
           && (!attack.isKicked || (found.goneSeconds >= 0 && found.goneSeconds <= mostKickSeconds));
}

std::string endingsOf(const siege::Findings &found)
{
    std::map<std::string, unsigned> all;
    for (const auto &[conduct, endings] : found.endings) {
        for (const auto &[word, count] : endings)
            all[word] += count;
    }
    std::string text;
    for (const auto &[word, count] : all)
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " × " + word;
    if (found.goneSeconds >= 0) {
        std::array<char, 64> gone;
        std::snprintf(gone.data(), gone.size(), "; kicked and gone after %.2f s", found.goneSeconds);
        text += gone.data();
    }
    for (const auto &[code, count] : found.closes)
        text += "; closed with " + std::to_string(code) + ": " + std::to_string(count);
    return text;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fputs(usage, stderr);
        return 2;
    }
    siege::Ground ground;
    ground.executable = argv[1];
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(1, &cores);
    if (::sched_setaffinity(0, sizeof cores, &cores) == 0)
        ground.serverCore = 0;
    std::puts("| attack | s | lines | lost | p50 ms | p99 ms | longest ms | memory MB | CPU | descriptors | back s | newcomer s | offenders | |");
    std::puts("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|---|---|");
    bool allWell = true;
    for (const siege::Attack &attack : siege::allAttacks()) {
        if (argc > 2 && attack.name.find(argv[2]) == std::string::npos)
            continue;
        try {
            const siege::Findings found = siege::hold(attack, ground);
            const bool well = isWell(attack, found);
            allWell = allWell && well;
            std::printf("| %s | %.1f | %llu | %llu | %.2f | %.2f | %.2f | %.1f | %.0f %% | %u, %u, %u | %.2f | %.3f | %s | %s |\n", attack.name.c_str(),
                        found.seconds, static_cast<unsigned long long>(found.lines),
                        static_cast<unsigned long long>(found.lost + found.doubled + found.disordered + found.refused + found.thrownOut), found.p50Ms,
                        found.p99Ms, found.longestMs, found.growthBytes / 1e6, found.cpuShare * 100, found.descriptorsBefore, found.descriptorsMost,
                        found.descriptorsAfter, found.descriptorsBackSeconds, found.newcomerSeconds, endingsOf(found).c_str(), well ? "ok" : "**NOT**");
            for (const std::string &surprise : found.surprises)
                std::fprintf(stderr, "  %s\n", surprise.c_str());
        } catch (const std::exception &error) {
            std::fprintf(stderr, "foyer_siege: %s: %s\n", attack.name.c_str(), error.what());
            allWell = false;
        }
        std::fflush(stdout);
    }
    return allWell ? 0 : 1;
}
