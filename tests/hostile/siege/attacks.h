// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/hostile/siege/siege.h"

namespace siege {

/// Before anything is said that the room understands: heads of requests, whole and in pieces.
[[nodiscard]] std::vector<Attack> doorAttacks();
/// Frames that RFC 6455, the protocol or a limit forbids.
[[nodiscard]] std::vector<Attack> frameAttacks();
/// Too much, too fast, and never read.
[[nodiscard]] std::vector<Attack> floods();
/// Too many, and those who are not really there.
[[nodiscard]] std::vector<Attack> crowds();

/// Bytes that mean nothing, at the door, behind the handshake and inside of frames, so many times.
[[nodiscard]] Attack randomBytes(unsigned rounds, unsigned seed);

[[nodiscard]] std::vector<Attack> allAttacks();

} // namespace siege
