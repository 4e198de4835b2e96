// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/decode.h"

#include "server/protocol/jsonreader.h"
#include "server/protocol/wirewords.h"

#include <QJsonDocument>

namespace foyer {

namespace {

using L1 = QLatin1String;

template <typename Words>
auto word(JsonReader &json, L1 key, const Words &words)
{
    const auto value = words.value(json.string(key));
    if (!value)
        json.fail(key);
    return value.value_or(words.rows.front().first);
}

qint64 time(JsonReader &json, L1 key)
{
    return static_cast<qint64>(json.optionalNumber(key));
}

quint32 count(JsonReader &json, L1 key)
{
    return static_cast<quint32>(json.number(key, 0, 0xffffffff));
}

Keeping readKeeping(JsonReader &json)
{
    Keeping keeping{word(json, L1("mode"), wire::keepingModes), 0};
    if (keeping.mode == Keeping::Mode::Days)
        keeping.days = static_cast<int>(json.number(L1("days"), 1, Keeping::mostDays));
    return keeping;
}

/// In a message that tells more than that.
Keeping readKeepingMember(JsonReader &json)
{
    JsonReader inner(json.object(L1("keeping")));
    const Keeping keeping = readKeeping(inner);
    if (inner.failed())
        json.fail(L1("keeping"));
    return keeping;
}

Member readMember(JsonReader &json)
{
    Member member;
    member.user = UserId{json.number(L1("user"), 1)};
    member.name = json.string(L1("name"));
    member.role = word(json, L1("role"), wire::roles);
    member.kind = word(json, L1("kind"), wire::kinds);
    member.sinceMs = time(json, L1("since"));
    return member;
}

RosterPage readPage(JsonReader &json)
{
    RosterPage page;
    page.total = count(json, L1("total"));
    page.listed = json.boolean(L1("listed"));
    page.more = json.boolean(L1("more"));
    const QJsonArray rows = json.array(L1("rows"));
    for (const QJsonValue &value : rows) {
        JsonReader row(value.toObject());
        Member member = readMember(row);
        member.away = row.boolean(L1("away"));
        if (row.failed())
            json.fail(L1("rows"));
        page.rows.append(std::move(member));
    }
    return page;
}

/// nullopt for a type that is not an event's.
std::optional<EventBody> readEventBody(QStringView type, JsonReader &json)
{
    const auto user = [&json] { return UserId{json.number(L1("user"), 1)}; };
    if (type == L1("said"))
        return Said{user(), json.string(L1("name")), word(json, L1("role"), wire::roles), json.string(L1("text")),
                    json.optionalString(L1("id"))};
    if (type == L1("joined")) {
        Member member = readMember(json);
        return Joined{std::move(member), count(json, L1("here"))};
    }
    if (type == L1("left"))
        return Left{user(), json.string(L1("name")), word(json, L1("why"), wire::leaveReasons), count(json, L1("here"))};
    if (type == L1("renamed"))
        return Renamed{user(), json.string(L1("name")), json.string(L1("was"))};
    if (type == L1("room"))
        return RoomRenamed{json.string(L1("name"))};
    if (type == L1("keeping")) {
        const Keeping keeping = readKeeping(json);
        return KeepingChanged{keeping, json.optionalString(L1("by"))};
    }
    if (type == L1("away") || type == L1("back"))
        return Presence{user(), type == L1("away")};
    if (type == L1("typing"))
        return Typing{user()};
    if (type == L1("people"))
        return PeopleCount{count(json, L1("here")), json.boolean(L1("listed"))};
    if (type == L1("kicked")) {
        CoolingOff cooling{CoolingId{json.optionalNumber(L1("cooling"))}, json.string(L1("name")),
                           json.optionalString(L1("address")), json.optionalString(L1("reason")),
                           time(json, L1("until")), {}};
        return Kicked{user(), json.string(L1("by")), std::move(cooling)};
    }
    if (type == L1("let-in"))
        return LetIn{CoolingId{json.number(L1("cooling"), 1)}, json.optionalString(L1("name"))};
    if (type == L1("knock"))
        return Knock{CoolingId{json.number(L1("cooling"), 1)}, json.string(L1("name"))};
    return std::nullopt;
}

std::optional<Event> readEvent(JsonReader &json)
{
    const QString type = json.string(L1("type"));
    std::optional<EventBody> body = readEventBody(type, json);
    if (!body)
        return std::nullopt;
    return Event{json.optionalNumber(L1("seq")), time(json, L1("at")), {}, *std::move(body)};
}

QList<Event> readEvents(JsonReader &json, L1 key)
{
    QList<Event> events;
    const QJsonArray array = json.array(key);
    for (const QJsonValue &value : array) {
        JsonReader row(value.toObject());
        std::optional<Event> event = readEvent(row);
        if (!event)
            continue; // a kind of event that came into the protocol later
        if (row.failed())
            json.fail(key);
        events.append(*std::move(event));
    }
    return events;
}

Hello readHello(JsonReader &json)
{
    Hello hello;
    hello.server = json.string(L1("server"));
    hello.roomName = json.string(L1("room"));
    hello.hostName = json.string(L1("host"));
    hello.language = wire::languageName(json.string(L1("language")));
    hello.here = count(json, L1("here"));
    hello.epoch = json.string(L1("epoch"));
    hello.keeping = readKeepingMember(json);
    JsonReader limits(json.object(L1("limits")));
    const auto limit = [&limits](L1 key) { return static_cast<int>(limits.optionalNumber(key, 0, 0, 0x7fffffff)); };
    hello.limits = {limit(L1("nameGraphemes")), limit(L1("nameCodePoints")), limit(L1("textCodePoints")),
                    limit(L1("textBytes")),     limit(L1("frameBytes")),     limit(L1("joinSeconds"))};
    return hello;
}

QList<CoolingOff> readCoolings(JsonReader &json)
{
    QList<CoolingOff> coolings;
    const QJsonArray array = json.array(L1("coolings"));
    for (const QJsonValue &value : array) {
        JsonReader row(value.toObject());
        CoolingOff cooling{CoolingId{row.number(L1("cooling"), 1)}, row.string(L1("name")),
                           row.optionalString(L1("address")), row.optionalString(L1("reason")),
                           time(row, L1("until")), {}};
        const QJsonArray waiting = row.array(L1("waiting"));
        for (const QJsonValue &name : waiting)
            cooling.waiting.append(name.toString());
        if (row.failed())
            json.fail(L1("coolings"));
        coolings.append(std::move(cooling));
    }
    return coolings;
}

Welcome readWelcome(JsonReader &json)
{
    Welcome welcome;
    JsonReader you(json.object(L1("you")));
    welcome.user = UserId{you.number(L1("user"), 1)};
    welcome.name = you.string(L1("name"));
    welcome.role = word(you, L1("role"), wire::roles);
    welcome.device = json.string(L1("device"));
    welcome.resume = json.string(L1("resume"));
    welcome.maySearch = json.boolean(L1("search"));
    welcome.resumed = json.boolean(L1("resumed"));
    welcome.gap = json.boolean(L1("gap"));
    welcome.room.epoch = json.string(L1("epoch"));
    welcome.room.seq = json.number(L1("seq"));
    welcome.room.roomName = json.string(L1("room"));
    welcome.room.hostName = json.string(L1("host"));
    welcome.room.language = wire::languageName(json.string(L1("language")));
    welcome.room.keeping = readKeepingMember(json);
    welcome.room.lines = readEvents(json, L1("lines"));
    welcome.room.moreLines = json.boolean(L1("more"));
    JsonReader people(json.object(L1("people")));
    welcome.room.people = readPage(people);
    if (json.has(L1("coolings")))
        welcome.room.coolings = readCoolings(json);
    if (you.failed())
        json.fail(L1("you"));
    if (people.failed())
        json.fail(L1("people"));
    return welcome;
}

HistoryLine readFoundLine(JsonReader &json)
{
    HistoryLine line{json.number(L1("seq"), 1), time(json, L1("at")), UserId{json.number(L1("user"), 1)},
                     json.string(L1("name")), json.string(L1("text"))};
    qsizetype end = 0;
    const QJsonArray marks = json.array(L1("marks"));
    for (const QJsonValue &value : marks) {
        const QJsonArray mark = value.toArray();
        const TextMark read{mark.at(0).toInt(-1), mark.at(1).toInt(-1)};
        const bool isWithin = mark.size() == 2 && read.from >= end && read.length > 0 && read.length <= line.text.size() - read.from;
        if (!isWithin) {
            json.fail(L1("marks"));
            break;
        }
        end = read.from + read.length;
        line.marks.append(read);
    }
    return line;
}

Found readFound(JsonReader &json)
{
    Found found;
    found.id = json.optionalString(L1("id"));
    found.hits.more = json.boolean(L1("more"));
    found.hits.next = json.number(L1("next"));
    found.hits.complete = json.boolean(L1("complete"));
    const QJsonArray lines = json.array(L1("lines"));
    for (const QJsonValue &value : lines) {
        JsonReader row(value.toObject());
        found.hits.lines.append(readFoundLine(row));
        if (row.failed())
            json.fail(L1("lines"));
    }
    return found;
}

std::optional<ServerMessage> readMessage(QStringView type, JsonReader &json)
{
    if (type == L1("hello"))
        return readHello(json);
    if (type == L1("welcome"))
        return readWelcome(json);
    if (type == L1("accepted"))
        return Accepted{json.string(L1("to")), json.optionalString(L1("id")), json.optionalNumber(L1("seq"))};
    if (type == L1("refused"))
        return Refused{
            json.optionalString(L1("to")),     json.optionalString(L1("id")),         json.string(L1("code")),
            json.string(L1("text")),           json.optionalString(L1("suggestion")), json.optionalString(L1("field")),
            json.optionalString(L1("reason")), time(json, L1("retryAfterMs")),        json.optionalString(L1("clash"))};
    if (type == L1("pong"))
        return Pong{json.optionalString(L1("id"))};
    if (type == L1("backlog"))
        return Backlog{json.optionalString(L1("id")), readEvents(json, L1("events")), json.boolean(L1("more"))};
    if (type == L1("found"))
        return readFound(json);
    if (type == L1("roster"))
        return RosterReply{json.optionalString(L1("id")), readPage(json)};
    if (type == L1("bye"))
        return Bye{static_cast<quint16>(json.number(L1("code"), 0, 0xffff)), json.string(L1("why")),
                   json.optionalString(L1("text")), time(json, L1("retryAfterMs"))};
    if (std::optional<Event> event = readEvent(json))
        return *std::move(event);
    return std::nullopt;
}

} // namespace

Result<ServerMessage, QString> decodeServerMessage(const QByteArray &utf8)
{
    const QJsonDocument document = QJsonDocument::fromJson(utf8);
    if (!document.isObject())
        return QStringLiteral("not a JSON object");
    JsonReader json(document.object());
    const QString type = json.string(L1("type"));
    std::optional<ServerMessage> message = readMessage(type, json);
    if (!message)
        return QString(QStringLiteral("unknown type “") + type + QStringLiteral("”"));
    if (json.failed())
        return QString(QStringLiteral("“") + json.wrongField() + QStringLiteral("” is missing or of the wrong kind"));
    return *std::move(message);
}

} // namespace foyer
