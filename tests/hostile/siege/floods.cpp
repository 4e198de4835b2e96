// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/attacks.h"
#include "tests/hostile/siege/words.h"

#include <utility>

namespace siege {

namespace {

/// In the room by plain text: its name gets a number when it is taken.
Conduct member(std::string name, std::set<std::string> told)
{
    Conduct conduct;
    conduct.name = std::move(name);
    conduct.opening = words::handshake("/ws/Mob");
    conduct.upgrades = true;
    conduct.told = std::move(told);
    return conduct;
}

Conduct inJson(std::string name, std::set<std::string> told)
{
    Conduct conduct;
    conduct.name = std::move(name);
    conduct.opening = words::handshake("/room");
    conduct.upgrades = true;
    conduct.told = std::move(told);
    return conduct;
}

/// Each asks for more than it reads. What the system holds for them comes on top of what the room does, so they may ask faster than people do.
Attack laggards(unsigned count)
{
    Conduct laggard = member("laggard", {"stays", "reset"});
    laggard.opening = words::handshake("/ws");
    laggard.again = words::text(std::string(60000, 'x'));
    laggard.everyMs = count > 100 ? 400 : 50;
    laggard.reads = false;
    return {.name = std::to_string(count) + " laggards that never read",
            .conducts = {laggard},
            .numbers = {count, count, 2},
            .seconds = 20,
            .limits = {"bytes-in=0", "rate=0"},
            .closes = {{4004, count}}};
}

/// The operator kicks those to whom much is owed.
Attack kickedLaggards()
{
    Conduct laggard = member("kicked laggard", {"stays", "reset", "4001"});
    laggard.again = words::text(std::string(4900, 'x'));
    laggard.everyMs = 30;
    laggard.reads = false;
    return {.name = "kick of 10 whose buffers are full",
            .conducts = {laggard},
            .numbers = {10, 10, 1},
            .seconds = 1,
            .limits = {"bytes-in=0", "rate=0", "bytes-owed=0"},
            .isKicked = true,
            .closes = {{4001, 10}}};
}

/// Everything that members may ask for, as often as they may.
Attack askers()
{
    Conduct asker = inJson("asks for roster and backlog", {"stays", "4007", "4008"});
    asker.opening = words::handshake("/room");
    asker.greeting = words::text(R"({"type":"join","id":"1","name":"Mob"})");
    asker.again = words::text(R"({"type":"roster","id":"1"})") + words::text(R"({"type":"backlog","id":"1","before":1000000000,"limit":100})");
    asker.everyMs = 700;
    return {.name = "200 that ask for all there is", .conducts = {asker}, .numbers = {200, 200, 4}, .seconds = 5, .leastBytes = 100'000};
}

Attack pings(bool read)
{
    Conduct pinger = member("pinger", {"stays"});
    pinger.again = words::ping(std::string(125, 'p'));
    pinger.reads = read;
    Attack attack{.name = read ? "ping flood, pongs read" : "ping flood, pongs unread", .conducts = {pinger}, .numbers = {4, 4, 1}, .seconds = 5, .leastBytes = 500'000};
    if (!read) {
        attack.conducts[0].told = {"stays", "reset"};
        attack.seconds = 20;
        attack.limits = {"bytes-owed=65536", "bytes-in=0", "work-per-address=0"};
        attack.closes = {{4004, 4}};
    }
    return attack;
}

Attack pingsOfMany()
{
    Conduct pinger = member("pinger", {"stays"});
    pinger.again = words::ping();
    return {.name = "ping flood of 200", .conducts = {pinger}, .numbers = {200, 200, 4}, .seconds = 6, .leastBytes = 5'000'000};
}

Attack oneByteMessages(unsigned senders)
{
    Conduct sender = member("sender", {"4007"});
    sender.again = words::text("x");
    return {.name = "1-byte messages by " + std::to_string(senders), .conducts = {sender}, .numbers = {25 * senders, senders, 25}};
}

/// They come back as soon as they are sent away.
Attack untiringFlooders()
{
    Conduct plain = member("plain text", {"4007", "4008"});
    plain.again = words::text("x");
    Conduct garbled = inJson("garbled", {"4002", "4007"});
    garbled.again = words::text("x");
    Conduct echo = member("echo", {"4007"});
    echo.opening = words::handshake("/ws");
    echo.again = words::text("x");
    Conduct beforeJoining = inJson("pings before joining", {"4007"});
    beforeJoining.again = words::text(R"({"type":"ping","id":"1"})");
    return {.name = "flooders that come back at once", .conducts = {plain, garbled, echo, beforeJoining}, .numbers = {800, 16, 2}};
}

/// Every refusal looks for a name that is free.
Attack namesakes()
{
    Conduct holder = member("namesake", {"stays", "4008"});
    Conduct asker = inJson("asks for a taken name", {"stays", "4003", "4007", "4008", "503"});
    asker.again = words::text(R"({"type":"join","id":"1","name":"Mob"})");
    asker.everyMs = 350;
    return {.name = "a name that 150 have, and 150 want", .conducts = {holder, asker}, .numbers = {300, 300, 4}, .seconds = 6, .leastBytes = 60'000};
}

} // namespace

std::vector<Attack> floods()
{
    return {laggards(10), laggards(50), laggards(240), kickedLaggards(), pings(true), pings(false), pingsOfMany(), oneByteMessages(1), oneByteMessages(4), untiringFlooders(), askers(), namesakes()};
}

} // namespace siege
