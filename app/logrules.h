// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"

#include <QString>
#include <QStringList>

namespace foyer {

/// What --log takes: rules separated by ";", each as Qt writes its filter rules ("foyer.net.debug=true") or short: a category alone stands
/// for everything of it, and "all" for everything of Foyer.
namespace logrules {

struct Wrong
{
    QString sentence;
};

/// The same as text for QLoggingCategory::setFilterRules().
[[nodiscard]] Result<QString, Wrong> parse(const QString &rules);

/// Every category of Foyer's own.
[[nodiscard]] QStringList categories();

} // namespace logrules
} // namespace foyer
