// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/attacks.h"
#include "tests/hostile/siege/words.h"

#include <utility>

namespace siege {

namespace {

using words::handshake;
using words::request;

Conduct says(std::string name, std::string opening, std::set<std::string> told)
{
    Conduct conduct;
    conduct.name = std::move(name);
    conduct.opening = std::move(opening);
    conduct.told = std::move(told);
    return conduct;
}

std::string without(std::string head, std::string_view line)
{
    return head.erase(head.find(line), line.size());
}

Attack halfHandshakes()
{
    Attack attack{.name = "500 half handshakes: dripped, silent, late", .numbers = {500, 500, 3}, .seconds = 8, .limits = {"handshake-seconds=1"}};
    Conduct dripped = says("dripped", handshake("/room"), {"408"});
    dripped.dripMs = 50;
    Conduct silent = says("silent", {}, {"408"});
    Conduct late = says("late", handshake("/room").substr(0, 80), {"408"});
    late.pauseMs = 1500;
    late.greeting = handshake("/room").substr(80);
    attack.conducts = {dripped, silent, late};
    return attack;
}

Attack endlessHeads()
{
    Attack attack{.name = "heads without end", .numbers = {1000, 20, 2}};
    Conduct lines = says("lines", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", {"431", "reset"});
    lines.again = "X-More: 0123456789012345678901234567890123456789\r\n";
    Conduct oneLine = says("one line", "GET /", {"431", "reset"});
    oneLine.again = "0123456789abcdef";
    attack.conducts = {lines, oneLine};
    return attack;
}

Attack foreigners()
{
    return {.name = "foreign, null and doubled Origin, foreign Host",
            .conducts = {
                says("foreign Origin", handshake("/room", "Origin: http://evil.example\r\n"), {"403"}),
                says("foreign Origin, plain text", handshake("/ws/Eve", "Origin: http://evil.example\r\n"), {"403"}),
                says("Origin null", handshake("/room", "Origin: null\r\n"), {"403"}),
                says("Origin null, plain text", handshake("/ws/Eve", "Origin: null\r\n"), {"403"}),
                says("two Origins", handshake("/room", "Origin: http://127.0.0.1\r\nOrigin: http://evil.example\r\n"), {"400"}),
                says("foreign Host", request("GET / HTTP/1.1", {}, "evil.example"), {"421"}),
            },
            .numbers = {1200, 24, 2}};
}

Attack oddities()
{
    const std::string whole = handshake("/room");
    return {.name = "HTTP oddities",
            .conducts = {
                says("HTTP/1.0", request("GET / HTTP/1.0"), {"505"}),
                says("HTTP/9.9", request("GET / HTTP/9.9"), {"505"}),
                says("length and chunks", request("GET / HTTP/1.1", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), {"400"}),
                says("two lengths", request("GET / HTTP/1.1", "Content-Length: 3\r\nContent-Length: 4\r\n"), {"400"}),
                says("folded line", request("GET / HTTP/1.1", "X: a\r\n b\r\n"), {"400"}),
                says("NUL", request("GET / HTTP/1.1", std::string_view("X: a\0b\r\n", 8)), {"400"}),
                says("short key", without(whole, "Zm95ZXIg"), {"400"}),
                says("missing key", without(whole, "Sec-WebSocket-Key: Zm95ZXIgYmVuY2ggbG9hZA==\r\n"), {"400"}),
                says("two Hosts", request("GET / HTTP/1.1", "Host: evil.example\r\n"), {"400"}),
                says("bytes after the head", whole + words::text(R"({"type":"join","name":"Eve"})"), {"400"}),
                says("TRACE", request("TRACE / HTTP/1.1"), {"405"}),
                says("a body", request("GET / HTTP/1.1", "Content-Length: 3\r\n") + "abc", {"413"}),
            },
            .numbers = {1200, 24, 2}};
}

} // namespace

std::vector<Attack> doorAttacks()
{
    return {halfHandshakes(), endlessHeads(), foreigners(), oddities()};
}

} // namespace siege
