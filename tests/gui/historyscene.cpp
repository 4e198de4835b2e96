// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/historyscene.h"

#include <QDateTime>

namespace foyer::historyscene {

using namespace Qt::StringLiterals;

qint64 at(int hour, int minute, QDate on)
{
    return QDateTime(on, QTime(hour, minute)).toMSecsSinceEpoch();
}

HistoryLine line(quint64 seq, const QString &text, const QList<TextMark> &marks, const QString &name)
{
    return {seq, at(10, int(seq % 60)), UserId{seq % 5 + 1}, name, text, marks};
}

HistoryHits hits(int count, quint64 newest, bool more)
{
    HistoryHits found;
    for (int i = 0; i < count; ++i)
        found.lines.append(line(newest - quint64(i), u"the old mill %1"_s.arg(i), {{8, 4}}));
    found.more = more;
    found.next = newest - quint64(count) + 1;
    return found;
}

HistoryHits refused(HistoryHits::Problem problem)
{
    HistoryHits none;
    none.problem = problem;
    return none;
}

Attendance attendance()
{
    Attendance there;
    there.people = {{UserId{1}, u"Ada"_s, at(9, 0), at(10, 30), false, 12, {{at(9, 0), at(9, 30)}, {at(10, 0), at(10, 30)}}},
                    {UserId{2}, u"小明"_s, at(9, 5), at(11, 0), true, 3, {{at(9, 5), at(11, 0)}}},
                    {UserId{3}, u"Bob"_s, at(9, 10), at(9, 12), false, 120, {{at(9, 10), at(9, 12)}}}};
    return there;
}

QList<Event> acts()
{
    const CoolingOff cooling{CoolingId{7}, u"Bob"_s, u"192.168.1.34"_s, u"spam, again"_s, at(9, 7), {}};
    return {{11, at(9, 1), Audience::everyone(), RoomRenamed{u"Class 7b"_s}},
            {12, at(9, 2), Audience::everyone(), Kicked{UserId{3}, u"Ms Brandt"_s, cooling}},
            {13, at(9, 3), Audience::everyone(), LetIn{CoolingId{7}, u"Lena"_s}},
            {14, at(9, 4), Audience::everyone(), LetIn{CoolingId{7}, {}}}};
}

} // namespace foyer::historyscene
