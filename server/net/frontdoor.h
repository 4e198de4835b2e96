// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/hostguard.h"
#include "server/access/metricsguard.h"
#include "server/access/originguard.h"
#include "server/net/route.h"
#include "server/web/httprequest.h"
#include "server/web/httpresponse.h"
#include "server/web/staticsite.h"

#include <functional>
#include <variant>

namespace foyer {

/// What is decided about a request before anything happens with it: an answer, or an upgrade. Pure, but for the figures that
/// it is handed when they are asked for.
class FrontDoor final
{
public:
    using MetricsPage = std::function<QByteArray()>;
    using Paths = std::function<Route(const RequestHead &)>;

    /// Without a `metricsPage` there is none. `paths` says where each one leads.
    FrontDoor(HostGuard hosts, OriginGuard origins, StaticSite site, MetricsGuard metricsGuard = MetricsGuard(),
              MetricsPage metricsPage = {}, Paths paths = &Route::of);

    struct Upgrade
    {
        Route route;
    };
    using Decision = std::variant<HttpResponse, Upgrade>;

    /// `local` is this socket's own address and port, `peer` the other end's address (null: nobody that is known);
    /// `bytesBehind` how many bytes came after the head.
    [[nodiscard]] Decision decide(const RequestHead &request, const QHostAddress &local, quint16 localPort,
                                  qsizetype bytesBehind, const QHostAddress &peer = {}) const;

private:
    [[nodiscard]] Decision decideUpgrade(const RequestHead &request, const Route &route, qsizetype bytesBehind) const;

    HostGuard m_hosts;
    OriginGuard m_origins;
    StaticSite m_site;
    MetricsGuard m_metricsGuard;
    MetricsPage m_metricsPage;
    Paths m_paths;
};

} // namespace foyer
