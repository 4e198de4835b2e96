// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/eventrow.h"

#include "server/storage/sqlvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVariant>

#include <algorithm>
#include <array>
#include <utility>

namespace foyer::eventrow {

namespace {

using L1 = QLatin1String;

// In the files of people: a word or number here never changes its meaning.
constexpr int everyone = 0;
constexpr int listed = -1;

enum Column : int { Seq, At, Kind, AudienceColumn, User, Name, RoleColumn, Text, ClientId, More };

/// What an event has beyond its head, in columns.
struct Fields
{
    QString kind;
    QVariant user, name, role, text, clientId;
    QJsonObject more;
};

constexpr std::array kinds{L1("browser"), L1("text"), L1("app")};
constexpr std::array modes{L1("nothing"), L1("until-closed"), L1("days"), L1("always")};
constexpr std::array reasons{L1("left"), L1("lost"), L1("kicked")};

template <typename Words>
qsizetype placeOf(const Words &words, const QString &word)
{
    const auto it = std::find(words.begin(), words.end(), word);
    return it == words.end() ? 0 : std::distance(words.begin(), it);
}

QVariant optionalText(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(text);
}

struct Writer
{
    Fields operator()(const Joined &joined) const
    {
        const Member &member = joined.member;
        return {QStringLiteral("joined"), sqlvalue::number(member.user.value), member.name, int(member.role), {}, {},
                {{L1("kind"), kinds[static_cast<size_t>(member.kind)]},
                 {L1("since"), double(member.sinceMs)},
                 {L1("address"), member.address},
                 {L1("here"), double(joined.here)}}};
    }
    Fields operator()(const Left &left) const
    {
        return {QStringLiteral("left"), sqlvalue::number(left.user.value), left.name, {}, {}, {},
                {{L1("why"), reasons[static_cast<size_t>(left.why)]}, {L1("here"), double(left.here)}}};
    }
    Fields operator()(const Renamed &renamed) const
    {
        return {QStringLiteral("renamed"), sqlvalue::number(renamed.user.value), renamed.name, {}, {}, {}, {{L1("was"), renamed.was}}};
    }
    Fields operator()(const Said &said) const
    {
        return {QStringLiteral("said"), sqlvalue::number(said.user.value), said.name, int(said.role), said.text, optionalText(said.clientId), {}};
    }
    Fields operator()(const RoomRenamed &renamed) const
    {
        return {QStringLiteral("room"), {}, renamed.name, {}, {}, {}, {}};
    }
    Fields operator()(const KeepingChanged &changed) const
    {
        return {QStringLiteral("keeping"), {}, optionalText(changed.by), {}, {}, {},
                {{L1("mode"), modes[static_cast<size_t>(changed.keeping.mode)]}, {L1("days"), changed.keeping.days}}};
    }
    Fields operator()(const Kicked &kicked) const
    {
        const CoolingOff &cooling = kicked.cooling;
        return {QStringLiteral("kicked"), sqlvalue::number(kicked.user.value), cooling.name, {}, cooling.reason, {},
                {{L1("by"), kicked.by},
                 {L1("cooling"), double(cooling.id.value)},
                 {L1("address"), cooling.address},
                 {L1("until"), double(cooling.untilMs)}}};
    }
    Fields operator()(const LetIn &letIn) const
    {
        return {QStringLiteral("let-in"), {}, letIn.name, {}, {}, {}, {{L1("cooling"), double(letIn.cooling.value)}}};
    }
    // Never kept.
    Fields operator()(const Presence &) const { return {}; }
    Fields operator()(const Typing &) const { return {}; }
    Fields operator()(const PeopleCount &) const { return {}; }
    Fields operator()(const Knock &) const { return {}; }
};

quint64 wholeNumber(const QJsonValue &value)
{
    return static_cast<quint64>(value.toDouble());
}

std::optional<EventBody> bodyOf(const QSqlQuery &query, const QJsonObject &more)
{
    const QString kind = query.value(Kind).toString();
    const UserId user{query.value(User).toULongLong()};
    const QString name = query.value(Name).toString();
    const Role role = query.value(RoleColumn).toInt() > 0 ? Role::Operator : Role::Guest;
    const QString text = query.value(Text).toString();
    if (kind == L1("said"))
        return Said{user, name, role, text, query.value(ClientId).toString()};
    if (kind == L1("joined"))
        return Joined{{user, name, role, static_cast<ConnectionKind>(placeOf(kinds, more[L1("kind")].toString())),
                       static_cast<qint64>(more[L1("since")].toDouble()), false, more[L1("address")].toString(), 0},
                      static_cast<quint32>(wholeNumber(more[L1("here")]))};
    if (kind == L1("left"))
        return Left{user, name, static_cast<LeaveReason>(placeOf(reasons, more[L1("why")].toString())),
                    static_cast<quint32>(wholeNumber(more[L1("here")]))};
    if (kind == L1("renamed"))
        return Renamed{user, name, more[L1("was")].toString()};
    if (kind == L1("room"))
        return RoomRenamed{name};
    if (kind == L1("keeping"))
        return KeepingChanged{{static_cast<Keeping::Mode>(placeOf(modes, more[L1("mode")].toString())), more[L1("days")].toInt()}, name};
    if (kind == L1("kicked"))
        return Kicked{user, more[L1("by")].toString(),
                      {CoolingId{wholeNumber(more[L1("cooling")])}, name, more[L1("address")].toString(), text,
                       static_cast<qint64>(more[L1("until")].toDouble()), {}}};
    if (kind == L1("let-in"))
        return LetIn{CoolingId{wholeNumber(more[L1("cooling")])}, name};
    return std::nullopt;
}

Audience audienceOf(int column, const QJsonObject &more)
{
    if (column == everyone)
        return Audience::everyone();
    if (column != listed)
        return Audience::atLeast(static_cast<Role>(column));
    QList<UserId> users;
    const QJsonArray array = more[L1("to")].toArray();
    for (const QJsonValue &user : array)
        users.append(UserId{wholeNumber(user)});
    return Audience::only(users);
}

} // namespace

QString columns()
{
    return QStringLiteral("seq, at, kind, audience, user, name, role, text, client_id, more");
}

QString messageCount(const QString &condition)
{
    return QStringLiteral("SELECT (SELECT count(*) FROM events WHERE %1) - (SELECT count(*) FROM events WHERE kind <> 'said' AND %1)").arg(condition);
}

QString insertion()
{
    return QStringLiteral("INSERT INTO events (") + columns() + QStringLiteral(") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (seq) DO NOTHING");
}

void bind(QSqlQuery &query, const Event &event)
{
    Fields fields = std::visit(Writer(), event.body);
    int audience = everyone;
    if (event.audience.kind == Audience::Kind::RoleAndAbove) {
        audience = int(event.audience.role);
    } else if (event.audience.kind == Audience::Kind::Users) {
        audience = listed;
        QJsonArray users;
        for (const UserId user : event.audience.users)
            users.append(double(user.value));
        fields.more[L1("to")] = users;
    }
    query.bindValue(Seq, sqlvalue::number(event.seq));
    query.bindValue(At, event.atMs);
    query.bindValue(Kind, fields.kind);
    query.bindValue(AudienceColumn, audience);
    query.bindValue(User, fields.user);
    query.bindValue(Name, fields.name);
    query.bindValue(RoleColumn, fields.role);
    query.bindValue(Text, fields.text);
    query.bindValue(ClientId, fields.clientId);
    query.bindValue(More, fields.more.isEmpty() ? QVariant(QMetaType::fromType<QString>())
                                                : QVariant(QString::fromUtf8(QJsonDocument(fields.more).toJson(QJsonDocument::Compact))));
}

std::optional<Event> read(const QSqlQuery &query)
{
    // Most events are messages and have none.
    const QString written = query.value(More).toString();
    const QJsonObject more = written.isEmpty() ? QJsonObject() : QJsonDocument::fromJson(written.toUtf8()).object();
    std::optional<EventBody> body = bodyOf(query, more);
    if (!body)
        return std::nullopt;
    return Event{query.value(Seq).toULongLong(), query.value(At).toLongLong(), audienceOf(query.value(AudienceColumn).toInt(), more),
                 *std::move(body)};
}

QString wordOf(ConnectionKind kind)
{
    return kinds[static_cast<size_t>(kind)];
}

QString wordOf(LeaveReason why)
{
    return reasons[static_cast<size_t>(why)];
}

} // namespace foyer::eventrow
