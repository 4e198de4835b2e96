// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/meters.h"

#include <algorithm>
#include <numeric>

namespace foyer {

void Meters::countBatch(const QList<Outcome> &outcomes, qsizetype live)
{
    quint64 events = 0;
    quint64 forEveryone = 0;
    for (const Outcome &outcome : outcomes) {
        for (const Event &event : outcome.events) {
            ++events;
            forEveryone += event.audience.kind == Audience::Kind::Everyone ? 1 : 0;
            messages += std::holds_alternative<Said>(event.body) ? 1 : 0;
        }
        for (const Reply &reply : outcome.replies) {
            if (const auto *refusal = std::get_if<Refusal>(&reply.body))
                countRefusal(refusal->code);
        }
    }
    deliveries += forEveryone * static_cast<quint64>(live);
    if (events > 0)
        batchEvents.record(events);
}

void Meters::countClose(quint16 code)
{
    const bool isOurs = code >= 4000 && code < 4032;
    const bool isOfTheProtocol = code >= 1000 && code < 1016; // RFC 6455 §7.4.1
    ++closes[isOurs || isOfTheProtocol ? code : otherCode];
}

quint64 Meters::allRefusals() const
{
    return std::accumulate(refusals.begin(), refusals.end(), quint64{0});
}

} // namespace foyer
