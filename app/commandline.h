// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/overrides.h"
#include "server/base/result.h"

namespace foyer {

/// What was asked for when the program was started.
struct CommandLine
{
    bool headless = false;
    bool start = false; ///< open the room at once (always so when headless)
    QString dataDir;    ///< empty: the usual place
    Overrides overrides;
    QString logRules; ///< for QLoggingCategory::setFilterRules(); empty: only what goes wrong is logged

    /// For --help and --version: what to print before ending.
    QString onlyPrint;

    /// `arguments` with the program's name first; Qt's own ones, "-platform offscreen" for example, are passed over. The error is a
    /// sentence in the language spoken.
    [[nodiscard]] static Result<CommandLine, struct CommandLineError> parse(const QStringList &arguments);

    /// What --lang says, for the sentences of parse() themselves; empty when it says nothing.
    [[nodiscard]] static QString languageIn(const QStringList &arguments);

    /// Whether a window can be shown, as far as the environment and Qt's own arguments tell.
    [[nodiscard]] static bool hasDisplay(const QStringList &arguments);
    /// What to say where there is none.
    [[nodiscard]] static QString noDisplay();
    /// What to say where a room could not open what it needs.
    [[nodiscard]] static QString tooFewFiles();
};

struct CommandLineError
{
    QString sentence;
};

} // namespace foyer
