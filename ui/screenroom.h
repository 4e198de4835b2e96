// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QWidget;

namespace foyer {

/// The size that `window` is to have, as far as its screen has room for that beside what the system draws around a window. Before a
/// window has been shown that is taken from its parent's, and is a title bar at the least.
[[nodiscard]] QSize withinScreen(const QSize &wanted, const QWidget &window);

} // namespace foyer
