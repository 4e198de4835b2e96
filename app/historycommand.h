// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// "foyer export" and "foyer import": the history, in and out of files. They need no display, and no room that runs.
namespace foyer::historycommand {

/// Whether the first argument is one of them.
[[nodiscard]] bool isWanted(int argc, char **argv);

/// Does what was asked for; the exit code of the program: 0, or 1 after one sentence on stderr.
[[nodiscard]] int run(int argc, char **argv);

} // namespace foyer::historycommand
