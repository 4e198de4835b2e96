// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/serverthread.h"
#include "tests/support/metricstext.h"
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

HttpAnswer ask(const TestRoom &room, const QByteArray &more = {}, const QByteArray &method = "GET")
{
    RawClient client(room.port());
    if (!client.connects())
        return {};
    client.send(method + " /metrics HTTP/1.1\r\nHost: " + room.host() + "\r\n" + more + "\r\n");
    return client.wholeAnswer();
}

MetricsText figures(const TestRoom &room)
{
    return MetricsText(ask(room).body);
}

/// Asks until the figure is there: an end of a connection takes its time to arrive.
bool becomes(const TestRoom &room, const QByteArray &name, double value, const MetricsText::Labels &labels = {})
{
    return comesTrue([&] { return figures(room).value(name, labels) == value; });
}

} // namespace

/// What a running room tells of itself in figures.
class tst_Metrics final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerIsWellFormed()
    {
        TestRoom room;
        QVERIFY(room.open());
        const HttpAnswer answer = ask(room);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.value("content-type"), QByteArray("text/plain; version=0.0.4; charset=utf-8"));
        QCOMPARE(answer.value("cache-control"), QByteArray("no-store"));
        QCOMPARE(MetricsText(answer.body).complaint(), QByteArray());
        const HttpAnswer head = ask(room, {}, "HEAD");
        QCOMPARE(head.status, 200);
        QVERIFY(head.value("content-length").toInt() > 0);
        QVERIFY(head.body.isEmpty());
    }

    void whatHappensIsCounted()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest sam(room);
        QVERIFY(sam.comes(u"Sam"_s));
        TextGuest bob(room, "/ws/Bob");
        QVERIFY(bob.comes());
        const MetricsText before = figures(room);
        QCOMPARE(before.value("foyer_members"), 4.0);
        QCOMPARE(before.value("foyer_sessions"), 4.0);
        QCOMPARE(before.value("foyer_sessions_opened_total"), 4.0);
        QCOMPARE(before.value("foyer_connections_at_the_door"), 1.0); // this very one

        constexpr int lines = 5;
        for (int i = 0; i < lines; ++i)
            QVERIFY(ada.isAnswered(ada.say(u"a line of Ada's"_s)));
        QVERIFY(ada.isUpToDate());
        const MetricsText after = figures(room);
        const auto grown = [&](const QByteArray &name) { return after.value(name) - before.value(name); };
        QCOMPARE(grown("foyer_messages_total"), double(lines));
        QCOMPARE(grown("foyer_deliveries_total"), 4.0 * lines);
        QCOMPARE(grown("foyer_batch_events_sum"), double(lines));
        QCOMPARE(grown("foyer_append_to_broadcast_seconds_count"), double(lines));
        QVERIFY(grown("foyer_append_to_broadcast_seconds_sum") > 0);
        QVERIFY(grown("foyer_received_bytes_total") > lines * 15);
        QVERIFY(grown("foyer_sent_bytes_total") > 4 * lines * 15);
        QVERIFY(after.value("foyer_loop_turn_max_seconds") > 0);
        QVERIFY(after.value("foyer_loop_turn_recent_max_seconds") <= after.value("foyer_loop_turn_max_seconds"));
        // The first scrape's own answer, and nothing else so far.
        QCOMPARE(after.value("foyer_http_responses_total", {{"code", "200"}}), 1.0);
        QCOMPARE(grown("foyer_connections_total"), 1.0);
    }

    void refusalsAreCountedByReason()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const auto refusals = [&room](const QByteArray &reason) {
            return figures(room).value("foyer_refusals_total", {{"reason", reason}});
        };
        QCOMPARE(refusals("name-taken"), 0.0);
        RoomGuest other(room);
        QVERIFY(!other.comes(u"Ada"_s));
        QCOMPARE(refusals("name-taken"), 1.0);
        TextGuest plain(room, "/ws/a%3Ab");
        QVERIFY(plain.connects());
        QVERIFY(plain.isClosed());
        QCOMPARE(refusals("name-characters"), 1.0);
        ada.sendText(u"{"_s);
        QVERIFY(ada.isUpToDate());
        QCOMPARE(refusals("bad-json"), 1.0);
        room.engine().submit({u"w1"_s, Kick{UserId{99}, {}, {}}}); // the window's own
        QVERIFY(ada.isUpToDate());
        QCOMPARE(refusals("no-such-user"), 1.0);
    }

    void answersAreCountedByStatus()
    {
        TestRoom room;
        QVERIFY(room.open());
        RawClient lost(room.port());
        QVERIFY(lost.connects());
        lost.send("GET /nothing HTTP/1.1\r\nHost: " + room.host() + "\r\n\r\n");
        QCOMPARE(lost.wholeAnswer().status, 404);
        QCOMPARE(ask(room, "Forwarded: for=192.168.1.7\r\n").status, 403);
        const MetricsText text = figures(room);
        QCOMPARE(text.value("foyer_http_responses_total", {{"code", "404"}}), 1.0);
        QCOMPARE(text.value("foyer_http_responses_total", {{"code", "403"}}), 1.0);
    }

    void endsAreCountedByCode_data()
    {
        QTest::addColumn<QByteArray>("how");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("kicked") << "kick"_ba << "4001"_ba;
        QTest::newRow("left by command") << "leave"_ba << "1000"_ba;
        QTest::newRow("a closed tab") << "\x03\xe9"_ba << "1001"_ba; // RFC 6455 §5.5.1
        QTest::newRow("a number of its own") << "\x0f\xa0"_ba << "4000"_ba;
        QTest::newRow("a number nobody knows") << "\x13\x00"_ba << "other"_ba;
        QTest::newRow("without a word") << "reset"_ba << "1006"_ba;
        QTest::newRow("binary") << "binary"_ba << "1003"_ba;
    }

    void endsAreCountedByCode()
    {
        QFETCH(const QByteArray, how);
        QFETCH(const QByteArray, code);
        TestRoom room;
        QVERIFY(room.open());
        RawClient client(room.port());
        QVERIFY(client.connects());
        QVERIFY(client.shakesHands("/room"));
        client.sendText(R"({"type":"join","id":"j","name":"Ada","client":"browser"})");
        QVERIFY(comesTrue([&client] { return client.received().contains("\"welcome\""); }));
        if (how == "kick")
            room.engine().submit({u"w1"_s, Kick{UserId{1}, {}, {}}});
        else if (how == "leave")
            client.sendText(R"({"type":"leave"})");
        else if (how == "reset")
            client.reset();
        else if (how == "binary")
            client.send(RawClient::frame(RawClient::Binary, "x"));
        else
            client.send(RawClient::frame(RawClient::Close, how));
        QVERIFY(becomes(room, "foyer_closes_total", 1, {{"code", code}}));
        QCOMPARE(figures(room).value("foyer_sessions"), 0.0);
    }

    void whoIsBehindIsSeenAndForgotten()
    {
        TestRoom room;
        room.config.limits.owedBytes = 1024 * 1024 * 1024;
        QVERIFY(room.open());
        RawClient slow(room.port());
        slow.buffersLittle();
        QVERIFY(slow.connects());
        QVERIFY(slow.shakesHands("/ws/Slow"));
        RawClient gone(room.port());
        gone.buffersLittle();
        QVERIFY(gone.connects());
        QVERIFY(gone.shakesHands("/ws/Gone"));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        slow.stopReading();
        gone.stopReading();
        const QString much(5000, u'x');
        QVERIFY(comesTrue([&] {
            return !ada.isAnswered(ada.say(much)) || figures(room).value("foyer_sessions_behind") == 2;
        }));
        gone.reset();
        QVERIFY(becomes(room, "foyer_sessions_behind", 1));
        slow.readAgain();
        QVERIFY(becomes(room, "foyer_sessions_behind", 0));
    }

    void nobodyIsNamed()
    {
        TestRoom room;
        room.config.roomName = u"Secret society"_s;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Adalbert"_s));
        QVERIFY(ada.isAnswered(ada.say(u"the password is swordfish"_s)));
        host.send({u"k"_s, Kick{ada.user(), u"grumpiness"_s, 60}});
        QVERIFY(ada.isClosed());
        RoomGuest again(room);
        QVERIFY(!again.comes(u"Adalbert"_s));
        const QByteArray body = ask(room).body;
        QVERIFY(!body.isEmpty());
        for (const QByteArray &word : {"Adalbert"_ba, "swordfish"_ba, "grumpiness"_ba, "Brandt"_ba, "Secret"_ba,
                                       "127.0.0.1"_ba, QByteArray(TestRoom::operatorSecret.latin1())})
            QVERIFY2(!body.contains(word), word.constData());
    }

    void onlyForThisMachine_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char *field : {"Forwarded: for=10.0.0.9", "X-Forwarded-For: 10.0.0.9", "x-forwarded-proto: https",
                                  "X-Forwarded-Host: figures.example", "Via: 1.1 proxy", "X-Real-IP: 10.0.0.9"})
            QTest::newRow(field) << QByteArray(field);
    }

    void onlyForThisMachine()
    {
        QFETCH(const QByteArray, field);
        TestRoom room;
        QVERIFY(room.open());
        const HttpAnswer refused = ask(room, field + "\r\n");
        QCOMPARE(refused.status, 403);
        QVERIFY(!refused.body.contains("foyer_"));
        TestRoom open;
        open.config.metricsOpen = true;
        QVERIFY(open.open());
        QCOMPARE(ask(open, field + "\r\n").status, 200);
    }

    void promtoolIsContent()
    {
        const QString promtool = QStandardPaths::findExecutable(u"promtool"_s);
        if (promtool.isEmpty())
            QSKIP("promtool is not installed");
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(ada.isAnswered(ada.say(u"hello"_s)));
        RawClient closing(room.port());
        QVERIFY(closing.connects());
        QVERIFY(closing.shakesHands("/ws"));
        closing.reset();
        QVERIFY(becomes(room, "foyer_closes_total", 1, {{"code", "1006"}}));
        QProcess check;
        check.start(promtool, {u"check"_s, u"metrics"_s});
        check.write(ask(room).body);
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished(patienceMs));
        const QByteArray said = check.readAllStandardOutput() + check.readAllStandardError();
        QCOMPARE(said, QByteArray());
        QCOMPARE(check.exitCode(), 0);
    }

    void windowHearsOfIt()
    {
        ServerThread server;
        QSignalSpy health(&server, &ServerControl::healthChanged);
        server.start(TestRoom::testConfig());
        QVERIFY(comesTrue([&server] { return server.status().state == ServerStatus::State::Running; }));
        RoomGuest ada(QUrl(u"ws://127.0.0.1:%1/room"_s.arg(server.status().port)));
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(comesTrue([&] {
            return !health.isEmpty() && health.constLast().constFirst().value<RoomHealth>().members == 1;
        }));
        QCOMPARE(health.constLast().constFirst().value<RoomHealth>().sessions, 1U);
    }
};

QTEST_GUILESS_MAIN(tst_Metrics)
#include "tst_metrics.moc"
