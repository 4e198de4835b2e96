// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hostile/siege/words.h"

#include "tests/bench/load/wire.h"

namespace siege::words {

namespace {

constexpr unsigned fin = 0x80;

void appendBigEndian(std::string &bytes, std::uint64_t value, int size)
{
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>(value >> shift & 0xff));
}

} // namespace

std::string request(std::string_view line, std::string_view fields, std::string_view host)
{
    std::string head(line);
    head.append("\r\nHost: ").append(host).append("\r\n").append(fields);
    return head + "\r\n";
}

std::string handshake(std::string_view path, std::string_view fields)
{
    std::string head = bench::wire::handshake(path, "127.0.0.1", path == "/room");
    return head.insert(head.size() - 2, fields);
}

std::string frame(unsigned first, std::string_view payload)
{
    std::string bytes(1, static_cast<char>(first));
    if (payload.size() < 126) {
        bytes.push_back(static_cast<char>(0x80 | payload.size()));
    } else if (payload.size() <= 0xffff) {
        bytes.push_back('\xfe');
        appendBigEndian(bytes, payload.size(), 2);
    } else {
        bytes.push_back('\xff');
        appendBigEndian(bytes, payload.size(), 8);
    }
    bytes.append(4, '\0'); // a key of zeros turns nothing over
    return bytes.append(payload);
}

std::string announcement(unsigned first, std::uint64_t size)
{
    std::string bytes{static_cast<char>(first), '\xff'};
    appendBigEndian(bytes, size, 8);
    return bytes.append(4, '\0');
}

std::string text(std::string_view payload)
{
    return frame(fin | 1, payload);
}

std::string ping(std::string_view payload)
{
    return frame(fin | 9, payload);
}

std::string close(unsigned code, std::string_view reason)
{
    std::string payload;
    appendBigEndian(payload, code, 2);
    return frame(fin | 8, payload.append(reason));
}

} // namespace siege::words
