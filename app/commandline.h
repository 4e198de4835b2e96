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

    /// `arguments` with the program's name first. The error is a sentence.
    [[nodiscard]] static Result<CommandLine, struct CommandLineError> parse(const QStringList &arguments);
    /// Whether --headless is among them; needed before the application object is made.
    [[nodiscard]] static bool wantsHeadless(int argc, char **argv);
};

struct CommandLineError
{
    QString sentence;
};

} // namespace foyer
