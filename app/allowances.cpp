// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/allowances.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace foyer::allowances {

namespace {

bool isStandardPort(const QString &scheme, int port)
{
    return (scheme == "http"_L1 && port == 80) || (scheme == "https"_L1 && port == 443);
}

} // namespace

std::optional<QString> origin(const QString &asTyped)
{
    const QUrl url(asTyped.trimmed(), QUrl::StrictMode);
    const bool isBare = (url.path().isEmpty() || url.path() == "/"_L1) && url.userInfo().isEmpty() && !url.hasQuery()
                        && !url.hasFragment();
    const std::optional<QString> named = host(url.host(QUrl::FullyEncoded));
    if (!url.isValid() || url.scheme().isEmpty() || !isBare || !named || url.port() == 0)
        return std::nullopt;
    const QString inBrackets = named->contains(u':') ? QString(u'[' + *named + u']') : *named;
    const QString origin = url.scheme() + "://"_L1 + inBrackets;
    return url.port() < 0 || isStandardPort(url.scheme(), url.port()) ? origin
                                                                      : QString(origin + u':' + QString::number(url.port()));
}

std::optional<QString> host(const QString &asTyped)
{
    QString text = asTyped.trimmed();
    const bool bracketed = text.startsWith(u'[') && text.endsWith(u']');
    if (bracketed)
        text = text.sliced(1, text.size() - 2);
    if (text.contains(u':') || bracketed) {
        const QHostAddress address(text);
        const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol && address.scopeId().isEmpty();
        return isIpv6 ? std::optional(address.toString()) : std::nullopt;
    }
    static const QRegularExpression name(u"^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$"_s);
    if (text.endsWith(u'.'))
        text.chop(1);
    const QString encoded = name.match(text.toLower()).hasMatch() ? text.toLower() : QString::fromLatin1(QUrl::toAce(text));
    // What is all numbers is an address, or mistyped.
    static const QRegularExpression numbers(u"^[0-9.]+$"_s);
    if (!name.match(encoded).hasMatch() || (numbers.match(encoded).hasMatch() && encoded != QHostAddress(encoded).toString()))
        return std::nullopt;
    return encoded;
}

} // namespace foyer::allowances
