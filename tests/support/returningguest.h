// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/protocol/servermessage.h"
#include "tests/support/minutes.h"

#include <QMap>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <deque>
#include <memory>

class QWebSocket;

namespace foyer {

/// A client of foyer.v1 that comes back whenever it has lost the connection, says its lines one after the other until
/// each of them is accepted, as protocol.md wants it, and keeps account of every event it is told.
class ReturningGuest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReturningGuest)

public:
    /// `minutes` outlives it. With the operator's secret it is the host.
    ReturningGuest(QString name, QUrl room, Minutes &minutes, QString operatorSecret = {});
    ~ReturningGuest() override;

    /// The room keeps its history: it goes on where it was, also in the next of the room's lives. What was told is one account,
    /// under an epoch without a name.
    void expectOneStory() { m_isOneStory = true; }
    void come();
    /// The connection ends without a word from here; it comes back by itself.
    void cut();
    /// The same, until come().
    void stayAway();
    void say(const QString &text);
    /// Sent if it is in the room, and not again.
    void submit(const CommandBody &body);

    [[nodiscard]] bool isHere() const { return m_isHere; }
    /// Nothing is left to be said.
    [[nodiscard]] bool hasSaidAll() const { return m_outbox.empty(); }
    [[nodiscard]] bool isOperator() const { return !m_operatorSecret.isEmpty(); }
    [[nodiscard]] UserId user() const { return m_user; }
    /// As the room has it.
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const QString &epoch() const { return m_epoch; }
    /// The highest seq it was told.
    [[nodiscard]] quint64 last() const { return m_last; }

    /// What it was told without a break since a snapshot as of `after`.
    struct Account
    {
        QString epoch;
        quint64 after = 0;
        QList<quint64> lines; ///< of the snapshot
        QList<quint64> seqs;
    };
    [[nodiscard]] const QList<Account> &accounts() const { return m_accounts; }
    /// A line that was accepted, and as what.
    struct Posted
    {
        QString epoch;
        quint64 seq = 0;
        QString text;
    };
    [[nodiscard]] const QList<Posted> &posted() const { return m_posted; }
    /// Who is in the room, by all that it was told.
    [[nodiscard]] QList<Member> people() const { return m_people.values(); }
    [[nodiscard]] quint32 here() const { return m_here; }
    /// What it was told and should not have been.
    [[nodiscard]] const QStringList &complaints() const { return m_complaints; }
    /// How often it came back as if it had never been away, by events missed or not.
    [[nodiscard]] int resumed() const { return m_resumed; }
    [[nodiscard]] int gaps() const { return m_gaps; }
    /// How often a line was accepted that had been sent before.
    [[nodiscard]] int repeats() const { return m_repeats; }

private:
    struct Line
    {
        QString id;
        QString text;
        int sent = 0;
    };

    void comeSoon(qint64 ms);
    void drop();
    void receive(const QString &text);
    void join();
    void sendNextLine();
    void take(const Hello &) { join(); }
    void take(const Welcome &welcome);
    void take(const Accepted &accepted);
    void take(const Refused &refused);
    void take(const Bye &bye) { m_retryAfterMs = bye.retryAfterMs; }
    void take(const Event &event);
    void take(const Pong &) {}
    void take(const Backlog &) {}
    void take(const Found &) {}
    void take(const RosterReply &) {}
    [[nodiscard]] QString story() const { return m_isOneStory ? QString() : m_epoch; }
    void note(const Event &event);
    void fold(const Event &event);
    void complain(const QString &what);

    QString m_name;
    const QUrl m_room;
    Minutes &m_minutes;
    const QString m_operatorSecret;
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_comeBack;
    QTimer m_patience; ///< after a too-fast
    QString m_device;
    QString m_resume;
    QString m_epoch;
    quint64 m_last = 0;
    UserId m_user;
    std::deque<Line> m_outbox;
    bool m_lineIsUnderWay = false;
    bool m_isHere = false;
    bool m_staysAway = false;
    bool m_isOneStory = false;
    qint64 m_retryAfterMs = 0; ///< of the latest bye
    int m_lastLine = 0;
    int m_resumed = 0;
    int m_gaps = 0;
    int m_repeats = 0;
    QList<Account> m_accounts;
    QList<Posted> m_posted;
    QMap<UserId, Member> m_people;
    quint32 m_here = 0;
    QStringList m_complaints;
};

} // namespace foyer
