// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keepingtext.h"

namespace foyer {

QString KeepingText::choice(const Keeping &keeping)
{
    switch (keeping.mode) {
    case Keeping::Mode::Nothing:
        return tr("Nothing is kept");
    case Keeping::Mode::UntilClosed:
        return tr("Kept until the room is closed");
    case Keeping::Mode::Days:
        return tr("Kept for %n day(s)", nullptr, keeping.days);
    case Keeping::Mode::Always:
        return tr("Kept");
    }
    return {};
}

QString KeepingText::changed(const Keeping &keeping, const QString &by)
{
    const QString who = by.isEmpty() ? tr("The host") : by;
    switch (keeping.mode) {
    case Keeping::Mode::Nothing:
        return tr("%1 changed it: nothing is kept from now on").arg(who);
    case Keeping::Mode::UntilClosed:
        return tr("%1 changed it: what is said is kept until the room is closed").arg(who);
    case Keeping::Mode::Days:
        return tr("%1 changed it: what is said is kept for %n day(s)", nullptr, keeping.days).arg(who);
    case Keeping::Mode::Always:
        return tr("%1 changed it: what is said is kept").arg(who);
    }
    return {};
}

} // namespace foyer
