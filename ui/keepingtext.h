// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"

#include <QCoreApplication>
#include <QString>

namespace foyer {

/// What becomes of what is said, in the words that guests read before they come in.
class KeepingText final
{
    Q_DECLARE_TR_FUNCTIONS(foyer::KeepingText)

public:
    /// "Kept for 7 days"
    [[nodiscard]] static QString choice(const Keeping &keeping);
    /// The same where there is little room.
    [[nodiscard]] static QString inBrief(const Keeping &keeping);
    /// What a choice comes to, for the host.
    [[nodiscard]] static QString meaning(Keeping::Mode mode);
    /// What is lost by the change; empty: nothing is.
    [[nodiscard]] static QString loss(const Keeping &before, const Keeping &after);
    /// The same of a bound by number, see KeptMessages.
    [[nodiscard]] static QString loss(int messagesBefore, int messagesAfter);
    /// In place of what would have been kept.
    [[nodiscard]] static QString nothingHere();
    /// "Ms Brandt changed it: …"; `by` may be empty.
    [[nodiscard]] static QString changed(const Keeping &keeping, const QString &by);
};

} // namespace foyer
