// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/devicetokens.h"
#include "server/contract/limits.h"
#include "server/protocol/decode.h"
#include "server/protocol/encode.h"
#include "server/protocol/sentences.h"
#include "server/room/outcome.h"
#include "server/room/room.h"

#include <QByteArray>

namespace foyer {

/// Words what the room has to say to one session, as frames of its dialect.
class Answers final
{
public:
    Answers(const QString &language, const DeviceTokens &tokens, const Limits &limits = {});

    [[nodiscard]] const Sentences &sentences() const { return m_sentences; }

    // foyer.v1
    [[nodiscard]] QByteArray hello(const Room &room, const Limits &limits) const;
    [[nodiscard]] QByteArray reply(const Reply &reply) const;
    [[nodiscard]] QByteArray undecodable(const Undecodable &what) const;
    [[nodiscard]] QByteArray welcome(const Admission &admission) const;
    [[nodiscard]] QByteArray backlog(const QString &id, const QList<Event> &events, bool more) const;
    /// What was found, or why nothing could be looked for.
    [[nodiscard]] QByteArray found(const QString &id, const HistoryHits &hits) const;
    [[nodiscard]] QByteArray bye(quint16 code, const QString &why, const QString &text, qint64 retryAfterMs = 0) const;

    // plain text
    /// A refusal as a "! " line; nothing for answers that plain-text clients do not get.
    [[nodiscard]] QByteArray plainReply(const Reply &reply) const;
    [[nodiscard]] QByteArray notice(const QString &sentence) const;

private:
    [[nodiscard]] QByteArray refused(const QString &to, const QString &id, const Refusal &refusal) const;

    Sentences m_sentences;
    const DeviceTokens &m_tokens;
    mutable WelcomeEncoder m_welcomes; ///< remembers, and that alone changes
};

} // namespace foyer
