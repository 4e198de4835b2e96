// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace foyer {

/// A tool tip that shows `text` as it is. Tool tips guess whether what they are given is markup; every one with words
/// that are not ours goes through here.
[[nodiscard]] QString plainToolTip(const QString &text);

/// A name or a text as part of a menu entry or a button: "&" stays "&".
[[nodiscard]] QString withoutMnemonic(QString text);

/// A window's title that shows `text` as it is: "[*]" is no sign of an unsaved document here.
[[nodiscard]] QString plainTitle(const QString &text);

} // namespace foyer
