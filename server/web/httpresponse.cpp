// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/httpresponse.h"

namespace foyer {

namespace {

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 421:
        return "Misdirected Request";
    case 426:
        return "Upgrade Required";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Answer";
    }
}

QByteArray contentSecurityPolicy(const QByteArray &host)
{
    // 'self' covers ws: only in newer browsers, hence the address in full.
    const QByteArray socket = host.isEmpty() ? QByteArray() : " ws://" + host;
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
           "connect-src 'self'"
           + socket
           + "; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

} // namespace

HttpResponse HttpResponse::plain(int status, const QByteArray &sentence)
{
    return {status, "text/plain; charset=utf-8", sentence + '\n', {{"Cache-Control", "no-store"}}};
}

QByteArray HttpResponse::toBytes(bool headOnly, const QByteArray &host) const
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    const auto field = [&bytes](const QByteArray &name, const QByteArray &value) {
        bytes += name + ": " + value + "\r\n";
    };
    if (!contentType.isEmpty())
        field("Content-Type", contentType);
    if (status != 304)
        field("Content-Length", QByteArray::number(body.size()));
    field("Connection", "close");
    for (const auto &[name, value] : fields)
        field(name, value);
    field("Content-Security-Policy", contentSecurityPolicy(host));
    field("X-Content-Type-Options", "nosniff");
    field("X-Frame-Options", "DENY");
    field("Referrer-Policy", "no-referrer");
    field("Cross-Origin-Resource-Policy", "same-origin");
    bytes += "\r\n";
    if (!headOnly && status != 304)
        bytes += body;
    return bytes;
}

} // namespace foyer
