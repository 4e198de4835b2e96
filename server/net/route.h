// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/web/httprequest.h"

#include <QString>

#include <optional>

namespace foyer {

/// Where a path leads.
struct Route
{
    enum class Kind : quint8 {
        Page,       ///< a file of the page, or nothing
        Health,     ///< /healthz
        Metrics,    ///< /metrics
        Room,       ///< /room
        Echo,       ///< /ws
        TextClient, ///< /ws/{user}
        TokenShown, ///< a plain-text path with a token
        NameMissing ///< /ws/
    };

    Kind kind = Kind::Page;
    /// TextClient: the name as it stands in the path; nothing when it is not percent-encoded UTF-8.
    std::optional<QString> user;

    [[nodiscard]] bool isSocket() const { return kind >= Kind::Room; }
    [[nodiscard]] bool isPlainText() const { return kind >= Kind::Echo; }

    [[nodiscard]] static Route of(const RequestHead &request);
};

} // namespace foyer
