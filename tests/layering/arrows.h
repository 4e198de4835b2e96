// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Which folder of the project may know which other, and which library.
namespace arrows {

/// What is wrong with this line of the file at `path` (from the top of the project: "server/room/room.cpp"); empty when
/// nothing is. Lines that include nothing are fine.
[[nodiscard]] QString complaint(const QString &path, const QString &line);

/// The Qt module that a header belongs to ("QtCore" for "QString"), by the installed headers; empty for other headers.
[[nodiscard]] QString qtModule(const QString &header);

} // namespace arrows
