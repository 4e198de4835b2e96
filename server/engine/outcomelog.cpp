// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/outcomelog.h"

#include "server/base/logcategories.h"
#include "server/protocol/encode.h"
#include "server/room/outcome.h"

namespace foyer {

namespace {

const char *wordOf(LeaveReason why)
{
    switch (why) {
    case LeaveReason::Left:
        return "on purpose";
    case LeaveReason::Lost:
        return "connection lost";
    case LeaveReason::Kicked:
        return "kicked";
    }
    return "";
}

struct EventWriter
{
    void operator()(const Left &left) const { qCInfo(lcRoom) << "user" << left.user.value << "left:" << wordOf(left.why); }
    void operator()(const Kicked &kicked) const
    {
        qCInfo(lcRoom) << "user" << kicked.user.value << "kicked, cooling" << kicked.cooling.id.value;
    }
    void operator()(const LetIn &letIn) const
    {
        qCInfo(lcRoom) << "cooling" << letIn.cooling.value << (letIn.name.isEmpty() ? "lifted" : "passed over for a newcomer");
    }
    void operator()(const Knock &knock) const { qCInfo(lcRoom) << "somebody turned away, cooling" << knock.cooling.value; }
    void operator()(const Presence &presence) const
    {
        qCDebug(lcRoom) << "user" << presence.user.value << (presence.away ? "away" : "back");
    }
    void operator()(const Renamed &renamed) const { qCDebug(lcRoom) << "user" << renamed.user.value << "renamed"; }
    void operator()(const RoomRenamed &) const { qCInfo(lcRoom) << "room renamed"; }
    void operator()(const KeepingChanged &changed) const
    {
        qCInfo(lcRoom) << "what is kept changed to mode" << static_cast<int>(changed.keeping.mode) << "days" << changed.keeping.days;
    }
    void operator()(const Joined &) const {} // the admission tells more
    void operator()(const Said &) const {}
    void operator()(const Typing &) const {}
    void operator()(const PeopleCount &) const {}
};

} // namespace

void logOutcome(const Outcome &outcome)
{
    if (!lcRoom().isInfoEnabled() && !lcRoom().isDebugEnabled())
        return;
    for (const Admission &admission : outcome.admissions) {
        if (admission.session.isNull())
            continue; // the host's own window
        qCInfo(lcRoom) << "user" << admission.user.value << "joined, session" << admission.session.value
                       << (admission.role == Role::Operator ? "operator" : "guest") << (admission.resumed ? "resumed" : "anew");
    }
    for (const Reply &reply : outcome.replies) {
        if (const auto *refusal = std::get_if<Refusal>(&reply.body))
            qCDebug(lcRoom) << "session" << reply.session.value << "refused:" << refusalWord(refusal->code).latin1();
    }
    for (const Event &event : outcome.events)
        std::visit(EventWriter(), event.body);
}

} // namespace foyer
