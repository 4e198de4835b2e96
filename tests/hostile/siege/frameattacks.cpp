// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/attacks.h"
#include "tests/hostile/siege/words.h"

#include <utility>

namespace siege {

namespace {

constexpr unsigned fin = 0x80;
constexpr unsigned text = 1;
constexpr unsigned ping = 9;

Conduct atTheRoom(std::string name, std::string greeting, std::set<std::string> told)
{
    Conduct conduct;
    conduct.name = std::move(name);
    conduct.opening = words::handshake("/room");
    conduct.upgrades = true;
    conduct.greeting = std::move(greeting);
    conduct.told = std::move(told);
    return conduct;
}

Attack announcements()
{
    const std::set<std::string> refused{"1009", "1002"};
    return {.name = "frames of 2^63 and 2^31 bytes announced",
            .conducts = {atTheRoom("2^63", words::announcement(fin | text, 1ull << 63), refused),
                         atTheRoom("2^63 - 1", words::announcement(fin | text, (1ull << 63) - 1), refused),
                         atTheRoom("2^31", words::announcement(fin | text, 1ull << 31), refused),
                         atTheRoom("2^31, binary, in pieces", words::announcement(2, 1ull << 31), refused),
                         atTheRoom("a ping of 2^31", words::announcement(fin | ping, 1ull << 31), refused)},
            .numbers = {600, 20, 2}};
}

Attack endlessFragments()
{
    Conduct large = atTheRoom("64 KiB each", words::frame(text, std::string(65536, 'x')), {"1009"});
    large.again = words::frame(0, std::string(65536, 'x'));
    Conduct small = atTheRoom("1 byte each", words::frame(text, "x"), {"1009"});
    small.again = words::frame(0, "x");
    // Never larger than may be, and never at an end: only time tells.
    Conduct empty = atTheRoom("empty ones", words::frame(text, "x"), {"4003"});
    empty.again = words::frame(0, {});
    return {.name = "fragments without end", .conducts = {large, small, empty}, .numbers = {30, 30, 2}, .seconds = 20, .limits = {"join-seconds=8"}};
}

Attack invalidUtf8()
{
    Attack attack{.name = "invalid UTF-8 of eight kinds", .numbers = {960, 24, 2}};
    using namespace std::string_view_literals;
    const std::pair<const char *, std::string_view> kinds[] = {
        {"continuation alone", "\x80"sv},    {"cut short", "ab\xe5\xb0"sv},       {"overlong, two bytes", "\xc0\xaf"sv},
        {"overlong, three", "\xe0\x80\xaf"sv}, {"overlong, four", "\xf0\x80\x80\xaf"sv}, {"surrogate", "\xed\xa0\x80"sv},
        {"beyond Unicode", "\xf4\x90\x80\x80"sv}, {"no first byte", "a\xff"sv},
    };
    for (const auto &[name, payload] : kinds)
        attack.conducts.push_back(atTheRoom(name, words::text(payload), {"1007"}));
    return attack;
}

Attack forbiddenFrames()
{
    const std::set<std::string> breach{"1002"};
    return {.name = "forbidden frames of eleven kinds",
            .conducts = {
                atTheRoom("RSV1", words::frame(fin | 0x40 | text, "x"), breach),
                atTheRoom("RSV2", words::frame(fin | 0x20 | text, "x"), breach),
                atTheRoom("RSV3", words::frame(fin | 0x10 | text, "x"), breach),
                atTheRoom("reserved opcode 3", words::frame(fin | 3, "x"), breach),
                atTheRoom("reserved opcode 15", words::frame(fin | 15, "x"), breach),
                atTheRoom("continuation of nothing", words::frame(fin, "x"), breach),
                atTheRoom("text inside a text", words::frame(text, "x") + words::frame(fin | text, "y"), breach),
                atTheRoom("ping in pieces", words::frame(ping, "x"), breach),
                atTheRoom("ping of 126 bytes", words::ping(std::string(126, 'x')), breach),
                atTheRoom("close with one byte", words::frame(fin | 8, "x"), breach),
                atTheRoom("binary", words::frame(fin | 2, "x"), {"1003"}),
            },
            .numbers = {1100, 22, 2}};
}

} // namespace

std::vector<Attack> frameAttacks()
{
    return {announcements(), endlessFragments(), invalidUtf8(), forbiddenFrames()};
}

} // namespace siege
