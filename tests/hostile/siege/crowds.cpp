// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/attacks.h"
#include "tests/hostile/siege/words.h"

#include <utility>

namespace siege {

namespace {

Conduct upgraded(std::string name, std::string path, std::set<std::string> told)
{
    Conduct conduct;
    conduct.name = std::move(name);
    conduct.opening = words::handshake(path);
    conduct.upgrades = true;
    conduct.told = std::move(told);
    return conduct;
}

/// Not quicker: those who behave are to answer in time on a machine that has other things to do.
const std::vector<std::string> quickSilence{"silence-seconds=5", "ping-seconds=1"};

Attack vanished()
{
    Conduct member = upgraded("vanished", "/ws/Mob", {"stays"});
    member.vanishes = true;
    return {.name = "50 members that vanish without FIN", .conducts = {member}, .numbers = {50, 50, 1}, .seconds = 12, .limits = quickSilence, .closes = {{4005, 50}}};
}

Attack neverPong()
{
    Conduct member = upgraded("never pongs", "/ws/Mob", {"4005"});
    member.pongs = false;
    return {.name = "50 members that never pong", .conducts = {member}, .numbers = {50, 50, 1}, .seconds = 12, .limits = quickSilence};
}

Attack neverJoin()
{
    return {.name = "200 upgraded that never join",
            .conducts = {upgraded("never joins", "/room", {"4003"})},
            .numbers = {200, 200, 1},
            .seconds = 6,
            .limits = {"join-seconds=2"}};
}

Attack joinsFromOneAddress()
{
    // 256 connections have a place, 64 of them may join; the others are told to wait, or that there is no place.
    Conduct joiner = upgraded("joins", "/ws/Mob", {"stays", "waits", "4008", "503", "end", "reset"});
    return {.name = "1000 joins from one address", .conducts = {joiner}, .numbers = {1000, 1000, 1}, .seconds = 4, .closes = {{4008, 300}}};
}

/// More than there are descriptors for.
Attack outOfDescriptors()
{
    Conduct silent;
    silent.name = "silent";
    silent.told = {"408", "503", "end", "reset", "stays", "refused"};
    Conduct joiner = upgraded("joins", "/ws/Mob", {"stays", "waits", "4006", "4008", "503", "end", "reset", "refused"});
    return {.name = "running out of 256 descriptors", .conducts = {silent, joiner}, .numbers = {600, 600, 8}, .seconds = 6, .descriptors = 256};
}

Attack comingsAndGoings()
{
    Conduct byFrame = upgraded("by a close frame", "/ws", {"1000"});
    byFrame.farewell = Conduct::Farewell::CloseFrame;
    Conduct byFin = upgraded("by FIN", "/ws", {"left"});
    byFin.farewell = Conduct::Farewell::Fin;
    Conduct byReset = upgraded("by RST", "/ws", {"left"});
    byReset.farewell = Conduct::Farewell::Reset;
    return {.name = "5000 that come and go, by close frame, FIN and RST", .conducts = {byFrame, byFin, byReset}, .numbers = {5000, 50, 2}, .seconds = 20};
}

/// They connect as fast as they can, and say nothing: each is as good as gone when it is looked at.
Attack knocks()
{
    Conduct byReset;
    byReset.name = "knocks and goes";
    byReset.told = {"left", "503", "end", "reset"};
    byReset.farewell = Conduct::Farewell::Reset;
    return {.name = "8000 that connect and reset", .conducts = {byReset}, .numbers = {8000, 200, 8}, .seconds = 15};
}

} // namespace

std::vector<Attack> crowds()
{
    return {vanished(), neverPong(), neverJoin(), joinsFromOneAddress(), outOfDescriptors(), comingsAndGoings(), knocks()};
}

} // namespace siege
