// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QHash>

#include <map>

namespace foyer {

/// What has been kept in the lives of a room, by the account of all who were told of it.
class Minutes final
{
public:
    using Events = std::map<quint64, Event>;

    /// False when somebody has told another event under this seq. Addresses, which operators alone are told, do not
    /// count.
    [[nodiscard]] bool note(const QString &epoch, const Event &event);
    [[nodiscard]] const Events &of(const QString &epoch) const;
    [[nodiscard]] QStringList epochs() const { return m_lives.keys(); }

    /// Kicks and what follows from them are for operators.
    [[nodiscard]] static bool isForOperators(const Event &event);

private:
    QHash<QString, Events> m_lives;
};

} // namespace foyer
