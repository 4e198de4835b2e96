// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/metricsguard.h"

#include "server/access/hostguard.h"

#include <algorithm>

namespace foyer {

namespace {

/// RFC 7239, RFC 9110 §7.6.3, and what proxies wrote before them.
bool isOfProxy(const QByteArray &name)
{
    return name == "forwarded" || name == "via" || name == "x-real-ip" || name.startsWith("x-forwarded");
}

} // namespace

bool MetricsGuard::admits(const QList<std::pair<QByteArray, QByteArray>> &fields, const QHostAddress &peer,
                          const QHostAddress &local) const
{
    if (m_open)
        return true;
    return isThisMachine(peer, local)
           && std::none_of(fields.begin(), fields.end(), [](const auto &field) { return isOfProxy(field.first); });
}

} // namespace foyer
