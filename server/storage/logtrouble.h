// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace foyer {

/// What is wrong with keeping what happens, while the room goes on.
struct LogTrouble
{
    QString detail;      ///< in the system's words; empty: everything is written
    quint32 held = 0;    ///< events that wait in memory until they can be written
    quint64 dropped = 0; ///< events that nobody will find again, since the room was opened
    QString undeleted = {}; ///< why something that was to be deleted is still there, in the system's words; empty: nothing is

    bool operator==(const LogTrouble &) const = default;
};

} // namespace foyer
