// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/jsonwriter.h"
#include "server/protocol/wirewords.h"
#include "server/storage/export/jsonl.h"

namespace foyer::jsonl {

namespace {

using L1 = QLatin1String;

QByteArray finished(JsonWriter &json)
{
    return json.endObject().take() + '\n';
}

quint64 moment(qint64 ms)
{
    return static_cast<quint64>(ms);
}

void writeAudience(JsonWriter &json, const Audience &audience)
{
    json.key(L1("audience"));
    switch (audience.kind) {
    case Audience::Kind::Everyone:
        json.value(L1("everyone"));
        return;
    case Audience::Kind::RoleAndAbove:
        json.beginObject().member(L1("from"), wire::roles.word(audience.role)).endObject();
        return;
    case Audience::Kind::Users:
        json.beginObject().key(L1("only")).beginArray();
        for (const UserId user : audience.users)
            json.value(user.value);
        json.endArray().endObject();
        return;
    }
}

struct BodyWriter
{
    JsonWriter &json;
    const Event &event;

    void begin(L1 type) const
    {
        json.beginObject().member(L1("type"), type).member(L1("seq"), event.seq).member(L1("at"), moment(event.atMs));
        writeAudience(json, event.audience);
    }

    void operator()(const Joined &joined) const
    {
        const Member &member = joined.member;
        begin(L1("joined"));
        json.member(L1("user"), member.user.value)
            .member(L1("name"), member.name)
            .member(L1("role"), wire::roles.word(member.role))
            .member(L1("with"), wire::kinds.word(member.kind))
            .member(L1("since"), moment(member.sinceMs))
            .optionalMember(L1("address"), member.address)
            .member(L1("here"), quint64{joined.here});
    }
    void operator()(const Left &left) const
    {
        begin(L1("left"));
        json.member(L1("user"), left.user.value)
            .member(L1("name"), left.name)
            .member(L1("why"), wire::leaveReasons.word(left.why))
            .member(L1("here"), quint64{left.here});
    }
    void operator()(const Renamed &renamed) const
    {
        begin(L1("renamed"));
        json.member(L1("user"), renamed.user.value).member(L1("name"), renamed.name).member(L1("was"), renamed.was);
    }
    void operator()(const Said &said) const
    {
        begin(L1("said"));
        json.member(L1("user"), said.user.value)
            .member(L1("name"), said.name)
            .member(L1("role"), wire::roles.word(said.role))
            .member(L1("text"), said.text)
            .optionalMember(L1("id"), said.clientId);
    }
    void operator()(const RoomRenamed &renamed) const
    {
        begin(L1("room"));
        json.member(L1("name"), renamed.name);
    }
    void operator()(const KeepingChanged &changed) const
    {
        begin(L1("keeping"));
        json.member(L1("mode"), wire::keepingModes.word(changed.keeping.mode))
            .optionalMember(L1("days"), static_cast<quint64>(changed.keeping.days))
            .optionalMember(L1("by"), changed.by);
    }
    void operator()(const Kicked &kicked) const
    {
        const CoolingOff &cooling = kicked.cooling;
        begin(L1("kicked"));
        json.member(L1("user"), kicked.user.value)
            .member(L1("name"), cooling.name)
            .member(L1("by"), kicked.by)
            .optionalMember(L1("cooling"), cooling.id.value)
            .optionalMember(L1("address"), cooling.address)
            .optionalMember(L1("reason"), cooling.reason)
            .optionalMember(L1("until"), moment(cooling.untilMs));
    }
    void operator()(const LetIn &letIn) const
    {
        begin(L1("let-in"));
        json.member(L1("cooling"), letIn.cooling.value).optionalMember(L1("name"), letIn.name);
    }
    // Never kept.
    void operator()(const Presence &) const { begin(L1("presence")); }
    void operator()(const Typing &) const { begin(L1("typing")); }
    void operator()(const PeopleCount &) const { begin(L1("people")); }
    void operator()(const Knock &) const { begin(L1("knock")); }
};

struct RecordWriter
{
    JsonWriter &json;

    void operator()(const StoredFact &fact) const
    {
        json.beginObject().member(L1("type"), L1("fact")).member(L1("name"), fact.name).member(L1("value"), fact.value);
    }
    void operator()(const StoredEpoch &epoch) const
    {
        json.beginObject()
            .member(L1("type"), L1("epoch"))
            .member(L1("name"), epoch.name)
            .member(L1("first_seq"), epoch.firstSeq)
            .member(L1("at"), moment(epoch.atMs));
    }
    void operator()(const StoredDevice &device) const
    {
        json.beginObject()
            .member(L1("type"), L1("user"))
            .member(L1("user"), device.user.value)
            .optionalMember(L1("device"), QString::fromLatin1(device.device.toHex()))
            .member(L1("at"), moment(device.atMs))
            .optionalMember(L1("first_seq"), device.firstSeq);
    }
    void operator()(const StoredVisit &visit) const
    {
        json.beginObject()
            .member(L1("type"), L1("visit"))
            .member(L1("user"), visit.user.value)
            .member(L1("name"), visit.name)
            .member(L1("with"), visit.kind)
            .optionalMember(L1("address"), visit.address)
            .member(L1("from"), moment(visit.fromMs));
        if (visit.toMs)
            json.member(L1("to"), moment(*visit.toMs)).member(L1("how"), visit.how);
    }
    void operator()(const Event &event) const { std::visit(BodyWriter{json, event}, event.body); }
};

} // namespace

QByteArray encode(const Header &header)
{
    JsonWriter json;
    json.beginObject()
        .member(L1("format"), L1("foyer-history"))
        .member(L1("version"), version)
        .member(L1("whole"), header.isWhole)
        .member(L1("anonymised"), header.isAnonymised);
    return finished(json);
}

QByteArray encode(const HistoryRecord &record)
{
    JsonWriter json;
    std::visit(RecordWriter{json}, record);
    return finished(json);
}

QByteArray encode(const Event &event)
{
    JsonWriter json;
    std::visit(BodyWriter{json, event}, event.body);
    return finished(json);
}

QByteArray encode(const End &end)
{
    JsonWriter json;
    json.beginObject().member(L1("type"), L1("end")).member(L1("events"), end.events);
    return finished(json);
}

} // namespace foyer::jsonl
