// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/protocol/servermessage.h"

#include <QByteArray>

namespace foyer {

/// One JSON object of `foyer.v1`, compact UTF-8 (see protocol.md).
[[nodiscard]] QByteArray encodeServerMessage(const ServerMessage &message);
[[nodiscard]] QByteArray encodeEvent(const Event &event);
[[nodiscard]] QByteArray encodeCommand(const Command &command);

/// Encodes welcomes. What those who come at the same time have in common, the latest lines and the first rows of the roster, is most of
/// it, and is encoded again only when it has changed.
class WelcomeEncoder final
{
public:
    [[nodiscard]] QByteArray encode(const Welcome &welcome);

private:
    QList<Event> m_lines;
    QByteArray m_linesJson;
    QList<Member> m_rows;
    QByteArray m_rowsJson;
};

/// The word for a clash of names on the wire; empty for the same name.
[[nodiscard]] QLatin1String nameClashWord(NameClash clash);

/// The word for a refusal on the wire, "name-taken" for example.
[[nodiscard]] QLatin1String refusalWord(RefusalCode code);
/// The `type` of a command on the wire.
[[nodiscard]] QLatin1String commandWord(const CommandBody &body);

} // namespace foyer
