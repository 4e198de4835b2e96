// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/web/httprequest.h"
#include "server/web/httpresponse.h"

#include <QHash>
#include <QString>

#include <optional>

namespace foyer {

/// The page's files, out of the executable itself, packed as the browser can take them.
class StaticSite final
{
public:
    /// Reads `manifest.json` in this folder of the resource system; without one the site is empty.
    explicit StaticSite(const QString &root = QStringLiteral(":/web"));

    /// The answer to a GET or HEAD; nothing when there is no such file.
    [[nodiscard]] std::optional<HttpResponse> answer(const RequestHead &request) const;

private:
    struct File
    {
        QString file; ///< in the resource system
        QByteArray mime;
        QByteArray etag; ///< of the unpacked content, without quotes
        bool hasGzip = false;
        bool hasBrotli = false;
        bool immutable = false; ///< its name changes with its content
    };
    QHash<QByteArray, File> m_files;
};

} // namespace foyer
