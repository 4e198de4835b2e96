// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/addressnews.h"

#include <algorithm>
#include <utility>

namespace foyer {

void AddressNews::begin(const ServerStatus &status)
{
    m_shown.clear();
    m_lastTold.clear();
    m_isAway = !status.isReachable();
}

std::optional<QString> AddressNews::follow(const ServerStatus &status, const QString &shownBefore,
                                           const QString &shownNow)
{
    const bool wasAway = std::exchange(m_isAway, !status.isReachable());
    if (m_isAway) {
        if (wasAway)
            return std::nullopt;
        m_shown = shownBefore;
        return tell(status.boundAddress.isEmpty()
                        ? tr("This computer has no network just now. Nobody else can come in until it is back.")
                        : tr("This computer no longer has the address %1, the only one that the room was opened on. "
                             "Nobody can come in until it is back.")
                              .arg(status.boundAddress));
    }
    const QString known = wasAway ? m_shown : shownBefore;
    if (known.isEmpty()) // it was opened without a network
        return tell(tr("There is a network now: people join at %1.").arg(shownNow), true);
    const bool isStillThere = std::any_of(status.addresses.cbegin(), status.addresses.cend(),
                                          [&](const LanAddress &address) { return address.url(status.port) == known; });
    if (!isStillThere)
        return tell(tr("The address has changed: people now join at %1.").arg(shownNow));
    return wasAway ? std::optional(QString()) : std::nullopt;
}

std::optional<QString> AddressNews::tell(const QString &sentence, bool isGood)
{
    m_lastTold = sentence;
    m_lastWasGood = isGood;
    return sentence;
}

} // namespace foyer
