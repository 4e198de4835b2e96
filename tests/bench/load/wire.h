// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The client's half of RFC 6455, no more of it than a load generator needs.
namespace bench::wire {

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

struct Frame
{
    Opcode opcode = Opcode::Text;
    bool isFinal = true;
    std::string_view payload;
    std::size_t size = 0; ///< of the whole frame, in bytes
};

/// The first frame in `bytes`; nothing while it is incomplete.
[[nodiscard]] std::optional<Frame> firstFrame(std::string_view bytes);

/// A masked frame, with a key of zeros: valid, and nothing has to be turned over.
[[nodiscard]] std::string frame(Opcode opcode, std::string_view payload);

/// A text frame as a server sends it, without a mask.
[[nodiscard]] std::string serverFrame(std::string_view payload);

[[nodiscard]] std::string handshake(std::string_view path, std::string_view host, bool roomProtocol);

/// Where the answer's head ends and frames begin; 0 while it is incomplete.
[[nodiscard]] std::size_t headSize(std::string_view bytes);
[[nodiscard]] bool isSwitchingProtocols(std::string_view head);

/// The close code in a close frame; 1005 when it holds none.
[[nodiscard]] int closeCode(std::string_view payload);

/// The value of the first "key":"…" in a JSON text whose strings need no escapes.
[[nodiscard]] std::string_view stringMember(std::string_view json, std::string_view key);

} // namespace bench::wire
