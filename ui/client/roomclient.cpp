// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/roomclient.h"

#include "server/contract/eventfeed.h"
#include "server/protocol/closecode.h"
#include "server/protocol/decode.h"
#include "server/protocol/encode.h"
#include "ui/logcategories.h"

#include <QMetaEnum>
#include <QRandomGenerator>
#include <QUuid>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

/// Bytes that one turn of the event loop reads after the window was held up; well above the largest message (protocol.md).
constexpr qint64 mostAtOnce = 256 * 1024;

} // namespace

RoomClient::RoomClient(Door door, ClientTimings timings, QObject *parent)
    : QObject(parent)
    , m_door(std::move(door))
    , m_timings(timings)
    , m_feed(new EventFeed(this))
    , m_backoff(timings.firstRetry, timings.longestRetry)
    , m_attempt(QUuid::createUuid().toString(QUuid::Id128))
{
    for (QTimer *timer : {&m_retry, &m_connecting, &m_silence, &m_answer, &m_leaving, &m_patience, &m_joinAgain})
        timer->setSingleShot(true);
    m_connecting.setInterval(timings.connect);
    m_silence.setInterval(timings.silence);
    m_answer.setInterval(timings.answer);
    m_leaving.setInterval(timings.leave);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        sendNextLine();
        Q_EMIT outboxChanged();
    });
    connect(&m_joinAgain, &QTimer::timeout, this, &RoomClient::join);
    connect(&m_retry, &QTimer::timeout, this, &RoomClient::connectNow);
    connect(&m_connecting, &QTimer::timeout, this, &RoomClient::lost);
    connect(&m_answer, &QTimer::timeout, this, &RoomClient::lost);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        send({nextId(), Ping{}});
        m_answer.start();
    });
    connect(&m_leaving, &QTimer::timeout, this, [this] {
        dropSocket();
        enter(State::Left);
    });
    connect(m_feed, &EventFeed::ready, this, &RoomClient::eventsArrived);
}

RoomClient::~RoomClient()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void RoomClient::open()
{
    if (m_socket)
        return;
    m_backoff.reset();
    connectNow();
}

void RoomClient::openAs(const QString &name)
{
    dropSocket();
    m_door.name = name;
    open();
}

void RoomClient::leave()
{
    m_retry.stop();
    if (m_state != State::Here) {
        dropSocket();
        enter(State::Left);
        return;
    }
    send({{}, Leave{}});
    m_leaving.start();
}

void RoomClient::say(const QString &text)
{
    m_outbox.add(text, m_last);
    sendNextLine();
    Q_EMIT outboxChanged();
}

void RoomClient::type()
{
    submit(IsTyping{});
}

void RoomClient::fetchOlder(quint64 before)
{
    submit(FetchBacklog{before, 100});
}

void RoomClient::fetchPeople(UserId after)
{
    m_peopleAfter = after;
    submit(FetchRoster{after});
}

void RoomClient::submit(const CommandBody &body)
{
    if (m_state == State::Here)
        send({nextId(), body});
}

void RoomClient::enter(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    qCInfo(lcClient) << "client:" << QMetaEnum::fromType<State>().valueToKey(int(state));
    Q_EMIT stateChanged(state);
}

void RoomClient::connectNow()
{
    dropSocket();
    m_bye = {};
    m_refusal = {};
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setReadBufferSize(mostAtOnce);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &RoomClient::receive);
    // Unlike the signal for errors this one is the same in every Qt 6, and it comes however a connection ends.
    connect(m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            socketGone();
    });
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"foyer.v1"_s});
    m_connecting.start();
    enter(State::Connecting);
    m_socket->open(m_door.url, options);
}

void RoomClient::dropSocket()
{
    for (QTimer *timer : {&m_retry, &m_connecting, &m_silence, &m_answer, &m_leaving, &m_patience, &m_joinAgain})
        timer->stop();
    m_underway.clear();
    if (!m_socket)
        return;
    m_feed->flush();
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater(); // we may be inside one of its signals
    m_socket = nullptr;
}

void RoomClient::retryIn(std::chrono::milliseconds time, State state)
{
    dropSocket();
    m_retry.start(time);
    enter(state);
}

void RoomClient::lookAgain()
{
    const auto spread = (m_timings.lookAgainTo - m_timings.lookAgainFrom).count();
    const auto more = qint64(QRandomGenerator::global()->generateDouble() * double(spread));
    retryIn(m_timings.lookAgainFrom + std::chrono::milliseconds(more), State::Closed);
}

Refused RoomClient::closedWith(const QString &code) const
{
    const QString text = m_bye.text.isEmpty() ? m_socket->closeReason() : m_bye.text;
    return {u"join"_s, {}, code, text, {}, {}, {}, m_bye.retryAfterMs};
}

/// There is no place for us just now, or we were too fast by far: at once is too early.
void RoomClient::comeLater()
{
    const auto least = m_bye.retryAfterMs > 0 ? std::chrono::milliseconds(m_bye.retryAfterMs) : m_timings.lookAgainTo;
    const auto more = qint64(QRandomGenerator::global()->generateDouble() * double(least.count()));
    m_refusal = closedWith(u"turned-away"_s);
    retryIn(least + std::chrono::milliseconds(more), State::Waiting);
}

void RoomClient::lost()
{
    retryIn(m_backoff.next(QRandomGenerator::global()->generateDouble()), State::Waiting);
}

void RoomClient::socketGone()
{
    // A connection that breaks off reads as 1000 too; the room says goodbye before it closes one.
    const quint16 code = m_bye.code != 0 ? m_bye.code : quint16(m_socket->closeCode());
    if (m_leaving.isActive()) {
        dropSocket();
        enter(State::Left);
        return;
    }
    switch (code) {
    case closecode::goingAway:
        lookAgain();
        return;
    case closecode::roomFull:
    case closecode::flooding:
    case closecode::addressFull:
        comeLater();
        return;
    case closecode::kicked:
        m_refusal = {u"join"_s, {}, u"kicked"_s, m_bye.text, {}, {}, m_bye.text, m_bye.retryAfterMs};
        dropSocket();
        enter(State::Removed);
        return;
    case closecode::unsupportedData:
    case closecode::policyViolation:
    case closecode::tooBig:
    case closecode::garbled:
        m_refusal = closedWith(u"closed"_s);
        dropSocket();
        enter(State::Refused);
        return;
    default:
        lost();
    }
}

void RoomClient::heard()
{
    m_answer.stop();
    m_silence.start();
}

void RoomClient::send(const Command &command)
{
    if (m_socket)
        m_socket->sendTextMessage(QString::fromUtf8(encodeCommand(command)));
}

QString RoomClient::nextId()
{
    return u"c%1"_s.arg(++m_commands);
}

void RoomClient::join()
{
    send({nextId(),
          Join{m_door.name, m_device, m_resume, m_epoch, m_last, ConnectionKind::App, m_door.operatorSecret,
               m_device.isEmpty() ? m_attempt : QString()}});
}

void RoomClient::sendNextLine()
{
    if (m_state != State::Here || !m_underway.isEmpty() || m_patience.isActive() || m_outbox.isEmpty())
        return;
    const Outbox::Line &line = m_outbox.lines().constFirst();
    m_underway = line.id;
    send({line.id, Say{line.text}});
}

void RoomClient::receive(const QString &text)
{
    heard();
    const auto message = decodeServerMessage(text.toUtf8());
    if (message) // what a newer room says beyond our words is passed over
        std::visit([this](const auto &body) { take(body); }, *message);
}

void RoomClient::take(const Hello &hello)
{
    m_limits = hello.limits;
    join();
}

void RoomClient::take(const Welcome &welcome)
{
    m_connecting.stop();
    m_backoff.reset();
    m_refusal = {};
    m_user = welcome.user;
    m_role = welcome.role;
    m_door.name = welcome.name;
    m_device = welcome.device;
    m_resume = welcome.resume;
    m_epoch = welcome.room.epoch;
    m_last = welcome.room.seq;
    m_feed->flush();
    enter(State::Here); // before the welcome is told: who hears it may ask for more
    Q_EMIT welcomed(welcome);
    sendNextLine();
}

void RoomClient::take(const Accepted &accepted)
{
    if (accepted.to != "say"_L1)
        return;
    if (accepted.id == m_underway)
        m_underway.clear();
    const bool wasOurs = !m_outbox.take(accepted.id).id.isEmpty();
    sendNextLine();
    if (wasOurs)
        Q_EMIT outboxChanged();
}

void RoomClient::take(const Refused &refusal)
{
    if (refusal.to == "join"_L1) {
        refusedAtTheDoor(refusal);
        return;
    }
    const bool isLine = refusal.to == "say"_L1;
    if (isLine && refusal.id == m_underway)
        m_underway.clear();
    if (asksForPatience(refusal))
        return;
    QString text;
    if (isLine) {
        text = m_outbox.take(refusal.id).text;
        sendNextLine();
        Q_EMIT outboxChanged();
    }
    Q_EMIT refused(refusal, text);
}

/// What was only too fast goes again by itself, where nobody need know.
bool RoomClient::asksForPatience(const Refused &refusal)
{
    if (refusal.code != "too-fast"_L1)
        return false;
    const std::chrono::milliseconds wait(std::max<qint64>(refusal.retryAfterMs, 1));
    if (refusal.to == "say"_L1) {
        m_patience.start(wait);
        Q_EMIT outboxChanged();
        return true;
    }
    if (refusal.to == "roster"_L1) {
        QTimer::singleShot(wait, m_socket, [this] { fetchPeople(m_peopleAfter); });
        return true;
    }
    return refusal.to == "ping"_L1;
}

void RoomClient::refusedAtTheDoor(const Refused &refusal)
{
    if (refusal.code == "bad-token"_L1 && !m_device.isEmpty()) {
        // The room has forgotten this device. As somebody new there is nothing to resume.
        m_device.clear();
        m_resume.clear();
        m_epoch.clear();
        m_last = 0;
        join();
        return;
    }
    if (refusal.code == "too-many-joins"_L1 || refusal.code == "too-fast"_L1) {
        m_connecting.stop();
        m_joinAgain.start(std::chrono::milliseconds(std::max<qint64>(refusal.retryAfterMs, 1)));
        Q_EMIT refused(refusal, {});
        return;
    }
    m_refusal = refusal;
    if (refusal.code == "too-many-sessions"_L1 && !m_resume.isEmpty()) {
        // Connections that we have lost may hold our places still: the room will notice.
        lost();
        return;
    }
    dropSocket();
    enter(State::Refused);
}

void RoomClient::take(const Backlog &backlog)
{
    m_feed->flush();
    Q_EMIT olderArrived(backlog);
}

void RoomClient::take(const RosterReply &reply)
{
    m_feed->flush();
    Q_EMIT peopleArrived(reply.page);
}

void RoomClient::take(const Bye &bye)
{
    m_bye = bye;
}

void RoomClient::take(const Event &event)
{
    if (event.isKept()) {
        if (event.seq <= m_last)
            return;
        m_last = event.seq;
    }
    if (const auto *renamed = std::get_if<Renamed>(&event.body); renamed && renamed->user == m_user)
        m_door.name = renamed->name;
    m_feed->add({event});
}

} // namespace foyer
