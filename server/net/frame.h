// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace foyer::frame {

/// Appends one unmasked text frame, whole message (RFC 6455 §5.2): what a server sends is the same for everyone.
void appendText(QByteArray &out, QByteArrayView utf8);
[[nodiscard]] QByteArray text(QByteArrayView utf8);
[[nodiscard]] QByteArray binary(QByteArrayView bytes);

/// An empty ping (RFC 6455 §5.5.2).
[[nodiscard]] QByteArray ping();
/// RFC 6455 §5.5.1; the reason is cut by closeReason().
[[nodiscard]] QByteArray close(quint16 code, const QString &reason);

/// The longest beginning of `reason` that fits into a close frame, cut between characters (RFC 6455 §5.5.1: 125 bytes less the code).
[[nodiscard]] QString closeReason(const QString &reason);

} // namespace foyer::frame
