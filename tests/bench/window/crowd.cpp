// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/crowd.h"

#include <QDateTime>
#include <QStringList>

#include <iterator>

using namespace Qt::StringLiterals;

namespace foyer {

QString saying(quint64 number)
{
    static const QStringList sayings{
        u"yes"_s,
        u"Can somebody show me where the second exercise is? I have looked on the page and do not find it."_s,
        u"老师好"_s,
        u"我觉得这个问题的答案应该在第三章,大家可以再看一遍,然后我们一起讨论一下好不好?"_s,
        u"👍"_s,
        u"😀😃😄 很好 👩‍👩‍👧‍👦 ok"_s,
        u"https://example.org/a/rather/long/path/to/something?with=query&and=more#fragment"_s,
        u"See https://example.org/notes and tell me what you think"_s,
        u"first line\nsecond line\nand a third one that is somewhat longer than the two before it"_s,
        u"ok"_s,
        u"The quick brown fox jumps over the lazy dog. "_s.repeated(8),
        u"مرحبا بالجميع"_s,
    };
    return u"%1 %2"_s.arg(sayings.at(qsizetype(number % quint64(sayings.size())))).arg(number);
}

QString crowdName(quint64 user)
{
    static const QStringList names{u"Ada"_s, u"小明"_s, u"Benedikt von der Heide"_s, u"Zoë"_s, u"李雷"_s, u"🦊 fox"_s, u"Sam"_s};
    return u"%1 %2"_s.arg(names.at(qsizetype(user % quint64(names.size())))).arg(user);
}

Crowd::Crowd(int people, int messagesPerSecond) : m_people(people), m_rate(messagesPerSecond), m_timer(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(33);
    connect(&m_timer, &QTimer::timeout, this, &Crowd::tick);
}

RoomSnapshot Crowd::room(int lines)
{
    RoomSnapshot room;
    room.roomName = u"Everybody"_s;
    room.people.total = quint32(m_people);
    for (int i = 0; i < m_people; ++i) {
        m_here.append(++m_lastUser);
        room.people.rows.append(member(m_lastUser));
    }
    for (int i = 0; i < lines; ++i)
        room.lines.append(said());
    return room;
}

void Crowd::begin()
{
    m_due = 0;
    m_since.start();
    m_timer.start();
}

void Crowd::end()
{
    m_timer.stop();
}

void Crowd::tick()
{
    QList<Event> events;
    for (const qint64 due = m_since.elapsed() * m_rate / 1000; m_due < due; ++m_due)
        events.append(said());
    if (++m_ticks % 2 == 0) { // one goes, one comes: about fifteen of each in a second
        const quint64 gone = m_here.takeAt(qsizetype(quint64(m_ticks) * 7919 % quint64(m_here.size())));
        events.append(next(Left{UserId{gone}, crowdName(gone), LeaveReason::Left, quint32(m_here.size())}));
        m_here.append(++m_lastUser);
        events.append(next(Joined{member(m_lastUser), quint32(m_here.size())}));
    }
    if (m_ticks % 5 == 0)
        events.append({0, 0, Audience::everyone(), Typing{UserId{m_here.at(m_ticks % m_here.size())}}});
    Q_EMIT happened(events);
}

Event Crowd::next(EventBody body)
{
    return {++m_seq, QDateTime::currentMSecsSinceEpoch(), Audience::everyone(), std::move(body)};
}

Event Crowd::said()
{
    const quint64 user = m_here.at(qsizetype(++m_sayings * 7919 % quint64(m_here.size())));
    return next(Said{UserId{user}, crowdName(user), Role::Guest, saying(m_sayings), {}});
}

Member Crowd::member(quint64 user) const
{
    return {UserId{user}, crowdName(user), Role::Guest, ConnectionKind::Browser, QDateTime::currentMSecsSinceEpoch(),
            user % 17 == 0, u"192.168.%1.%2"_s.arg(user / 250 % 250).arg(user % 250), user % 90};
}

} // namespace foyer
