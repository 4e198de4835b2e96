// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace foyer {

/// What may be let in beyond the usual, as the guards compare it.
namespace allowances {

/// An origin as a browser sends it (RFC 6454 §6.2), "https://example.org:8443": lower case, without a standard port. Nothing for what is
/// none: a word, an address with a path.
[[nodiscard]] std::optional<QString> origin(const QString &asTyped);

/// A host name (RFC 1123 §2.1; one in other letters as it goes over the wire) or an IP address, with no port. Nothing for what is neither.
[[nodiscard]] std::optional<QString> host(const QString &asTyped);

} // namespace allowances

} // namespace foyer
