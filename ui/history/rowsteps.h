// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtGlobal>

namespace foyer {

/// Rows that go or come, one next to the other.
struct RowStep
{
    enum class Kind : quint8 { Remove, Insert };
    Kind kind = Kind::Remove;
    int first = 0; ///< row, as things stand after the steps before
    int count = 0;

    bool operator==(const RowStep &) const = default;
};

/// How rows become others so that those which are in both stay where they are. Each has a key of its own; those which are in both come in the same order.
/// Inserted rows are where they are in `after`.
[[nodiscard]] QList<RowStep> rowSteps(const QList<quint64> &before, const QList<quint64> &after);

} // namespace foyer
