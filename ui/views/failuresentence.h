// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverstatus.h"

#include <QCoreApplication>

namespace foyer {

/// Why the room could not be opened, in a sentence that says what to do.
class FailureSentence final
{
    Q_DECLARE_TR_FUNCTIONS(foyer::FailureSentence)

public:
    [[nodiscard]] static QString of(const ServerStatus &status);
    /// "Use 8001", or nothing when there is no other port to offer.
    [[nodiscard]] static QString offer(const ServerStatus &status);
};

} // namespace foyer
