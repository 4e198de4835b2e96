// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <utility>

namespace foyer {

/// Decides who may read the room's figures: this machine, asking for itself and not for somebody behind a proxy.
class MetricsGuard final
{
public:
    /// `open`: everybody may.
    explicit MetricsGuard(bool open = false) : m_open(open) {}

    /// `fields` of the request, names in lower case; `peer` and `local` are the two ends of its connection.
    [[nodiscard]] bool admits(const QList<std::pair<QByteArray, QByteArray>> &fields, const QHostAddress &peer,
                              const QHostAddress &local) const;

private:
    bool m_open;
};

} // namespace foyer
