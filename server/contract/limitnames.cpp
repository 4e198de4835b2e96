// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/limitnames.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace foyer {

namespace {

using Number = qint64;

struct Row
{
    QLatin1String name;
    const char *unit;
    const char *meaning;
    Number least; ///< below it the room would be of no use to anybody; 0, "none", is possible all the same
    Number most;
    Number (*read)(const Limits &); ///< in parts of the unit, as `write`
    void (*write)(Limits &, Number);
    /// What may be had at once; for "rate" alone.
    int Limits::*burst = nullptr;
    /// In one unit; more than one where the room itself may halve what nobody can set but whole.
    Number parts = 1;
};

template <int Limits::*member>
constexpr Row counted(QLatin1String name, const char *unit, const char *meaning, Number least, Number most, int Limits::*burst = nullptr)
{
    return {name, unit, meaning, least, most, [](const Limits &limits) { return Number(limits.*member); },
            [](Limits &limits, Number value) { limits.*member = int(value); }, burst};
}

template <std::chrono::milliseconds Limits::*member>
constexpr Row timed(QLatin1String name, const char *meaning, Number least)
{
    constexpr Number day = 86400;
    return {name, QT_TRANSLATE_NOOP("foyer::Limits", "seconds"), meaning, least, day,
            [](const Limits &limits) { return Number((limits.*member).count()); },
            [](Limits &limits, Number value) { limits.*member = std::chrono::milliseconds(value); }, nullptr, 1000};
}

constexpr Number many = 1'000'000;
constexpr Number gibibyte = 1024 * 1024 * 1024;
using L1 = QLatin1String;

/// The longest message fits into a frame, whatever it is made of: JSON may write each of its characters with six (RFC 8259 §7).
constexpr Number longestSay = 32 * 1024;
constexpr Number owedLeast = 64 * 1024; ///< Limits::leastOwed: a welcome, with the roster behind it

const std::array rows{
    counted<&Limits::connections>(
        L1("connections"), "",
        QT_TRANSLATE_NOOP("foyer::Limits", "connections in all; never more than the system lets the program open"), 2, many),
    counted<&Limits::perAddress>(L1("per-address"), "",
                                 QT_TRANSLATE_NOOP("foyer::Limits", "connections from one address (IPv6: one /64)"), 1, many),
    counted<&Limits::joinsPerAddress>(
        L1("joins-per-address"), QT_TRANSLATE_NOOP("foyer::Limits", "in 10 s"),
        QT_TRANSLATE_NOOP("foyer::Limits", "newcomers from one address; who comes back does not count"), 1, many),
    counted<&Limits::rate>(
        L1("rate"), QT_TRANSLATE_NOOP("foyer::Limits", "per second"),
        QT_TRANSLATE_NOOP("foyer::Limits", "messages of one user; N/BURST also says how many at once"), 1, many,
        &Limits::rateBurst),
    counted<&Limits::bytesIn>(
        L1("bytes-in"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes per second"),
        QT_TRANSLATE_NOOP("foyer::Limits", "read from one connection; beyond, it is read more slowly"), 4096, gibibyte),
    counted<&Limits::work>(
        L1("work-per-address"), QT_TRANSLATE_NOOP("foyer::Limits", "ms per second"),
        QT_TRANSLATE_NOOP("foyer::Limits", "spent on reading from one address, a tenth of it on one connection; beyond, it is read more slowly"),
        10, 1000),
    Row{L1("bytes-owed"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes"),
        QT_TRANSLATE_NOOP("foyer::Limits", "waiting to be sent to one connection, which is then closed as too slow"), owedLeast, gibibyte,
        [](const Limits &limits) { return Number(limits.owedBytes); },
        [](Limits &limits, Number value) { limits.owedBytes = value; }},
    counted<&Limits::headBytes>(L1("head-bytes"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes"),
                                QT_TRANSLATE_NOOP("foyer::Limits", "the head of an HTTP request"), 2048, gibibyte),
    timed<&Limits::handshake>(L1("handshake-seconds"),
                              QT_TRANSLATE_NOOP("foyer::Limits", "for the head of a request to arrive"), 1),
    timed<&Limits::join>(L1("join-seconds"), QT_TRANSLATE_NOOP("foyer::Limits", "from the handshake until a name is given"), 2),
    counted<&Limits::frameBytes>(L1("frame-bytes"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes"),
                                 QT_TRANSLATE_NOOP("foyer::Limits", "one frame or message to the room"), longestSay, gibibyte),
    timed<&Limits::silence>(L1("silence-seconds"),
                            QT_TRANSLATE_NOOP("foyer::Limits", "without a byte, until a connection is taken for gone"), 2),
    timed<&Limits::ping>(L1("ping-seconds"), QT_TRANSLATE_NOOP("foyer::Limits", "between two pings of the room"), 1),
};

/// What cannot be set.
struct Fixed
{
    Number value;
    const char *unit;
    const char *meaning;
};

QList<Fixed> fixedOnes()
{
    const Limits usual;
    const char *characters = QT_TRANSLATE_NOOP("foyer::Limits", "characters");
    const char *bytes = QT_TRANSLATE_NOOP("foyer::Limits", "bytes");
    const char *seconds = QT_TRANSLATE_NOOP("foyer::Limits", "seconds");
    return {
        {usual.nameGraphemes, characters, QT_TRANSLATE_NOOP("foyer::Limits", "a name, of a person or of the room")},
        {usual.textCodePoints, characters, QT_TRANSLATE_NOOP("foyer::Limits", "a message")},
        {usual.textBytes, bytes, QT_TRANSLATE_NOOP("foyer::Limits", "a message, in UTF-8")},
        {usual.reasonCodePoints, characters, QT_TRANSLATE_NOOP("foyer::Limits", "the reason for asking somebody to leave")},
        {usual.sessionsPerDevice, "", QT_TRANSLATE_NOOP("foyer::Limits", "windows of one person at the same time")},
        {usual.garbledMessages, "", QT_TRANSLATE_NOOP("foyer::Limits", "messages that cannot be understood, until a connection is closed")},
        {usual.headLines, "", QT_TRANSLATE_NOOP("foyer::Limits", "lines in the head of an HTTP request")},
        {usual.atTheDoor, "", QT_TRANSLATE_NOOP("foyer::Limits", "connections beyond “connections”, for pages and for being told that the room is full")},
        {usual.owedInAll, bytes, QT_TRANSLATE_NOOP("foyer::Limits", "waiting to be sent to all together; who is behind then shares it")},
        {usual.unwrittenBytes, bytes, QT_TRANSLATE_NOOP("foyer::Limits", "waiting to be written down; beyond, nothing more is taken")},
        {usual.keptEvents, "", QT_TRANSLATE_NOOP("foyer::Limits", "events that the room keeps for those who come back")},
        {usual.grace.count() / 1000, seconds, QT_TRANSLATE_NOOP("foyer::Limits", "for which a lost connection keeps its name and place")},
    };
}

QString say(const char *source)
{
    return *source ? QCoreApplication::translate("foyer::Limits", source) : QString();
}

/// "3/10", or "2000"
QString valueOf(const Row &row, const Limits &limits)
{
    QString value = row.parts == 1 ? QString::number(row.read(limits)) : QString::number(double(row.read(limits)) / double(row.parts));
    if (row.burst && row.read(limits) > 0)
        value += QLatin1Char('/') + QString::number(limits.*row.burst);
    return value;
}

QString names()
{
    QStringList all;
    for (const Row &row : rows)
        all.append(row.name);
    return all.join(QStringLiteral(", "));
}

/// Digits alone, up to `most`.
std::optional<Number> numberIn(QStringView text, Number least, Number most)
{
    const bool digits = !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c >= QLatin1Char('0') && c <= QLatin1Char('9');
    });
    bool ok = false;
    const Number number = digits ? text.toLongLong(&ok) : 0;
    return ok && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

LimitError badValue(const Row &row)
{
    const QString sentence =
        row.burst ? say(QT_TRANSLATE_NOOP("foyer::Limits",
                                         "The limit “%1” takes 0 (none) or a whole number from %2 to %3, or two as in 3/10."))
                  : say(QT_TRANSLATE_NOOP("foyer::Limits", "The limit “%1” takes 0 (none) or a whole number from %2 to %3."));
    return {sentence.arg(row.name).arg(row.least).arg(row.most)};
}

/// Columns of a terminal: a Chinese character takes two.
qsizetype columns(const QString &text)
{
    return text.size() + std::count_if(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x2E80; });
}

QString filled(const QString &text, qsizetype width)
{
    return text + QString(std::max<qsizetype>(width - columns(text), 0), QLatin1Char(' '));
}

/// Rows of cells, each column as wide as it needs to be; the last is left ragged.
QString asTable(const QList<QStringList> &lines)
{
    QList<qsizetype> widths;
    for (const QStringList &cells : lines) {
        widths.resize(std::max(widths.size(), cells.size()));
        for (qsizetype i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths.at(i), columns(cells.at(i)));
    }
    QString table;
    for (const QStringList &cells : lines) {
        for (qsizetype i = 0; i + 1 < cells.size(); ++i)
            table += QLatin1String("  ") + filled(cells.at(i), widths.at(i));
        table += QLatin1String("  ") + cells.constLast() + QLatin1Char('\n');
    }
    return table;
}

QString withUnit(const QString &value, const char *unit)
{
    return *unit ? QString(value + QLatin1Char(' ') + say(unit)) : value;
}

} // namespace

Result<Limits, LimitError> withLimit(Limits limits, QStringView assignment)
{
    const qsizetype sign = assignment.indexOf(QLatin1Char('='));
    if (sign < 0)
        return LimitError{say(QT_TRANSLATE_NOOP("foyer::Limits",
                                               "A limit is set as NAME=VALUE, “rate=5” for example; not as “%1”."))
                              .arg(assignment)};
    const QStringView name = assignment.first(sign);
    QStringView value = assignment.sliced(sign + 1);
    const auto row = std::find_if(rows.begin(), rows.end(), [name](const Row &one) { return name == one.name; });
    if (row == rows.end())
        return LimitError{
            say(QT_TRANSLATE_NOOP("foyer::Limits", "There is no limit “%1”. These can be set: %2.")).arg(name, names())};

    if (const qsizetype slash = value.indexOf(QLatin1Char('/')); row->burst && slash >= 0) {
        const auto burst = numberIn(value.sliced(slash + 1), 1, row->most);
        if (!burst)
            return badValue(*row);
        limits.*row->burst = int(*burst);
        value = value.first(slash);
    }
    const auto number = numberIn(value, 0, row->most);
    if (!number || (*number > 0 && *number < row->least))
        return badValue(*row);
    row->write(limits, *number * row->parts);
    if (row->burst) // a whole second's worth may always come at once
        limits.*row->burst = std::max(limits.*row->burst, int(*number));
    return limits;
}

QString limitsTable()
{
    const Limits usual;
    QList<QStringList> lines{{say(QT_TRANSLATE_NOOP("foyer::Limits", "NAME")), say(QT_TRANSLATE_NOOP("foyer::Limits", "by default")),
                              say(QT_TRANSLATE_NOOP("foyer::Limits", "at least")), say(QT_TRANSLATE_NOOP("foyer::Limits", "meaning"))}};
    for (const Row &row : rows)
        lines.append({row.name, withUnit(valueOf(row, usual), row.unit), QString::number(row.least), say(row.meaning)});
    QList<QStringList> fixed;
    for (const Fixed &one : fixedOnes())
        fixed.append({withUnit(QString::number(one.value), one.unit), say(one.meaning)});
    return say(QT_TRANSLATE_NOOP("foyer::Limits", "--limit NAME=VALUE, once for each; 0 means none.")) + QLatin1Char('\n')
           + asTable(lines) + QLatin1Char('\n') + say(QT_TRANSLATE_NOOP("foyer::Limits", "These cannot be set:")) + QLatin1Char('\n')
           + asTable(fixed);
}

QList<LimitChange> limitChanges(const Limits &limits)
{
    const Limits usual;
    QList<LimitChange> changes;
    for (const Row &row : rows) {
        const Number mine = row.read(limits);
        const Number theirs = row.read(usual);
        if (valueOf(row, limits) == valueOf(row, usual))
            continue;
        if (mine == 0) {
            changes.append({QStringLiteral("limit %1 lifted").arg(row.name), true});
            continue;
        }
        QString words = QStringLiteral("limit %1=%2 (default %3)").arg(row.name, valueOf(row, limits), valueOf(row, usual));
        if (row.name == QLatin1String("ping-seconds") && limits.silence > 0ms && limits.ping == limits.silence / 2)
            words += QLatin1String(", half of silence-seconds");
        changes.append({words, mine > theirs || (row.burst && limits.*row.burst > usual.*row.burst)});
    }
    return changes;
}

} // namespace foyer
