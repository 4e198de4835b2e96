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
        return tr("Kept until the host chooses otherwise");
    }
    return {};
}

QString KeepingText::inBrief(const Keeping &keeping)
{
    return keeping.mode == Keeping::Mode::Always ? tr("Kept") : choice(keeping);
}

QString KeepingText::meaning(Keeping::Mode mode)
{
    const QString with = tr("Names and the times of coming and going are kept with it.");
    switch (mode) {
    case Keeping::Mode::Nothing:
        return tr("Nothing is written to the disk: there is no history to search or to export.");
    case Keeping::Mode::UntilClosed:
        return tr("It is deleted when you close the room. %1").arg(with);
    case Keeping::Mode::Days:
        return tr("What is older is deleted by itself. %1").arg(with);
    case Keeping::Mode::Always:
        return tr("It stays until you choose one of the others. %1").arg(with);
    }
    return {};
}

QString KeepingText::loss(const Keeping &before, const Keeping &after)
{
    using Mode = Keeping::Mode;
    switch (after.mode) {
    case Mode::Nothing:
        return before.keepsAnything() ? tr("What has been kept so far is deleted for good.") : QString();
    case Mode::UntilClosed:
        return before.mode == Mode::Days || before.mode == Mode::Always
                   ? tr("What has been kept so far, of earlier days as well, is deleted for good when the room is closed.")
                   : QString();
    case Mode::Days:
        return before.mode == Mode::Always || (before.mode == Mode::Days && after.days < before.days)
                   ? tr("What is older than %n day(s) is deleted for good.", nullptr, after.days)
                   : QString();
    case Mode::Always:
        break;
    }
    return {};
}

QString KeepingText::loss(int messagesBefore, int messagesAfter)
{
    const bool isTighter = messagesAfter > 0 && (messagesBefore == 0 || messagesAfter < messagesBefore);
    return isTighter ? tr("What is older than the newest %n message(s) is deleted for good.", nullptr, messagesAfter) : QString();
}

QString KeepingText::nothingHere()
{
    return tr("Nothing is kept, so there is nothing to be found here. In the settings you choose what is kept.");
}

QString KeepingText::changed(const Keeping &keeping, const QString &by)
{
    const QString who = by.isEmpty() ? tr("The host") : by;
    switch (keeping.mode) {
    case Keeping::Mode::Nothing:
        return tr("%1 changed it: nothing is kept from now on, and what was kept before is deleted").arg(who);
    case Keeping::Mode::UntilClosed:
        return tr("%1 changed it: what is said is kept until the room is closed").arg(who);
    case Keeping::Mode::Days:
        return tr("%1 changed it: what is said is kept for %n day(s)", nullptr, keeping.days).arg(who);
    case Keeping::Mode::Always:
        return tr("%1 changed it: what is said is kept until the host chooses otherwise").arg(who);
    }
    return {};
}

} // namespace foyer
