// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <optional>

namespace foyer {

/// The WebSocket address of the room that somebody typed: "192.168.1.20:8000", "http://…", "ws://…/room".
/// Without a scheme and a port it is Foyer's own port, 8000. None when it is no address.
[[nodiscard]] std::optional<QUrl> roomUrl(const QString &typed);

} // namespace foyer
