// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/directsocket.h"

#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <sys/socket.h>
#include <sys/types.h>

using namespace foyer;

namespace {

class Listener final : public QTcpServer
{
public:
    DirectSocket *accepted = nullptr;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        accepted = new DirectSocket(this);
        QVERIFY(accepted->setSocketDescriptor(descriptor));
    }
};

/// Bytes that can be told from each other wherever one looks.
QByteArray pattern(qsizetype size, uint seed = 0)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((static_cast<uint>(i) * 2654435761u >> 13) + seed);
    return bytes;
}

} // namespace

/// Writing past QTcpSocket's buffer must change nothing but the price.
class tst_DirectSocket final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void goesStraightToTheKernel();
    void whatDoesNotFitWaitsAndFollowsInOrder();
    void aPeerThatResetsIsNoticedFromTheEventLoop();
    void nothingIsWrittenWhenClosed();
    void finishesSendingAndGoesOnReading();
    void closesInOrder();
    void anAbortDoesNotWait();
    void releasingTheReadBufferLosesNothing();

private:
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<QTcpSocket> m_peer;
    DirectSocket *m_socket = nullptr;
};

void tst_DirectSocket::init()
{
    m_listener = std::make_unique<Listener>();
    QVERIFY(m_listener->listen(QHostAddress::LocalHost));
    m_peer = std::make_unique<QTcpSocket>();
    m_peer->connectToHost(QHostAddress::LocalHost, m_listener->serverPort());
    QTRY_VERIFY_WITH_TIMEOUT(m_listener->accepted && m_peer->state() == QAbstractSocket::ConnectedState, patienceMs);
    m_socket = m_listener->accepted;
}

void tst_DirectSocket::cleanup()
{
    m_peer.reset();
    m_listener.reset();
}

void tst_DirectSocket::goesStraightToTheKernel()
{
    const QByteArray bytes = pattern(1000);
    QCOMPARE(m_socket->write(bytes), bytes.size());
    QCOMPARE(m_socket->bytesToWrite(), 0);
    QVERIFY(m_peer->waitForReadyRead(patienceMs)); // without a turn of the socket's own event loop
    QCOMPARE(m_peer->readAll(), bytes);
}

void tst_DirectSocket::whatDoesNotFitWaitsAndFollowsInOrder()
{
    QByteArray all;
    uint seed = 0;
    while (m_socket->bytesToWrite() == 0 || all.size() < 8'000'000) {
        const QByteArray bytes = pattern(100'000, ++seed);
        QCOMPARE(m_socket->write(bytes), bytes.size());
        all += bytes;
    }
    QVERIFY(m_socket->bytesToWrite() > 0);
    QSignalSpy written(m_socket, &QTcpSocket::bytesWritten);
    QByteArray received;
    connect(m_peer.get(), &QTcpSocket::readyRead, m_peer.get(), [&] { received += m_peer->readAll(); });
    received += m_peer->readAll();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), all.size(), patienceMs);
    QVERIFY(received == all);
    QCOMPARE(m_socket->bytesToWrite(), 0);
    QVERIFY(!written.isEmpty());
    // Drained: straight again.
    m_socket->write("more");
    QCOMPARE(m_socket->bytesToWrite(), 0);
}

void tst_DirectSocket::aPeerThatResetsIsNoticedFromTheEventLoop()
{
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(m_peer->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    QSignalSpy gone(m_socket, &QTcpSocket::disconnected);
    m_peer->abort();
    const QByteArray bytes = pattern(1000);
    m_socket->write(bytes);
    m_socket->write(bytes);
    QCOMPARE(gone.size(), 0); // whoever writes to everybody is not disturbed
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, patienceMs);
}

void tst_DirectSocket::nothingIsWrittenWhenClosed()
{
    m_socket->abort();
    QCOMPARE(m_socket->write("late"), -1);
}

void tst_DirectSocket::finishesSendingAndGoesOnReading()
{
    QByteArray all;
    while (m_socket->bytesToWrite() == 0) {
        all += pattern(100'000);
        m_socket->send(pattern(100'000));
    }
    m_socket->finishSending();
    QCOMPARE(m_socket->write("too late"), 8);
    QByteArray received;
    connect(m_peer.get(), &QTcpSocket::readyRead, m_peer.get(), [&] { received += m_peer->readAll(); });
    received += m_peer->readAll();
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->state(), QAbstractSocket::UnconnectedState, patienceMs);
    received += m_peer->readAll();
    QVERIFY(received == all);
}

void tst_DirectSocket::closesInOrder()
{
    m_peer->setReadBufferSize(1); // it does not learn of the end before it has read what comes before
    m_socket->closeInOrder();
    m_socket->send("the last word");
    m_socket->close();
    m_socket->close();
    m_peer->write("what crosses it");
    QTRY_COMPARE_WITH_TIMEOUT(m_socket->bytesAvailable(), 15, patienceMs);
    QCOMPARE(m_socket->readAll(), QByteArray("what crosses it"));
    QSignalSpy gone(m_socket, &QTcpSocket::disconnected);
    m_peer->setReadBufferSize(0);
    QByteArray received = m_peer->readAll();
    connect(m_peer.get(), &QTcpSocket::readyRead, m_peer.get(), [&] { received += m_peer->readAll(); });
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, patienceMs);
    QCOMPARE(m_socket->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(received, QByteArray("the last word"));
}

void tst_DirectSocket::anAbortDoesNotWait()
{
    m_socket->closeInOrder();
    m_socket->abort();
    QCOMPARE(m_socket->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->state(), QAbstractSocket::UnconnectedState, patienceMs);
}

void tst_DirectSocket::releasingTheReadBufferLosesNothing()
{
    const QByteArray bytes = pattern(40'000);
    m_peer->write(bytes);
    QByteArray received;
    while (received.size() < bytes.size()) {
        QTRY_VERIFY_WITH_TIMEOUT(m_socket->bytesAvailable() > 0, patienceMs);
        m_socket->releaseReadBuffer(); // something is unread: nothing happens
        received += m_socket->read(999);
        m_socket->releaseReadBuffer();
    }
    QCOMPARE(received, bytes);
    m_socket->releaseReadBuffer();
    m_socket->releaseReadBuffer();
    QCOMPARE(m_socket->bytesAvailable(), 0);
    m_peer->write("and on");
    QTRY_COMPARE_WITH_TIMEOUT(m_socket->bytesAvailable(), 6, patienceMs);
    QCOMPARE(m_socket->readAll(), QByteArray("and on"));
}

QTEST_GUILESS_MAIN(tst_DirectSocket)
#include "tst_directsocket.moc"
