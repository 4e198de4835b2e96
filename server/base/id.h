// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <compare>

namespace foyer {

/// A number that names one kind of thing and cannot be taken for another kind. 0 names nothing.
template <typename Tag>
struct Id
{
    quint64 value = 0;

    [[nodiscard]] bool isNull() const noexcept { return value == 0; }
    auto operator<=>(const Id &) const = default;
    friend size_t qHash(Id id, size_t seed = 0) noexcept { return ::qHash(id.value, seed); }
};

using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using DeviceId = Id<struct DeviceTag>;
using CoolingId = Id<struct CoolingTag>;

} // namespace foyer
