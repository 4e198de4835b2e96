// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/keeping.h"
#include "server/contract/refusal.h"
#include "server/contract/roomtypes.h"

#include <QLatin1String>
#include <QStringView>

#include <array>
#include <optional>
#include <utility>

namespace foyer::wire {

/// The words that stand for the values of an enumeration on the wire, in one table for both directions.
template <typename Enum, size_t N>
struct Words
{
    std::array<std::pair<Enum, QLatin1String>, N> rows;

    [[nodiscard]] constexpr QLatin1String word(Enum value) const
    {
        for (const auto &[candidate, text] : rows) {
            if (candidate == value)
                return text;
        }
        return {};
    }

    [[nodiscard]] std::optional<Enum> value(QStringView text) const
    {
        for (const auto &[candidate, candidateText] : rows) {
            if (text == candidateText)
                return candidate;
        }
        return std::nullopt;
    }
};

inline constexpr Words<Role, 2> roles{{{
    {Role::Guest, QLatin1String("guest")},
    {Role::Operator, QLatin1String("operator")},
}}};

inline constexpr Words<ConnectionKind, 3> kinds{{{
    {ConnectionKind::Browser, QLatin1String("browser")},
    {ConnectionKind::TextClient, QLatin1String("text")},
    {ConnectionKind::App, QLatin1String("app")},
}}};

inline constexpr Words<LeaveReason, 3> leaveReasons{{{
    {LeaveReason::Left, QLatin1String("left")},
    {LeaveReason::Lost, QLatin1String("lost")},
    {LeaveReason::Kicked, QLatin1String("kicked")},
}}};

inline constexpr Words<Keeping::Mode, 4> keepingModes{{{
    {Keeping::Mode::Nothing, QLatin1String("nothing")},
    {Keeping::Mode::UntilClosed, QLatin1String("until-closed")},
    {Keeping::Mode::Days, QLatin1String("days")},
    {Keeping::Mode::Always, QLatin1String("always")},
}}};

inline constexpr Words<NameClash, 2> nameClashes{{{
    {NameClash::LookAlike, QLatin1String("look-alike")},
    {NameClash::Host, QLatin1String("host")},
}}};

inline constexpr Words<RefusalCode, 25> refusals{{{
    {RefusalCode::BadJson, QLatin1String("bad-json")},
    {RefusalCode::UnknownType, QLatin1String("unknown-type")},
    {RefusalCode::BadField, QLatin1String("bad-field")},
    {RefusalCode::NotJoined, QLatin1String("not-joined")},
    {RefusalCode::AlreadyJoined, QLatin1String("already-joined")},
    {RefusalCode::NotAllowed, QLatin1String("not-allowed")},
    {RefusalCode::BadToken, QLatin1String("bad-token")},
    {RefusalCode::TooManySessions, QLatin1String("too-many-sessions")},
    {RefusalCode::NameEmpty, QLatin1String("name-empty")},
    {RefusalCode::NameTooLong, QLatin1String("name-too-long")},
    {RefusalCode::NameCharacters, QLatin1String("name-characters")},
    {RefusalCode::NameTaken, QLatin1String("name-taken")},
    {RefusalCode::TextEmpty, QLatin1String("text-empty")},
    {RefusalCode::TextTooLong, QLatin1String("text-too-long")},
    {RefusalCode::TextCharacters, QLatin1String("text-characters")},
    {RefusalCode::CoolingOff, QLatin1String("cooling-off")},
    {RefusalCode::AddressCoolingOff, QLatin1String("address-cooling-off")},
    {RefusalCode::NoSuchUser, QLatin1String("no-such-user")},
    {RefusalCode::NoSuchCooling, QLatin1String("no-such-cooling")},
    {RefusalCode::HostStays, QLatin1String("host-stays")},
    {RefusalCode::TooFast, QLatin1String("too-fast")},
    {RefusalCode::TooManyJoins, QLatin1String("too-many-joins")},
    {RefusalCode::SearchTooLong, QLatin1String("search-too-long")},
    {RefusalCode::SearchNoWords, QLatin1String("search-no-words")},
    {RefusalCode::SearchUnavailable, QLatin1String("search-unavailable")},
}}};

/// In the order of CommandBody's alternatives.
inline constexpr std::array commands{
    QLatin1String("join"),    QLatin1String("say"),    QLatin1String("rename"), QLatin1String("typing"),
    QLatin1String("leave"),   QLatin1String("ping"),   QLatin1String("backlog"), QLatin1String("roster"),
    QLatin1String("kick"),    QLatin1String("let-in"), QLatin1String("rename-room"), QLatin1String("set-keeping"),
    QLatin1String("search"),
};

/// The language tag of the wire (BCP 47) for "en" and "zh_CN", and back.
[[nodiscard]] inline QString languageTag(QString language)
{
    return language.replace(QLatin1Char('_'), QLatin1Char('-'));
}
[[nodiscard]] inline QString languageName(QString tag)
{
    return tag.replace(QLatin1Char('-'), QLatin1Char('_'));
}

} // namespace foyer::wire
