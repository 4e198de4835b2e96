// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <utility>
#include <variant>

namespace foyer {

/// The head of an HTTP/1.1 request (RFC 9112 §3 to §5), read strictly.
struct RequestHead
{
    QByteArray method;
    QByteArray path;  ///< as it came, before any "?"
    QByteArray query; ///< as it came, behind it
    QList<std::pair<QByteArray, QByteArray>> fields; ///< names in lower case, values trimmed, in order
    qsizetype size = 0; ///< of the head, the blank line included

    /// The value of the first field of this (lower-case) name; empty when there is none.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    [[nodiscard]] bool has(QByteArrayView name) const;
    /// Whether a comma-separated field holds this (lower-case) word.
    [[nodiscard]] bool lists(QByteArrayView name, QByteArrayView word) const;
};

struct HeadError
{
    int status = 400;
    QByteArray sentence; ///< what was wrong, in English
};

struct HeadIncomplete
{};

using HeadResult = std::variant<HeadIncomplete, HeadError, RequestHead>;

/// Pure; any bytes are safe. `atMostBytes` and `atMostLines` bound the head (then 431).
[[nodiscard]] HeadResult parseRequestHead(QByteArrayView bytes, qsizetype atMostBytes, int atMostLines);

} // namespace foyer
