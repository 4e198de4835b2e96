// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/story.h"

#include <QStringList>

#include <array>

namespace foyer {

using namespace Qt::StringLiterals;

namespace cast {

namespace {

/// The plainest first: that is where shrinking leads.
const QStringList &names()
{
    static const QStringList all{u"Ada"_s,       u"Bob"_s,       u"ADA"_s,       u"Ａｄａ"_s,
                                 u"Ada 2"_s,     u"Ada (2)"_s,   u"Bob\u200D"_s, u"Cem"_s,
                                 u"Ms Brandt"_s, u"ms BRANDT"_s, u"\u0410da"_s /* with a Cyrillic letter */, u" Ada "_s,     u"小明"_s,
                                 u""_s,          u"a:b"_s,       u"★ Ada"_s,     u"long "_s.repeated(20)};
    return all;
}

template <size_t size>
qint64 oneOf(const std::array<qint64, size> &all, int number)
{
    return all[static_cast<size_t>(number) % size];
}

} // namespace

QString called(int who)
{
    if (isHost(who))
        return u"host %1"_s.arg(who - browsers - textClients + 1);
    return isTextClient(who) ? u"plain-text client %1"_s.arg(who - browsers + 1) : u"guest %1"_s.arg(who + 1);
}

QString address(int who)
{
    constexpr int houses = 4;
    return u"192.168.1.%1"_s.arg(10 + who % houses);
}

QString name(int number)
{
    return names().at(number % names().size());
}

QString text(int number)
{
    static const QStringList all{u"hello"_s, u"two\nlines"_s, u"  "_s, u"\u0007"_s, u"x"_s.repeated(5001)};
    return all.at(number % all.size());
}

quint32 coolingSeconds(int number)
{
    return static_cast<quint32>(oneOf(std::array<qint64, 4>{60, 0, 1, 300}, number));
}

Keeping keeping(int number)
{
    const auto mode = static_cast<Keeping::Mode>(number % 4);
    return {mode, mode == Keeping::Mode::Days ? static_cast<int>(oneOf(std::array<qint64, 4>{1, 7, 0, 3651}, number / 4)) : 0};
}

qint64 passingMs(int number)
{
    return oneOf(std::array<qint64, 6>{100, 1'000, 500, 30'000, 60'000, 1'999}, number);
}

int missed(int number)
{
    return number % 4 - 1;
}

qint64 jumpMs(int number)
{
    constexpr qint64 yearMs = 365LL * 86'400'000;
    return oneOf(std::array<qint64, 4>{60'000, -60'000, yearMs, -yearMs}, number);
}

} // namespace cast

// ---- In words

namespace {

QString quoted(const QString &text)
{
    constexpr qsizetype longest = 30;
    QString shown = text.left(longest);
    shown.replace(u'\n', u'⏎');
    return u"“"_s + shown + (text.size() > longest ? u"…”"_s : u"”"_s);
}

QString toldOf(int number)
{
    const int missed = cast::missed(number);
    return missed < 0 ? u"which is more than there was"_s : u"all but %1 events"_s.arg(missed);
}

QString words(const Step &step)
{
    const QString who = cast::called(step.who);
    const QString named = quoted(cast::name(step.name));
    switch (step.kind) {
    case Step::Kind::Comes:
        return u"%1 comes as %2"_s.arg(who, named);
    case Step::Kind::ComesAgain:
        return u"%1 comes as %2 with the device it has had, if any"_s.arg(who, named);
    case Step::Kind::Resumes:
        return u"%1 comes as %2 and takes up what it had been told, %3"_s.arg(who, named, toldOf(step.number));
    case Step::Kind::ComesWithBadToken:
        return u"%1 comes as %2 with a token that is none"_s.arg(who, named);
    case Step::Kind::IsCutOff:
        return u"a connection of %1 is lost"_s.arg(who);
    case Step::Kind::Leaves:
        return u"%1 leaves"_s.arg(who);
    case Step::Kind::Says:
        return u"%1 says %2 under id %3"_s.arg(who, quoted(cast::text(step.name))).arg(step.number % 3);
    case Step::Kind::Renames:
        return u"%1 wants to be called %2"_s.arg(who, named);
    case Step::Kind::Types:
        return u"%1 types"_s.arg(who);
    case Step::Kind::FetchesBacklog:
        return u"%1 asks for what was before"_s.arg(who);
    case Step::Kind::FetchesRoster:
        return u"%1 asks who is there"_s.arg(who);
    case Step::Kind::Kicks:
        return u"%1 kicks %2 for %3 s"_s.arg(who, cast::called(step.whom)).arg(cast::coolingSeconds(step.number));
    case Step::Kind::LetsIn:
        return step.name % 2 == 0
                   ? u"%1 lifts cooling-off %2"_s.arg(who).arg(step.number % 4 + 1)
                   : u"%1 lets %2 in, in spite of cooling-off %3"_s.arg(who, named).arg(step.number % 4 + 1);
    case Step::Kind::RenamesRoom:
        return u"%1 calls the room %2"_s.arg(who, named);
    case Step::Kind::SetsKeeping:
        return u"%1 sets what is kept to mode %2, %3 days"_s.arg(who).arg(int(cast::keeping(step.number).mode)).arg(cast::keeping(step.number).days);
    case Step::Kind::TimePasses:
        return u"%1 ms pass"_s.arg(cast::passingMs(step.number));
    case Step::Kind::WallClockJumps:
        return u"the wall clock jumps by %1 s"_s.arg(cast::jumpMs(step.number) / 1000);
    }
    return {};
}

} // namespace

void showValue(const Step &step, std::ostream &out)
{
    out << words(step).toStdString();
}

void showValue(const Story &story, std::ostream &out)
{
    out << "In a room that lists up to " << story.listedPeople << " people:";
    for (const Step &step : story.steps)
        out << "\n  " << words(step).toStdString();
}

} // namespace foyer

namespace rc {

Gen<foyer::Story> Arbitrary<foyer::Story>::arbitrary()
{
    using foyer::Step;
    using foyer::Story;
    constexpr int numbers = 60; // what they choose from is taken modulo
    const Gen<Step::Kind> kinds = gen::weightedElement<Step::Kind>({{8, Step::Kind::Comes},
                                                                    {4, Step::Kind::ComesAgain},
                                                                    {4, Step::Kind::Resumes},
                                                                    {1, Step::Kind::ComesWithBadToken},
                                                                    {6, Step::Kind::IsCutOff},
                                                                    {3, Step::Kind::Leaves},
                                                                    {6, Step::Kind::Says},
                                                                    {5, Step::Kind::Renames},
                                                                    {2, Step::Kind::Types},
                                                                    {1, Step::Kind::FetchesBacklog},
                                                                    {1, Step::Kind::FetchesRoster},
                                                                    {6, Step::Kind::Kicks},
                                                                    {3, Step::Kind::LetsIn},
                                                                    {1, Step::Kind::RenamesRoom},
                                                                    {1, Step::Kind::SetsKeeping},
                                                                    {6, Step::Kind::TimePasses},
                                                                    {1, Step::Kind::WallClockJumps}});
    // However somebody came, the plainest is as somebody new.
    const Gen<Step::Kind> shrinkable = gen::shrink(kinds, [](Step::Kind kind) {
        const bool isAComing =
            kind == Step::Kind::ComesAgain || kind == Step::Kind::Resumes || kind == Step::Kind::ComesWithBadToken;
        return isAComing ? seq::just(Step::Kind::Comes) : Seq<Step::Kind>();
    });
    const Gen<int> anybody = gen::inRange(0, foyer::cast::size);
    const Gen<int> anyNumber = gen::inRange(0, numbers);
    const Gen<Step> steps = gen::apply(
        [](Step::Kind kind, int who, int whom, int name, int number) {
            // What only hosts may do is done by hosts more often than not.
            const bool isTheirs =
                kind == Step::Kind::Kicks || kind == Step::Kind::LetsIn || kind == Step::Kind::RenamesRoom || kind == Step::Kind::SetsKeeping;
            const int by = isTheirs && who % 4 != 3 ? foyer::cast::size - 1 - who % foyer::cast::hosts : who;
            return Step{kind, by, whom, name, number};
        },
        shrinkable, anybody, anybody, anyNumber, anyNumber);
    return gen::apply(
        [](int listed, std::vector<Step> all) {
            return Story{listed, std::move(all)};
        },
        gen::map(gen::inRange(0, 3),
                 [](int choice) {
                     return std::array{300, 3, 1}[static_cast<size_t>(choice)];
                 }),
        gen::container<std::vector<Step>>(steps));
}

} // namespace rc
