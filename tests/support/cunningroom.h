// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

namespace foyer {

/// A room that says whatever the test likes, whether it is sensible or not.
class CunningRoom final
{
public:
    CunningRoom() : m_server(QString(), QWebSocketServer::NonSecureMode)
    {
        m_server.setSupportedSubprotocols({QStringLiteral("foyer.v1")});
        m_listens = m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] bool listens() const { return m_listens; }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/room").arg(m_server.serverPort())); }
    [[nodiscard]] bool isVisited()
    {
        const bool visited = comesTrue([this] { return m_server.hasPendingConnections(); });
        m_guest.reset(m_server.nextPendingConnection());
        return visited && m_guest;
    }
    void say(const QJsonObject &message)
    {
        m_guest->sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }
    void close(quint16 code) { m_guest->close(static_cast<QWebSocketProtocol::CloseCode>(code)); }
    void greet(const QString &words)
    {
        say({{QStringLiteral("type"), QStringLiteral("hello")},
             {QStringLiteral("protocol"), QStringLiteral("foyer.v1")},
             {QStringLiteral("server"), words},
             {QStringLiteral("room"), words},
             {QStringLiteral("host"), words},
             {QStringLiteral("language"), QStringLiteral("en")},
             {QStringLiteral("here"), 1},
             {QStringLiteral("epoch"), QStringLiteral("e")},
             {QStringLiteral("keeping"), QJsonObject{{QStringLiteral("mode"), QStringLiteral("always")}}},
             {QStringLiteral("limits"), QJsonObject{{QStringLiteral("nameGraphemes"), 32},
                                       {QStringLiteral("nameCodePoints"), 64},
                                       {QStringLiteral("textCodePoints"), 5000},
                                       {QStringLiteral("textBytes"), 20000},
                                       {QStringLiteral("frameBytes"), 65536},
                                       {QStringLiteral("joinSeconds"), 10}}}});
    }

private:
    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_guest;
    bool m_listens = false;
};

} // namespace foyer
