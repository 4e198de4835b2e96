// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/access/originguard.h"

namespace foyer {

namespace {

/// Lower case, no closing slash.
QByteArray comparable(QByteArray origin)
{
    origin = origin.trimmed().toLower();
    while (origin.endsWith('/'))
        origin.chop(1);
    return origin;
}

/// A host as it stands in an http origin: browsers leave the standard port out.
QByteArray withoutStandardPort(QByteArray host)
{
    if (host.endsWith(":80"))
        host.chop(3);
    return host;
}

} // namespace

OriginGuard::OriginGuard(const QStringList &allowed)
{
    for (const QString &origin : allowed)
        m_allowed.append(comparable(origin.toUtf8()));
    m_allowed.removeAll(QByteArray());
    m_allowed.removeAll("null"); // any sandboxed frame or local file can say so
}

bool OriginGuard::admits(const QByteArray &origin, const QByteArray &host, bool plainTextPath) const
{
    if (origin.isEmpty())
        return true;
    const QByteArray asked = comparable(origin);
    if (asked == "http://" + withoutStandardPort(host.toLower()) || m_allowed.contains(asked))
        return true;
    return plainTextPath && (asked.startsWith("chrome-extension://") || asked.startsWith("moz-extension://"));
}

} // namespace foyer
