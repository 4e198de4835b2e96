// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

/// Days and moments as people write them.
namespace foyer::moments {

enum class Edge : quint8 {
    Begin, ///< of a day: when it begins
    End    ///< of a day: when the next begins
};

/// "2026-11-25", "2026-11-25 10:30", "2026-11-25T10:30:00Z" (ISO 8601), here unless it says where; milliseconds of the wall clock. Nothing when it is no moment.
[[nodiscard]] std::optional<qint64> parse(const QString &text, Edge edge);

} // namespace foyer::moments
