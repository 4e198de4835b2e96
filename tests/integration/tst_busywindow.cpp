// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/serverthread.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"

#include <QTest>
#include <QThread>

#include <memory>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// What the window has been told, in order.
struct Window
{
    explicit Window(ServerThread &server)
    {
        QObject::connect(&server, &ServerControl::eventsArrived, &context, [this](const QList<Event> &list) {
            ++(renewals.isEmpty() ? listsBefore : listsAfter);
            for (const Event &event : list) {
                if (event.isKept())
                    (renewals.isEmpty() ? before : after).append(event.seq);
                if (const auto *said = std::get_if<Said>(&event.body))
                    heard.append(said->text);
            }
        });
        QObject::connect(&server, &ServerControl::roomRenewed, &context,
                         [this](const RoomSnapshot &room, const LeftOut &left) {
                             renewals.append(room);
                             leftOut = left;
                         });
    }

    QList<quint64> before, after; ///< the room was renewed
    int listsBefore = 0, listsAfter = 0;
    QList<RoomSnapshot> renewals;
    LeftOut leftOut;
    QStringList heard;
    QObject context;
};

/// People who come, say so many lines one by one, each when the last has been heard, and go; in a thread of their own.
class Crowd final
{
public:
    Crowd(quint16 port, int lines, int people = 2)
        : m_thread(QThread::create([this, port, lines, people] { m_went = talk(port, lines, people); }))
    {
        m_thread->start();
    }
    Q_DISABLE_COPY_MOVE(Crowd)
    ~Crowd() { m_thread->wait(); }

    /// Keeps the calling thread from everything else until they are through.
    [[nodiscard]] bool isThrough() { return m_thread->wait() && m_went; }

private:
    [[nodiscard]] static bool talk(quint16 port, int lines, int people)
    {
        const QUrl room(u"ws://127.0.0.1:%1/room"_s.arg(port));
        std::vector<std::unique_ptr<RoomGuest>> guests;
        for (int i = 0; i < people; ++i) {
            guests.push_back(std::make_unique<RoomGuest>(room));
            if (!guests.back()->comes(u"Guest %1"_s.arg(i)))
                return false;
        }
        RoomGuest &last = *guests.back();
        int heard = 0;
        QObject::connect(&last, &RoomGuest::came, &last, [&heard](const ServerMessage &message) {
            const auto *event = std::get_if<Event>(&message);
            heard += event && std::holds_alternative<Said>(event->body) ? 1 : 0;
        });
        QStringList said;
        for (int line = 0; line < lines; ++line) {
            said.append(u"line %1"_s.arg(line));
            guests.front()->say(said.constLast());
            if (!comesTrue([&] { return heard > line || !last.isOpen(); }))
                return false;
        }
        return last.isUpToDate() && last.heard() == said && guests.front()->isOpen();
    }

    bool m_went = false;
    std::unique_ptr<QThread> m_thread;
};

[[nodiscard]] bool opens(ServerThread &server, const ServerConfig &config)
{
    server.start(config);
    return comesTrue([&] { return server.status().state == ServerStatus::State::Running; });
}

[[nodiscard]] bool isRising(const QList<quint64> &seqs)
{
    return std::adjacent_find(seqs.cbegin(), seqs.cend(), std::greater_equal<>()) == seqs.cend();
}

} // namespace

/// The window's thread does nothing for a while: nobody in the room notices, and it misses nothing that it has to know.
class tst_BusyWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guestsNoticeNothing()
    {
        constexpr int lines = 150;
        ServerThread server;
        Window window(server);
        QVERIFY(opens(server, TestRoom::testConfig()));
        Crowd crowd(server.status().port, lines);
        QVERIFY2(crowd.isThrough(), "the people waited for the window");
        QVERIFY(window.heard.isEmpty());

        QVERIFY(comesTrue([&] { return window.heard.size() == lines; }));
        for (int line = 0; line < lines; ++line)
            QCOMPARE(window.heard.at(line), u"line %1"_s.arg(line));
        QVERIFY(isRising(window.before));
        QVERIFY(window.renewals.isEmpty());
        QVERIFY2(window.listsBefore < 10,
                 qPrintable(QString::number(window.listsBefore))); // gathered while it was busy
    }

    void whatWaitsForItIsBounded()
    {
        constexpr int lines = 3000; // for far longer than the first list gathers (EventFeed)
        ServerConfig config = TestRoom::testConfig();
        config.limits.untakenEvents = 100;
        ServerThread server;
        Window window(server);
        QVERIFY(opens(server, config));
        Crowd crowd(server.status().port, lines, 3);
        QVERIFY(crowd.isThrough());

        QVERIFY(comesTrue([&] { return !window.renewals.isEmpty(); }));
        QCOMPARE(window.renewals.size(), 1);
        QCOMPARE(window.listsBefore, 1); // the one that was on its way, and no more
        const RoomSnapshot &room = window.renewals.constFirst();
        QVERIFY(isRising(window.before));
        QCOMPARE(window.before.constLast() + window.leftOut.lines, room.seq);
        QVERIFY(window.leftOut.messages > 100 && window.leftOut.messages <= window.leftOut.lines);
        QCOMPARE(room.lines.constLast().seq, room.seq);

        // And it goes on from there.
        RoomGuest ada(QUrl(u"ws://127.0.0.1:%1/room"_s.arg(server.status().port)));
        QVERIFY(ada.comes(u"Ada"_s));
        ada.say(u"hello again"_s);
        QVERIFY(comesTrue([&] { return window.heard.contains(u"hello again"_s); }));
        QVERIFY(isRising(window.after));
        QVERIFY(window.after.constFirst() > room.seq);
        QCOMPARE(window.renewals.size(), 1);
    }

    void theWholeRosterComesWithIt()
    {
        constexpr int people = 30;
        ServerConfig config = TestRoom::testConfig();
        config.limits.untakenEvents = 20;
        config.limits.rosterRows = 10;
        ServerThread server;
        Window window(server);
        QVERIFY(opens(server, config));
        Crowd crowd(server.status().port, 600, people);
        QVERIFY(crowd.isThrough());
        QVERIFY(comesTrue([&] { return !window.renewals.isEmpty(); }));
        QCOMPARE(window.renewals.constFirst().people.rows.size(), people);
        QCOMPARE(window.renewals.constFirst().people.total, quint32{people});
    }
};

QTEST_GUILESS_MAIN(tst_BusyWindow)
#include "tst_busywindow.moc"
