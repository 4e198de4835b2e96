// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/answers.h"

#include "server/net/frame.h"
#include "server/protocol/encode.h"
#include "server/protocol/plaintext.h"
#include "server/protocol/wirewords.h"

namespace foyer {

namespace {

QByteArray framed(const ServerMessage &message)
{
    return frame::text(encodeServerMessage(message));
}

} // namespace

Answers::Answers(const QString &language, const DeviceTokens &tokens, const Limits &limits)
    : m_sentences(language, limits), m_tokens(tokens)
{}

QByteArray Answers::hello(const Room &room, const Limits &limits) const
{
    Hello hello;
    hello.server = QStringLiteral("Foyer " FOYER_VERSION);
    hello.roomName = room.settings().name;
    hello.hostName = room.settings().hostName;
    hello.language = room.settings().language;
    hello.here = room.here();
    hello.epoch = room.settings().epoch;
    hello.keeping = room.settings().keeping;
    hello.limits = {limits.nameGraphemes, limits.nameCodePoints, limits.textCodePoints, limits.textBytes,
                    limits.frameBytes,
                    static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(limits.join).count())};
    return framed(hello);
}

QByteArray Answers::reply(const Reply &reply) const
{
    const QString to = wire::commands[reply.command];
    if (const auto *done = std::get_if<Done>(&reply.body))
        return framed(Accepted{to, reply.id, done->seq});
    if (const auto *refusal = std::get_if<Refusal>(&reply.body))
        return refused(to, reply.id, *refusal);
    if (const auto *page = std::get_if<RosterPage>(&reply.body))
        return framed(RosterReply{reply.id, *page});
    if (std::holds_alternative<Ponged>(reply.body))
        return framed(Pong{reply.id});
    return {}; // BacklogWanted and SearchWanted are answered when the log has
}

QByteArray Answers::undecodable(const Undecodable &what) const
{
    return refused(what.to, what.id, what.refusal);
}

QByteArray Answers::refused(const QString &to, const QString &id, const Refusal &refusal) const
{
    return framed(Refused{to, id, refusalWord(refusal.code), m_sentences.refusal(refusal), refusal.suggestion,
                          refusal.field, refusal.reason, refusal.retryAfterMs, nameClashWord(refusal.clash)});
}

QByteArray Answers::welcome(const Admission &admission) const
{
    return frame::text(m_welcomes.encode({admission.user, admission.name, admission.role,
                                          m_tokens.deviceToken(admission.device),
                                          m_tokens.resumeToken(admission.device, admission.snapshot.epoch), admission.resumed,
                                          admission.gap,
                                          admission.role >= Role::Operator || admission.snapshot.guestsMaySearch,
                                          admission.snapshot}));
}

QByteArray Answers::backlog(const QString &id, const QList<Event> &events, bool more) const
{
    return framed(Backlog{id, events, more});
}

QByteArray Answers::found(const QString &id, const HistoryHits &hits) const
{
    using Problem = HistoryHits::Problem;
    const QString to = wire::commands[CommandBody(Search()).index()];
    switch (hits.problem) {
    case Problem::TooLong:
        return refused(to, id, Refusal{.code = RefusalCode::SearchTooLong});
    case Problem::NoWords:
        return refused(to, id, Refusal{.code = RefusalCode::SearchNoWords});
    case Problem::Unreadable:
        return refused(to, id, Refusal{.code = RefusalCode::SearchUnavailable});
    case Problem::None:
        break;
    }
    return framed(Found{id, hits});
}

QByteArray Answers::bye(quint16 code, const QString &why, const QString &text, qint64 retryAfterMs) const
{
    return framed(Bye{code, why, text, retryAfterMs});
}

QByteArray Answers::plainReply(const Reply &reply) const
{
    const auto *refusal = std::get_if<Refusal>(&reply.body);
    return refusal ? notice(m_sentences.refusal(*refusal)) : QByteArray();
}

QByteArray Answers::notice(const QString &sentence) const
{
    return frame::text(plaintext::notice(sentence));
}

} // namespace foyer
