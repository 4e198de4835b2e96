// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/encode.h"

#include "server/protocol/jsonwriter.h"
#include "server/protocol/wirewords.h"

#include <type_traits>

namespace foyer {

namespace {

using L1 = QLatin1String;

void begin(JsonWriter &json, L1 type)
{
    json.beginObject().member(L1("type"), type);
}

/// The head of an event that may be kept.
void beginKept(JsonWriter &json, L1 type, const Event &event)
{
    begin(json, type);
    json.member(L1("seq"), event.seq).member(L1("at"), static_cast<quint64>(event.atMs));
}

void writeKeeping(JsonWriter &json, const Keeping &keeping)
{
    json.member(L1("mode"), wire::keepingModes.word(keeping.mode));
    if (keeping.mode == Keeping::Mode::Days)
        json.member(L1("days"), static_cast<quint64>(keeping.days));
}

/// In a message that tells more than that.
void writeKeepingMember(JsonWriter &json, const Keeping &keeping)
{
    json.key(L1("keeping")).beginObject();
    writeKeeping(json, keeping);
    json.endObject();
}

void writeMember(JsonWriter &json, const Member &member)
{
    json.member(L1("user"), member.user.value)
        .member(L1("name"), member.name)
        .member(L1("role"), wire::roles.word(member.role))
        .member(L1("kind"), wire::kinds.word(member.kind))
        .member(L1("since"), static_cast<quint64>(member.sinceMs));
}

QByteArray encodeRows(const QList<Member> &rows)
{
    JsonWriter json;
    json.beginArray();
    for (const Member &member : rows) {
        json.beginObject();
        writeMember(json, member);
        json.member(L1("away"), member.away).endObject();
    }
    return json.endArray().take();
}

void writePage(JsonWriter &json, const RosterPage &page, const QByteArray &rows)
{
    json.member(L1("total"), quint64{page.total})
        .member(L1("listed"), page.listed)
        .member(L1("more"), page.more)
        .key(L1("rows"))
        .raw(rows);
}

QByteArray encodeEvents(const QList<Event> &events)
{
    JsonWriter json;
    json.beginArray();
    for (const Event &event : events)
        json.raw(encodeEvent(event));
    return json.endArray().take();
}

struct EventWriter
{
    JsonWriter &json;
    const Event &event;

    void operator()(const Joined &body) const
    {
        beginKept(json, L1("joined"), event);
        writeMember(json, body.member);
        json.member(L1("here"), quint64{body.here});
    }
    void operator()(const Left &body) const
    {
        beginKept(json, L1("left"), event);
        json.member(L1("user"), body.user.value)
            .member(L1("name"), body.name)
            .member(L1("why"), wire::leaveReasons.word(body.why))
            .member(L1("here"), quint64{body.here});
    }
    void operator()(const Renamed &body) const
    {
        beginKept(json, L1("renamed"), event);
        json.member(L1("user"), body.user.value).member(L1("name"), body.name).member(L1("was"), body.was);
    }
    void operator()(const Said &body) const
    {
        beginKept(json, L1("said"), event);
        json.member(L1("user"), body.user.value)
            .member(L1("name"), body.name)
            .member(L1("role"), wire::roles.word(body.role))
            .member(L1("text"), body.text)
            .optionalMember(L1("id"), body.clientId);
    }
    void operator()(const RoomRenamed &body) const
    {
        beginKept(json, L1("room"), event);
        json.member(L1("name"), body.name);
    }
    void operator()(const KeepingChanged &body) const
    {
        beginKept(json, L1("keeping"), event);
        writeKeeping(json, body.keeping);
        json.optionalMember(L1("by"), body.by);
    }
    void operator()(const Presence &body) const
    {
        begin(json, body.away ? L1("away") : L1("back"));
        json.member(L1("user"), body.user.value);
    }
    void operator()(const Typing &body) const
    {
        begin(json, L1("typing"));
        json.member(L1("user"), body.user.value);
    }
    void operator()(const PeopleCount &body) const
    {
        begin(json, L1("people"));
        json.member(L1("here"), quint64{body.here}).member(L1("listed"), body.listed);
    }
    void operator()(const Kicked &body) const
    {
        beginKept(json, L1("kicked"), event);
        json.member(L1("user"), body.user.value)
            .member(L1("name"), body.cooling.name)
            .member(L1("by"), body.by)
            .optionalMember(L1("reason"), body.cooling.reason)
            .optionalMember(L1("cooling"), body.cooling.id.value)
            .optionalMember(L1("address"), body.cooling.address)
            .optionalMember(L1("until"), static_cast<quint64>(body.cooling.untilMs));
    }
    void operator()(const LetIn &body) const
    {
        beginKept(json, L1("let-in"), event);
        json.member(L1("cooling"), body.cooling.value).optionalMember(L1("name"), body.name);
    }
    void operator()(const Knock &body) const
    {
        begin(json, L1("knock"));
        json.member(L1("cooling"), body.cooling.value).member(L1("name"), body.name);
    }
};

void writeCoolings(JsonWriter &json, const QList<CoolingOff> &coolings)
{
    json.key(L1("coolings")).beginArray();
    for (const CoolingOff &cooling : coolings) {
        json.beginObject()
            .member(L1("cooling"), cooling.id.value)
            .member(L1("name"), cooling.name)
            .optionalMember(L1("address"), cooling.address)
            .optionalMember(L1("reason"), cooling.reason)
            .member(L1("until"), static_cast<quint64>(cooling.untilMs))
            .key(L1("waiting"))
            .beginArray();
        for (const QString &name : cooling.waiting)
            json.value(name);
        json.endArray().endObject();
    }
    json.endArray();
}

void writeWelcome(JsonWriter &json, const Welcome &welcome, const QByteArray &lines, const QByteArray &rows)
{
    const RoomSnapshot &room = welcome.room;
    begin(json, L1("welcome"));
    json.key(L1("you"))
        .beginObject()
        .member(L1("user"), welcome.user.value)
        .member(L1("name"), welcome.name)
        .member(L1("role"), wire::roles.word(welcome.role))
        .endObject()
        .member(L1("device"), welcome.device)
        .member(L1("resume"), welcome.resume)
        .member(L1("epoch"), room.epoch)
        .member(L1("seq"), room.seq)
        .member(L1("room"), room.roomName)
        .member(L1("host"), room.hostName)
        .member(L1("language"), wire::languageTag(room.language));
    writeKeepingMember(json, room.keeping);
    json.member(L1("search"), welcome.maySearch)
        .member(L1("resumed"), welcome.resumed)
        .member(L1("gap"), welcome.gap)
        .key(L1("lines"))
        .raw(lines)
        .member(L1("more"), room.moreLines)
        .key(L1("people"))
        .beginObject();
    writePage(json, room.people, rows);
    json.endObject();
    if (welcome.role >= Role::Operator)
        writeCoolings(json, room.coolings);
}

void writeFoundLine(JsonWriter &json, const HistoryLine &line)
{
    json.beginObject()
        .member(L1("seq"), line.seq)
        .member(L1("at"), static_cast<quint64>(line.atMs))
        .member(L1("user"), line.user.value)
        .member(L1("name"), line.name)
        .member(L1("text"), line.text)
        .key(L1("marks"))
        .beginArray();
    for (const TextMark &mark : line.marks)
        json.beginArray().value(static_cast<quint64>(mark.from)).value(static_cast<quint64>(mark.length)).endArray();
    json.endArray().endObject();
}

struct MessageWriter
{
    JsonWriter &json;

    void operator()(const Hello &hello) const
    {
        begin(json, L1("hello"));
        json.member(L1("protocol"), L1("foyer.v1"))
            .member(L1("server"), hello.server)
            .member(L1("room"), hello.roomName)
            .member(L1("host"), hello.hostName)
            .member(L1("language"), wire::languageTag(hello.language))
            .member(L1("here"), quint64{hello.here})
            .member(L1("epoch"), hello.epoch);
        writeKeepingMember(json, hello.keeping);
        json.key(L1("limits"))
            .beginObject()
            .member(L1("nameGraphemes"), static_cast<quint64>(hello.limits.nameGraphemes))
            .member(L1("nameCodePoints"), static_cast<quint64>(hello.limits.nameCodePoints))
            .member(L1("textCodePoints"), static_cast<quint64>(hello.limits.textCodePoints))
            .member(L1("textBytes"), static_cast<quint64>(hello.limits.textBytes))
            .member(L1("frameBytes"), static_cast<quint64>(hello.limits.frameBytes))
            .member(L1("joinSeconds"), static_cast<quint64>(hello.limits.joinSeconds))
            .endObject();
    }
    void operator()(const Welcome &welcome) const
    {
        writeWelcome(json, welcome, encodeEvents(welcome.room.lines), encodeRows(welcome.room.people.rows));
    }
    void operator()(const Accepted &accepted) const
    {
        begin(json, L1("accepted"));
        json.member(L1("to"), accepted.to)
            .optionalMember(L1("id"), accepted.id)
            .optionalMember(L1("seq"), accepted.seq);
    }
    void operator()(const Refused &refused) const
    {
        begin(json, L1("refused"));
        json.optionalMember(L1("to"), refused.to)
            .optionalMember(L1("id"), refused.id)
            .member(L1("code"), refused.code)
            .member(L1("text"), refused.text)
            .optionalMember(L1("suggestion"), refused.suggestion)
            .optionalMember(L1("field"), refused.field)
            .optionalMember(L1("reason"), refused.reason)
            .optionalMember(L1("retryAfterMs"), static_cast<quint64>(refused.retryAfterMs))
            .optionalMember(L1("clash"), refused.clash);
    }
    void operator()(const Pong &pong) const
    {
        begin(json, L1("pong"));
        json.optionalMember(L1("id"), pong.id);
    }
    void operator()(const Backlog &backlog) const
    {
        begin(json, L1("backlog"));
        json.optionalMember(L1("id"), backlog.id).member(L1("more"), backlog.more);
        json.key(L1("events")).raw(encodeEvents(backlog.events));
    }
    void operator()(const Found &found) const
    {
        begin(json, L1("found"));
        json.optionalMember(L1("id"), found.id)
            .member(L1("more"), found.hits.more)
            .member(L1("next"), found.hits.next)
            .member(L1("complete"), found.hits.complete)
            .key(L1("lines"))
            .beginArray();
        for (const HistoryLine &line : found.hits.lines)
            writeFoundLine(json, line);
        json.endArray();
    }
    void operator()(const RosterReply &reply) const
    {
        begin(json, L1("roster"));
        json.optionalMember(L1("id"), reply.id);
        writePage(json, reply.page, encodeRows(reply.page.rows));
    }
    void operator()(const Bye &bye) const
    {
        begin(json, L1("bye"));
        json.member(L1("code"), quint64{bye.code})
            .member(L1("why"), bye.why)
            .optionalMember(L1("text"), bye.text)
            .optionalMember(L1("retryAfterMs"), static_cast<quint64>(bye.retryAfterMs));
    }
    void operator()(const Event &event) const { std::visit(EventWriter{json, event}, event.body); }
};

struct CommandWriter
{
    JsonWriter &json;

    void operator()(const Join &join) const
    {
        json.member(L1("name"), join.name)
            .optionalMember(L1("device"), join.device)
            .optionalMember(L1("resume"), join.resume)
            .optionalMember(L1("epoch"), join.epoch)
            .optionalMember(L1("last"), join.last)
            .member(L1("client"), wire::kinds.word(join.client))
            .optionalMember(L1("operator"), join.operatorSecret)
            .optionalMember(L1("attempt"), join.attempt);
    }
    void operator()(const Say &say) const { json.member(L1("text"), say.text); }
    void operator()(const Rename &rename) const { json.member(L1("name"), rename.name); }
    void operator()(const IsTyping &) const {}
    void operator()(const Leave &) const {}
    void operator()(const Ping &) const {}
    void operator()(const FetchBacklog &fetch) const
    {
        json.member(L1("before"), fetch.before).member(L1("limit"), quint64{fetch.limit});
    }
    void operator()(const FetchRoster &fetch) const { json.member(L1("after"), fetch.after.value); }
    void operator()(const Kick &kick) const
    {
        json.member(L1("user"), kick.user.value).optionalMember(L1("reason"), kick.reason);
        if (kick.seconds)
            json.member(L1("seconds"), quint64{*kick.seconds});
    }
    void operator()(const LetBackIn &letIn) const
    {
        json.member(L1("cooling"), letIn.cooling.value).optionalMember(L1("name"), letIn.name);
    }
    void operator()(const RenameRoom &rename) const { json.member(L1("name"), rename.name); }
    void operator()(const SetKeeping &set) const { writeKeeping(json, set.keeping); }
    void operator()(const Search &search) const
    {
        const HistoryQuery &query = search.query;
        json.optionalMember(L1("words"), query.words)
            .optionalMember(L1("author"), query.author)
            .optionalMember(L1("from"), static_cast<quint64>(query.fromMs));
        if (query.toMs != HistoryQuery().toMs)
            json.member(L1("to"), static_cast<quint64>(query.toMs));
        if (query.before != HistoryQuery::fromTheNewest)
            json.member(L1("before"), query.before);
        json.member(L1("limit"), static_cast<quint64>(query.limit));
    }
};

} // namespace

QByteArray encodeServerMessage(const ServerMessage &message)
{
    JsonWriter json;
    std::visit(MessageWriter{json}, message);
    return json.endObject().take();
}

QByteArray WelcomeEncoder::encode(const Welcome &welcome)
{
    const RoomSnapshot &room = welcome.room;
    // Who resumes gets no lines, among many who do.
    if (!room.lines.isEmpty() && m_lines != room.lines) {
        m_lines = room.lines;
        m_linesJson = encodeEvents(m_lines);
    }
    if (m_rowsJson.isEmpty() || m_rows != room.people.rows) {
        m_rows = room.people.rows;
        m_rowsJson = encodeRows(m_rows);
    }
    JsonWriter json;
    writeWelcome(json, welcome, room.lines.isEmpty() ? QByteArrayLiteral("[]") : m_linesJson, m_rowsJson);
    return json.endObject().take();
}

QByteArray encodeEvent(const Event &event)
{
    JsonWriter json;
    std::visit(EventWriter{json, event}, event.body);
    return json.endObject().take();
}

QByteArray encodeCommand(const Command &command)
{
    JsonWriter json;
    begin(json, commandWord(command.body));
    json.optionalMember(L1("id"), command.id);
    std::visit(CommandWriter{json}, command.body);
    return json.endObject().take();
}

QLatin1String nameClashWord(NameClash clash)
{
    return wire::nameClashes.word(clash);
}

QLatin1String refusalWord(RefusalCode code)
{
    return wire::refusals.word(code);
}

QLatin1String commandWord(const CommandBody &body)
{
    static_assert(wire::commands.size() == std::variant_size_v<CommandBody>);
    return wire::commands[body.index()];
}

} // namespace foyer
