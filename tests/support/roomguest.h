// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/protocol/servermessage.h"

#include <QObject>
#include <QUrl>
#include <QWebSocket>

#include <optional>

namespace foyer {

class TestRoom;

/// A client of foyer.v1 that keeps everything it was told, in order.
class RoomGuest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoomGuest)

public:
    explicit RoomGuest(const QUrl &room);
    explicit RoomGuest(const TestRoom &room);
    ~RoomGuest() override;

    // Waiting; false when it did not come
    /// Opens the connection, and waits for the hello.
    [[nodiscard]] bool connects();
    /// connects(), joins and waits for the welcome. `how` may hold tokens; its name is replaced.
    [[nodiscard]] bool comes(const QString &name, Join how = {});
    /// comes() with the operator's secret.
    [[nodiscard]] bool comesAsOperator(const QString &name = QStringLiteral("Ms Brandt"));
    /// The tokens and the last seq of this one, for another connection.
    [[nodiscard]] Join takingUp() const;
    /// The device's token alone, for another window of it.
    [[nodiscard]] Join withDevice() const;
    /// Everything that the server has written to this connection so far has arrived (a WebSocket ping has come back).
    [[nodiscard]] bool hasReadAll();
    /// Everything that the room has decided so far has arrived (a ping of foyer.v1 has come back).
    [[nodiscard]] bool isUpToDate();
    /// The answer to the command with this id has come.
    [[nodiscard]] bool isAnswered(const QString &id);
    [[nodiscard]] bool isClosed();

    // Doing
    void send(const Command &command);
    void sendText(const QString &text);
    void sendBytes(const QByteArray &bytes);
    /// Asks to come in, under this name and with these tokens, without waiting.
    void join(const QString &id, const QString &name, Join how = {});
    /// Says it under an id of its own, which is given back.
    QString say(const QString &text);
    /// The connection ends without a word.
    void cut();
    /// Ends it as a closed tab does.
    void closeSocket();

    // What has come
    [[nodiscard]] const QList<ServerMessage> &messages() const { return m_messages; }
    [[nodiscard]] const QStringList &texts() const { return m_texts; }
    void forget();
    /// What came that could not be decoded; must be empty.
    [[nodiscard]] const QStringList &undecoded() const { return m_undecoded; }
    [[nodiscard]] quint16 closeCode() const;
    [[nodiscard]] QString closeReason() const;
    [[nodiscard]] bool isOpen() const { return m_open; }
    /// It has ended; isClosed() without the waiting.
    [[nodiscard]] bool hasEnded() const { return m_closed; }

    template <typename Message>
    [[nodiscard]] QList<Message> all() const
    {
        QList<Message> found;
        for (const ServerMessage &message : m_messages) {
            if (const auto *one = std::get_if<Message>(&message))
                found.append(*one);
        }
        return found;
    }
    template <typename Body>
    [[nodiscard]] QList<Body> events() const
    {
        QList<Body> found;
        for (const ServerMessage &message : m_messages) {
            if (const auto *event = std::get_if<Event>(&message)) {
                if (const auto *body = std::get_if<Body>(&event->body))
                    found.append(*body);
            }
        }
        return found;
    }
    /// The texts of all that was said, those in a welcome first.
    [[nodiscard]] QStringList heard() const;
    /// The seq of every event that came by itself, in the order they came.
    [[nodiscard]] QList<quint64> seqs() const;
    [[nodiscard]] std::optional<Refused> refusal(const QString &id) const;
    [[nodiscard]] std::optional<Accepted> acceptance(const QString &id) const;
    [[nodiscard]] Welcome welcome() const;
    [[nodiscard]] UserId user() const { return welcome().user; }
    [[nodiscard]] Bye bye() const;
    /// Position of the first message of this kind that `fits`; -1 when there is none.
    template <typename Message, typename Predicate>
    [[nodiscard]] qsizetype indexOf(Predicate fits) const
    {
        for (qsizetype i = 0; i < m_messages.size(); ++i) {
            const auto *one = std::get_if<Message>(&m_messages[i]);
            if (one && fits(*one))
                return i;
        }
        return -1;
    }

Q_SIGNALS:
    /// A message has come; it is the last of messages().
    void came(const foyer::ServerMessage &message);

private:
    void onText(const QString &text);

    const QUrl m_room;
    QWebSocket m_socket;
    QList<ServerMessage> m_messages;
    QStringList m_texts;
    QStringList m_undecoded;
    quint64 m_lastSeq = 0;
    int m_lastId = 0;
    bool m_open = false;
    bool m_closed = false;
};

[[nodiscard]] QStringList namesOf(const QList<Member> &rows);

} // namespace foyer
