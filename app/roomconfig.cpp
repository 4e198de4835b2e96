// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/roomconfig.h"

#include "app/logcategories.h"
#include "server/base/descriptors.h"
#include "server/contract/limitnames.h"
#include "ui/views/invitation.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <array>

namespace foyer {

namespace {

/// Whoever lifts a limit is told so, at each opening of the room.
void tellChanges(const Limits &limits)
{
    const QList<LimitChange> changes = limitChanges(limits);
    for (const LimitChange &change : changes) {
        if (change.isLooser)
            qCWarning(lcLimits).noquote() << change.words;
        else
            qCInfo(lcLimits).noquote() << change.words;
    }
}

} // namespace

Settings overridden(Settings settings, const Overrides &overrides)
{
    settings.roomName = overrides.roomName.value_or(settings.roomName);
    settings.hostName = overrides.hostName.value_or(settings.hostName);
    settings.port = overrides.port.value_or(settings.port);
    settings.bindAddress = overrides.bindAddress.value_or(settings.bindAddress);
    settings.language = overrides.language.value_or(settings.language);
    settings.openMetrics = overrides.openMetrics.value_or(settings.openMetrics);
    settings.keeping = overrides.keeping.value_or(settings.keeping);
    settings.keepMessages = overrides.keepMessages.value_or(settings.keepMessages);
    settings.joinersSeeLatest = overrides.joinersSeeLatest.value_or(settings.joinersSeeLatest);
    settings.guestsMaySearch = overrides.guestsMaySearch.value_or(settings.guestsMaySearch);
    return settings;
}

ServerConfig roomConfig(const Settings &settings, const Overrides &overrides, const QString &language,
                        const QString &operatorSecret, const QByteArray &tokenKey)
{
    ServerConfig config;
    config.roomName = settings.roomName.isEmpty() ? defaultRoomName() : settings.roomName;
    config.hostName = hostName(settings);
    config.language = language;
    config.bindAddress = settings.bindAddress;
    config.port = settings.port;
    config.allowedOrigins = overrides.allowedOrigins;
    config.allowedHosts = overrides.allowedHosts;
    config.coolingOffSeconds = settings.coolingOffSeconds;
    config.keeping = settings.keeping;
    config.keepMessages = settings.keepMessages;
    config.joinersSeeLatest = settings.joinersSeeLatest;
    config.guestsMaySearch = settings.guestsMaySearch;
    config.survivesPowerLoss = settings.survivesPowerLoss;
    config.metricsOpen = settings.openMetrics;
    config.operatorSecret = operatorSecret;
    config.tokenKey = tokenKey;
    config.limits = overrides.limits;
    const int descriptors = raiseDescriptorLimit();
    if (config.limits.fitInto(descriptors))
        qCWarning(lcLimits).noquote() << QStringLiteral("limit connections cut to %1: the system lets this program open %2 files")
                                             .arg(config.limits.connections)
                                             .arg(descriptors);
    config.limits.ping = config.limits.pingInterval();
    tellChanges(config.limits); // as they are in force
    return config;
}

QString hostName(const Settings &settings)
{
    if (!settings.hostName.isEmpty())
        return settings.hostName;
    const QString login = qEnvironmentVariable("USER").trimmed();
    if (login.isEmpty() || login == QLatin1String("root"))
        return QCoreApplication::translate("foyer::Application", "Host");
    return login.left(1).toUpper() + login.mid(1);
}

QString randomSecret()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words));
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace foyer
