// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverstatus.h"

#include <QCoreApplication>

#include <optional>

namespace foyer {

/// What has become of the address that people were told, in a sentence, when it has become something else.
class AddressNews final
{
    Q_DECLARE_TR_FUNCTIONS(foyer::AddressNews)

public:
    /// The room has been opened.
    void begin(const ServerStatus &status);
    /// The network has changed, and with it the address that is shown. Nothing: there is nothing to say; an empty
    /// sentence: what was said holds no longer.
    [[nodiscard]] std::optional<QString> follow(const ServerStatus &status, const QString &shownBefore,
                                                const QString &shownNow);
    [[nodiscard]] const QString &lastTold() const { return m_lastTold; }
    [[nodiscard]] bool lastWasGood() const { return m_lastWasGood; }

private:
    [[nodiscard]] std::optional<QString> tell(const QString &sentence, bool isGood = false);

    QString m_shown; ///< before there was no network
    QString m_lastTold;
    bool m_lastWasGood = false;
    bool m_isAway = false;
};

} // namespace foyer
