// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// What attackers say, byte for byte.
namespace siege::words {

/// The head of a request to the room by its address; `fields` are whole lines.
[[nodiscard]] std::string request(std::string_view line, std::string_view fields = {}, std::string_view host = "127.0.0.1");
/// A whole and valid handshake, but for `fields` that are added to it.
[[nodiscard]] std::string handshake(std::string_view path, std::string_view fields = {});

/// A masked frame. `first` is its whole first byte (FIN, RSV1-3, opcode; RFC 6455 §5.2).
[[nodiscard]] std::string frame(unsigned first, std::string_view payload);
/// The head of a frame of so many bytes, in the long form, and nothing of the payload.
[[nodiscard]] std::string announcement(unsigned first, std::uint64_t size);
[[nodiscard]] std::string text(std::string_view payload);
[[nodiscard]] std::string ping(std::string_view payload = {});
/// A close frame with a code and, behind it, any bytes.
[[nodiscard]] std::string close(unsigned code, std::string_view reason = {});

} // namespace siege::words
