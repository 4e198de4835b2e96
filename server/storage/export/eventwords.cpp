// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/eventwords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace foyer::eventwords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(foyer::EventWords)
};

/// Unicode Standard Annex 14, classes BK, CR, LF, NL
bool breaksLine(QChar c)
{
    switch (c.unicode()) {
    case u'\n':
    case u'\v':
    case u'\f':
    case u'\r':
    case 0x1c: // these three, in Python and others
    case 0x1d:
    case 0x1e:
    case 0x85:
    case 0x2028:
    case 0x2029:
        return true;
    default:
        return false;
    }
}

QString keepingWords(const KeepingChanged &changed)
{
    const QString who = changed.by.isEmpty() ? Words::tr("The host") : changed.by;
    switch (changed.keeping.mode) {
    case Keeping::Mode::Nothing:
        return Words::tr("%1 changed it: nothing is kept from now on, and what was kept before is deleted").arg(who);
    case Keeping::Mode::UntilClosed:
        return Words::tr("%1 changed it: what is said is kept until the room is closed").arg(who);
    case Keeping::Mode::Days:
        return Words::tr("%1 changed it: what is said is kept for %n day(s)", nullptr, changed.keeping.days).arg(who);
    case Keeping::Mode::Always:
        break;
    }
    return Words::tr("%1 changed it: what is said is kept until the host chooses otherwise").arg(who);
}

/// "5 minutes"; in the largest unit of which it is a whole number.
QString span(qint64 seconds)
{
    const auto count = [seconds](qint64 unit) { return static_cast<int>(std::min<qint64>(seconds / unit, std::numeric_limits<int>::max())); };
    if (seconds % 3600 == 0)
        return Words::tr("%n hour(s)", nullptr, count(3600));
    return seconds % 60 == 0 ? Words::tr("%n minute(s)", nullptr, count(60)) : Words::tr("%n second(s)", nullptr, count(1));
}

QString kickWords(const Kicked &kicked, qint64 atMs)
{
    const CoolingOff &cooling = kicked.cooling;
    const qint64 seconds = cooling.secondsFrom(atMs);
    if (seconds <= 0) {
        return cooling.reason.isEmpty() ? Words::tr("%1 asked %2 to leave").arg(kicked.by, cooling.name)
                                        : Words::tr("%1 asked %2 to leave: “%3”").arg(kicked.by, cooling.name, cooling.reason);
    }
    return cooling.reason.isEmpty()
               ? Words::tr("%1 asked %2 to leave, with a cooling-off of %3").arg(kicked.by, cooling.name, span(seconds))
               : Words::tr("%1 asked %2 to leave, with a cooling-off of %3: “%4”").arg(kicked.by, cooling.name, span(seconds), cooling.reason);
}

QString letInWords(const LetIn &letIn, const QString &cooled)
{
    if (letIn.name.isEmpty())
        return cooled.isEmpty() ? Words::tr("A cooling-off was lifted") : Words::tr("The host ended the cooling-off of %1").arg(cooled);
    return cooled.isEmpty() ? Words::tr("%1 was let in in spite of a cooling-off").arg(letIn.name)
                            : Words::tr("The host let %1 in in spite of the cooling-off of %2").arg(letIn.name, cooled);
}

struct Teller
{
    qint64 atMs;
    const QString &cooled;

    QString operator()(const Joined &joined) const { return Words::tr("%1 came in").arg(joined.member.name); }
    QString operator()(const Left &left) const
    {
        switch (left.why) {
        case LeaveReason::Left:
            return Words::tr("%1 left").arg(left.name);
        case LeaveReason::Lost:
            return Words::tr("%1 lost the connection").arg(left.name);
        case LeaveReason::Kicked:
            break;
        }
        return Words::tr("%1 had to leave").arg(left.name);
    }
    QString operator()(const Renamed &renamed) const
    {
        if (renamed.was == renamed.name) // names are not to be told
            return Words::tr("%1 took another name").arg(renamed.name);
        return Words::tr("%1 is now called %2").arg(renamed.was, renamed.name);
    }
    QString operator()(const Said &) const { return {}; }
    QString operator()(const RoomRenamed &renamed) const { return Words::tr("The room is now called “%1”").arg(renamed.name); }
    QString operator()(const KeepingChanged &changed) const { return keepingWords(changed); }
    QString operator()(const Kicked &kicked) const { return kickWords(kicked, atMs); }
    QString operator()(const LetIn &letIn) const { return letInWords(letIn, cooled); }
    // Never kept.
    QString operator()(const Presence &) const { return {}; }
    QString operator()(const Typing &) const { return {}; }
    QString operator()(const PeopleCount &) const { return {}; }
    QString operator()(const Knock &) const { return {}; }
};

QString moment(qint64 ms)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms);
    const QString date = day(at.date());
    return at == at.date().startOfDay() ? date : Words::tr("%1, %2").arg(date, at.time().toString(QStringLiteral("HH:mm")));
}

/// `ms` itself is no longer part of it.
QString lastMoment(qint64 ms)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(ms);
    if (at != at.date().startOfDay())
        return moment(ms);
    return day(at.date().addDays(-1));
}

} // namespace

QString sentence(const Event &event, const QString &cooled)
{
    return oneLine(std::visit(Teller{event.atMs, cooled}, event.body));
}

bool isModeration(const EventBody &body)
{
    return std::holds_alternative<Kicked>(body) || std::holds_alternative<LetIn>(body) || std::holds_alternative<RoomRenamed>(body)
           || std::holds_alternative<KeepingChanged>(body);
}

QString kind(const EventBody &body)
{
    if (std::holds_alternative<Said>(body))
        return Words::tr("message");
    if (std::holds_alternative<Joined>(body))
        return Words::tr("came in");
    if (std::holds_alternative<Left>(body))
        return Words::tr("left");
    if (std::holds_alternative<Renamed>(body))
        return Words::tr("new name");
    if (std::holds_alternative<RoomRenamed>(body))
        return Words::tr("room renamed");
    if (std::holds_alternative<KeepingChanged>(body))
        return Words::tr("what is kept");
    if (std::holds_alternative<Kicked>(body))
        return Words::tr("asked to leave");
    if (std::holds_alternative<LetIn>(body))
        return Words::tr("let in");
    return {};
}

QString period(const ExportRequest &request)
{
    if (request.fromMs && request.toMs) {
        const QString from = moment(*request.fromMs);
        const QString to = lastMoment(*request.toMs);
        return from == to ? from : Words::tr("From %1 to %2").arg(from, to);
    }
    if (request.fromMs)
        return Words::tr("From %1 on").arg(moment(*request.fromMs));
    if (request.toMs)
        return Words::tr("Up to %1").arg(lastMoment(*request.toMs));
    return Words::tr("From the beginning");
}

QString day(QDate date)
{
    return QLocale().toString(date, QLocale::LongFormat);
}

QString messages(qint64 count)
{
    constexpr qint64 most = std::numeric_limits<int>::max();
    return Words::tr("%n message(s)", nullptr, static_cast<int>(std::min(count, most)));
}

QString oneLine(QString text)
{
    std::replace_if(text.begin(), text.end(), breaksLine, QLatin1Char(' '));
    return text;
}

QStringList lines(const QString &text)
{
    QStringList lines;
    qsizetype from = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!breaksLine(text[i]))
            continue;
        lines.append(text.mid(from, i - from));
        if (text[i] == QLatin1Char('\r') && i + 1 < text.size() && text[i + 1] == QLatin1Char('\n'))
            ++i;
        from = i + 1;
    }
    lines.append(text.mid(from));
    return lines;
}

} // namespace foyer::eventwords
