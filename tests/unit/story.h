// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"

#include <QString>

#include <rapidcheck.h>

#include <ostream>
#include <vector>

namespace foyer {

/// One thing that happens to a room. Whatever the numbers are it means something, if only a refusal, so that a story
/// stays a story when steps are taken out of it.
struct Step
{
    enum class Kind {
        Comes,      ///< as somebody new
        ComesAgain, ///< with the device, if there is one
        Resumes,
        ComesWithBadToken,
        IsCutOff,
        Leaves,
        Says,
        Renames,
        Types,
        FetchesBacklog,
        FetchesRoster,
        Kicks,
        LetsIn,
        RenamesRoom,
        SetsKeeping,
        TimePasses,
        WallClockJumps,
    };
    Kind kind = Kind::TimePasses;
    int who = 0;
    int whom = 0;
    int name = 0;
    int number = 0;
};

/// What is to happen, step by step.
struct Story
{
    int listedPeople = 300;
    std::vector<Step> steps;
};

namespace cast {

constexpr int browsers = 5;
constexpr int textClients = 2;
constexpr int hosts = 2;
constexpr int size = browsers + textClients + hosts;

[[nodiscard]] inline bool isTextClient(int who)
{
    return who >= browsers && who < browsers + textClients;
}
[[nodiscard]] inline bool isHost(int who)
{
    return who >= browsers + textClients;
}
[[nodiscard]] QString called(int who);
/// Several of them have the same.
[[nodiscard]] QString address(int who);

[[nodiscard]] QString name(int number);
[[nodiscard]] QString text(int number);
[[nodiscard]] quint32 coolingSeconds(int number);
/// Some of them cannot be.
[[nodiscard]] Keeping keeping(int number);
[[nodiscard]] qint64 passingMs(int number);
[[nodiscard]] qint64 jumpMs(int number);
/// How many of the latest events somebody who resumes has not been told; -1: they say they know one that has not been.
[[nodiscard]] int missed(int number);

} // namespace cast

/// In words, for whoever has to find out why a story ends badly.
void showValue(const Step &step, std::ostream &out);
void showValue(const Story &story, std::ostream &out);

} // namespace foyer

namespace rc {

template <>
struct Arbitrary<foyer::Story>
{
    static Gen<foyer::Story> arbitrary();
};

} // namespace rc
