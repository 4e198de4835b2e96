// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QTcpSocket>

#include <optional>
#include <utility>

namespace foyer {

/// The answer to an HTTP request, as far as it has come.
struct HttpAnswer
{
    int status = 0; ///< 0: no whole head yet
    QList<std::pair<QByteArray, QByteArray>> fields; ///< names in lower case
    QByteArray body;

    /// All values of this (lower-case) name, joined by "|".
    [[nodiscard]] QByteArray value(const QByteArray &name) const;
    [[nodiscard]] bool has(const QByteArray &name) const;
};

/// A WebSocket frame as it came over the wire (RFC 6455 §5.2).
struct WireFrame
{
    bool fin = true;
    int opcode = 0;
    bool masked = false;
    QByteArray payload;
};

/// A TCP client that sends whatever bytes the test wants, WebSocket frames written by hand among them.
class RawClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawClient)

public:
    enum Opcode : int { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };
    using Fields = QList<std::pair<QByteArray, QByteArray>>;

    explicit RawClient(quint16 port, const QHostAddress &host = QHostAddress(QHostAddress::LocalHost));
    ~RawClient() override;

    [[nodiscard]] bool connects();
    /// Has the system hold little of what nobody reads. To be called before anything else.
    void buffersLittle();
    /// Takes nothing more out of the socket: what is sent here piles up on the way.
    void stopReading();
    /// Reads after all.
    void readAgain();
    void send(const QByteArray &bytes);
    /// So many bytes at a time, each time with a look at what comes of it.
    void sendInPieces(const QByteArray &bytes, qsizetype size);
    /// No more comes from here (FIN), but the answer may.
    void closeWriting();
    /// The connection ends without a word (RST).
    void reset();

    [[nodiscard]] const QByteArray &received() const { return m_received; }
    [[nodiscard]] bool hasEnded() const { return m_ended; }
    [[nodiscard]] qint64 unsent() const { return m_socket.bytesToWrite(); }
    /// It ended by a reset (RST) and not in order (FIN).
    [[nodiscard]] bool wasReset() const { return m_wasReset; }

    [[nodiscard]] HttpAnswer answer() const;
    /// Waits for the end of the connection, and reads the answer that came before.
    [[nodiscard]] HttpAnswer wholeAnswer();

    /// A handshake as a browser sends it; `fields` replace those of the same name, an empty value leaves one out.
    [[nodiscard]] QByteArray handshake(const QByteArray &path, const Fields &fields = {}) const;
    /// Sends one and waits for its 101.
    [[nodiscard]] bool shakesHands(const QByteArray &path, const Fields &fields = {});
    /// Frames that came after the handshake.
    [[nodiscard]] QList<WireFrame> frames() const;
    /// The texts of whole messages.
    [[nodiscard]] QList<QByteArray> texts() const;
    /// Of the close frame; nothing before it came.
    [[nodiscard]] std::optional<quint16> closeCode() const;
    [[nodiscard]] QByteArray closeReason() const;

    /// A frame as a client must send it: masked. `announced` lies about the length, as 64 bits.
    [[nodiscard]] static QByteArray frame(int opcode, const QByteArray &payload, bool fin = true,
                                          std::optional<quint64> announced = {});
    /// As a server must send it: not masked.
    [[nodiscard]] static QByteArray bareFrame(int opcode, const QByteArray &payload);
    void sendText(const QByteArray &utf8) { send(frame(Text, utf8)); }

Q_SIGNALS:
    void cameSomething();

private:
    [[nodiscard]] qsizetype headEnd() const;
    void onEnd();
    void closeDuplicate();

    QTcpSocket m_socket;
    const quint16 m_port;
    const QHostAddress m_host;
    QByteArray m_received;
    bool m_reads = true;
    bool m_ended = false;
    bool m_wasReset = false;
    int m_duplicate = -1; ///< of the descriptor: QTcpSocket has closed its own before it tells of the end, whichever end it was
};

} // namespace foyer
