// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/access/ratelimiter.h"
#include "server/base/clock.h"
#include "server/engine/outcomequeue.h"
#include "server/engine/parting.h"
#include "server/engine/reception.h"
#include "server/net/meters.h"
#include "server/room/room.h"

#include <QObject>

namespace foyer {

/// Takes in what the sessions send: meters it, decodes it, and has the room carry it out.
class Intake final : public QObject
{
    Q_OBJECT

public:
    Intake(Room &room, Reception &reception, Parting &parting, const Answers &answers, const Clock &clock,
           const Limits &limits, Meters &meters, const OutcomeQueue &queue);

    void onText(Session *session, const QString &text);
    void onBinary(Session *session);

Q_SIGNALS:
    void applied(const foyer::Outcome &outcome);

private:
    void onJson(Session *session, const QString &text);
    [[nodiscard]] bool hasRoomFor(Session *session, const Command &command);
    [[nodiscard]] bool mayPass(Session *session, const Command &command);
    void tellTooFast(Session *session, const Command &command, qint64 retryAfterMs);

    Room &m_room;
    Reception &m_reception;
    Parting &m_parting;
    const Answers &m_answers;
    const Clock &m_clock;
    Meters &m_meters;
    const OutcomeQueue &m_queue;
    const Limits m_limits;
    RateLimiter m_rate;
};

} // namespace foyer
