// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace foyer::closecode {

// RFC 6455 §7.4.1
inline constexpr quint16 normal = 1000;
inline constexpr quint16 goingAway = 1001;
inline constexpr quint16 unsupportedData = 1003;
inline constexpr quint16 abnormal = 1006; ///< never sent: the connection ended without a word
inline constexpr quint16 policyViolation = 1008;
inline constexpr quint16 tooBig = 1009;
// RFC 6455 §7.4.2: 4000 to 4999 are for private use
inline constexpr quint16 kicked = 4001;
inline constexpr quint16 garbled = 4002;
inline constexpr quint16 joinTimeout = 4003;
inline constexpr quint16 tooSlow = 4004;
inline constexpr quint16 silent = 4005;
inline constexpr quint16 roomFull = 4006;
inline constexpr quint16 flooding = 4007;
inline constexpr quint16 addressFull = 4008;

} // namespace foyer::closecode
