// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/intake.h"

#include "server/net/frame.h"
#include "server/protocol/closecode.h"
#include "server/protocol/decode.h"
#include "server/room/permissions.h"

namespace foyer {

namespace {

constexpr qint64 toldEveryMs = 1000;

} // namespace

Intake::Intake(Room &room, Reception &reception, Parting &parting, const Answers &answers, const Clock &clock,
               const Limits &limits, Meters &meters, const OutcomeQueue &queue)
    : m_room(room), m_reception(reception), m_parting(parting), m_answers(answers), m_clock(clock), m_meters(meters),
      m_queue(queue), m_limits(limits),
      m_rate(limits)
{}

void Intake::onText(Session *session, const QString &text)
{
    if (session->route().kind == Route::Kind::Room) {
        onJson(session, text);
        return;
    }
    const Command saying{{}, Say{text}};
    if (!mayPass(session, saying))
        return;
    if (session->route().kind == Route::Kind::TextClient && hasRoomFor(session, saying))
        Q_EMIT applied(m_room.apply(session->id(), saying));
    else if (session->route().kind == Route::Kind::Echo)
        m_parting.sendOrClose(session, frame::text(m_answers.sentences().echo(text).toUtf8()));
}

void Intake::onJson(Session *session, const QString &text)
{
    const Result<Command, Undecodable> command = decodeCommand(text.toUtf8(), m_limits);
    if (!command) {
        m_meters.countRefusal(command.error().refusal.code);
        m_parting.sendOrClose(session, m_answers.undecodable(command.error()));
        if (++session->garbled >= m_limits.garbledMessages)
            m_parting.dismiss(session, closecode::garbled, QStringLiteral("garbled"), m_answers.sentences().garbled());
        return;
    }
    if (!mayPass(session, *command) || !hasRoomFor(session, *command))
        return;
    if (const auto *joining = std::get_if<Join>(&command->body))
        m_reception.join(session, command->id, *joining);
    else
        Q_EMIT applied(m_room.apply(session->id(), *command));
}

void Intake::onBinary(Session *session)
{
    m_parting.dismiss(session, closecode::unsupportedData, QStringLiteral("garbled"), m_answers.sentences().textOnly());
}

bool Intake::mayPass(Session *session, const Command &command)
{
    // As the room knows it: the session itself learns of its admission with the batch, and what was sent right behind the join is
    // the user's already.
    const UserId user = m_room.userOf(session->id());
    const Sender sender = user.isNull() ? Sender{{}, session->id()} : Sender{user, {}};
    const RateLimiter::Verdict verdict = m_rate.ask(sender, permissions::cost(command.body), m_clock.steadyMs());
    if (verdict.retryAfterMs == 0)
        return true;
    if (verdict.flooding) {
        m_meters.countRefusal(RefusalCode::TooFast);
        m_parting.dismiss(session, closecode::flooding, QStringLiteral("flood"), m_answers.sentences().flooding(),
                          m_limits.comeBack.count());
    } else {
        tellTooFast(session, command, verdict.retryAfterMs);
    }
    return false;
}

/// What waits for the log is bounded, and it is the log's pace then that everybody has to keep.
bool Intake::hasRoomFor(Session *session, const Command &command)
{
    if (!m_queue.isFull() || permissions::isUrgent(command.body, session->role()))
        return true;
    if (!session->route().isPlainText()) {
        tellTooFast(session, command, m_limits.unwrittenRetry.count());
        return false;
    }
    // At once, though what was taken before has not come yet: it would have to wait in the place that is full.
    const qint64 now = m_clock.steadyMs();
    m_meters.countRefusal(RefusalCode::TooFast);
    if (!session->lastToldMs || now - *session->lastToldMs >= toldEveryMs) {
        session->lastToldMs = now;
        m_parting.sendOrClose(session, m_answers.notice(m_answers.sentences().notWritten()));
    }
    return false;
}

void Intake::tellTooFast(Session *session, const Command &command, qint64 retryAfterMs)
{
    const Reply tooFast{session->id(), command.body.index(), command.id,
                        Refusal{.code = RefusalCode::TooFast, .retryAfterMs = retryAfterMs}};
    const qint64 now = m_clock.steadyMs();
    const bool isPlainText = session->route().isPlainText();
    const bool isTold = isPlainText ? !session->lastToldMs || now - *session->lastToldMs >= toldEveryMs
                                    : !std::holds_alternative<IsTyping>(command.body); // which has no answer
    if (isTold && isPlainText && m_room.hasSession(session->id()) && !m_queue.isFull()) {
        session->lastToldMs = now;
        // Behind the lines that were taken, else it would seem to be about the first of them.
        Q_EMIT applied(Outcome{{tooFast}, {}, {}, {}});
        return;
    }
    m_meters.countRefusal(RefusalCode::TooFast);
    if (!isTold)
        return;
    session->lastToldMs = now;
    m_parting.sendOrClose(session, isPlainText ? m_answers.plainReply(tooFast) : m_answers.reply(tooFast));
}

} // namespace foyer
