// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/directsocket.h"
#include "server/net/readingtime.h"
#include "server/net/readingturn.h"
#include "tests/support/patience.h"

#include <QDeadlineTimer>
#include <QTcpServer>
#include <QTest>

#include <algorithm>

#include <unistd.h>

using namespace foyer;

namespace {

/// Time passes by what is read alone, and when the test says so.
class WorkClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return steadyMs(); }
    [[nodiscard]] qint64 steadyMs() const override { return m_us / 1000; }
    [[nodiscard]] qint64 steadyUs() const override { return m_us; }
    void pass(qint64 us) { m_us += us; }

private:
    qint64 m_us = 1'000'000'000;
};

/// One connection whose frames have a fixed size, each of which takes 100 µs to read.
class Line final
{
public:
    Line(WorkClock &clock, ReadingTime &time, qint64 frameBytes = 2)
    {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            return;
        client.connectToHost(server.serverAddress(), server.serverPort());
        if (!comesTrue([&server] { return server.hasPendingConnections(); }))
            return;
        std::unique_ptr<QTcpSocket> accepted(server.nextPendingConnection());
        socket = std::make_unique<DirectSocket>();
        const int own = ::dup(static_cast<int>(accepted->socketDescriptor()));
        if (!socket->setSocketDescriptor(own))
            return;
        auto *turn = new ReadingTurn(socket.get(), time);
        QObject::connect(socket.get(), &QTcpSocket::readyRead, socket.get(), [this, &clock, frameBytes] {
            int inThisTurn = 0;
            while (socket->bytesAvailable() >= frameBytes) {
                read += socket->read(frameBytes);
                clock.pass(frameUs);
                ++inThisTurn;
            }
            mostInATurn = std::max(mostInATurn, inThisTurn);
            turns += inThisTurn > 0;
        });
        turn->begin();
    }

    static constexpr qint64 frameUs = 100;
    QTcpSocket client;
    std::unique_ptr<DirectSocket> socket;
    QByteArray read;
    int mostInATurn = 0;
    int turns = 0;
};

QByteArray counted(int bytes)
{
    QByteArray text;
    for (int i = 0; text.size() < bytes; ++i)
        text += QByteArray::number(i) + ' ';
    text.truncate(bytes);
    return text;
}

Limits withWork(int msPerSecond)
{
    Limits limits;
    limits.work = msPerSecond;
    return limits;
}

} // namespace

/// The time that reading may take: the clock goes on by what is read alone, so that every turn is known to the frame.
class tst_ReadingTurn final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTurnIsShortAndNothingIsLost()
    {
        WorkClock clock;
        ReadingTime time(clock, withWork(100));
        Line line(clock, time);
        QVERIFY(line.socket);
        const QByteArray sent = counted(80);
        line.client.write(sent);
        QVERIFY(comesTrue([&] { return line.read == sent; }));
        QVERIFY2(line.mostInATurn <= 3, qPrintable(QString::number(line.mostInATurn))); // a quarter of a millisecond
        QVERIFY(line.turns >= 13);
        QVERIFY(!time.isAnybodySlow()); // 4 ms of the 5 that a connection may take at once
    }

    /// What is said in between waits for a round, at most, not for a turn of everybody.
    void aRoundIsShortHoweverManyRead()
    {
        constexpr int many = 60;
        WorkClock clock;
        ReadingTime time(clock, withWork(2000)); // nobody is slow
        std::vector<std::unique_ptr<Line>> lines;
        const QByteArray sent = counted(40); // 2 ms each
        for (int i = 0; i < many; ++i) {
            lines.push_back(std::make_unique<Line>(clock, time));
            QVERIFY(lines.back()->socket);
        }
        for (const auto &line : lines) {
            line->client.write(sent);
            QVERIFY(line->client.flush());
        }
        qint64 longestUs = 0;
        const auto haveAll = [&] { return std::ranges::all_of(lines, [&](const auto &line) { return line->read == sent; }); };
        for (const QDeadlineTimer patience(patienceMs); !haveAll() && !patience.hasExpired();) {
            const qint64 began = clock.steadyUs();
            QCoreApplication::processEvents();
            longestUs = std::max(longestUs, clock.steadyUs() - began);
        }
        QVERIFY(haveAll());
        QVERIFY(!time.isAnybodySlow());
        // 4 ms of long turns, then one frame of each.
        QVERIFY2(longestUs <= 4000 + 300 + many * Line::frameUs, qPrintable(QString::number(longestUs)));
        // Once it is quiet turns are long again.
        QCOMPARE(time.turnUs(), 250);
    }

    void whoTakesTooMuchTimeIsSlow()
    {
        WorkClock clock;
        ReadingTime time(clock, withWork(100));
        Line flooder(clock, time);
        Line other(clock, time);
        QVERIFY(flooder.socket && other.socket);
        const QByteArray flood = counted(2000); // 100 ms
        flooder.client.write(flood);
        QVERIFY(comesTrue([&time] { return time.isAnybodySlow(); }));
        QVERIFY2(flooder.read.size() <= 2 * 55, qPrintable(QString::number(flooder.read.size())));
        // Others of the same address have their share still.
        other.client.write("abcd");
        QVERIFY(comesTrue([&other] { return other.read == "abcd"; }));
        QCOMPARE(other.turns, 1);
        // It is slow, but all of it is read, in order.
        QVERIFY(comesTrue([&] { return flooder.read == flood; }));
        QVERIFY(comesTrue([&time] { return !time.isAnybodySlow(); }));
    }

    void anAddressSharesItsTime()
    {
        WorkClock clock;
        ReadingTime time(clock, withWork(100)); // 50 ms at once
        std::vector<std::unique_ptr<Line>> lines;
        for (int i = 0; i < 16; ++i) {
            lines.push_back(std::make_unique<Line>(clock, time));
            QVERIFY(lines.back()->socket);
            lines.back()->client.write(counted(90)); // 4.5 ms: less than one connection may take
        }
        // Together 72 ms.
        QVERIFY(comesTrue([&time] { return time.isAnybodySlow(); }));
        for (const auto &line : lines)
            QVERIFY(comesTrue([&line] { return line->read == counted(90); }));
        QVERIFY(comesTrue([&time] { return !time.isAnybodySlow(); }));
    }

    void whoIsSlowDoesNotPassByComingInPieces()
    {
        WorkClock clock;
        ReadingTime time(clock, withWork(100));
        Line line(clock, time);
        QVERIFY(line.socket);
        line.client.write(counted(100)); // 5 ms
        QVERIFY(comesTrue([&line] { return line.read.size() == 100; }));
        line.client.write("..");
        QVERIFY(comesTrue([&line] { return line.read.size() == 102; }));
        line.client.write("ab");
        QVERIFY(comesTrue([&time] { return time.isAnybodySlow(); })); // before it is read
        QVERIFY(comesTrue([&line] { return line.read.size() == 104; }));
        // Later it is as good as anybody.
        clock.pass(10'000'000);
        line.client.write("cd");
        QVERIFY(comesTrue([&line] { return line.read.size() == 106; }));
        QVERIFY(!time.isAnybodySlow());
    }

    void aFullBufferIsReadToTheEnd()
    {
        WorkClock clock;
        ReadingTime time(clock, withWork(100));
        Line line(clock, time, 60);
        QVERIFY(line.socket);
        line.socket->setReadBufferSize(100); // never empty behind a whole frame
        const QByteArray sent = counted(60 * 200);
        line.client.write(sent);
        QVERIFY(comesTrue([&] { return line.read == sent; }));
    }

    void whatWasSentBeforeTheEndIsRead_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::newRow("within the share") << 80;
        QTest::newRow("in the slow lane") << 4000;
    }

    /// Somebody says something and goes at once: a script, or a tab that is closed.
    void whatWasSentBeforeTheEndIsRead()
    {
        QFETCH(int, bytes);
        WorkClock clock;
        ReadingTime time(clock, withWork(100));
        Line line(clock, time);
        QVERIFY(line.socket);
        const QByteArray sent = counted(bytes);
        line.client.write(sent);
        line.client.disconnectFromHost(); // FIN, behind it
        QVERIFY(comesTrue([&line] { return line.socket->state() == QAbstractSocket::UnconnectedState; }));
        QCOMPARE(line.read, sent);
        QVERIFY(!time.isAnybodySlow());
    }

    void aConnectionThatEndsInTheSlowLane()
    {
        WorkClock clock;
        ReadingTime time(clock, withWork(100));
        Line flooder(clock, time);
        QVERIFY(flooder.socket);
        flooder.client.write(counted(4000));
        QVERIFY(comesTrue([&time] { return time.isAnybodySlow(); }));
        flooder.socket.reset();
        QVERIFY(!time.isAnybodySlow());
    }
};

QTEST_GUILESS_MAIN(tst_ReadingTurn)
#include "tst_readingturn.moc"
