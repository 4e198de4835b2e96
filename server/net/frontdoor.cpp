// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frontdoor.h"

#include "server/web/prometheus.h"

namespace foyer {

namespace {

/// "http://192.168.1.20:8000/"
QByteArray addressOf(const QHostAddress &local, quint16 port)
{
    const QHostAddress plain = plainAddress(local);
    const QString host = plain.protocol() == QAbstractSocket::IPv6Protocol
                             ? QString(QLatin1Char('[') + plain.toString() + QLatin1Char(']'))
                             : plain.toString();
    return "http://" + host.toUtf8() + (port == 80 ? QByteArray() : ':' + QByteArray::number(port)) + '/';
}

HttpResponse withField(HttpResponse response, const QByteArray &name, const QByteArray &value)
{
    response.fields.append({name, value});
    return response;
}

bool isWebSocketKey(const QByteArray &key)
{
    // RFC 6455 §4.1: 16 bytes in Base64
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && decoded.decoded.size() == 16;
}

} // namespace

FrontDoor::FrontDoor(HostGuard hosts, OriginGuard origins, StaticSite site, MetricsGuard metricsGuard,
                     MetricsPage metricsPage, Paths paths)
    : m_hosts(std::move(hosts)), m_origins(std::move(origins)), m_site(std::move(site)), m_metricsGuard(metricsGuard),
      m_metricsPage(std::move(metricsPage)), m_paths(std::move(paths))
{}

FrontDoor::Decision FrontDoor::decide(const RequestHead &request, const QHostAddress &local, quint16 localPort,
                                      qsizetype bytesBehind, const QHostAddress &peer) const
{
    if (!m_hosts.admits(request.value("host"), local))
        return HttpResponse::plain(421, "This room answers at " + addressOf(local, localPort)
                                            + " and not under the name that was asked for.");
    if (request.method != "GET" && request.method != "HEAD")
        return withField(HttpResponse::plain(405, "Only GET and HEAD are answered here."), "Allow", "GET, HEAD");
    if (request.has("transfer-encoding") || request.value("content-length").toLongLong() > 0)
        return HttpResponse::plain(413, "A request holds no body here.");

    const Route route = m_paths(request);
    const bool wantsUpgrade = request.lists("upgrade", "websocket") && request.lists("connection", "upgrade");
    if (wantsUpgrade)
        return decideUpgrade(request, route, bytesBehind);
    if (route.isSocket())
        return withField(HttpResponse::plain(426, "This path is for WebSocket connections. The page is at "
                                                      + addressOf(local, localPort)),
                         "Upgrade", "websocket");
    if (route.kind == Route::Kind::Health)
        return HttpResponse::plain(200, "ok");
    if (route.kind == Route::Kind::Metrics && m_metricsPage) {
        if (!m_metricsGuard.admits(request.fields, peer, local))
            return HttpResponse::plain(403, "The room's figures are for the machine that it runs on.");
        return HttpResponse{200, Prometheus::contentType, m_metricsPage(), {{"Cache-Control", "no-store"}}};
    }
    if (std::optional<HttpResponse> file = m_site.answer(request))
        return *std::move(file);
    return HttpResponse::plain(404, "There is nothing at this path. The room is at " + addressOf(local, localPort));
}

FrontDoor::Decision FrontDoor::decideUpgrade(const RequestHead &request, const Route &route,
                                             qsizetype bytesBehind) const
{
    if (!route.isSocket())
        return HttpResponse::plain(404, "There is no WebSocket at this path: /room, /ws/{user} and /ws are.");
    if (request.method != "GET")
        return withField(HttpResponse::plain(405, "A WebSocket begins with GET."), "Allow", "GET");
    if (request.value("sec-websocket-version") != "13")
        return withField(withField(HttpResponse::plain(426, "Only WebSocket version 13 is spoken here."), "Upgrade",
                                   "websocket"),
                         "Sec-WebSocket-Version", "13");
    if (!isWebSocketKey(request.value("sec-websocket-key")))
        return HttpResponse::plain(400, "The Sec-WebSocket-Key is missing or is not 16 bytes in Base64.");
    if (bytesBehind > 0)
        return HttpResponse::plain(400, "Nothing may follow the head before the answer has come.");
    if (!m_origins.admits(request.value("origin"), request.value("host"), route.isPlainText()))
        return HttpResponse::plain(403, "A page of another site may not open this room.");
    if (route.kind == Route::Kind::Room && !request.lists("sec-websocket-protocol", "foyer.v1"))
        return HttpResponse::plain(400, "The subprotocol foyer.v1 must be asked for at /room.");
    return Upgrade{route};
}

} // namespace foyer
