// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/serverthread.h"
#include "tests/support/historycopy.h"
#include "tests/support/latelog.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/writtenhistory.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

using State = ServerStatus::State;
using Failure = ServerStatus::Failure;

/// Everything that a ServerThread has said, in order.
struct Told
{
    explicit Told(ServerThread &server)
    {
        QObject::connect(&server, &ServerControl::statusChanged, &context, [this](const ServerStatus &status) {
            states.append(status.state);
            words.append(u"status"_s);
        });
        QObject::connect(&server, &ServerControl::roomOpened, &context, [this](const RoomSnapshot &snapshot) {
            opened.append(snapshot);
            words.append(u"opened"_s);
        });
        QObject::connect(&server, &ServerControl::eventsArrived, &context, [this](const QList<Event> &list) {
            events += list;
            ++lists;
            words.append(u"events"_s);
        });
    }

    QList<State> states;
    QList<RoomSnapshot> opened;
    QList<Event> events;
    QStringList words;
    int lists = 0;
    QObject context;
};

[[nodiscard]] bool becomes(const ServerThread &server, State state)
{
    return comesTrue([&] { return server.status().state == state; });
}

[[nodiscard]] QUrl roomOf(quint16 port)
{
    return QUrl(u"ws://127.0.0.1:%1/room"_s.arg(port));
}

/// A log that tells, from whatever thread it is in, when it ends.
class LastingLog final : public EventLog
{
public:
    LastingLog(QSemaphore &ended, int keptEvents) : m_ended(ended), m_log(keptEvents)
    {
        connect(&m_log, &EventLog::committed, this, &EventLog::committed);
    }
    ~LastingLog() override { m_ended.release(); }

    [[nodiscard]] QString epoch() const override { return m_log.epoch(); }
    [[nodiscard]] quint64 oldestSeq() const override { return m_log.oldestSeq(); }
    [[nodiscard]] quint64 nextSeq() const override { return m_log.nextSeq(); }
    void append(const QList<Event> &events, const QList<DeviceUse> &devices = {}) override { m_log.append(events, devices); }
    void readAfter(quint64 after, qsizetype bytes, Reader reader, QObject *context, PageCallback callback) override
    {
        m_log.readAfter(after, bytes, reader, context, std::move(callback));
    }
    void readBefore(quint64 before, int limit, qsizetype bytes, Reader reader, QObject *context,
                    PageCallback callback) override
    {
        m_log.readBefore(before, limit, bytes, reader, context, std::move(callback));
    }

private:
    QSemaphore &m_ended;
    MemoryLog m_log;
};

} // namespace

/// The room in its own thread, as a window has it in hand.
class tst_ServerThread final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewerMessagesAreKeptWhileItIsOpen()
    {
        const QTemporaryDir folder;
        HistoryBatch batch;
        for (quint64 seq = 1; seq <= 1500; ++seq)
            batch.events.append({seq, 1'790'000'000'000, {}, Said{UserId{7}, u"Ada"_s, Role::Guest, u"."_s, {}}});
        QVERIFY(writeHistory(folder.path(), batch));
        ServerConfig config = TestRoom::testConfig();
        config.historyFolder = folder.path();
        ServerThread server;
        server.start(config);
        QVERIFY(becomes(server, State::Running));
        const auto kept = [&] { return HistoryCopy(folder.path()).value(u"SELECT count(*) FROM events WHERE kind = 'said'"_s).toInt(); };
        QCOMPARE(kept(), 1500);
        server.keepMessages(1000);
        QVERIFY(comesTrue([&] { return kept() <= 1000; }));
        server.stop();
        QVERIFY(becomes(server, State::Stopped));
        QVERIFY(kept() > 900);
    }

    void opensAndCloses()
    {
        ServerThread server;
        Told told(server);
        QCOMPARE(server.status().state, State::Stopped);
        server.start(TestRoom::testConfig());
        QCOMPARE(server.status().state, State::Starting);
        QVERIFY(becomes(server, State::Running));
        const ServerStatus status = server.status();
        QVERIFY(status.port != 0);
        QCOMPARE(status.failure, Failure::None);
        QVERIFY(status.startedAtMs > 1'700'000'000'000);
        QCOMPARE(status.addresses.size(), 1);
        QCOMPARE(status.addresses.constFirst().url(status.port), u"http://127.0.0.1:%1"_s.arg(status.port));
        QCOMPARE(told.opened.size(), 1);
        QCOMPARE(told.words.last(2), (QStringList{u"opened"_s, u"status"_s}));
        QCOMPARE(told.opened.constFirst().roomName, u"Class 7b"_s);
        QVERIFY(told.opened.constFirst().lines.isEmpty());

        RoomGuest ada(roomOf(status.port));
        QVERIFY(ada.comes(u"Ada"_s));
        QElapsedTimer took;
        took.start();
        server.stop();
        QCOMPARE(server.status().state, State::Stopping);
        QVERIFY(becomes(server, State::Stopped));
        QVERIFY2(took.elapsed() <= 2000, qPrintable(QString::number(took.elapsed())));
        QVERIFY(ada.isClosed());
        QCOMPARE(ada.closeCode(), quint16(1001));
        QCOMPARE(ada.bye().why, u"closed"_s);
        QCOMPARE(told.states, (QList<State>{State::Starting, State::Running, State::Stopping, State::Stopped}));
        QVERIFY(server.status() == ServerStatus());
    }

    void opensAgainOnTheSamePort()
    {
        ServerThread server;
        Told told(server);
        ServerConfig config = TestRoom::testConfig();
        QSet<QString> epochs;
        for (int round = 0; round < 4; ++round) {
            server.start(config);
            QVERIFY(becomes(server, State::Running));
            config.port = config.port ? config.port : server.status().port;
            QCOMPARE(server.status().port, config.port);
            RoomGuest ada(roomOf(config.port));
            QVERIFY(ada.comes(u"Ada"_s));
            epochs.insert(ada.welcome().room.epoch);
            QCOMPARE(ada.welcome().room.epoch, told.opened.constLast().epoch);
            server.stop();
            QVERIFY(becomes(server, State::Stopped));
            QVERIFY(ada.isClosed());
            QCOMPARE(ada.closeCode(), quint16(1001));
        }
        QCOMPARE(epochs.size(), 4);
        QCOMPARE(told.opened.size(), 4);
    }

    void aSecondStartDoesNothing()
    {
        ServerThread server;
        Told told(server);
        server.start(TestRoom::testConfig());
        server.start(TestRoom::testConfig());
        QVERIFY(becomes(server, State::Running));
        const quint16 port = server.status().port;
        server.start(TestRoom::testConfig());
        RoomGuest ada(roomOf(port));
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(comesTrue([&] { return !told.events.isEmpty(); }));
        QCOMPARE(told.opened.size(), 1);
        QCOMPARE(told.states, (QList<State>{State::Starting, State::Running}));
        QCOMPARE(server.status().port, port);
    }

    void aPortInUse()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        ServerThread server;
        Told told(server);
        ServerConfig config = TestRoom::testConfig();
        config.port = occupant.serverPort();
        server.start(config);
        QVERIFY(becomes(server, State::Failed));
        QCOMPARE(server.status().failure, Failure::PortInUse);
        QCOMPARE(server.status().port, config.port);
        QVERIFY(!server.status().detail.isEmpty());
        const quint16 next = server.status().nextFreePort;
        QVERIFY(next > config.port);
        QVERIFY(told.opened.isEmpty());
        // What it offers works, right away.
        config.port = next;
        server.start(config);
        QVERIFY(becomes(server, State::Running));
        QCOMPARE(server.status().port, next);
        QCOMPARE(server.status().nextFreePort, 0);
        QCOMPARE(told.states, (QList<State>{State::Starting, State::Failed, State::Starting, State::Running}));
    }

    void aPortWithoutPermission()
    {
        if (::geteuid() == 0)
            QSKIP("The administrator may use every port.");
        ServerThread server;
        ServerConfig config = TestRoom::testConfig();
        config.port = 1;
        server.start(config);
        QVERIFY(becomes(server, State::Failed));
        QCOMPARE(server.status().failure, Failure::NoPermission);
        QVERIFY(server.status().nextFreePort >= 8000);
    }

    void anAddressThatIsNotOurs_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("another machine's") << u"192.0.2.1"_s;
        QTest::newRow("no address") << u"999.1.2.3"_s;
        QTest::newRow("a name") << u"foyer.example"_s;
        QTest::newRow("another machine's, IPv6") << u"2001:db8::1"_s;
    }

    void anAddressThatIsNotOurs()
    {
        QFETCH(QString, address);
        ServerThread server;
        ServerConfig config = TestRoom::testConfig();
        config.bindAddress = address;
        server.start(config);
        QVERIFY(becomes(server, State::Failed));
        QCOMPARE(server.status().failure, Failure::BadAddress);
        config.bindAddress = u"127.0.0.1"_s;
        server.start(config);
        QVERIFY(becomes(server, State::Running));
    }

    void eventsCrossInLists()
    {
        constexpr int lines = 300;
        ServerThread server;
        Told told(server);
        server.start(TestRoom::testConfig());
        QVERIFY(becomes(server, State::Running));
        RoomGuest host(roomOf(server.status().port));
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(roomOf(server.status().port));
        QVERIFY(ada.comes(u"Ada"_s));
        for (int i = 0; i < lines; ++i)
            ada.say(u"line %1"_s.arg(i));
        QVERIFY(ada.isUpToDate());
        server.submit({u"k"_s, Kick{ada.user(), u"spam"_s, 60}});
        QVERIFY(ada.isClosed());
        QVERIFY(comesTrue([&] { return told.events.size() >= lines + 4; }));
        QCOMPARE(told.events.size(), lines + 4); // two joined, one kicked, and left
        QVERIFY(std::is_sorted(told.events.begin(), told.events.end(),
                               [](const Event &a, const Event &b) { return a.seq < b.seq; }));
        QVERIFY2(told.lists < lines / 2, qPrintable(QString::number(told.lists)));
        QVERIFY(told.words.indexOf(u"opened"_s) < told.words.indexOf(u"events"_s));
        // With what only the host may see.
        const auto &joined = std::get<Joined>(told.events.at(1).body);
        QCOMPARE(joined.member.address, u"127.0.0.1"_s);
        const auto &kicked = std::get<Kicked>(told.events.at(told.events.size() - 2).body);
        QCOMPARE(kicked.by, u"Ms Brandt"_s);
        QCOMPARE(kicked.cooling.reason, u"spam"_s);
        server.submit({u"r"_s, RenameRoom{u"Class 8"_s}});
        QVERIFY(comesTrue([&] { return told.events.size() == lines + 5; }));
        QCOMPARE(std::get<RoomRenamed>(told.events.constLast().body).name, u"Class 8"_s);
    }

    void aSubmittedCommandIsRefused()
    {
        ServerThread server;
        QSignalSpy refused(&server, &ServerControl::refused);
        server.submit({u"early"_s, RenameRoom{u"nothing is open"_s}});
        server.start(TestRoom::testConfig());
        QVERIFY(becomes(server, State::Running));
        server.submit({u"k"_s, Kick{UserId{7}, {}, {}}});
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patienceMs);
        QCOMPARE(refused[0][0].value<Command>().id, u"k"_s);
        QCOMPARE(refused[0][1].value<Refusal>().code, RefusalCode::NoSuchUser);
        QCOMPARE(refused[0][2].toString(), u"That person is no longer here."_s);
    }

    void endsInOrderWhenNobodyStoppedIt()
    {
        std::vector<std::unique_ptr<RoomGuest>> guests;
        {
            ServerThread server;
            server.start(TestRoom::testConfig());
            QVERIFY(becomes(server, State::Running));
            for (int i = 0; i < 20; ++i) {
                guests.push_back(std::make_unique<RoomGuest>(roomOf(server.status().port)));
                QVERIFY(guests.back()->comes(u"Guest %1"_s.arg(i)));
            }
        }
        for (const auto &guest : guests) {
            QVERIFY(guest->isClosed());
            QCOMPARE(guest->closeCode(), quint16(1001));
            QCOMPARE(guest->bye().why, u"closed"_s);
        }
    }

    void endsInEveryState()
    {
        { ServerThread untouched; }
        {
            ServerThread starting;
            starting.start(TestRoom::testConfig());
        }
        {
            ServerThread stopping;
            stopping.start(TestRoom::testConfig());
            QVERIFY(becomes(stopping, State::Running));
            RoomGuest ada(roomOf(stopping.status().port));
            QVERIFY(ada.comes(u"Ada"_s));
            stopping.stop();
        }
        {
            ServerThread failed;
            ServerConfig config = TestRoom::testConfig();
            config.bindAddress = u"192.0.2.1"_s;
            failed.start(config);
            QVERIFY(becomes(failed, State::Failed));
        }
    }

    void stopRightAfterStart()
    {
        ServerThread server;
        server.start(TestRoom::testConfig());
        server.stop();
        QVERIFY2(becomes(server, State::Stopped), "the wish to stop was forgotten");
        // And it stays so.
        ServerConfig config = TestRoom::testConfig();
        server.start(config);
        QVERIFY(becomes(server, State::Running));
    }

    /// A wish to stop that comes when all is down already must not end what was begun since.
    void stopThatComesTooLate()
    {
        QSemaphore logEnded;
        ServerThread server([&logEnded](const ServerConfig &config) -> ServerThread::MadeLog {
            return std::unique_ptr<EventLog>(std::make_unique<LastingLog>(logEnded, config.limits.keptEvents));
        }, nullptr);
        Told told(server);
        server.start(TestRoom::testConfig());
        QVERIFY(becomes(server, State::Running));
        server.stop();
        // The room has ended in its thread, and this one has not heard of it yet.
        QVERIFY(logEnded.tryAcquire(1, patienceMs));
        QCOMPARE(server.status().state, State::Stopping);
        server.stop();
        QVERIFY(becomes(server, State::Stopped));
        server.start(TestRoom::testConfig());
        QVERIFY(becomes(server, State::Running));
        QCOMPARE(told.states, (QList<State>{State::Starting, State::Running, State::Stopping, State::Stopped,
                                            State::Starting, State::Running}));
        RoomGuest ada(roomOf(server.status().port));
        QVERIFY(ada.comes(u"Ada"_s));
    }
};

QTEST_GUILESS_MAIN(tst_ServerThread)
#include "tst_serverthread.moc"
