// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace foyer {

/// Makes and reads the tokens by which a browser is known again: what they say, signed with HMAC-SHA-256 (RFC 2104), so that
/// nothing need be kept for each of them.
class DeviceTokens final
{
public:
    /// At least 32 random bytes; whoever has them can be anybody.
    explicit DeviceTokens(QByteArray key);

    [[nodiscard]] QString deviceToken(DeviceId device) const;
    /// Nothing when this room did not make it.
    [[nodiscard]] std::optional<DeviceId> readDevice(const QString &token) const;

    /// Good for this device alone.
    [[nodiscard]] QString resumeToken(DeviceId device, const QString &epoch) const;
    [[nodiscard]] bool isResumeToken(const QString &token, DeviceId device) const;

    /// Under which a device is known in a file: it tells nothing of the device to who has not the key, and gives nobody a token.
    [[nodiscard]] QByteArray storedHash(DeviceId device) const;

    [[nodiscard]] static DeviceId freshDevice();
    /// The same for the same secret of a client's own, which nobody else can find out.
    [[nodiscard]] DeviceId deviceOfAttempt(const QString &attempt) const;

private:
    [[nodiscard]] QByteArray signature(const QByteArray &purpose, const QByteArray &content) const;

    QByteArray m_key;
};

/// Whether two secrets are the same, in a time that does not tell where they differ.
[[nodiscard]] bool sameSecret(const QByteArray &a, const QByteArray &b);

} // namespace foyer
