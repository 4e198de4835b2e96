// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"

#include <QString>

#include <optional>

/// What is kept as one word, for the settings file and the command line: "nothing", "until-closed", "7" (days), "always".
namespace foyer::keepingword {

[[nodiscard]] QString of(const Keeping &keeping);
/// Nothing for what is no such word.
[[nodiscard]] std::optional<Keeping> read(const QString &word);

} // namespace foyer::keepingword
