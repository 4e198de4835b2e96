// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

#include <algorithm>
#include <limits>

/// What is bound to a statement.
namespace foyer::sqlvalue {

/// SQLite's integers have a sign (SQLite, "Datatypes"): a number past the largest is the largest.
[[nodiscard]] inline QVariant number(quint64 value)
{
    return QVariant::fromValue(static_cast<qint64>(std::min<quint64>(value, std::numeric_limits<qint64>::max())));
}

} // namespace foyer::sqlvalue
