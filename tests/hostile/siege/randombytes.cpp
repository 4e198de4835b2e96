// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/attacks.h"
#include "tests/hostile/siege/words.h"

#include <utility>

namespace siege {

namespace {

constexpr unsigned few = 300;
constexpr unsigned many = 5000;

Conduct noise(std::string name, std::string opening, bool upgrades, std::string greeting, unsigned bytes)
{
    Conduct conduct;
    conduct.name = std::move(name);
    conduct.opening = std::move(opening);
    conduct.upgrades = upgrades;
    conduct.greeting = std::move(greeting);
    conduct.randomBytes = bytes;
    conduct.farewell = Conduct::Farewell::Fin;
    conduct.patienceMs = 20; // what means nothing has no answer
    // Whatever it was taken for, it has come to an end.
    conduct.told = {"left", "end", "reset", "400", "404", "405", "408", "421", "431", "505", "1000", "1002", "1003", "1007", "1009", "4002", "4003", "4007", "4008"};
    return conduct;
}

} // namespace

Attack randomBytes(unsigned rounds, unsigned seed)
{
    const std::string room = words::handshake("/room");
    const std::string member = words::handshake("/ws/Mob");
    return {.name = "random bytes",
            .conducts = {
                noise("at the door", {}, false, {}, few),
                noise("many at the door", {}, false, {}, many),
                noise("behind a method", {}, false, "GET /", few),
                noise("in a field", {}, false, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", few),
                noise("behind the handshake", room, true, {}, few),
                noise("many behind the handshake", room, true, {}, many),
                noise("as plain text", member, true, {}, few),
                noise("inside of a text", room, true, words::announcement(0x81, 200), few),
                noise("inside of a binary", room, true, words::announcement(0x82, 200), few),
                noise("inside of a ping", room, true, words::frame(0x89, {}).substr(0, 1) + "\xff", few),
            },
            .numbers = {rounds, 60, 40, seed},
            .seconds = 600};
}

} // namespace siege
