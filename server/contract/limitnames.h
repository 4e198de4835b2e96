// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/limits.h"

#include <QString>
#include <QStringList>

namespace foyer {

struct LimitError
{
    QString sentence;
};

/// `limits` with one changed as "NAME=VALUE" says; 0 is "none". What nobody could take part with is refused: the error names the least.
[[nodiscard]] Result<Limits, LimitError> withLimit(Limits limits, QStringView assignment);

/// The names, defaults, least values and meanings, one line each; behind them the limits that cannot be set.
[[nodiscard]] QString limitsTable();

struct LimitChange
{
    QString words; ///< "limit rate lifted", "limit connections=9000 (default 2000)"
    bool isLooser = false;
};
/// What is not as it is by default.
[[nodiscard]] QList<LimitChange> limitChanges(const Limits &limits);

} // namespace foyer
