// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/limits.h"
#include "server/contract/refusal.h"
#include "server/contract/roomtypes.h"

#include <QString>

#include <optional>

namespace foyer {

class CoolingOffs;
class Roster;

/// Whether somebody may be called what they want: by those who are here, by those who must wait, and by the host. For one question; it looks at what it is given.
class FreeNames final
{
public:
    /// The host's name is the host's, before they come in too: the page says whose room it is. Empty: the room has none.
    struct HostName
    {
        explicit HostName(const QString &name);
        QString key;
        QString shape;
    };
    FreeNames(const HostName &host, const Roster &roster, CoolingOffs &coolingOffs, const Limits &limits)
        : m_host(host), m_roster(roster), m_coolingOffs(coolingOffs), m_limits(limits)
    {}

    /// What a newcomer is called who wants this (clean) name: it, or with a number behind it for those who cannot answer a question, and for the
    /// operator, who should be in with one click; else NameTaken.
    [[nodiscard]] Result<QString, Refusal> forNewcomer(const QString &name, ConnectionKind kind, Role role) const;
    /// NameTaken, when `user` of this role cannot be called so from now on.
    [[nodiscard]] std::optional<Refusal> whyNot(const QString &name, Role role, UserId user) const;

private:
    [[nodiscard]] std::optional<NameClash> clash(const QString &name, Role role, UserId but = {}) const;
    [[nodiscard]] Refusal refusal(const QString &name, NameClash clash) const;
    [[nodiscard]] QString firstFree(const QString &name, QLatin1String before, QLatin1String after) const;

    const HostName &m_host;
    const Roster &m_roster;
    CoolingOffs &m_coolingOffs;
    const Limits &m_limits;
};

} // namespace foyer
