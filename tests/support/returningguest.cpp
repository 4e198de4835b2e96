// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/returningguest.h"

#include "server/protocol/decode.h"
#include "server/protocol/encode.h"

#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <algorithm>

namespace foyer {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 comeBackMs = 5; ///< people wait longer; the room must stand it

} // namespace

ReturningGuest::ReturningGuest(QString name, QUrl room, Minutes &minutes, QString operatorSecret)
    : m_name(std::move(name)), m_room(std::move(room)), m_minutes(minutes), m_operatorSecret(std::move(operatorSecret))
{
    m_comeBack.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_comeBack, &QTimer::timeout, this, &ReturningGuest::come);
    connect(&m_patience, &QTimer::timeout, this, &ReturningGuest::sendNextLine);
}

ReturningGuest::~ReturningGuest()
{
    drop();
}

// ---- Coming and going

void ReturningGuest::come()
{
    m_staysAway = false;
    drop();
    m_retryAfterMs = 0;
    m_socket = std::make_unique<QWebSocket>();
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &ReturningGuest::receive);
    connect(m_socket.get(), &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            comeSoon(std::max(comeBackMs, m_retryAfterMs));
    });
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({u"foyer.v1"_s});
    m_socket->open(m_room, options);
}

void ReturningGuest::comeSoon(qint64 ms)
{
    drop();
    if (!m_staysAway)
        m_comeBack.start(std::chrono::milliseconds(ms));
}

/// What was under way may or may not have arrived: it is sent again.
void ReturningGuest::drop()
{
    m_comeBack.stop();
    m_patience.stop();
    m_isHere = false;
    m_lineIsUnderWay = false;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater(); // this may be within one of its signals
}

void ReturningGuest::cut()
{
    comeSoon(comeBackMs);
}

void ReturningGuest::stayAway()
{
    m_staysAway = true;
    drop();
}

void ReturningGuest::join()
{
    const Join how{m_name, m_device, m_resume, m_epoch, m_last, ConnectionKind::Browser, m_operatorSecret};
    m_socket->sendTextMessage(QString::fromUtf8(encodeCommand({u"j"_s, how})));
}

// ---- Speaking

void ReturningGuest::say(const QString &text)
{
    m_outbox.push_back({u"l%1"_s.arg(++m_lastLine), text});
    sendNextLine();
}

void ReturningGuest::sendNextLine()
{
    if (!m_isHere || m_lineIsUnderWay || m_patience.isActive() || m_outbox.empty())
        return;
    Line &line = m_outbox.front();
    m_lineIsUnderWay = true;
    ++line.sent;
    m_socket->sendTextMessage(QString::fromUtf8(encodeCommand({line.id, Say{line.text}})));
}

void ReturningGuest::submit(const CommandBody &body)
{
    if (m_isHere)
        m_socket->sendTextMessage(QString::fromUtf8(encodeCommand({u"c"_s, body})));
}

// ---- What comes

void ReturningGuest::receive(const QString &text)
{
    const auto message = decodeServerMessage(text.toUtf8());
    if (message)
        std::visit([this](const auto &body) { take(body); }, *message);
    else
        complain(u"cannot be read: "_s + message.error());
}

void ReturningGuest::take(const Welcome &welcome)
{
    const bool goesOn = welcome.resumed;
    if (goesOn && ((welcome.room.epoch != m_epoch && !m_isOneStory) || welcome.room.seq != m_last || welcome.gap))
        complain(u"resumed at %1, but was told up to %2"_s.arg(welcome.room.seq).arg(m_last));
    if (!goesOn && !m_resume.isEmpty() && !welcome.gap)
        complain(u"asked to resume, and nobody said that something is missing"_s);
    m_resumed += goesOn ? 1 : 0;
    m_gaps += welcome.gap && (m_isOneStory || welcome.room.epoch == m_epoch) ? 1 : 0;
    m_device = welcome.device;
    m_resume = welcome.resume;
    m_epoch = welcome.room.epoch;
    m_last = welcome.room.seq;
    m_user = welcome.user;
    m_name = welcome.name;
    if (!goesOn) {
        m_accounts.append({story(), welcome.room.seq, {}, {}});
        for (const Event &line : welcome.room.lines) {
            note(line);
            QList<quint64> &lines = m_accounts.last().lines;
            if (line.seq > welcome.room.seq || (!lines.isEmpty() && line.seq <= lines.constLast()))
                complain(u"line %1 of the welcome is out of place"_s.arg(line.seq));
            lines.append(line.seq);
        }
    }
    m_people.clear();
    for (const Member &member : welcome.room.people.rows)
        m_people.insert(member.user, member);
    m_here = welcome.room.people.total;
    m_isHere = true;
    sendNextLine();
}

void ReturningGuest::take(const Accepted &accepted)
{
    if (accepted.to != "say"_L1)
        return;
    if (!m_lineIsUnderWay || accepted.id != m_outbox.front().id) {
        complain(u"%1 was accepted, but not under way"_s.arg(accepted.id));
        return;
    }
    m_repeats += m_outbox.front().sent > 1 ? 1 : 0;
    m_posted.append({story(), accepted.seq, m_outbox.front().text});
    m_outbox.pop_front();
    m_lineIsUnderWay = false;
    sendNextLine();
}

void ReturningGuest::take(const Refused &refused)
{
    const qint64 wait = std::max(comeBackMs, refused.retryAfterMs);
    if (refused.to == "say"_L1) {
        m_lineIsUnderWay = false;
        if (refused.code != "too-fast"_L1)
            complain(u"not taken: "_s + refused.code);
        m_patience.start(std::chrono::milliseconds(wait));
    } else if (refused.to == "join"_L1) {
        // Connections of this device that the room does not know to be dead yet, or a kick.
        if (refused.code != "too-many-sessions"_L1 && refused.code != "cooling-off"_L1 && refused.code != "too-fast"_L1)
            complain(u"not let in: "_s + refused.code);
        comeSoon(wait);
    }
}

void ReturningGuest::take(const Event &event)
{
    if (!m_isHere)
        complain(u"an event before the welcome"_s);
    if (event.isKept() && !m_accounts.isEmpty()) {
        if (event.seq <= m_last)
            complain(u"%1 came after %2"_s.arg(event.seq).arg(m_last));
        m_last = event.seq;
        m_accounts.last().seqs.append(event.seq);
        note(event);
    }
    fold(event);
}

void ReturningGuest::note(const Event &event)
{
    if (!m_minutes.note(story(), event))
        complain(u"%1 is another event than for others"_s.arg(event.seq));
    if (!isOperator() && Minutes::isForOperators(event))
        complain(u"%1 is for operators"_s.arg(event.seq));
}

void ReturningGuest::fold(const Event &event)
{
    if (const auto *joined = std::get_if<Joined>(&event.body)) {
        m_people.insert(joined->member.user, joined->member);
        m_here = joined->here;
    } else if (const auto *left = std::get_if<Left>(&event.body)) {
        m_people.remove(left->user);
        m_here = left->here;
    } else if (const auto *renamed = std::get_if<Renamed>(&event.body)) {
        if (m_people.contains(renamed->user))
            m_people[renamed->user].name = renamed->name;
        if (renamed->user == m_user)
            m_name = renamed->name;
    } else if (const auto *presence = std::get_if<Presence>(&event.body)) {
        if (m_people.contains(presence->user))
            m_people[presence->user].away = presence->away;
    }
}

void ReturningGuest::complain(const QString &what)
{
    constexpr qsizetype enough = 20;
    if (m_complaints.size() < enough)
        m_complaints.append(m_name + u": "_s + what);
}

} // namespace foyer
