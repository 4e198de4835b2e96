// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/roommirror.h"

#include "server/base/clock.h"

#include <algorithm>

namespace foyer {

RoomMirror::RoomMirror(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_log(clock)
    , m_coolings(clock)
{
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &RoomMirror::tick);
}

void RoomMirror::reset(const RoomSnapshot &room)
{
    m_log.reset(room.lines);
    m_more = room.moreLines;
    m_lastSeq = room.seq;
    const auto shown = quint64(std::count_if(room.lines.cbegin(), room.lines.cend(), [](const Event &event) {
        return std::holds_alternative<Said>(event.body);
    }));
    countFrom(std::max(room.messages, shown));
    resume(room);
}

void RoomMirror::resume(const RoomSnapshot &room)
{
    m_roomName = room.roomName;
    m_keeping = room.keeping;
    m_here = room.people.total;
    m_listed = room.people.listed;
    m_roster.reset(room.people.rows);
    m_coolings.reset(room.coolings);
    m_typing.clear();
    runTimer();
    Q_EMIT changed();
    Q_EMIT typingChanged();
}

void RoomMirror::renew(const RoomSnapshot &room, const LeftOut &leftOut)
{
    QList<Event> lines = room.lines;
    lines.removeIf([this](const Event &event) { return event.seq <= m_lastSeq; });
    if (const auto shown = quint64(lines.size()); leftOut.lines > shown)
        m_log.noteGap(leftOut.lines - shown);
    m_log.append(lines);
    m_messages += leftOut.messages;
    m_lastSeq = room.seq;
    resume(room);
}

void RoomMirror::fold(const QList<Event> &events)
{
    m_roster.fold(events);
    m_log.append(events);
    m_coolings.fold(events);
    const QList<UserId> typingBefore = m_typing.users();
    bool stale = false;
    for (const Event &event : events) {
        m_lastSeq = std::max(m_lastSeq, event.seq);
        noteTyping(event);
        if (const auto *joined = std::get_if<Joined>(&event.body)) {
            m_here = joined->here;
        } else if (const auto *left = std::get_if<Left>(&event.body)) {
            m_here = left->here;
        } else if (const auto *people = std::get_if<PeopleCount>(&event.body)) {
            m_here = people->here;
            stale = stale || (people->listed && !m_listed);
            m_listed = people->listed;
        } else if (const auto *room = std::get_if<RoomRenamed>(&event.body)) {
            m_roomName = room->name;
        } else if (const auto *kept = std::get_if<KeepingChanged>(&event.body)) {
            if (!m_keeping.keepsAnything() || !kept->keeping.keepsAnything())
                countFrom(0); // what was said before is in no file
            m_keeping = kept->keeping;
        } else if (std::holds_alternative<Said>(event.body)) {
            ++m_messages;
        }
    }
    runTimer();
    Q_EMIT changed();
    if (m_typing.users() != typingBefore)
        Q_EMIT typingChanged();
    if (stale)
        Q_EMIT rosterStale();
}

void RoomMirror::noteTyping(const Event &event)
{
    if (const auto *typing = std::get_if<Typing>(&event.body))
        m_typing.note(typing->user, m_clock.steadyMs());
    else if (const auto *said = std::get_if<Said>(&event.body))
        m_typing.forget(said->user);
    else if (const auto *left = std::get_if<Left>(&event.body))
        m_typing.forget(left->user);
}

void RoomMirror::countFrom(quint64 messages)
{
    m_messages = messages;
    m_deleted = 0;
}

void RoomMirror::noteDeleted(quint64 messages)
{
    m_deleted += messages;
    Q_EMIT changed();
}

void RoomMirror::addOlderLines(const QList<Event> &events, bool more)
{
    m_log.prepend(events);
    m_more = more && !m_log.isFull();
}

void RoomMirror::addPeople(const RosterPage &page, bool first)
{
    m_here = page.total;
    m_listed = page.listed;
    if (first)
        m_roster.reset(page.rows);
    else
        m_roster.add(page.rows);
    Q_EMIT changed();
}

void RoomMirror::retranslate()
{
    m_roster.retranslate();
    m_log.retranslate();
}

void RoomMirror::tick()
{
    m_coolings.tick();
    if (m_typing.expire(m_clock.steadyMs()))
        Q_EMIT typingChanged();
    runTimer();
}

quint32 RoomMirror::guests() const
{
    const auto hosts = quint32(std::count_if(m_roster.members().cbegin(), m_roster.members().cend(),
                                             [](const Member &member) { return member.role == Role::Operator; }));
    return m_here > hosts ? m_here - hosts : 0;
}

QStringList RoomMirror::typing(UserId except) const
{
    QStringList names;
    for (const UserId user : m_typing.users()) {
        if (user == except)
            continue;
        if (const auto member = m_roster.member(user))
            names.append(member->name);
    }
    return names;
}

void RoomMirror::runTimer()
{
    const bool needed = m_coolings.rowCount() > 0 || !m_typing.isEmpty();
    if (needed && !m_second.isActive())
        m_second.start();
    else if (!needed)
        m_second.stop();
}

} // namespace foyer
