// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/decode.h"

#include "server/protocol/jsonreader.h"
#include "server/protocol/wirewords.h"

#include <QJsonDocument>

#include <algorithm>

namespace foyer {

namespace {

using L1 = QLatin1String;

constexpr qsizetype longestId = 64;
constexpr qsizetype longestToken = 512;
constexpr qsizetype shortestAttempt = 22; // 128 bits in Base64
constexpr quint64 longestCoolingOff = 86400;

bool isId(QStringView id)
{
    return id.size() <= longestId && !id.isEmpty() && std::all_of(id.begin(), id.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'-' || u == u'_';
    });
}

QString token(JsonReader &json, L1 key)
{
    const QString text = json.optionalString(key);
    if (text.size() > longestToken)
        json.fail(key);
    return text;
}

CommandBody readJoin(JsonReader &json)
{
    Join join;
    join.name = json.string(L1("name"));
    join.device = token(json, L1("device"));
    join.resume = token(json, L1("resume"));
    join.epoch = token(json, L1("epoch"));
    join.last = json.optionalNumber(L1("last"));
    join.operatorSecret = token(json, L1("operator"));
    join.attempt = json.optionalString(L1("attempt"));
    if (json.has(L1("attempt")) && (join.attempt.size() < shortestAttempt || !isId(join.attempt)))
        json.fail(L1("attempt"));
    if (json.has(L1("client"))) {
        const auto kind = wire::kinds.value(json.string(L1("client")));
        if (kind && kind != ConnectionKind::TextClient)
            join.client = *kind;
        else
            json.fail(L1("client"));
    }
    return join;
}

CommandBody readKick(JsonReader &json, const Limits &limits)
{
    Kick kick;
    kick.user = UserId{json.number(L1("user"), 1)};
    kick.reason = json.optionalString(L1("reason"));
    if (kick.reason.toUcs4().size() > limits.reasonCodePoints)
        json.fail(L1("reason"));
    if (json.has(L1("seconds")))
        kick.seconds = static_cast<quint32>(json.number(L1("seconds"), 0, longestCoolingOff));
    return kick;
}

CommandBody readSetKeeping(JsonReader &json)
{
    const auto mode = wire::keepingModes.value(json.string(L1("mode")));
    if (!mode)
        json.fail(L1("mode"));
    SetKeeping set{{mode.value_or(Keeping::Mode::Always), 0}};
    if (set.keeping.mode == Keeping::Mode::Days)
        set.keeping.days = static_cast<int>(json.number(L1("days"), 1, Keeping::mostDays));
    return set;
}

CommandBody readSearch(JsonReader &json)
{
    Search search;
    HistoryQuery &query = search.query;
    query.words = json.optionalString(L1("words"));
    query.author = json.optionalString(L1("author"));
    query.fromMs = static_cast<qint64>(json.optionalNumber(L1("from")));
    if (json.has(L1("to")))
        query.toMs = static_cast<qint64>(json.number(L1("to")));
    if (json.has(L1("before")))
        query.before = json.number(L1("before"));
    query.limit = static_cast<int>(json.optionalNumber(L1("limit"), Search::usualLines, 1, Search::mostLines));
    return search;
}

CommandBody readBody(QStringView type, JsonReader &json, const Limits &limits)
{
    if (type == L1("join"))
        return readJoin(json);
    if (type == L1("say"))
        return Say{json.string(L1("text"))};
    if (type == L1("rename"))
        return Rename{json.string(L1("name"))};
    if (type == L1("typing"))
        return IsTyping{};
    if (type == L1("leave"))
        return Leave{};
    if (type == L1("ping"))
        return Ping{};
    if (type == L1("backlog"))
        return FetchBacklog{json.number(L1("before")),
                            static_cast<quint32>(json.optionalNumber(L1("limit"), 50, 1, 100))};
    if (type == L1("roster"))
        return FetchRoster{UserId{json.optionalNumber(L1("after"))}};
    if (type == L1("kick"))
        return readKick(json, limits);
    if (type == L1("let-in"))
        return LetBackIn{CoolingId{json.number(L1("cooling"), 1)}, json.optionalString(L1("name"))};
    if (type == L1("set-keeping"))
        return readSetKeeping(json);
    if (type == L1("search"))
        return readSearch(json);
    return RenameRoom{json.string(L1("name"))};
}

Undecodable badField(const QString &to, const QString &id, const QString &field)
{
    return {to, id, Refusal{.code = RefusalCode::BadField, .field = field}};
}

} // namespace

Result<Command, Undecodable> decodeCommand(const QByteArray &utf8, const Limits &limits)
{
    const QJsonDocument document = QJsonDocument::fromJson(utf8);
    if (!document.isObject())
        return Undecodable{{}, {}, Refusal{.code = RefusalCode::BadJson}};

    const QJsonObject object = document.object();
    JsonReader json(object);
    const QString type = json.string(L1("type"));
    const QString idAsSent = object.value(L1("id")).toString();
    const QString id = isId(idAsSent) ? idAsSent : QString();
    if (json.failed())
        return badField({}, id, json.wrongField());
    if (std::find(wire::commands.begin(), wire::commands.end(), type) == wire::commands.end())
        return Undecodable{{}, id, Refusal{.code = RefusalCode::UnknownType, .subject = type.left(longestId)}};

    const bool mayLackId = type != L1("say");
    if (id.isEmpty() && !(mayLackId && !object.contains(L1("id"))))
        return badField(type, id, QStringLiteral("id"));
    Command command{id, readBody(type, json, limits)};
    if (json.failed())
        return badField(type, id, json.wrongField());
    return command;
}

} // namespace foyer
