// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/inflowmeter.h"
#include "tests/support/handmovedclock.h"
#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace foyer;

namespace {

/// Both ends of a connection; what arrives is read at once, from two bytes on as QWebSocket does, but for `left` bytes.
class Line final
{
public:
    explicit Line(const Limits &limits)
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            return;
        client.connectToHost(server.serverAddress(), server.serverPort());
        if (!comesTrue([&server] { return server.hasPendingConnections(); }))
            return;
        socket.reset(server.nextPendingConnection());
        socket->setParent(nullptr);
        socket->setReadBufferSize(InflowMeter::bufferBytes(limits));
        meter = new InflowMeter(socket.get(), clock, limits);
        QObject::connect(socket.get(), &QTcpSocket::readyRead, socket.get(), [this] {
            if (socket->bytesAvailable() >= 2 + left)
                read += socket->read(socket->bytesAvailable() - left);
        });
        meter->begin();
    }

    HandMovedClock clock;
    QTcpSocket client;
    std::unique_ptr<QTcpSocket> socket;
    InflowMeter *meter = nullptr;
    QByteArray read;
    qint64 left = 0;
};

Limits slow()
{
    Limits limits;
    limits.bytesIn = 10000;
    limits.frameBytes = 4096;
    limits.headBytes = 4096;
    return limits;
}

QByteArray counted(int bytes)
{
    QByteArray text;
    for (int i = 0; text.size() < bytes; ++i)
        text += QByteArray::number(i) + ' ';
    text.truncate(bytes);
    return text;
}

} // namespace

/// Reading that is slowed down to a pace: the clock is moved by hand, so what is read is known to the byte.
class tst_InflowMeter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void underTheLimitNothingHappens()
    {
        Line line(slow());
        QVERIFY(line.meter);
        line.client.write(counted(9000));
        QVERIFY(comesTrue([&line] { return line.read.size() == 9000; }));
        QVERIFY(!line.meter->isPaused());
        line.clock.advance(1000);
        line.client.write(counted(9000));
        QVERIFY(comesTrue([&line] { return line.read.size() == 18000; }));
        QVERIFY(!line.meter->isPaused());
    }

    void beyondItReadingWaits()
    {
        Line line(slow());
        QVERIFY(line.meter);
        const QByteArray sent = counted(100000);
        line.client.write(sent);
        QVERIFY(comesTrue([&line] { return line.meter->isPaused(); }));
        // Signs of life come all the while, but hardly any bytes: the clock stands still.
        QSignalSpy signs(line.socket.get(), &QTcpSocket::readyRead);
        QVERIFY(comesTrue([&signs] { return signs.size() >= 3; }));
        QVERIFY(line.meter->isPaused());
        QVERIFY2(line.read.size() <= 10000 + 8192 + 1, qPrintable(QString::number(line.read.size())));

        // A second at a time.
        for (int second = 1; line.read.size() < sent.size(); ++second) {
            QVERIFY2(second <= 12, qPrintable(QString::number(line.read.size())));
            line.clock.advance(1000);
            const qsizetype most = std::min(10000 * (second + 1) + 8192 + 1, int(sent.size()));
            const qsizetype before = line.read.size();
            QVERIFY(comesTrue([&line, before, &sent] {
                return (line.read.size() > before && line.meter->isPaused()) || line.read.size() == sent.size();
            }));
            QVERIFY(line.read.size() <= most);
        }
        QCOMPARE(line.read, sent);
    }

    /// Half a frame that waits for a long time is given up by QWebSocket, and whoever is silent by the room.
    void aLongPauseShowsSignsOfLife()
    {
        Limits limits = slow();
        limits.bytesIn = 1; // what is read beyond the first burst has to wait for an hour
        Line line(limits);
        QVERIFY(line.meter);
        line.client.write(counted(100000));
        QVERIFY(comesTrue([&line] { return line.meter->isPaused(); }));
        QSignalSpy signs(line.socket.get(), &QTcpSocket::readyRead);
        QVERIFY(comesTrue([&signs] { return signs.size() >= 2; }));
        QVERIFY(line.meter->isPaused());
    }

    void whatWaitsIsNotLostWithItsSender()
    {
        Line line(slow());
        QVERIFY(line.meter);
        const QByteArray sent = counted(60000);
        line.client.write(sent);
        line.client.disconnectFromHost();
        QVERIFY(comesTrue([&line] { return line.meter->isPaused(); }));
        line.clock.advance(3'600'000);
        QVERIFY(comesTrue([&line] {
            line.clock.advance(1000);
            return line.socket->state() == QAbstractSocket::UnconnectedState;
        }));
        QCOMPARE(line.read, sent);
    }

    /// Half a frame stays in the buffer until the rest comes.
    void whatIsLeftIsCountedOnce()
    {
        Line line(slow());
        QVERIFY(line.meter);
        line.left = 4000;
        for (int i = 1; i <= 50; ++i) {
            line.client.write(QByteArray(100, 'x'));
            QVERIFY(comesTrue([&line, i] { return line.read.size() + line.socket->bytesAvailable() == i * 100; }));
        }
        QVERIFY2(!line.meter->isPaused(), "5000 bytes have come");
    }
};

QTEST_GUILESS_MAIN(tst_InflowMeter)
#include "tst_inflowmeter.moc"
