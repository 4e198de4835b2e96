// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/wire.h"

namespace bench::wire {

namespace {

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

} // namespace

std::optional<Frame> firstFrame(std::string_view bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto first = static_cast<unsigned char>(bytes[0]);
    std::uint64_t length = static_cast<unsigned char>(bytes[1]) & 0x7f;
    std::size_t head = 2;
    if (length >= 126) {
        const std::size_t extended = length == 126 ? 2 : 8;
        if (bytes.size() < head + extended)
            return std::nullopt;
        length = bigEndian(bytes.substr(head, extended));
        head += extended;
    }
    if (bytes.size() - head < length)
        return std::nullopt;
    return Frame{static_cast<Opcode>(first & 0x0f), (first & 0x80) != 0, bytes.substr(head, length), head + length};
}

std::string frame(Opcode opcode, std::string_view payload)
{
    std::string out;
    out.reserve(payload.size() + 14);
    out.push_back(static_cast<char>(0x80 | static_cast<int>(opcode)));
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(0x80 | payload.size()));
    } else {
        out.push_back(static_cast<char>(0x80 | 126));
        out.push_back(static_cast<char>(payload.size() >> 8));
        out.push_back(static_cast<char>(payload.size() & 0xff));
    }
    out.append(4, '\0');
    out.append(payload);
    return out;
}

std::string serverFrame(std::string_view payload)
{
    std::string out(1, '\x81');
    if (payload.size() < 126) {
        out.push_back(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xffff) {
        out.push_back('\x7e');
        out.push_back(static_cast<char>(payload.size() >> 8));
        out.push_back(static_cast<char>(payload.size() & 0xff));
    } else {
        out.push_back('\x7f');
        for (int shift = 56; shift >= 0; shift -= 8)
            out.push_back(static_cast<char>(payload.size() >> shift & 0xff));
    }
    return out.append(payload);
}

std::string handshake(std::string_view path, std::string_view host, bool roomProtocol)
{
    std::string head = "GET ";
    head.append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    head += "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: Zm95ZXIgYmVuY2ggbG9hZA==\r\n";
    if (roomProtocol)
        head += "Sec-WebSocket-Protocol: foyer.v1\r\n";
    return head + "\r\n";
}

std::size_t headSize(std::string_view bytes)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    return end == std::string_view::npos ? 0 : end + 4;
}

bool isSwitchingProtocols(std::string_view head)
{
    return head.starts_with("HTTP/1.1 101");
}

int closeCode(std::string_view payload)
{
    constexpr int noCode = 1005;
    return payload.size() < 2 ? noCode : static_cast<int>(bigEndian(payload.substr(0, 2)));
}

std::string_view stringMember(std::string_view json, std::string_view key)
{
    std::string opening(1, '"');
    opening.append(key).append("\":\"");
    const std::size_t begin = json.find(opening);
    if (begin == std::string_view::npos)
        return {};
    json.remove_prefix(begin + opening.size());
    return json.substr(0, json.find('"'));
}

} // namespace bench::wire
