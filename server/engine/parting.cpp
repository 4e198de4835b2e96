// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/parting.h"

#include "server/base/logcategories.h"
#include "server/protocol/closecode.h"

namespace foyer {

void Parting::dismiss(Session *session, quint16 code, const QString &why, const QString &text, qint64 retryAfterMs)
{
    if (session->isClosing())
        return;
    const Route::Kind kind = session->route().kind;
    if (kind == Route::Kind::Room)
        session->send(m_answers.bye(code, why, text, retryAfterMs));
    else if (kind != Route::Kind::Echo)
        session->send(m_answers.notice(text));
    session->close(code, text);
}

void Parting::giveUp(Session *session)
{
    dismiss(session, closecode::silent, QStringLiteral("silent"), m_answers.sentences().silent());
    session->abort();
}

void Parting::sendOrClose(Session *session, const QByteArray &frames)
{
    if (!session->send(frames))
        closeTooSlow(session);
}

void Parting::closeTooSlow(Session *session)
{
    if (session->isClosing())
        return;
    qCInfo(lcNet) << "session" << session->id().value << "is too slow";
    m_broadcaster.silence(session);
    session->close(closecode::tooSlow, m_answers.sentences().tooSlow());
}

} // namespace foyer
