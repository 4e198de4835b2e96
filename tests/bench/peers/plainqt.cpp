// SPDX-License-Identifier: GPL-3.0-or-later
// The room as the documentation of QWebSocketServer leads one to write it: sendTextMessage in a loop over all clients.
// Usage: foyer_peer_plainqt PORT
#include <QCoreApplication>
#include <QHash>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <cstdio>

#include <sys/resource.h>

int main(int argc, char **argv)
{
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);

    const QCoreApplication application(argc, argv);
    QWebSocketServer server(QStringLiteral("plain"), QWebSocketServer::NonSecureMode);
    server.setMaxPendingConnections(1000000);
    QHash<QWebSocket *, QString> clients;
    const auto broadcast = [&clients](const QString &line) {
        for (auto client = clients.cbegin(); client != clients.cend(); ++client)
            client.key()->sendTextMessage(line);
    };
    QObject::connect(&server, &QWebSocketServer::newConnection, &server, [&] {
        QWebSocket *client = server.nextPendingConnection();
        client->setParent(&server);
        const QString user = client->requestUrl().path().section(QLatin1Char('/'), 2);
        clients.insert(client, user);
        QObject::connect(client, &QWebSocket::textMessageReceived, &server,
                         [&broadcast, user](const QString &text) { broadcast(user + QStringLiteral(": ") + text); });
        QObject::connect(client, &QWebSocket::disconnected, &server, [&, client, user] {
            clients.remove(client);
            client->deleteLater();
            broadcast(user + QStringLiteral(" left the room"));
        });
    });
    if (!server.listen(QHostAddress::LocalHost, QString::fromLocal8Bit(argc > 1 ? argv[1] : "8000").toUShort())) {
        std::fprintf(stderr, "%s\n", qPrintable(server.errorString()));
        return 1;
    }
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
