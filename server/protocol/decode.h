// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/command.h"
#include "server/contract/limits.h"
#include "server/contract/refusal.h"
#include "server/protocol/servermessage.h"

#include <QByteArray>

namespace foyer {

/// A command that could not be read: what can be said of it, and to which `type` and `id` the answer goes.
struct Undecodable
{
    QString to;
    QString id;
    Refusal refusal;
};

/// Reads one message of a client. Pure; any bytes are safe.
/// `type` and every member are checked for kind and range; names and texts are left to the room.
[[nodiscard]] Result<Command, Undecodable> decodeCommand(const QByteArray &utf8, const Limits &limits);

/// Reads one message of the room; the error is a short English description for a log.
/// Messages of unknown type give an error too: a client passes over them.
[[nodiscard]] Result<ServerMessage, QString> decodeServerMessage(const QByteArray &utf8);

} // namespace foyer
