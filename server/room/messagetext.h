// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/limits.h"
#include "server/contract/refusal.h"

#include <QString>

namespace foyer::messagetext {

/// The text as it will be sent: line breaks all LF, nothing cut. Or TextEmpty, TextTooLong, TextCharacters.
[[nodiscard]] Result<QString, Refusal> clean(const QString &asTyped, const Limits &limits);

} // namespace foyer::messagetext
