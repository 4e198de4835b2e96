// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings.h"

#include <QString>

namespace foyer {

/// Keeps the settings in "settings.ini" and the key that signs tokens in "token.key", both in one folder.
class SettingsStore final
{
    Q_DISABLE_COPY_MOVE(SettingsStore)

public:
    /// An empty `folder` is the one that the system has for Foyer's data.
    explicit SettingsStore(const QString &folder);

    /// What is there; defaults for what is missing or makes no sense.
    [[nodiscard]] Settings load() const;
    /// False when it could not be written.
    [[nodiscard]] bool save(const Settings &settings);
    /// 32 random bytes, drawn once and readable by nobody else. When they cannot be kept they hold for this run.
    [[nodiscard]] QByteArray tokenKey();

    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] QString settingsFile() const;
    [[nodiscard]] QString keyFile() const;
    [[nodiscard]] QString logFolder() const;

private:
    QString m_folder;
    QByteArray m_key;
};

/// `base` with every value that differs between `before` and `after` as it is in `after`.
[[nodiscard]] Settings withChanges(Settings base, const Settings &before, const Settings &after);

} // namespace foyer
