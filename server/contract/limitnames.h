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

/// `limits` with one changed as "NAME=VALUE" says; 0 is "none".
[[nodiscard]] Result<Limits, LimitError> withLimit(Limits limits, QStringView assignment);

/// The names, defaults and meanings, one line each.
[[nodiscard]] QString limitsTable();

struct LimitChange
{
    QString words; ///< "limit rate lifted", "limit connections=9000 (default 2000)"
    bool isLooser = false;
};
/// What is not as it is by default.
[[nodiscard]] QList<LimitChange> limitChanges(const Limits &limits);

} // namespace foyer
