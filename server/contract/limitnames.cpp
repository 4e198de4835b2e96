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
    Number most;
    Number (*read)(const Limits &);
    void (*write)(Limits &, Number);
    /// What may be had at once; for "rate" alone.
    int Limits::*burst = nullptr;
};

template <int Limits::*member>
constexpr Row counted(QLatin1String name, const char *unit, const char *meaning, Number most, int Limits::*burst = nullptr)
{
    return {name, unit, meaning, most, [](const Limits &limits) { return Number(limits.*member); },
            [](Limits &limits, Number value) { limits.*member = int(value); }, burst};
}

template <std::chrono::milliseconds Limits::*member>
constexpr Row timed(QLatin1String name, const char *meaning)
{
    constexpr Number day = 86400;
    return {name, QT_TRANSLATE_NOOP("foyer::Limits", "seconds"), meaning, day,
            [](const Limits &limits) {
                return Number(std::chrono::duration_cast<std::chrono::seconds>(limits.*member).count());
            },
            [](Limits &limits, Number value) { limits.*member = std::chrono::seconds(value); }};
}

constexpr Number many = 1'000'000;
constexpr Number gibibyte = 1024 * 1024 * 1024;
using L1 = QLatin1String;

const std::array rows{
    counted<&Limits::connections>(
        L1("connections"), "",
        QT_TRANSLATE_NOOP("foyer::Limits", "connections in all; never more than the system lets the program open"), many),
    counted<&Limits::perAddress>(L1("per-address"), "",
                                 QT_TRANSLATE_NOOP("foyer::Limits", "connections from one address (IPv6: one /64)"), many),
    counted<&Limits::joinsPerAddress>(
        L1("joins-per-address"), QT_TRANSLATE_NOOP("foyer::Limits", "in 10 s"),
        QT_TRANSLATE_NOOP("foyer::Limits", "newcomers from one address; who comes back does not count"), many),
    counted<&Limits::rate>(
        L1("rate"), QT_TRANSLATE_NOOP("foyer::Limits", "per second"),
        QT_TRANSLATE_NOOP("foyer::Limits", "messages of one user; N/BURST also says how many at once"), many,
        &Limits::rateBurst),
    counted<&Limits::bytesIn>(
        L1("bytes-in"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes per second"),
        QT_TRANSLATE_NOOP("foyer::Limits", "read from one connection; beyond, it is read more slowly"), gibibyte),
    counted<&Limits::work>(
        L1("work-per-address"), QT_TRANSLATE_NOOP("foyer::Limits", "ms per second"),
        QT_TRANSLATE_NOOP("foyer::Limits", "spent on reading from one address, a tenth of it on one connection; beyond, it is read more slowly"),
        1000),
    Row{L1("bytes-owed"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes"),
        QT_TRANSLATE_NOOP("foyer::Limits", "waiting to be sent to one connection, which is then closed as too slow"), gibibyte,
        [](const Limits &limits) { return Number(limits.owedBytes); },
        [](Limits &limits, Number value) { limits.owedBytes = value; }},
    counted<&Limits::headBytes>(L1("head-bytes"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes"),
                                QT_TRANSLATE_NOOP("foyer::Limits", "the head of an HTTP request"), gibibyte),
    timed<&Limits::handshake>(L1("handshake-seconds"),
                              QT_TRANSLATE_NOOP("foyer::Limits", "for the head of a request to arrive")),
    timed<&Limits::join>(L1("join-seconds"), QT_TRANSLATE_NOOP("foyer::Limits", "from the handshake until a name is given")),
    counted<&Limits::frameBytes>(L1("frame-bytes"), QT_TRANSLATE_NOOP("foyer::Limits", "bytes"),
                                 QT_TRANSLATE_NOOP("foyer::Limits", "one frame or message to the room"), gibibyte),
    timed<&Limits::silence>(L1("silence-seconds"),
                            QT_TRANSLATE_NOOP("foyer::Limits", "without a byte, until a connection is taken for gone")),
    timed<&Limits::ping>(L1("ping-seconds"), QT_TRANSLATE_NOOP("foyer::Limits", "between two pings of the room")),
};

QString say(const char *source)
{
    return *source ? QCoreApplication::translate("foyer::Limits", source) : QString();
}

/// "3/10", or "2000"
QString valueOf(const Row &row, const Limits &limits)
{
    QString value = QString::number(row.read(limits));
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
                                         "The limit “%1” takes a whole number from 0 (none) to %2, or two as in 3/10."))
                  : say(QT_TRANSLATE_NOOP("foyer::Limits", "The limit “%1” takes a whole number from 0 (none) to %2."));
    return {sentence.arg(row.name).arg(row.most)};
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
    if (!number)
        return badValue(*row);
    row->write(limits, *number);
    if (row->burst) // a whole second's worth may always come at once
        limits.*row->burst = std::max(limits.*row->burst, int(*number));
    return limits;
}

QString limitsTable()
{
    const Limits usual;
    const auto defaultOf = [&usual](const Row &row) {
        const QString unit = say(row.unit);
        return unit.isEmpty() ? valueOf(row, usual) : QString(valueOf(row, usual) + QLatin1Char(' ') + unit);
    };
    qsizetype widestName = 0;
    qsizetype widestDefault = 0;
    for (const Row &row : rows) {
        widestName = std::max(widestName, row.name.size());
        widestDefault = std::max(widestDefault, defaultOf(row).size());
    }
    QString table = say(QT_TRANSLATE_NOOP("foyer::Limits", "--limit NAME=VALUE, once for each; 0 means none.")) + QLatin1Char('\n');
    for (const Row &row : rows) {
        table += QStringLiteral("  %1  %2  %3\n")
                     .arg(QString(row.name).leftJustified(widestName), defaultOf(row).leftJustified(widestDefault), say(row.meaning));
    }
    return table;
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
        if (mine == 0)
            changes.append({QStringLiteral("limit %1 lifted").arg(row.name), true});
        else
            changes.append({QStringLiteral("limit %1=%2 (default %3)").arg(row.name, valueOf(row, limits), valueOf(row, usual)),
                            mine > theirs || (row.burst && limits.*row.burst > usual.*row.burst)});
    }
    return changes;
}

} // namespace foyer
