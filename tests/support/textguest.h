// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QNetworkRequest>
#include <QWebSocket>

namespace foyer {

class TestRoom;

/// A client of the plain-text paths that keeps every line it was sent.
class TextGuest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextGuest)

public:
    /// `path` as it goes over the wire: "/ws/Ada", percent-encoded where need be.
    TextGuest(const TestRoom &room, const QByteArray &path);
    ~TextGuest() override;

    void setField(const QByteArray &name, const QByteArray &value) { m_request.setRawHeader(name, value); }
    /// Opens the connection, and waits for the end of the handshake.
    [[nodiscard]] bool connects();
    /// connects(), and is in the room when it comes back.
    [[nodiscard]] bool comes();
    void say(const QString &text) { m_socket.sendTextMessage(text); }
    void sendBytes(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    /// The connection ends without a word.
    void cut() { m_socket.abort(); }
    void closeSocket() { m_socket.close(); }

    /// Everything that the server has written to this connection so far has arrived.
    [[nodiscard]] bool hasReadAll();
    [[nodiscard]] bool hears(const QString &line);
    [[nodiscard]] bool isClosed();

    [[nodiscard]] const QStringList &lines() const { return m_lines; }
    void forget() { m_lines.clear(); }
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] quint16 closeCode() const { return static_cast<quint16>(m_socket.closeCode()); }
    [[nodiscard]] QString closeReason() const { return m_socket.closeReason(); }

private:
    QNetworkRequest m_request;
    QWebSocket m_socket;
    QStringList m_lines;
    bool m_shookHands = false;
    bool m_open = false;
    bool m_closed = false;
};

} // namespace foyer
