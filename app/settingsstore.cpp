// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingsstore.h"

#include "app/logcategories.h"
#include "server/contract/keepingword.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>

#include <array>
#include <limits>
#include <optional>
#include <type_traits>
#include <variant>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

using Place = std::variant<QString Settings::*, QByteArray Settings::*, quint16 Settings::*, int Settings::*,
                           bool Settings::*, Keeping Settings::*>;

/// One setting; its default is that of a fresh Settings.
struct Row
{
    const char *key;
    Place place;
    int most = std::numeric_limits<int>::max(); ///< numbers lie between 0 and this
    int least = 0;                              ///< and are 0 or not below this
};

const std::array rows{
    Row{"room/name", &Settings::roomName},
    Row{"room/host", &Settings::hostName},
    Row{"room/port", &Settings::port, 65535},
    Row{"room/bind", &Settings::bindAddress},
    Row{"room/coolingOffSeconds", &Settings::coolingOffSeconds, Settings::maxCoolingOffSeconds},
    Row{"room/keep", &Settings::keeping},
    Row{"room/keepMessages", &Settings::keepMessages, KeptMessages::most, KeptMessages::least},
    Row{"room/joinersSeeLatest", &Settings::joinersSeeLatest},
    Row{"room/guestsMaySearch", &Settings::guestsMaySearch},
    Row{"room/survivesPowerLoss", &Settings::survivesPowerLoss},
    Row{"room/openMetrics", &Settings::openMetrics},
    Row{"window/language", &Settings::language},
    Row{"window/keepAwake", &Settings::keepAwake},
    Row{"window/geometry", &Settings::windowGeometry},
    Row{"window/columns", &Settings::columns},
};

/// As a person would write it into the file.
template <typename T>
QVariant stored(const T &value)
{
    if constexpr (std::is_same_v<T, quint16>)
        return int(value);
    else if constexpr (std::is_same_v<T, Keeping>)
        return keepingword::of(value);
    else
        return QVariant::fromValue(value);
}

QString keyOf(const Row &row)
{
    return QString::fromLatin1(row.key);
}

struct Reader
{
    Settings &settings;
    QVariant value;
    int most;
    int least;

    void operator()(QString Settings::*place) const { settings.*place = value.toString(); }
    void operator()(QByteArray Settings::*place) const { settings.*place = value.toByteArray(); }
    void operator()(bool Settings::*place) const { settings.*place = value.toBool(); }
    void operator()(Keeping Settings::*place) const
    {
        if (const auto keeping = keepingword::read(value.toString()))
            settings.*place = *keeping;
    }
    void operator()(int Settings::*place) const
    {
        if (const auto number = inRange())
            settings.*place = *number;
    }
    void operator()(quint16 Settings::*place) const
    {
        if (const auto number = inRange())
            settings.*place = quint16(*number);
    }

    [[nodiscard]] std::optional<int> inRange() const
    {
        bool ok = false;
        const int number = value.toInt(&ok);
        return ok && number >= 0 && number <= most && (number == 0 || number >= least) ? std::optional(number) : std::nullopt;
    }
};

} // namespace

SettingsStore::SettingsStore(const QString &folder)
    : m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : folder)
{
}

QString SettingsStore::settingsFile() const
{
    return m_folder + "/settings.ini"_L1;
}

QString SettingsStore::keyFile() const
{
    return m_folder + "/token.key"_L1;
}

QString SettingsStore::logFolder() const
{
    return m_folder + "/log"_L1;
}

Settings SettingsStore::load() const
{
    Settings settings;
    const QSettings file(settingsFile(), QSettings::IniFormat);
    for (const Row &row : rows) {
        if (const QVariant value = file.value(keyOf(row)); value.isValid())
            std::visit(Reader{settings, value, row.most, row.least}, row.place);
    }
    return settings;
}

bool SettingsStore::save(const Settings &settings)
{
    if (!QDir().mkpath(m_folder))
        return false;
    const Settings defaults;
    QSettings file(settingsFile(), QSettings::IniFormat);
    for (const Row &row : rows) {
        std::visit(
            [&](const auto place) {
                // What nobody has changed is not written: a later version may know a better default.
                if (settings.*place == defaults.*place)
                    file.remove(keyOf(row));
                else
                    file.setValue(keyOf(row), stored(settings.*place));
            },
            row.place);
    }
    file.sync();
    if (file.status() != QSettings::NoError)
        qCWarning(lcApp) << "the settings could not be saved";
    return file.status() == QSettings::NoError;
}

QByteArray SettingsStore::tokenKey()
{
    constexpr qsizetype keyBytes = 32;
    if (!m_key.isEmpty())
        return m_key;
    if (QFile file(keyFile()); file.open(QIODevice::ReadOnly)) {
        m_key = file.read(keyBytes + 1);
        if (m_key.size() == keyBytes)
            return m_key;
    }
    m_key.resize(keyBytes);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(m_key.data()),
                                          keyBytes / qsizetype(sizeof(quint32)));
    QDir().mkpath(m_folder);
    QSaveFile file(keyFile());
    if (file.open(QIODevice::WriteOnly)) {
        // Before there is anything to read in it.
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        file.write(m_key);
        file.commit();
    }
    if (!QFile::exists(keyFile()))
        qCWarning(lcApp) << "the key that signs tokens could not be kept; it holds for this run";
    return m_key;
}

Settings withChanges(Settings base, const Settings &before, const Settings &after)
{
    for (const Row &row : rows) {
        std::visit(
            [&](const auto place) {
                if (before.*place != after.*place)
                    base.*place = after.*place;
            },
            row.place);
    }
    return base;
}

} // namespace foyer
