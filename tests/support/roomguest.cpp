// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/roomguest.h"

#include "server/protocol/decode.h"
#include "server/protocol/encode.h"
#include "tests/support/patience.h"
#include "tests/support/testroom.h"

#include <QSignalSpy>
#include <QWebSocketHandshakeOptions>

#include <algorithm>

namespace foyer {

namespace {

template <typename Message>
std::optional<Message> answerTo(const QList<Message> &messages, const QString &id)
{
    const auto it = std::find_if(messages.begin(), messages.end(), [&id](const Message &one) { return one.id == id; });
    return it == messages.end() ? std::nullopt : std::optional(*it);
}

} // namespace

RoomGuest::RoomGuest(const QUrl &room) : m_room(room)
{
    connect(&m_socket, &QWebSocket::connected, this, [this] { m_open = true; });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        m_open = false;
        m_closed = true;
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &RoomGuest::onText);
}

RoomGuest::RoomGuest(const TestRoom &room) : RoomGuest(room.url("/room")) {}

RoomGuest::~RoomGuest()
{
    m_socket.disconnect(this);
}

// ---- Waiting

bool RoomGuest::connects()
{
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QStringLiteral("foyer.v1")});
    m_socket.open(m_room, options);
    return comesTrue([this] { return m_closed || !m_messages.isEmpty(); }) && !all<Hello>().isEmpty();
}

bool RoomGuest::comes(const QString &name, Join how)
{
    if (!connects())
        return false;
    join({}, name, std::move(how));
    return comesTrue([this] { return m_closed || !all<Welcome>().isEmpty() || !all<Refused>().isEmpty(); })
           && !all<Welcome>().isEmpty();
}

bool RoomGuest::comesAsOperator(const QString &name)
{
    Join how;
    how.client = ConnectionKind::App;
    how.operatorSecret = TestRoom::operatorSecret;
    return comes(name, how);
}

Join RoomGuest::withDevice() const
{
    Join join;
    join.device = welcome().device;
    return join;
}

Join RoomGuest::takingUp() const
{
    const Welcome mine = welcome();
    Join join;
    join.name = mine.name;
    join.device = mine.device;
    join.resume = mine.resume;
    join.epoch = mine.room.epoch;
    join.last = m_lastSeq;
    return join;
}

bool RoomGuest::hasReadAll()
{
    QSignalSpy pong(&m_socket, &QWebSocket::pong);
    m_socket.ping();
    return comesTrue([this, &pong] { return m_closed || !pong.isEmpty(); }) && !pong.isEmpty();
}

bool RoomGuest::isUpToDate()
{
    const QString id = QStringLiteral("p%1").arg(++m_lastId);
    send({id, Ping{}});
    return comesTrue([this, &id] { return m_closed || answerTo(all<Pong>(), id); }) && answerTo(all<Pong>(), id);
}

bool RoomGuest::isAnswered(const QString &id)
{
    const auto answered = [this, &id] {
        return acceptance(id) || refusal(id) || answerTo(all<Backlog>(), id) || answerTo(all<Found>(), id)
               || answerTo(all<RosterReply>(), id);
    };
    return comesTrue([this, &answered] { return m_closed || answered(); }) && answered();
}

bool RoomGuest::isClosed()
{
    return comesTrue([this] { return m_closed; });
}

// ---- Doing

void RoomGuest::send(const Command &command)
{
    sendText(QString::fromUtf8(encodeCommand(command)));
}

void RoomGuest::sendText(const QString &text)
{
    m_socket.sendTextMessage(text);
}

void RoomGuest::sendBytes(const QByteArray &bytes)
{
    m_socket.sendBinaryMessage(bytes);
}

void RoomGuest::join(const QString &id, const QString &name, Join how)
{
    how.name = name;
    send({id, how});
}

QString RoomGuest::say(const QString &text)
{
    const QString id = QStringLiteral("s%1").arg(++m_lastId);
    send({id, Say{text}});
    return id;
}

void RoomGuest::cut()
{
    m_socket.abort();
}

void RoomGuest::closeSocket()
{
    m_socket.close();
}

// ---- What has come

void RoomGuest::onText(const QString &text)
{
    m_texts.append(text);
    Result<ServerMessage, QString> message = decodeServerMessage(text.toUtf8());
    if (!message) {
        m_undecoded.append(message.error());
        return;
    }
    if (const auto *welcome = std::get_if<Welcome>(&*message))
        m_lastSeq = welcome->room.seq;
    if (const auto *event = std::get_if<Event>(&*message); event && event->isKept())
        m_lastSeq = event->seq;
    m_messages.append(message.takeValue());
    Q_EMIT came(m_messages.constLast());
}

void RoomGuest::forget()
{
    m_messages.removeIf([](const ServerMessage &message) {
        return !std::holds_alternative<Hello>(message) && !std::holds_alternative<Welcome>(message);
    });
    m_texts.clear();
}

quint16 RoomGuest::closeCode() const
{
    return static_cast<quint16>(m_socket.closeCode());
}

QString RoomGuest::closeReason() const
{
    return m_socket.closeReason();
}

QStringList RoomGuest::heard() const
{
    QStringList heard;
    const auto hear = [&heard](const Event &event) {
        if (const auto *said = std::get_if<Said>(&event.body))
            heard.append(said->text);
    };
    for (const ServerMessage &message : m_messages) {
        if (const auto *welcome = std::get_if<Welcome>(&message)) {
            for (const Event &line : welcome->room.lines)
                hear(line);
        } else if (const auto *event = std::get_if<Event>(&message)) {
            hear(*event);
        }
    }
    return heard;
}

QList<quint64> RoomGuest::seqs() const
{
    QList<quint64> seqs;
    for (const ServerMessage &message : m_messages) {
        if (const auto *event = std::get_if<Event>(&message); event && event->isKept())
            seqs.append(event->seq);
    }
    return seqs;
}

std::optional<Refused> RoomGuest::refusal(const QString &id) const
{
    return answerTo(all<Refused>(), id);
}

std::optional<Accepted> RoomGuest::acceptance(const QString &id) const
{
    return answerTo(all<Accepted>(), id);
}

Welcome RoomGuest::welcome() const
{
    return all<Welcome>().value(0);
}

Bye RoomGuest::bye() const
{
    return all<Bye>().value(0);
}

QStringList namesOf(const QList<Member> &rows)
{
    QStringList names;
    for (const Member &row : rows)
        names.append(row.name);
    return names;
}

} // namespace foyer
