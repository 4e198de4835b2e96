// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/skewedclock.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace foyer;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 dayMs = qint64{24} * 3600 * 1000;

/// A room whose clock the test sets.
struct SkewedRoom
{
    [[nodiscard]] bool open()
    {
        auto made = std::make_unique<SkewedClock>();
        clock = made.get();
        room.clock = std::move(made);
        return room.open();
    }

    TestRoom room;
    SkewedClock *clock = nullptr; ///< the room's
};

/// Shook hands, and never says or answers anything.
[[nodiscard]] bool fallsMute(RawClient &client, const QByteArray &path)
{
    return client.connects() && client.shakesHands(path);
}

[[nodiscard]] qsizetype pingsTo(const RawClient &client)
{
    qsizetype pings = 0;
    for (const WireFrame &frame : client.frames())
        pings += frame.opcode == RawClient::Ping ? 1 : 0;
    return pings;
}

/// Goes on standing for a while by the room's own timers: so many pings are sent to somebody who need not answer yet.
[[nodiscard]] bool beats(RawClient &witness, int pings)
{
    const qsizetype before = pingsTo(witness);
    return comesTrue([&] { return witness.hasEnded() || pingsTo(witness) >= before + pings; }) && !witness.hasEnded();
}

} // namespace

/// Clocks are set, machines sleep: nobody who is there is taken for gone, and nobody's time changes.
class tst_ClockFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWallClockIsSet_data()
    {
        QTest::addColumn<qint64>("by");
        QTest::newRow("a day on") << dayMs;
        QTest::newRow("a day back") << -dayMs;
        QTest::newRow("a year on") << 365 * dayMs;
        QTest::newRow("a year back") << -365 * dayMs;
    }

    void theWallClockIsSet()
    {
        QFETCH(qint64, by);
        SkewedRoom skewed;
        skewed.room.config.limits.silence = 8s;
        skewed.room.config.limits.ping = 1s;
        QVERIFY(skewed.open());
        RoomGuest ada(skewed.room);
        RoomGuest bob(skewed.room);
        QVERIFY(ada.comes(u"Ada"_s) && bob.comes(u"Bob"_s));
        ada.say(u"before"_s);
        QVERIFY(ada.isUpToDate() && bob.isUpToDate());
        RawClient mute(skewed.room.port());
        QVERIFY(fallsMute(mute, "/ws"));
        skewed.clock->setWall(by);
        QVERIFY(beats(mute, 2)); // it has been looked at who is silent
        bob.say(u"after"_s);
        QVERIFY(bob.isUpToDate() && ada.isUpToDate());
        const Join back = bob.takingUp();
        bob.cut();
        ada.say(u"while Bob was away"_s);
        QVERIFY(ada.isUpToDate());
        skewed.clock->setWall(-2 * by);
        RoomGuest again(skewed.room);
        QVERIFY(again.comes(u"Bob"_s, back));
        QVERIFY(again.welcome().resumed);
        QVERIFY(again.isUpToDate() && ada.isUpToDate());
        QCOMPARE(again.heard(), QStringList{u"while Bob was away"_s});
        QCOMPARE(ada.heard(), (QStringList{u"before"_s, u"after"_s, u"while Bob was away"_s}));
        const QList<quint64> seqs = ada.seqs();
        QVERIFY(std::is_sorted(seqs.cbegin(), seqs.cend()));
        QVERIFY(ada.isOpen());
        QVERIFY(ada.events<Left>().isEmpty());
        // The time that is shown is the wall's.
        QList<qint64> times;
        for (const Event &event : ada.all<Event>()) {
            if (std::holds_alternative<Said>(event.body))
                times.append(event.atMs);
        }
        QCOMPARE(times.size(), 3);
        QVERIFY(by > 0 ? times.at(1) - times.at(0) >= by : times.at(1) - times.at(0) <= by + 60000);
    }

    void aCoolingOffKeepsItsLength()
    {
        SkewedRoom skewed;
        QVERIFY(skewed.open());
        RoomGuest host(skewed.room);
        RoomGuest sam(skewed.room);
        QVERIFY(host.comesAsOperator() && sam.comes(u"Sam"_s));
        const Join device = sam.withDevice();
        host.send({u"k"_s, Kick{sam.user(), {}, 3600}});
        QVERIFY(sam.isClosed());
        for (const qint64 by : {dayMs, -2 * dayMs, 366 * dayMs}) {
            skewed.clock->setWall(by);
            RoomGuest again(skewed.room);
            QVERIFY(!again.comes(u"Sam"_s, device));
            const Refused refused = again.all<Refused>().constFirst();
            QCOMPARE(refused.code, u"cooling-off"_s);
            QVERIFY2(refused.retryAfterMs > 3'000'000 && refused.retryAfterMs <= 3'600'000,
                     qPrintable(QString::number(refused.retryAfterMs)));
        }
    }

    /// A long gap between two looks at the time: whoever was there before still is, with all the time they had.
    void theMachineSleeps()
    {
        SkewedRoom skewed;
        Limits &limits = skewed.room.config.limits;
        limits.silence = 8s;
        limits.ping = 1s;
        limits.join = 10s;
        limits.handshake = 10s;
        limits.grace = 10s;
        QVERIFY(skewed.open());
        RoomGuest ada(skewed.room);
        RoomGuest bob(skewed.room);
        TextGuest wscat(skewed.room, "/ws/Carl");
        QVERIFY(ada.comes(u"Ada"_s) && bob.comes(u"Bob"_s) && wscat.comes());
        const Join back = bob.takingUp();
        bob.cut();
        QVERIFY(comesTrue([&] { return !ada.events<Presence>().isEmpty(); }));
        RoomGuest unjoined(skewed.room);
        QVERIFY(unjoined.connects());
        RawClient atTheDoor(skewed.room.port());
        QVERIFY(atTheDoor.connects());
        atTheDoor.send("GET /healthz HTTP/1.1\r\n");
        RawClient mute(skewed.room.port());
        QVERIFY(fallsMute(mute, "/ws"));

        skewed.clock->sleep(3600 * 1000);
        QVERIFY(beats(mute, 2));
        QVERIFY(ada.isOpen() && wscat.isOpen());
        QVERIFY(ada.events<Left>().isEmpty());
        // Who had not joined may still do it, who was asking is still heard, who was away is still awaited.
        unjoined.join(u"j"_s, u"Dora"_s);
        QVERIFY(comesTrue([&] { return !unjoined.isOpen() || !unjoined.all<Welcome>().isEmpty(); }));
        QVERIFY(unjoined.isOpen());
        QVERIFY(!atTheDoor.hasEnded());
        atTheDoor.send("Host: " + skewed.room.host() + "\r\nConnection: close\r\n\r\n");
        QCOMPARE(atTheDoor.wholeAnswer().status, 200);
        RoomGuest again(skewed.room);
        QVERIFY(again.comes(u"Bob"_s, back));
        QVERIFY(again.welcome().resumed);
        // Whoever really does not answer is gone after their time, and nobody else.
        QVERIFY(comesTrue([&] { return mute.hasEnded(); }));
        QVERIFY(ada.isOpen() && wscat.isOpen() && unjoined.isOpen() && again.isOpen());
    }

    /// The real program, really stopped for longer than anybody may be silent.
    void theProgramIsStopped()
    {
        QVERIFY2(qEnvironmentVariableIsSet("FOYER_EXECUTABLE"), "ctest sets it");
        QTemporaryDir data;
        QProcess process;
        process.start(qEnvironmentVariable("FOYER_EXECUTABLE"),
                      {u"--headless"_s, u"--bind"_s, u"127.0.0.1"_s, u"--port"_s, u"0"_s, u"--data-dir"_s, data.path(),
                       u"--limit"_s, u"silence-seconds=2"_s, u"--limit"_s, u"ping-seconds=1"_s, u"--limit"_s,
                       u"join-seconds=4"_s});
        QVERIFY(comesTrue([&] { return process.canReadLine() || process.state() == QProcess::NotRunning; }));
        QUrl room(QString::fromUtf8(process.readLine()).trimmed().section(u' ', -1));
        QVERIFY(room.port() > 0);
        room.setScheme(u"ws"_s);
        room.setPath(u"/room"_s);
        RoomGuest ada(room);
        RoomGuest bob(room);
        RoomGuest unjoined(room);
        QVERIFY(ada.comes(u"Ada"_s) && bob.comes(u"Bob"_s) && unjoined.connects());
        RawClient mute(quint16(room.port()));
        QVERIFY(fallsMute(mute, "/ws"));

        const auto pid = static_cast<pid_t>(process.processId());
        QCOMPARE(::kill(pid, SIGSTOP), 0);
        QTimer asleep;
        asleep.setSingleShot(true);
        asleep.start(5s); // what is tried is the passing of time itself
        QVERIFY(comesTrue([&] { return !asleep.isActive(); }));
        QCOMPARE(::kill(pid, SIGCONT), 0);
        unjoined.join(u"j"_s, u"Carl"_s);
        QVERIFY(comesTrue([&] { return !unjoined.isOpen() || !unjoined.all<Welcome>().isEmpty(); }));
        QVERIFY2(unjoined.isOpen(), "it had not had its time to join");
        ada.say(u"good morning"_s);
        QVERIFY(ada.isUpToDate() && bob.isUpToDate());
        QCOMPARE(bob.heard(), QStringList{u"good morning"_s});
        QVERIFY(comesTrue([&] { return mute.hasEnded(); })); // so it looked for those who are silent
        QVERIFY(ada.isOpen() && bob.isOpen() && unjoined.isOpen());
        ::kill(pid, SIGTERM);
        QVERIFY(process.waitForFinished(patienceMs));
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_ClockFaults)
#include "tst_clockfaults.moc"
