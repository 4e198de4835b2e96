// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/enginehost.h"
#include "server/storage/memorylog.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"

#include <QSignalSpy>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// A host in the test's own thread, and a window that takes nothing unless the test says so.
struct Hosting
{
    Hosting()
        : host([](const ServerConfig &given) -> ServerThread::MadeLog {
              return std::unique_ptr<EventLog>(std::make_unique<MemoryLog>(given.limits.keptEvents));
          })
    {
        QObject::connect(&host, &EngineHost::statusChanged, &host, [this](const ServerStatus &told) { status = told; });
        QObject::connect(&host, &EngineHost::eventsArrived, &host, [this](const QList<Event> &events) {
            ++lists;
            for (const Event &event : events) {
                if (const auto *renamed = std::get_if<RoomRenamed>(&event.body))
                    names.append(renamed->name);
            }
        });
        config.limits.untakenEvents = 5;
    }

    [[nodiscard]] bool opens()
    {
        host.start(config);
        return status.state == ServerStatus::State::Running;
    }
    [[nodiscard]] bool closes()
    {
        host.stop();
        return comesTrue([this] { return status.state == ServerStatus::State::Stopped; });
    }
    void rename(const QString &name) { host.submit({u"r"_s, RenameRoom{name}}); }

    [[nodiscard]] QUrl url() const { return QUrl(u"ws://127.0.0.1:%1/room"_s.arg(status.port)); }

    ServerConfig config = TestRoom::testConfig();
    EngineHost host;
    ServerStatus status;
    int lists = 0;
    QStringList names;
    QSignalSpy renewed{&host, &EngineHost::roomRenewed};
    QSignalSpy health{&host, &EngineHost::healthChanged};
};

/// A room beside the one under test: what takes it several rounds has taken the other at least one.
class Metronome final
{
public:
    [[nodiscard]] bool starts()
    {
        QObject::connect(&m_room.host, &EngineHost::eventsArrived, &m_room.host, &EngineHost::eventsTaken,
                         Qt::QueuedConnection);
        QObject::connect(&m_room.host, &EngineHost::healthChanged, &m_room.host, &EngineHost::healthTaken,
                         Qt::QueuedConnection);
        return m_room.opens();
    }
    [[nodiscard]] bool handsEventsOver()
    {
        for (int round = 0; round < 3; ++round) {
            const int before = m_room.lists;
            m_room.rename(u"round %1"_s.arg(++m_rounds));
            if (!comesTrue([&] { return m_room.lists > before; }))
                return false;
        }
        return true;
    }
    [[nodiscard]] bool looksAtItsHealth()
    {
        for (int round = 0; round < 3; ++round) {
            const qsizetype before = m_room.health.size();
            m_guests.push_back(std::make_unique<RoomGuest>(m_room.url()));
            if (!m_guests.back()->comes(u"Guest %1"_s.arg(++m_rounds))
                || !comesTrue([&] { return m_room.health.size() > before; }))
                return false;
        }
        return true;
    }

private:
    Hosting m_room;
    std::vector<std::unique_ptr<RoomGuest>> m_guests;
    int m_rounds = 0;
};

} // namespace

/// What the window is told of one room, and of the next.
class tst_EngineHost final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGapIsToldAtTheEndToo()
    {
        Hosting hosting;
        QVERIFY(hosting.opens());
        hosting.rename(u"first"_s);
        QVERIFY(comesTrue([&] { return hosting.lists == 1; }));
        RoomGuest ada(hosting.url());
        QVERIFY(ada.comes(u"Ada"_s));
        for (int i = 0; i < 20; ++i)
            hosting.rename(u"name %1"_s.arg(i));
        QVERIFY(comesTrue([&] { return ada.events<RoomRenamed>().size() == 20; }));
        QVERIFY(hosting.closes());
        QCOMPARE(hosting.names, QStringList{u"first"_s});
        QCOMPARE(hosting.renewed.size(), 1);
        QCOMPARE(hosting.renewed[0][0].value<RoomSnapshot>().roomName, u"name 19"_s);
        QCOMPARE(hosting.renewed[0][1].value<LeftOut>().lines, quint64{21}); // and her coming
    }

    void whatWasTakenOfTheLastRoomIsNotOfThisOne()
    {
        Metronome metronome;
        QVERIFY(metronome.starts());
        Hosting hosting;
        QVERIFY(hosting.opens());
        hosting.rename(u"first"_s);
        QVERIFY(comesTrue([&] { return hosting.lists == 1; }));
        QVERIFY(hosting.closes());
        QVERIFY(hosting.opens());
        hosting.rename(u"second"_s);
        QVERIFY(comesTrue([&] { return hosting.lists == 2; }));
        hosting.host.eventsTaken(); // the first
        hosting.rename(u"third"_s);
        QVERIFY(metronome.handsEventsOver());
        QCOMPARE(hosting.names, (QStringList{u"first"_s, u"second"_s}));
        hosting.host.eventsTaken();
        QCOMPARE(hosting.names, (QStringList{u"first"_s, u"second"_s, u"third"_s}));
    }

    void theHealthOfTheLastRoomIsNotThisOnes()
    {
        Metronome metronome;
        QVERIFY(metronome.starts());
        Hosting hosting;
        QVERIFY(hosting.opens());
        RoomGuest ada(hosting.url());
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(comesTrue([&] { return hosting.health.size() == 1; }));
        RoomGuest bob(hosting.url());
        QVERIFY(bob.comes(u"Bob"_s));
        QVERIFY(metronome.looksAtItsHealth());
        QCOMPARE(hosting.health.size(), 1); // the next waits until this is taken
        QVERIFY(hosting.closes());
        QVERIFY(hosting.opens());
        hosting.host.healthTaken();
        QCOMPARE(hosting.health.size(), 1);
        RoomGuest cem(hosting.url());
        QVERIFY(cem.comes(u"Cem"_s));
        QVERIFY(comesTrue([&] { return hosting.health.size() == 2; }));
    }
};

QTEST_GUILESS_MAIN(tst_EngineHost)
#include "tst_enginehost.moc"
