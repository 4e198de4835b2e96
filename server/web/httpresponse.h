// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace foyer {

/// A whole answer; the connection is closed behind it.
struct HttpResponse
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> fields; ///< beyond those that every answer has

    /// A short answer in plain text.
    [[nodiscard]] static HttpResponse plain(int status, const QByteArray &sentence);

    /// The bytes to send (RFC 9112 §4); the head alone for HEAD and 304. Every answer carries the security fields;
    /// `host` is the checked Host field, for the page's own WebSocket address; may be empty.
    [[nodiscard]] QByteArray toBytes(bool headOnly, const QByteArray &host) const;
};

} // namespace foyer
