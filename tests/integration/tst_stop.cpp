// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/decode.h"
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QSignalSpy>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// As long as a message may be, so that what nobody reads fills every buffer on the way soon.
QString longLine(int number)
{
    return u"%1 "_s.arg(number) + u"长"_s.repeated(4900);
}

/// The room gives those who do not read 1.5 s; the rest is for a machine that has much else to do. Waiting for them
/// would take as long as somebody may be silent: 25 s and more.
constexpr qint64 longestStopMs = 10'000;

constexpr int linesThatFillEverything = 700; // 15 KB each; the system holds some 4 to 6 MB

/// Somebody in the room who takes nothing out of the connection.
bool joinsWithoutReading(RawClient &client, RoomGuest &witness)
{
    client.buffersLittle();
    if (!client.shakesHands("/room"))
        return false;
    client.stopReading();
    client.sendText("{\"type\":\"join\",\"name\":\"Mute\"}");
    return comesTrue([&witness] {
        const QList<Joined> joined = witness.events<Joined>();
        return std::any_of(joined.begin(), joined.end(), [](const Joined &one) { return one.member.name == "Mute"_L1; });
    });
}

bool says(RoomGuest &talker, int from, int to)
{
    // In heaps, so that the room need not hold all of it for the talker either.
    for (int i = from; i < to; ++i) {
        talker.say(longLine(i));
        if (i % 50 == 49 && !talker.isUpToDate())
            return false;
    }
    return talker.isUpToDate();
}

} // namespace

/// How the room closes, and how it lets go of those who do not read.
class tst_Stop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyIsTold()
    {
        TestRoom room;
        room.config.limits.join = std::chrono::milliseconds(patienceMs);
        QVERIFY(room.open());
        std::vector<std::unique_ptr<RoomGuest>> guests;
        for (int i = 0; i < 60; ++i) {
            guests.push_back(std::make_unique<RoomGuest>(room));
            QVERIFY(guests.back()->comes(u"Guest %1"_s.arg(i)));
        }
        RoomGuest undecided(room);
        QVERIFY(undecided.connects());
        TextGuest text(room, "/ws/Tex");
        QVERIFY(text.comes());
        TextGuest echo(room, "/ws");
        QVERIFY(echo.connects());
        RawClient mute(room.port());
        QVERIFY(joinsWithoutReading(mute, *guests.front()));
        QVERIFY(says(*guests.front(), 0, 50));
        text.forget();

        QSignalSpy stopped(&room.engine(), &Engine::stopped);
        const qint64 took = room.stop();
        QVERIFY2(took >= 0 && took <= longestStopMs, qPrintable(QString::number(took)));
        QCOMPARE(stopped.size(), 1);
        QCOMPARE(acceptedSockets(room.port()).size(), 0);

        guests.push_back(nullptr);
        const QString sentence = u"The room is closed. It comes back by itself when the host opens it."_s;
        for (const auto &guest : guests) {
            RoomGuest &one = guest ? *guest : undecided;
            QVERIFY(one.isClosed());
            QCOMPARE(one.closeCode(), quint16(1001));
            QCOMPARE(one.closeReason(), sentence);
            QVERIFY((one.bye() == Bye{1001, u"closed"_s, sentence, 0}));
            QVERIFY(std::holds_alternative<Bye>(one.messages().constLast()));
            // Nobody is told that everybody else goes.
            QVERIFY(one.events<Left>().isEmpty() && one.events<Presence>().isEmpty());
        }
        QVERIFY(text.isClosed());
        QCOMPARE(text.closeCode(), quint16(1001));
        QCOMPARE(text.lines().constLast(), QString(u"! "_s + sentence));
        QVERIFY(echo.isClosed());
        QCOMPARE(echo.closeCode(), quint16(1001));
        QVERIFY(echo.lines().isEmpty());
    }

    void thoseWhoDoNotReadDoNotHoldItUp()
    {
        TestRoom room;
        room.config.limits.owedBytes = 1024 * 1024 * 1024; // nobody is too slow here
        QVERIFY(room.open());
        RoomGuest talker(room);
        QVERIFY(talker.comes(u"Talker"_s));
        RawClient mute(room.port());
        QVERIFY(joinsWithoutReading(mute, talker));
        QVERIFY(says(talker, 0, linesThatFillEverything));
        const qint64 took = room.stop();
        QVERIFY2(took >= 0 && took <= longestStopMs, qPrintable(QString::number(took)));
        QCOMPARE(acceptedSockets(room.port()).size(), 0);
        QCOMPARE(talker.bye().why, u"closed"_s);
    }

    void stoppingTwice()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QSignalSpy stopped(&room.engine(), &Engine::stopped);
        QSignalSpy refused(&room.engine(), &Engine::refused);
        room.engine().stop();
        room.engine().stop();
        room.engine().submit({{}, RenameRoom{u"too late"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patienceMs);
        QVERIFY(ada.isClosed());
        QVERIFY(ada.events<RoomRenamed>().isEmpty());
        QCOMPARE(ada.all<Bye>().size(), 1);
        QVERIFY(refused.isEmpty());
        room.vanish();
        QCOMPARE(stopped.size(), 1);
    }

    void theHostHearsEverythingBeforeTheEnd()
    {
        TestRoom room;
        QVERIFY(room.open());
        QSignalSpy happened(&room.engine(), &Engine::happened);
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const QString id = ada.say(u"the last word"_s);
        QVERIFY(ada.isAnswered(id));
        QVERIFY(room.stop() >= 0);
        QStringList told;
        for (const QList<QVariant> &list : std::as_const(happened)) {
            const auto events = list[0].value<QList<Event>>();
            for (const Event &event : events) {
                if (const auto *said = std::get_if<Said>(&event.body))
                    told.append(said->text);
            }
        }
        QCOMPARE(told, QStringList{u"the last word"_s});
    }

    void whoDoesNotReadIsLetGo()
    {
        TestRoom room;
        room.config.limits.owedBytes = 256 * 1024;
        room.config.limits.closeGrace = 200ms;
        room.config.limits.silence = 10min;
        QVERIFY(room.open());
        RoomGuest talker(room);
        QVERIFY(talker.comes(u"Talker"_s));
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient mute(room.port());
        QVERIFY(joinsWithoutReading(mute, talker));
        QCOMPARE(acceptedSockets(room.port()).size(), 3);
        QVERIFY(says(talker, 0, linesThatFillEverything));
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 2, patienceMs);
        // The others noticed that somebody is away, and nothing else.
        QTRY_COMPARE_WITH_TIMEOUT(bystander.events<Presence>().size(), 1, patienceMs);
        QVERIFY(bystander.isUpToDate());
        QCOMPARE(bystander.heard().size(), linesThatFillEverything);
        QCOMPARE(bystander.heard().constLast(), longLine(linesThatFillEverything - 1));
        QVERIFY(bystander.all<Bye>().isEmpty() && bystander.events<Left>().isEmpty());
    }

    void whoWasTooSlowComesBackAndMissesNothing()
    {
        TestRoom room;
        room.config.limits.owedBytes = 256 * 1024;
        room.config.limits.closeGrace = 10min;
        room.config.limits.silence = 10min;
        room.config.limits.keptEvents = 5000;
        QVERIFY(room.open());
        RoomGuest talker(room);
        QVERIFY(talker.comes(u"Talker"_s));
        RawClient mute(room.port());
        QVERIFY(joinsWithoutReading(mute, talker));
        QVERIFY(says(talker, 0, linesThatFillEverything));
        mute.readAgain();
        QTRY_VERIFY_WITH_TIMEOUT(mute.hasEnded(), patienceMs);
        QCOMPARE(mute.closeCode().value_or(0), quint16(4004));

        Join again;
        QStringList heard;
        const QList<QByteArray> texts = mute.texts();
        for (const QByteArray &text : texts) {
            const Result<ServerMessage, QString> message = decodeServerMessage(text);
            QVERIFY(message);
            if (const auto *welcome = std::get_if<Welcome>(&*message)) {
                again.device = welcome->device;
                again.resume = welcome->resume;
                again.epoch = welcome->room.epoch;
                again.last = welcome->room.seq;
            } else if (const auto *event = std::get_if<Event>(&*message)) {
                again.last = event->isKept() ? event->seq : again.last;
                if (const auto *said = std::get_if<Said>(&event->body))
                    heard.append(said->text);
            }
        }
        QVERIFY(heard.size() < linesThatFillEverything);
        RoomGuest back(room);
        QVERIFY(back.comes(u"Mute"_s, again));
        QVERIFY(back.welcome().resumed);
        QTRY_COMPARE_WITH_TIMEOUT(heard.size() + back.heard().size(), linesThatFillEverything, patienceMs);
        QVERIFY(back.isUpToDate());
        QCOMPARE(heard + back.heard(), talker.heard());
    }

    void anEchoThatNobodyReads()
    {
        TestRoom room;
        room.config.limits.owedBytes = 256 * 1024;
        room.config.limits.closeGrace = 200ms;
        room.config.limits.silence = 10min; // that it says nothing more is not why it goes
        QVERIFY(room.open());
        RoomGuest bystander(room);
        QVERIFY(bystander.comes(u"Bob"_s));
        RawClient mute(room.port());
        mute.buffersLittle();
        QVERIFY(mute.shakesHands("/ws"));
        mute.stopReading();
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 2, patienceMs);
        const QByteArray much = RawClient::frame(RawClient::Text, QByteArray(60000, 'x'));
        for (int i = 0; i < 300; ++i)
            mute.send(much);
        QTRY_COMPARE_WITH_TIMEOUT(acceptedSockets(room.port()).size(), 1, patienceMs);
        QVERIFY(bystander.isUpToDate());
    }
};

QTEST_GUILESS_MAIN(tst_Stop)
#include "tst_stop.moc"
