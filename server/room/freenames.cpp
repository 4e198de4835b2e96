// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/freenames.h"

#include "server/room/coolingoffs.h"
#include "server/room/names.h"
#include "server/room/roster.h"

namespace foyer {

FreeNames::HostName::HostName(const QString &name) : key(names::key(name)), shape(names::shape(name)) {}

Result<QString, Refusal> FreeNames::forNewcomer(const QString &name, ConnectionKind kind, Role role) const
{
    const std::optional<NameClash> clash = this->clash(name, role);
    if (!clash)
        return name;
    if (kind == ConnectionKind::TextClient || role >= Role::Operator)
        return firstFree(name, QLatin1String(" ("), QLatin1String(")"));
    return refusal(name, *clash);
}

std::optional<Refusal> FreeNames::whyNot(const QString &name, Role role, UserId user) const
{
    const std::optional<NameClash> clash = this->clash(name, role, user);
    return clash ? std::optional(refusal(name, *clash)) : std::nullopt;
}

/// With the name of anybody but this one, by its letters or its looks.
std::optional<NameClash> FreeNames::clash(const QString &name, Role role, UserId but) const
{
    const QString key = names::key(name);
    const QString shape = names::shape(name);
    const UserId same = m_roster.named(key);
    const UserId like = m_roster.namedLike(shape);
    const bool isSame = !same.isNull() && same != but;
    const bool isLike = !like.isNull() && like != but;
    if (role < Role::Operator) {
        const bool isTheRooms = !m_host.key.isEmpty() && (key == m_host.key || shape == m_host.shape);
        if (isTheRooms || (isSame && m_roster.roleOf(same) == Role::Operator)
            || (isLike && m_roster.roleOf(like) == Role::Operator))
            return NameClash::Host;
    }
    if (isSame)
        return NameClash::Same;
    return isLike ? std::optional(NameClash::LookAlike) : std::nullopt;
}

/// With a number behind it the host's name would look like the host still: then nothing is suggested.
Refusal FreeNames::refusal(const QString &name, NameClash clash) const
{
    return {.code = RefusalCode::NameTaken,
            .subject = name,
            .suggestion = clash == NameClash::Host ? QString() : firstFree(name, QLatin1String(" "), QLatin1String("")),
            .clash = clash};
}

/// A name that nobody has, here or in a cooling-off. Numbers are mostly given one after the other, so that the first free one is found
/// by halving: where hundreds are called the same, looking at each of them would take more time than anybody may have.
QString FreeNames::firstFree(const QString &name, QLatin1String before, QLatin1String after) const
{
    const auto candidate = [&](int number) {
        return names::withSuffix(name, before + QString::number(number) + after, m_limits);
    };
    const auto isFree = [&](const QString &numbered) {
        return !clash(numbered, Role::Guest) && !m_coolingOffs.holdsName(names::key(numbered), names::shape(numbered));
    };
    int taken = 1;
    int number = 2;
    QString free = candidate(number);
    for (; !isFree(free); free = candidate(number)) {
        taken = number;
        number = number < 8 ? number + 1 : number * 2;
    }
    while (number - taken > 1) {
        const int middle = taken + (number - taken) / 2;
        if (const QString nearer = candidate(middle); isFree(nearer)) {
            free = nearer;
            number = middle;
        } else {
            taken = middle;
        }
    }
    return free;
}

} // namespace foyer
