// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace foyer {

enum class IconTone : quint8 { Text, Muted, Accent, OnAccent, Warn, Danger };

/// One of Foyer's line icons (":/icons/<name>.svg"), drawn in a token of the palette worn at the time:
/// it follows a change between light and dark by itself.
[[nodiscard]] QIcon lineIcon(const QString &name, IconTone tone = IconTone::Text);
/// The application's own icon.
[[nodiscard]] QIcon foyerIcon();

} // namespace foyer
