// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/overrides.h"
#include "server/contract/serverconfig.h"
#include "ui/settings.h"

namespace foyer {

/// The settings as they hold for this run: with what the command line says in their place.
[[nodiscard]] Settings overridden(Settings settings, const Overrides &overrides);

/// What the room is begun with. `settings` are the overridden ones; `language` is "en" or "zh_CN". Limits that are not as usual are
/// told in the log.
[[nodiscard]] ServerConfig roomConfig(const Settings &settings, const Overrides &overrides, const QString &language,
                                      const QString &operatorSecret, const QByteArray &tokenKey);

/// Who hosts: as set, or as the system knows the person; "Host" when neither says anything.
[[nodiscard]] QString hostName(const Settings &settings);

/// 256 random bits as text.
[[nodiscard]] QString randomSecret();

} // namespace foyer
