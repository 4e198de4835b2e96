// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/route.h"

#include "server/protocol/plaintext.h"

#include <algorithm>

namespace foyer {

namespace {

bool showsToken(const RequestHead &request)
{
    const QList<QByteArray> parameters = request.query.split('&');
    return request.value("authorization").toLower().startsWith("bearer ")
           || std::any_of(parameters.begin(), parameters.end(),
                          [](const QByteArray &parameter) { return parameter.split('=').first() == "token"; });
}

} // namespace

Route Route::of(const RequestHead &request)
{
    const QByteArray &path = request.path;
    if (path == "/room")
        return {Kind::Room, {}};
    if (path == "/healthz")
        return {Kind::Health, {}};
    if (path == "/metrics")
        return {Kind::Metrics, {}};
    if (path != "/ws" && !path.startsWith("/ws/"))
        return {};
    const QByteArray segment = path.mid(4);
    if (segment.contains('/'))
        return {};
    if (showsToken(request))
        return {Kind::TokenShown, {}};
    if (path == "/ws")
        return {Kind::Echo, {}};
    if (segment.isEmpty())
        return {Kind::NameMissing, {}};
    return {Kind::TextClient, plaintext::userOf(segment)};
}

} // namespace foyer
