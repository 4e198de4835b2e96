// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/staticsite.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QResource>

#include <algorithm>

namespace foyer {

namespace {

/// RFC 9110 §12.5.3, without weighing: what is offered and not refused by q=0.
bool takes(const RequestHead &request, QByteArrayView coding)
{
    const QList<QByteArray> offers = request.value("accept-encoding").toLower().split(',');
    return std::any_of(offers.begin(), offers.end(), [coding](const QByteArray &offer) {
        const QList<QByteArray> parts = offer.split(';');
        if (parts.first().trimmed() != coding)
            return false;
        const QByteArray weight = parts.size() > 1 ? parts[1].trimmed() : QByteArray();
        return !(weight.startsWith("q=") && weight.mid(2).toDouble() <= 0);
    });
}

/// RFC 9110 §13.1.2: weak comparison.
bool namesTag(const QByteArray &ifNoneMatch, const QByteArray &quotedTag)
{
    const QList<QByteArray> tags = ifNoneMatch.split(',');
    return std::any_of(tags.begin(), tags.end(), [&quotedTag](const QByteArray &listed) {
        QByteArray tag = listed.trimmed();
        if (tag.startsWith("W/"))
            tag.remove(0, 2);
        return tag == "*" || tag == quotedTag;
    });
}

QByteArray content(const QString &file)
{
    const QResource resource(file);
    if (resource.compressionAlgorithm() == QResource::NoCompression && resource.data())
        return QByteArray::fromRawData(reinterpret_cast<const char *>(resource.data()),
                                       static_cast<qsizetype>(resource.size()));
    return resource.uncompressedData();
}

} // namespace

StaticSite::StaticSite(const QString &root)
{
    QFile manifest(root + QStringLiteral("/manifest.json"));
    if (!manifest.open(QIODevice::ReadOnly))
        return;
    const QJsonArray entries = QJsonDocument::fromJson(manifest.readAll()).array();
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        m_files.insert(entry[QLatin1String("path")].toString().toUtf8(),
                       {QString(root + QLatin1Char('/') + entry[QLatin1String("file")].toString()),
                        entry[QLatin1String("mime")].toString().toUtf8(),
                        entry[QLatin1String("etag")].toString().toUtf8(), entry[QLatin1String("gz")].toBool(),
                        entry[QLatin1String("br")].toBool(), entry[QLatin1String("immutable")].toBool()});
    }
}

std::optional<HttpResponse> StaticSite::answer(const RequestHead &request) const
{
    const auto it = m_files.constFind(request.path);
    if (it == m_files.cend())
        return std::nullopt;

    QByteArray coding;
    QString suffix;
    if (it->hasBrotli && takes(request, "br")) {
        coding = "br";
        suffix = QStringLiteral(".br");
    } else if (it->hasGzip && takes(request, "gzip")) {
        coding = "gzip";
        suffix = QStringLiteral(".gz");
    }
    const QByteArray tag = '"' + it->etag + (coding.isEmpty() ? QByteArray() : '-' + coding) + '"';

    HttpResponse response;
    response.fields = {{"ETag", tag},
                       {"Cache-Control", it->immutable ? "public, max-age=31536000, immutable" : "no-cache"},
                       {"Vary", "Accept-Encoding"}};
    if (request.has("if-none-match") && namesTag(request.value("if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    if (!coding.isEmpty())
        response.fields.append({"Content-Encoding", coding});
    response.contentType = it->mime;
    response.body = content(it->file + suffix);
    return response;
}

} // namespace foyer
