// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/client/roomaddress.h"

using namespace Qt::StringLiterals;

namespace foyer {

std::optional<QUrl> roomUrl(const QString &typed)
{
    constexpr int foyerPort = 8000;
    const QString text = typed.trimmed();
    const bool bare = !text.contains("://"_L1);
    QUrl url(bare ? "ws://"_L1 + text : text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return std::nullopt;
    const QString scheme = url.scheme();
    if (scheme == "http"_L1 || scheme == "ws"_L1)
        url.setScheme(u"ws"_s);
    else if (scheme == "https"_L1 || scheme == "wss"_L1)
        url.setScheme(u"wss"_s);
    else
        return std::nullopt;
    if (bare && url.port() < 0)
        url.setPort(foyerPort);
    url.setPath(u"/room"_s);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

} // namespace foyer
