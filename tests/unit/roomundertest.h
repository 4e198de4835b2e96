// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/protocol/encode.h"
#include "server/room/room.h"
#include "tests/support/handmovedclock.h"

#include <QTest>

#include <optional>

namespace foyer {

using namespace Qt::StringLiterals;

/// The events of one kind in an outcome, in order.
template <typename Body>
QList<Body> eventsOf(const Outcome &outcome)
{
    QList<Body> found;
    for (const Event &event : outcome.events) {
        if (const auto *body = std::get_if<Body>(&event.body))
            found.append(*body);
    }
    return found;
}

/// The words of the events of an outcome that this role hears of: {"joined", "said"}.
inline QStringList heardBy(Role role, const Outcome &outcome)
{
    QStringList words;
    for (const Event &event : outcome.events) {
        if (!event.audience.admits({}, role))
            continue;
        const QByteArray json = encodeEvent(event);
        words.append(QString::fromUtf8(json.mid(9, json.indexOf('"', 9) - 9))); // {"type":"…"
    }
    return words;
}

inline std::optional<Refusal> refusalOf(const Outcome &outcome)
{
    for (const Reply &reply : outcome.replies) {
        if (const auto *refusal = std::get_if<Refusal>(&reply.body))
            return *refusal;
    }
    return std::nullopt;
}

/// "name-taken", or "" when nothing was refused.
inline QString refusalWordOf(const Outcome &outcome)
{
    const std::optional<Refusal> refusal = refusalOf(outcome);
    return refusal ? QString(refusalWord(refusal->code)) : QString();
}

/// The seq that a `say` was answered with; 0 when it was not accepted.
inline quint64 acceptedSeq(const Outcome &outcome)
{
    if (outcome.replies.size() != 1)
        return 0;
    const auto *done = std::get_if<Done>(&outcome.replies.first().body);
    return done ? done->seq : 0;
}

/// A room with a clock moved by hand, and people who come in with few words.
class RoomUnderTest final
{
public:
    HandMovedClock clock;
    /// To be changed before the first call of room().
    Room::Settings settings{u"Class 7b"_s, u"Ms Brandt"_s, u"en"_s, u"b81f2c3d4e5f6071"_s, 60, 1, {}};

    [[nodiscard]] Room &room()
    {
        if (!m_room)
            m_room.emplace(settings, clock);
        return *m_room;
    }

    /// A browser that has never been here, on a connection and at an address of its own.
    [[nodiscard]] JoinRequest newcomer(const QString &name)
    {
        JoinRequest request;
        request.session = SessionId{++m_lastSession};
        request.commandId = u"j%1"_s.arg(m_lastSession);
        request.name = name;
        request.address = u"192.168.1.%1"_s.arg(m_lastSession);
        request.addressKey = request.address;
        request.credentials.freshDevice = DeviceId{1000 + m_lastSession};
        request.oldestReplayable = 1;
        return request;
    }
    /// A client of the plain-text paths: it has no device at all.
    [[nodiscard]] JoinRequest textClient(const QString &name)
    {
        JoinRequest request = newcomer(name);
        request.kind = ConnectionKind::TextClient;
        request.credentials = {};
        return request;
    }
    /// The host's own window.
    [[nodiscard]] JoinRequest host(const QString &name)
    {
        JoinRequest request = newcomer(name);
        request.kind = ConnectionKind::App;
        request.credentials.isOperator = true;
        return request;
    }
    /// A further connection of a device that has a token.
    [[nodiscard]] JoinRequest again(DeviceId device, const QString &name)
    {
        JoinRequest request = newcomer(name);
        request.credentials = {};
        request.credentials.device = device;
        return request;
    }

    /// Joins, and fails the test when that is refused.
    Admission comesIn(const JoinRequest &request)
    {
        const Outcome outcome = room().join(request);
        if (outcome.admissions.size() == 1)
            return outcome.admissions.first();
        const QByteArray why = "was not let in: " + refusalWordOf(outcome).toUtf8();
        QTest::qFail(why.constData(), __FILE__, __LINE__);
        return {};
    }
    Admission guest(const QString &name) { return comesIn(newcomer(name)); }

    Outcome says(SessionId session, const QString &text)
    {
        return room().apply(session, Command{u"say%1"_s.arg(++m_lastMessage), Say{text}});
    }
    Outcome does(SessionId session, CommandBody body)
    {
        return room().apply(session, Command{u"c1"_s, std::move(body)});
    }
    /// The host's own hand: the null session.
    Outcome hostDoes(CommandBody body) { return does({}, std::move(body)); }

private:
    std::optional<Room> m_room;
    quint64 m_lastSession = 0;
    quint64 m_lastMessage = 0;
};

} // namespace foyer
