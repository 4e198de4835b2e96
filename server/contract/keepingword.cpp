// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/keepingword.h"

namespace foyer::keepingword {

QString of(const Keeping &keeping)
{
    switch (keeping.mode) {
    case Keeping::Mode::Nothing:
        return QStringLiteral("nothing");
    case Keeping::Mode::UntilClosed:
        return QStringLiteral("until-closed");
    case Keeping::Mode::Days:
        return QString::number(keeping.days);
    case Keeping::Mode::Always:
        break;
    }
    return QStringLiteral("always");
}

std::optional<Keeping> read(const QString &word)
{
    for (const Keeping::Mode mode : {Keeping::Mode::Nothing, Keeping::Mode::UntilClosed, Keeping::Mode::Always}) {
        if (word == of({mode, 0}))
            return Keeping{mode, 0};
    }
    bool ok = false;
    const Keeping days{Keeping::Mode::Days, word.toInt(&ok)};
    return ok && days.isValid() ? std::optional(days) : std::nullopt;
}

} // namespace foyer::keepingword
