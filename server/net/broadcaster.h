// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/answers.h"
#include "server/net/batch.h"
#include "server/net/session.h"
#include "server/room/outcome.h"

#include <QHash>
#include <QObject>

namespace foyer {

/// Takes committed outcomes out to the sessions: everything of one tick is encoded once per dialect, and each recipient gets it with one
/// write. That is the whole secret of the room's speed: a system call per recipient and tick in place of one per recipient
/// and message (see tests/bench/RESULTS.md for the figures, and DirectSocket for the other half).
class Broadcaster final : public QObject
{
    Q_OBJECT

public:
    Broadcaster(const Answers &answers, QObject *parent = nullptr);

    void add(Session *session);
    void remove(Session *session);
    /// It gets no more events, though it is still here.
    void silence(Session *session);

    /// Sends everything that these outcomes lead to, in their order.
    void deliver(const QList<Outcome> &outcomes);

    /// The session has everything up to deliveredSeq(): from now on it gets what happens.
    void goLive(Session *session);
    [[nodiscard]] quint64 deliveredSeq() const { return m_deliveredSeq; }

    [[nodiscard]] const QHash<SessionId, Session *> &sessions() const { return m_sessions; }
    /// How many hear everything as it happens.
    [[nodiscard]] qsizetype live() const { return m_live.size(); }

Q_SIGNALS:
    /// A session was admitted that must first be sent what came after `after`.
    void catchUpWanted(foyer::Session *session, quint64 after);
    /// More waits to be sent to this session than may be.
    void tooSlow(foyer::Session *session);

private:
    struct Plan;
    [[nodiscard]] Batch::Wanted wantedStreams(const QList<Outcome> &outcomes) const;
    void planOutcome(const Outcome &outcome, Batch &batch, QHash<SessionId, Plan> &plans);
    void planEvent(const Event &event, const Batch &batch, QHash<SessionId, Plan> &plans);
    [[nodiscard]] QByteArray lastWords(const Ending &ending, Batch::Stream stream) const;
    void carryOut(Session *session, const Plan &plan, const Batch &batch);
    void send(Session *session, const QByteArray &frames);
    void makeLive(Session *session);
    [[nodiscard]] static Batch::Stream streamOf(const Session *session, Role role);
    [[nodiscard]] static Batch::Stream streamOf(const Session *session) { return streamOf(session, session->role()); }

    const Answers &m_answers;
    QHash<SessionId, Session *> m_sessions;
    QHash<SessionId, Session *> m_live;       ///< get every event as it happens
    QHash<SessionId, Session *> m_catchingUp; ///< get what is not kept, and pages of the rest
    std::array<int, Batch::streams> m_readers{}; ///< how many of those who are live read which stream
    quint64 m_deliveredSeq = 0;
};

} // namespace foyer
