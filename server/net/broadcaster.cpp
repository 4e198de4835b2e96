// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/broadcaster.h"

#include "server/protocol/closecode.h"

#include <algorithm>
#include <optional>

namespace foyer {

/// What one session gets of a batch, where that is not simply the whole of it.
struct Broadcaster::Plan
{
    struct Insertion
    {
        qsizetype offset; ///< in the session's stream
        QByteArray frames;
    };

    Batch::Stream stream = Batch::Stream::JsonGuest;
    bool reads = false; ///< takes part in the stream from `from`, to `to` if that is set
    qsizetype from = 0;
    std::optional<qsizetype> to;
    QList<Insertion> insertions;
    const Admission *admission = nullptr;
    const Ending *ending = nullptr;
};

namespace {

quint16 closeCodeOf(LeaveReason why)
{
    return why == LeaveReason::Kicked ? closecode::kicked : closecode::normal;
}

} // namespace

Broadcaster::Broadcaster(const Answers &answers, QObject *parent) : QObject(parent), m_answers(answers) {}

void Broadcaster::add(Session *session)
{
    m_sessions.insert(session->id(), session);
}

void Broadcaster::remove(Session *session)
{
    silence(session);
    m_sessions.remove(session->id());
}

void Broadcaster::silence(Session *session)
{
    if (m_live.remove(session->id()) > 0)
        --m_readers[Batch::index(streamOf(session))];
    m_catchingUp.remove(session->id());
}

void Broadcaster::goLive(Session *session)
{
    if (m_catchingUp.remove(session->id()) > 0)
        makeLive(session);
}

void Broadcaster::makeLive(Session *session)
{
    m_live.insert(session->id(), session);
    ++m_readers[Batch::index(streamOf(session))];
}

void Broadcaster::deliver(const QList<Outcome> &outcomes)
{
    Batch batch(m_answers.sentences(), wantedStreams(outcomes));
    QHash<SessionId, Plan> plans;
    for (const Outcome &outcome : outcomes)
        planOutcome(outcome, batch, plans);

    // A copy: whoever is found too slow leaves m_live meanwhile.
    const QHash<SessionId, Session *> live = batch.isEmpty() ? QHash<SessionId, Session *>() : m_live;
    for (Session *session : live) {
        if (!plans.contains(session->id()))
            send(session, batch.bytes(streamOf(session)));
    }
    for (auto it = plans.cbegin(); it != plans.cend(); ++it) {
        if (Session *session = m_sessions.value(it.key()))
            carryOut(session, *it, batch);
    }
}

Batch::Wanted Broadcaster::wantedStreams(const QList<Outcome> &outcomes) const
{
    Batch::Wanted wanted{};
    std::transform(m_readers.begin(), m_readers.end(), wanted.begin(), [](int readers) { return readers > 0; });
    for (const Outcome &outcome : outcomes) {
        for (const Admission &admission : outcome.admissions) {
            if (const Session *session = m_sessions.value(admission.session))
                wanted[Batch::index(streamOf(session, admission.role))] = true;
        }
    }
    return wanted;
}

void Broadcaster::planOutcome(const Outcome &outcome, Batch &batch, QHash<SessionId, Plan> &plans)
{
    const auto planFor = [&](SessionId id) -> Plan * {
        const Session *session = m_sessions.value(id);
        if (!session)
            return nullptr;
        const auto it = plans.find(id);
        if (it != plans.end())
            return &*it;
        Plan plan;
        plan.stream = streamOf(session);
        plan.reads = m_live.contains(id);
        return &*plans.insert(id, plan);
    };
    for (const Reply &reply : outcome.replies) {
        if (Plan *plan = planFor(reply.session)) {
            const bool plain = plan->stream == Batch::Stream::Plain;
            plan->insertions.append(
                {batch.size(plan->stream), plain ? m_answers.plainReply(reply) : m_answers.reply(reply)});
        }
    }
    for (const Ending &ending : outcome.endings) {
        if (Plan *plan = planFor(ending.session)) {
            plan->to = batch.size(plan->stream);
            plan->ending = &ending;
        }
    }
    for (const Event &event : outcome.events) {
        batch.add(event);
        planEvent(event, batch, plans);
        m_deliveredSeq = std::max(m_deliveredSeq, event.seq);
    }
    for (const Admission &admission : outcome.admissions) {
        Session *session = m_sessions.value(admission.session);
        Plan *plan = planFor(admission.session);
        if (!plan)
            continue;
        plan->stream = streamOf(session, admission.role);
        plan->admission = &admission;
        plan->from = batch.size(plan->stream);
        plan->reads = !admission.resumed;
        // From here on it hears what is not kept, in this very batch too; what is kept follows from the log.
        if (admission.resumed) {
            session->admit(admission.user, admission.role);
            m_catchingUp.insert(session->id(), session);
        }
        // Answers given before the admission come first, whatever stream they were measured in.
        for (Plan::Insertion &insertion : plan->insertions)
            insertion.offset = plan->from;
        if (plan->stream != Batch::Stream::Plain)
            plan->insertions.append({plan->from, m_answers.welcome(admission)});
    }
}

/// Events that are not the same for all who read a stream: for listed users, and for those who are still catching up.
void Broadcaster::planEvent(const Event &event, const Batch &batch, QHash<SessionId, Plan> &plans)
{
    const bool listed = event.audience.kind == Audience::Kind::Users;
    if (!listed && (event.isKept() || m_catchingUp.isEmpty()))
        return;
    const auto insertFor = [&](const QHash<SessionId, Session *> &sessions) {
        for (const Session *session : sessions) {
            if (!event.audience.admits(session->user(), session->role()))
                continue;
            auto it = plans.find(session->id());
            if (it == plans.end()) {
                Plan fresh;
                fresh.stream = streamOf(session);
                fresh.reads = m_live.contains(session->id());
                it = plans.insert(session->id(), fresh);
            }
            if (!it->ending)
                it->insertions.append({batch.size(it->stream), batch.frame(event, it->stream)});
        }
    };
    if (listed)
        insertFor(m_live);
    if (!event.isKept())
        insertFor(m_catchingUp);
}

void Broadcaster::carryOut(Session *session, const Plan &plan, const Batch &batch)
{
    const QByteArray &stream = batch.bytes(plan.stream);
    const qsizetype end = plan.to.value_or(stream.size());
    QByteArray frames;
    qsizetype at = plan.from;
    for (const Plan::Insertion &insertion : plan.insertions) {
        if (plan.reads && insertion.offset > at) {
            frames += QByteArrayView(stream).sliced(at, std::min(insertion.offset, end) - at);
            at = insertion.offset;
        }
        frames += insertion.frames;
    }
    if (plan.reads && at < end)
        frames += QByteArrayView(stream).sliced(at, end - at);

    if (plan.ending) {
        frames += lastWords(*plan.ending, plan.stream);
        silence(session);
        session->send(frames);
        session->close(closeCodeOf(plan.ending->why), plan.ending->reason);
        return;
    }
    if (plan.admission) {
        session->admit(plan.admission->user, plan.admission->role);
        if (!plan.admission->resumed)
            makeLive(session);
    }
    send(session, frames);
    if (plan.admission && plan.admission->resumed)
        Q_EMIT catchUpWanted(session, plan.admission->resumeAfter);
}

QByteArray Broadcaster::lastWords(const Ending &ending, Batch::Stream stream) const
{
    const bool kicked = ending.why == LeaveReason::Kicked;
    if (stream == Batch::Stream::Plain)
        return kicked ? m_answers.notice(m_answers.sentences().kicked(ending.reason, ending.retryAfterMs))
                      : QByteArray();
    return m_answers.bye(closeCodeOf(ending.why), kicked ? QStringLiteral("kicked") : QStringLiteral("left"),
                         ending.reason, ending.retryAfterMs);
}

void Broadcaster::send(Session *session, const QByteArray &frames)
{
    if (!session->send(frames))
        Q_EMIT tooSlow(session);
}

Batch::Stream Broadcaster::streamOf(const Session *session, Role role)
{
    if (session->route().isPlainText())
        return Batch::Stream::Plain;
    return role >= Role::Operator ? Batch::Stream::JsonOperator : Batch::Stream::JsonGuest;
}

} // namespace foyer
