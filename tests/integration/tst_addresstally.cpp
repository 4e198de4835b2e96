// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/addresstally.h"
#include "tests/support/patience.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <vector>

using namespace foyer;

/// How many connections there are from an address.
class tst_AddressTally final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// ~QWebSocket disconnects every signal of the socket it was given: nobody hears of its end.
    void whoeverIsGoneIsNotCountedThoughNoSignalTells()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        AddressTally tally;
        std::vector<std::unique_ptr<QTcpSocket>> clients;
        std::vector<std::unique_ptr<QTcpSocket>> accepted;
        for (int i = 1; i <= 3; ++i) {
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(server.serverAddress(), server.serverPort());
            QVERIFY(comesTrue([&server] { return server.hasPendingConnections(); }));
            accepted.emplace_back(server.nextPendingConnection());
            QCOMPARE(tally.count(accepted.back().get()), i);
        }
        for (const auto &socket : accepted)
            socket->disconnect();
        accepted.resize(1);
        QCOMPARE(tally.connections(), 1);
        accepted.clear();
        QCOMPARE(tally.connections(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_AddressTally)
#include "tst_addresstally.moc"
