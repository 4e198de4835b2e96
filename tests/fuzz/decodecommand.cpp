// SPDX-License-Identifier: GPL-3.0-or-later
// One text message on /room: a command, or the answer that it could not be read.
#include "server/protocol/decode.h"
#include "server/protocol/encode.h"
#include "server/protocol/sentences.h"
#include "server/protocol/wirewords.h"
#include "tests/fuzz/holds.h"

#include <algorithm>

using namespace foyer;

namespace {

constexpr qsizetype longestAnswer = 1024;

bool isCommand(const QString &word)
{
    return std::find(wire::commands.begin(), wire::commands.end(), word) != wire::commands.end();
}

bool isId(const QString &id)
{
    return id.size() <= 64 && std::all_of(id.begin(), id.end(), [](QChar c) {
               return (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == QLatin1Char('-') || c == QLatin1Char('_');
           });
}

void mustBeAnswerable(const Undecodable &what)
{
    static const Sentences english(QStringLiteral("en"));
    static const Sentences chinese(QStringLiteral("zh_CN"));
    const Refusal &refusal = what.refusal;
    FOYER_HOLDS(refusal.code == RefusalCode::BadJson || refusal.code == RefusalCode::UnknownType
                || refusal.code == RefusalCode::BadField);
    FOYER_HOLDS(isId(what.id) && (what.to.isEmpty() || isCommand(what.to)));
    FOYER_HOLDS((refusal.code == RefusalCode::BadField) == !refusal.field.isEmpty());
    FOYER_HOLDS(refusal.code != RefusalCode::BadJson || (what.to.isEmpty() && what.id.isEmpty()));
    for (const Sentences *language : {&english, &chinese}) {
        const Refused refused{
            what.to, what.id, refusalWord(refusal.code), language->refusal(refusal), {}, refusal.field, {}, 0};
        const QByteArray answer = encodeServerMessage(refused);
        FOYER_HOLDS(answer.isValidUtf8() && answer.size() <= longestAnswer);
        const Result<ServerMessage, QString> read = decodeServerMessage(answer);
        FOYER_HOLDS(read && std::holds_alternative<Refused>(*read));
        FOYER_HOLDS(std::get<Refused>(*read).code == refused.code && !refused.code.isEmpty());
    }
}

/// Every text in it can be sent on as it is; a lone surrogate cannot, and is for the room to refuse.
bool isUnicode(const CommandBody &body)
{
    if (const auto *join = std::get_if<Join>(&body)) {
        return join->name.isValidUtf16() && join->device.isValidUtf16() && join->resume.isValidUtf16()
               && join->epoch.isValidUtf16() && join->operatorSecret.isValidUtf16();
    }
    if (const auto *say = std::get_if<Say>(&body))
        return say->text.isValidUtf16();
    if (const auto *rename = std::get_if<Rename>(&body))
        return rename->name.isValidUtf16();
    if (const auto *kick = std::get_if<Kick>(&body))
        return kick->reason.isValidUtf16();
    if (const auto *letIn = std::get_if<LetBackIn>(&body))
        return letIn->name.isValidUtf16();
    if (const auto *room = std::get_if<RenameRoom>(&body))
        return room->name.isValidUtf16();
    if (const auto *search = std::get_if<Search>(&body))
        return search->query.words.isValidUtf16() && search->query.author.isValidUtf16();
    return true;
}

void mustBeInRange(const Command &command)
{
    constexpr quint64 largest = quint64{1} << 53;
    FOYER_HOLDS(isId(command.id));
    if (const auto *join = std::get_if<Join>(&command.body)) {
        FOYER_HOLDS(join->attempt.isEmpty() || (join->attempt.size() >= 22 && isId(join->attempt)));
        FOYER_HOLDS(join->last <= largest && join->client != ConnectionKind::TextClient);
        FOYER_HOLDS(
            std::max({join->device.size(), join->resume.size(), join->epoch.size(), join->operatorSecret.size()})
            <= 512);
    } else if (std::holds_alternative<Say>(command.body)) {
        FOYER_HOLDS(!command.id.isEmpty());
    } else if (const auto *backlog = std::get_if<FetchBacklog>(&command.body)) {
        FOYER_HOLDS(backlog->before <= largest && backlog->limit >= 1 && backlog->limit <= 100);
    } else if (const auto *roster = std::get_if<FetchRoster>(&command.body)) {
        FOYER_HOLDS(roster->after.value <= largest);
    } else if (const auto *kick = std::get_if<Kick>(&command.body)) {
        FOYER_HOLDS(!kick->user.isNull() && kick->user.value <= largest && kick->seconds.value_or(0) <= 86400);
        FOYER_HOLDS(kick->reason.toUcs4().size() <= 200);
    } else if (const auto *letIn = std::get_if<LetBackIn>(&command.body)) {
        FOYER_HOLDS(!letIn->cooling.isNull() && letIn->cooling.value <= largest);
    } else if (const auto *set = std::get_if<SetKeeping>(&command.body)) {
        FOYER_HOLDS(set->keeping.isValid());
    } else if (const auto *search = std::get_if<Search>(&command.body)) {
        const HistoryQuery &query = search->query;
        FOYER_HOLDS(query.limit >= 1 && query.limit <= Search::mostLines && query.fromMs >= 0 && query.toMs >= 0);
        FOYER_HOLDS(query.before <= largest || query.before == HistoryQuery::fromTheNewest);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Limits limits;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<Command, Undecodable> command = decodeCommand(bytes, limits);
    if (!command) {
        mustBeAnswerable(command.error());
        return 0;
    }
    mustBeInRange(*command);
    const QByteArray encoded = encodeCommand(*command);
    FOYER_HOLDS(encoded.isValidUtf8());
    const Result<Command, Undecodable> again = decodeCommand(encoded, limits);
    FOYER_HOLDS(again.hasValue());
    FOYER_HOLDS(*again == *command || !isUnicode(command->body));
    FOYER_HOLDS(encodeCommand(*again) == encoded);
    // White space around it does not matter.
    const Result<Command, Undecodable> apart = decodeCommand("\r\n " + encoded + '\t', limits);
    FOYER_HOLDS(apart && *apart == *again);
    return 0;
}
