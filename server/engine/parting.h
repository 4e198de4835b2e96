// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/broadcaster.h"

namespace foyer {

/// Ends sessions for reasons of the room's own: each is told why, in its dialect, and closed.
class Parting final
{
public:
    Parting(const Answers &answers, Broadcaster &broadcaster) : m_answers(answers), m_broadcaster(broadcaster) {}

    /// `why` is the word of the bye, `text` what there is to say.
    void dismiss(Session *session, quint16 code, const QString &why, const QString &text, qint64 retryAfterMs = 0);
    /// Nothing has been heard of it for too long: nobody is there to finish a closing handshake.
    void giveUp(Session *session);
    void sendOrClose(Session *session, const QByteArray &frames);
    /// More waits to be sent to it than may be: it comes back and catches up by seq.
    void closeTooSlow(Session *session);

private:
    const Answers &m_answers;
    Broadcaster &m_broadcaster;
};

} // namespace foyer
