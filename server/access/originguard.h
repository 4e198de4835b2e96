// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace foyer {

/// Decides which pages may open a WebSocket to the room (RFC 6455 §10.2): its own, listed ones, and browser extensions on the
/// plain-text paths.
class OriginGuard final
{
public:
    explicit OriginGuard(const QStringList &allowed);

    /// `origin` is the header, empty when there was none (no browser); `host` the Host header of the same request.
    [[nodiscard]] bool admits(const QByteArray &origin, const QByteArray &host, bool plainTextPath) const;

private:
    QList<QByteArray> m_allowed;
};

} // namespace foyer
