// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "server/protocol/sentences.h"

#include <QByteArray>

#include <optional>

namespace foyer::plaintext {

/// One frame's text for an event; nothing when plain-text clients are not told of it.
[[nodiscard]] std::optional<QByteArray> line(const Event &event, const Sentences &sentences);

/// A refusal or notice: "! sentence".
[[nodiscard]] QByteArray notice(const QString &sentence);

/// The name in the last segment of a path, percent-decoded; nothing when it is not percent-encoded UTF-8.
[[nodiscard]] std::optional<QString> userOf(QByteArrayView segment);

} // namespace foyer::plaintext
