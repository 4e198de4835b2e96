// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/limits.h"
#include "server/contract/refusal.h"

#include <QString>

namespace foyer {

/// What a person may be called; the rules stand in protocol.md, "Names and texts".
namespace names {

/// The name as it will be shown (NFC, trimmed, inner white space single), or NameEmpty, NameTooLong, NameCharacters.
[[nodiscard]] Result<QString, Refusal> clean(const QString &asTyped, const Limits &limits);

/// A room's name: the same length and no control characters, nothing else.
[[nodiscard]] Result<QString, Refusal> cleanRoomName(const QString &asTyped, const Limits &limits);

/// Two names with the same key are the same name: NFKC_Casefold (Unicode §3.13), so case, width and invisible characters do not count.
[[nodiscard]] QString key(const QString &name);

/// Two names with the same shape look alike: the skeleton of Unicode Technical Standard 39 §4, case folded. "Аda" with a Cyrillic
/// А has that of "Ada", and "lris" that of "Iris".
[[nodiscard]] QString shape(const QString &name);

/// `name` with `suffix` behind it, the name shortened at a grapheme if both together would be too long.
[[nodiscard]] QString withSuffix(const QString &name, const QString &suffix, const Limits &limits);

} // namespace names

} // namespace foyer
