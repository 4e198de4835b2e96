// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/jsonreader.h"
#include "server/protocol/wirewords.h"
#include "server/storage/export/jsonl.h"
#include "server/storage/facts.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace foyer::jsonl {

namespace {

using L1 = QLatin1String;
using Kind = Error::Kind;

constexpr qsizetype deviceBytes = 64; ///< at most; of a hash
constexpr qsizetype nameUnits = 1024;
/// Earlier versions wrote them, too; they say something of the file alone from which they came.
constexpr std::array formerFacts{facts::indexedAs, facts::residue, facts::unswept};

/// Reads the members of a line, and knows which it has been asked for.
class LineReader final
{
public:
    explicit LineReader(const QJsonObject &object) : m_object(object), m_json(object) {}

    [[nodiscard]] bool has(L1 key) const { return m_json.has(key); }
    quint64 number(L1 key, quint64 least = 0, quint64 most = JsonReader::largestExact) { return know(key).number(key, least, most); }
    quint64 optionalNumber(L1 key) { return know(key).optionalNumber(key); }
    qint64 moment(L1 key) { return static_cast<qint64>(number(key)); }
    UserId user() { return UserId{number(L1("user"), 1)}; }
    bool boolean(L1 key) { return know(key).boolean(key); }
    /// Without control characters.
    QString name(L1 key, qsizetype least = 1)
    {
        const QString text = know(key).string(key);
        const bool isPlain = std::none_of(text.begin(), text.end(), [](QChar c) {
            return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        });
        if (text.size() < least || text.size() > nameUnits || !isPlain || !text.isValidUtf16())
            m_json.fail(key);
        return text;
    }
    QString optionalName(L1 key) { return has(key) ? name(key, 0) : (know(key), QString()); }
    /// What can be said: line breaks and tabs, and no other control characters.
    QString text(L1 key)
    {
        const QString text = know(key).string(key);
        const bool isPlain = std::none_of(text.begin(), text.end(), [](QChar c) {
            return c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t');
        });
        if (text.isEmpty() || !isPlain || !text.isValidUtf16())
            m_json.fail(key);
        return text;
    }
    QString optionalText(L1 key) { return has(key) ? text(key) : (know(key), QString()); }
    template <typename Enum, size_t size>
    Enum word(L1 key, const wire::Words<Enum, size> &words)
    {
        const std::optional<Enum> value = words.value(know(key).string(key));
        if (!value)
            m_json.fail(key);
        return value.value_or(words.rows.front().first);
    }
    Audience audience()
    {
        const L1 key("audience");
        know(key);
        const QJsonValue value = m_object.value(key);
        if (value.toString() == L1("everyone"))
            return Audience::everyone();
        const QJsonObject object = value.toObject();
        if (object.size() == 1 && object.contains(L1("from"))) {
            if (const auto role = wire::roles.value(object.value(L1("from")).toString()))
                return Audience::atLeast(*role);
        }
        if (object.size() == 1 && object.value(L1("only")).isArray()) {
            QList<UserId> users;
            const QJsonArray array = object.value(L1("only")).toArray();
            for (const QJsonValue &user : array) {
                JsonReader one(QJsonObject{{L1("user"), user}});
                users.append(UserId{one.number(L1("user"), 1)});
                if (one.failed())
                    m_json.fail(key);
            }
            return Audience::only(users);
        }
        m_json.fail(key);
        return {};
    }
    void fail(L1 key) { m_json.fail(key); }

    /// The first that is wrong; or one that nobody knows, which may have an empty name; or nothing.
    [[nodiscard]] std::optional<QString> wrongField() const
    {
        if (m_json.failed())
            return m_json.wrongField();
        for (auto it = m_object.begin(); it != m_object.end(); ++it) {
            if (!m_known.contains(it.key()))
                return it.key();
        }
        return std::nullopt;
    }

private:
    JsonReader &know(L1 key)
    {
        m_known.insert(key);
        return m_json;
    }

    const QJsonObject m_object;
    JsonReader m_json;
    QSet<QString> m_known{QStringLiteral("type")};
};

quint32 people(LineReader &json)
{
    return static_cast<quint32>(json.number(L1("here"), 0, std::numeric_limits<quint32>::max()));
}

EventBody joined(LineReader &json)
{
    Joined joined;
    Member &member = joined.member;
    member.user = json.user();
    member.name = json.name(L1("name"));
    member.role = json.word(L1("role"), wire::roles);
    member.kind = json.word(L1("with"), wire::kinds);
    member.sinceMs = json.moment(L1("since"));
    member.address = json.optionalName(L1("address"));
    joined.here = people(json);
    return joined;
}

EventBody left(LineReader &json)
{
    return Left{json.user(), json.name(L1("name")), json.word(L1("why"), wire::leaveReasons), people(json)};
}

EventBody renamed(LineReader &json)
{
    return Renamed{json.user(), json.name(L1("name")), json.name(L1("was"))};
}

EventBody said(LineReader &json)
{
    return Said{json.user(), json.name(L1("name")), json.word(L1("role"), wire::roles), json.text(L1("text")), json.optionalName(L1("id"))};
}

EventBody room(LineReader &json)
{
    return RoomRenamed{json.name(L1("name"))};
}

EventBody keeping(LineReader &json)
{
    const Keeping keeping{json.word(L1("mode"), wire::keepingModes), static_cast<int>(std::min<quint64>(json.optionalNumber(L1("days")), Keeping::mostDays + 1))};
    if (!keeping.isValid())
        json.fail(L1("days"));
    return KeepingChanged{keeping, json.optionalName(L1("by"))};
}

EventBody kicked(LineReader &json)
{
    Kicked kicked;
    CoolingOff &cooling = kicked.cooling;
    kicked.user = json.user();
    cooling.name = json.name(L1("name"));
    kicked.by = json.name(L1("by"), 0);
    cooling.id = CoolingId{json.optionalNumber(L1("cooling"))};
    cooling.address = json.optionalName(L1("address"));
    cooling.reason = json.optionalText(L1("reason"));
    cooling.untilMs = static_cast<qint64>(json.optionalNumber(L1("until")));
    return kicked;
}

EventBody letIn(LineReader &json)
{
    return LetIn{CoolingId{json.number(L1("cooling"), 1)}, json.optionalName(L1("name"))};
}

HistoryRecord event(LineReader &json, EventBody (*body)(LineReader &))
{
    Event event;
    event.seq = json.number(L1("seq"), 1);
    event.atMs = json.moment(L1("at"));
    event.audience = json.audience();
    event.body = body(json);
    return event;
}

HistoryRecord fact(LineReader &json)
{
    const StoredFact fact{json.name(L1("name")), json.number(L1("value"))};
    const bool isKnown = facts::isLasting(fact.name) || std::find(formerFacts.begin(), formerFacts.end(), fact.name) != formerFacts.end();
    if (!isKnown)
        json.fail(L1("name"));
    return fact;
}

HistoryRecord epoch(LineReader &json)
{
    return StoredEpoch{json.name(L1("name")), json.number(L1("first_seq"), 1), json.moment(L1("at"))};
}

HistoryRecord device(LineReader &json)
{
    StoredDevice device{json.user(), {}, json.moment(L1("at")), json.optionalNumber(L1("first_seq"))};
    const QByteArray hex = json.optionalName(L1("device")).toLatin1();
    device.device = QByteArray::fromHex(hex);
    if (device.device.toHex() != hex || device.device.size() > deviceBytes)
        json.fail(L1("device"));
    return device;
}

HistoryRecord visit(LineReader &json)
{
    StoredVisit visit;
    visit.user = json.user();
    visit.name = json.name(L1("name"));
    visit.kind = wire::kinds.word(json.word(L1("with"), wire::kinds));
    visit.address = json.optionalName(L1("address"));
    visit.fromMs = json.moment(L1("from"));
    if (json.has(L1("to"))) {
        visit.toMs = json.moment(L1("to"));
        visit.how = json.name(L1("how"));
        if (visit.how != L1("closed") && !wire::leaveReasons.value(visit.how))
            json.fail(L1("how"));
    }
    return visit;
}

struct Type
{
    L1 word;
    HistoryRecord (*read)(LineReader &);
};

template <EventBody (*body)(LineReader &)>
HistoryRecord eventOf(LineReader &json)
{
    return event(json, body);
}

constexpr std::array types{
    Type{L1("said"), eventOf<said>},     Type{L1("joined"), eventOf<joined>}, Type{L1("left"), eventOf<left>},
    Type{L1("renamed"), eventOf<renamed>}, Type{L1("room"), eventOf<room>}, Type{L1("keeping"), eventOf<keeping>},    Type{L1("kicked"), eventOf<kicked>},
    Type{L1("let-in"), eventOf<letIn>},  Type{L1("fact"), fact},              Type{L1("epoch"), epoch},
    Type{L1("user"), device},            Type{L1("visit"), visit},
};

Result<Line, Error> header(const QJsonObject &object)
{
    LineReader json(object);
    if (object.value(L1("format")) != L1("foyer-history"))
        return Error{Kind::NotOurs};
    (void)json.name(L1("format"));
    if (json.number(L1("version"), 1) > version)
        return Error{Kind::TooNew};
    const Header header{json.boolean(L1("whole")), json.boolean(L1("anonymised"))};
    if (const auto wrong = json.wrongField())
        return Error{Kind::BadField, *wrong};
    return Line(header);
}

} // namespace

Result<Line, Error> decode(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return Error{Kind::NotJson};
    const QJsonObject object = document.object();
    if (object.contains(L1("format")))
        return header(object);
    LineReader json(object);
    const QString type = object.value(L1("type")).toString();
    std::optional<Line> read;
    if (type == L1("end")) {
        read = End{json.number(L1("events"))};
    } else {
        const auto it = std::find_if(types.begin(), types.end(), [&type](const Type &candidate) { return candidate.word == type; });
        if (it == types.end())
            return Error{Kind::UnknownType, type};
        read = it->read(json);
    }
    if (const auto wrong = json.wrongField())
        return Error{Kind::BadField, *wrong};
    return *std::move(read);
}

} // namespace foyer::jsonl
