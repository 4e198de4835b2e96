// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QColor>

#include <array>

class QPalette;

namespace foyer {

/// The colours of window and page, under the same names on both sides.
struct Tokens
{
    bool dark = false;
    QColor ground;  ///< the room
    QColor surface; ///< cards, inputs, lists
    QColor line;    ///< hairlines; never the only sign of a control
    QColor edge;    ///< outline of controls, at least 3 : 1
    QColor text;
    QColor muted; ///< times, counts, hints
    QColor accent;
    QColor onAccent;
    QColor accentSoft; ///< selection, own messages
    QColor ok;
    QColor warn;
    QColor danger;
    std::array<QColor, 8> names; ///< the wheel from which people get their colour
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();
/// The tokens that belong to a palette made by paletteOf(), or the nearest for any other.
[[nodiscard]] const Tokens &tokensOf(const QPalette &palette);
[[nodiscard]] QPalette paletteOf(const Tokens &tokens);

/// Somebody's colour: the same person has the same one in every window.
[[nodiscard]] QColor nameColor(const Tokens &tokens, UserId user);
/// `share` (0 to 1) of `over` laid on `under`.
[[nodiscard]] QColor mixed(const QColor &under, const QColor &over, double share);
/// WCAG 2 contrast of two opaque colours, 1 to 21.
[[nodiscard]] double contrast(const QColor &one, const QColor &other);

} // namespace foyer
