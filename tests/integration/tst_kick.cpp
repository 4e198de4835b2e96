// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QSignalSpy>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

/// What a newcomer is told.
Refused refusalOf(const TestRoom &room, const QString &name, const Join &how = {})
{
    RoomGuest guest(room);
    return guest.comes(name, how) ? Refused() : guest.all<Refused>().value(0);
}

} // namespace

/// Keeping order: kick, cooling-off, knocking, letting in, and the host's own hand.
class tst_Kick final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAllOfTheDevicesConnections()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest one(room);
        QVERIFY(one.comes(u"Ada"_s));
        RoomGuest two(room);
        QVERIFY(two.comes(u"Ada"_s, one.withDevice()));
        host.send({u"k1"_s, Kick{one.user(), u" spam  and\nmore "_s, 60}});
        QVERIFY(host.isAnswered(u"k1"_s));
        QVERIFY(host.acceptance(u"k1"_s));
        for (RoomGuest *window : {&one, &two}) {
            QVERIFY(window->isClosed());
            QCOMPARE(window->closeCode(), quint16(4001));
            QCOMPARE(window->closeReason(), u"spam and more"_s);
            QVERIFY((window->bye() == Bye{4001, u"kicked"_s, u"spam and more"_s, 60000}));
            QVERIFY(std::holds_alternative<Bye>(window->messages().constLast()));
            QVERIFY(window->events<Left>().isEmpty());
        }
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Left>().size(), 1, patienceMs);
        QVERIFY((bob.events<Left>().constFirst() == Left{one.user(), u"Ada"_s, LeaveReason::Kicked, 2}));
        QVERIFY(bob.isUpToDate());
        QVERIFY(bob.events<Kicked>().isEmpty() && bob.events<Presence>().isEmpty());

        QVERIFY(host.isUpToDate());
        QCOMPARE(host.events<Kicked>().size(), 1);
        const Kicked kicked = host.events<Kicked>().constFirst();
        QCOMPARE(kicked.user, one.user());
        QCOMPARE(kicked.by, u"Ms Brandt"_s);
        QCOMPARE(kicked.cooling.name, u"Ada"_s);
        QCOMPARE(kicked.cooling.reason, u"spam and more"_s);
        QVERIFY(!kicked.cooling.id.isNull());
        QVERIFY(kicked.cooling.untilMs > 0);
        const auto isKicked = [](const Event &event) { return std::holds_alternative<Kicked>(event.body); };
        const auto isLeft = [](const Event &event) { return std::holds_alternative<Left>(event.body); };
        const qsizetype accepted = host.indexOf<Accepted>([](const Accepted &answer) { return answer.id == u"k1"_s; });
        QVERIFY(accepted < host.indexOf<Event>(isKicked));
        QVERIFY(host.indexOf<Event>(isKicked) < host.indexOf<Event>(isLeft));
    }

    void whoIsAwayCanBeKicked()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const Join again = ada.takingUp();
        ada.cut();
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Presence>().size(), 1, patienceMs);
        host.send({u"k1"_s, Kick{ada.user(), {}, {}}});
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Left>().size(), 1, patienceMs);
        const Refused refused = refusalOf(room, u"Ada"_s, again);
        QCOMPARE(refused.code, u"cooling-off"_s);
        QVERIFY(refused.reason.isEmpty());
        QVERIFY(refused.retryAfterMs > 50000 && refused.retryAfterMs <= 60000); // the room's own
    }

    void whoWasKickedMustWait()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest known(room);
        QVERIFY(known.comes(u"Known"_s));
        RoomGuest inside(room);
        QVERIFY(inside.comes(u"Inside"_s));
        known.send({{}, Leave{}});
        QVERIFY(known.isClosed());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const Join again = ada.takingUp();
        host.send({u"k1"_s, Kick{ada.user(), u"spam"_s, 60}});
        QVERIFY(ada.isClosed());

        // By name, whatever its case; by device, whatever the name; with the resume token.
        for (const Refused &refused : {refusalOf(room, u"aDA"_s), refusalOf(room, u"Zed"_s, ada.withDevice()),
                                       refusalOf(room, u"Ada"_s, again)}) {
            QCOMPARE(refused.code, u"cooling-off"_s);
            QCOMPARE(refused.reason, u"spam"_s);
            QVERIFY(refused.retryAfterMs > 50000 && refused.retryAfterMs <= 60000);
            QVERIFY2(refused.text.contains(u"“spam”"_s), qPrintable(refused.text));
        }
        // Who is in already cannot take that name.
        inside.send({u"n"_s, Rename{u"ADA"_s}});
        QVERIFY(inside.isAnswered(u"n"_s));
        QVERIFY(inside.refusal(u"n"_s));
        QCOMPARE(inside.refusal(u"n"_s)->code, u"cooling-off"_s);
        // A newcomer from there waits; the host is told, once.
        QVERIFY(host.events<Knock>().isEmpty());
        Join attempt; // of a page that has not been here
        attempt.attempt = u"c0a86f1e5b7d4a2f93e1d8c7b6a59483"_s;
        for (const Join &how : {Join{}, attempt}) {
            const Refused newcomer = refusalOf(room, u"Sam"_s, how);
            QCOMPARE(newcomer.code, u"address-cooling-off"_s);
            QVERIFY(newcomer.reason.isEmpty()); // that is between the host and Ada
            QVERIFY(newcomer.retryAfterMs > 50000);
        }
        TextGuest text(room, "/ws/Tex");
        QVERIFY(text.connects());
        QVERIFY(text.isClosed());
        QCOMPARE(text.closeCode(), quint16(1008));
        QCOMPARE(text.lines().size(), 1);
        QVERIFY2(text.lines().constFirst().startsWith(u"! The host has just asked someone at your address"_s),
                 qPrintable(text.lines().constFirst()));
        const CoolingId cooling = host.events<Kicked>().constFirst().cooling.id;
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Knock>(), (QList<Knock>{{cooling, u"Sam"_s}, {cooling, u"Tex"_s}}),
                                  patienceMs);
        // Everybody else is untouched: who was known before, and who is in.
        RoomGuest back(room);
        QVERIFY(back.comes(u"Known"_s, known.withDevice()));
        RoomGuest insideToo(room);
        QVERIFY(insideToo.comes({}, inside.withDevice()));
        QVERIFY(inside.isUpToDate() && inside.events<Knock>().isEmpty());
    }

    void theHostLetsSomebodyIn()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        host.send({u"k1"_s, Kick{ada.user(), u"spam"_s, 600}});
        QVERIFY(ada.isClosed());
        QCOMPARE(refusalOf(room, u"Sam"_s).code, u"address-cooling-off"_s);
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Knock>().size(), 1, patienceMs);
        const CoolingId cooling = host.events<Knock>().constFirst().cooling;

        // A host who comes later sees it all in the welcome.
        RoomGuest second(room);
        QVERIFY(second.comesAsOperator());
        const QList<CoolingOff> coolings = second.welcome().room.coolings;
        QCOMPARE(coolings.size(), 1);
        QCOMPARE(coolings.constFirst().id, cooling);
        QCOMPARE(coolings.constFirst().name, u"Ada"_s);
        QCOMPARE(coolings.constFirst().waiting, QStringList{u"Sam"_s});

        host.send({u"l1"_s, LetBackIn{cooling, u"Sam"_s}});
        QVERIFY(host.isAnswered(u"l1"_s));
        QVERIFY(host.acceptance(u"l1"_s));
        QTRY_COMPARE_WITH_TIMEOUT(second.events<LetIn>(), (QList<LetIn>{{cooling, u"Sam"_s}}), patienceMs);
        RoomGuest sam(room);
        QVERIFY(sam.comes(u"Sam"_s));
        QVERIFY(sam.events<LetIn>().isEmpty());
        QCOMPARE(refusalOf(room, u"Tom"_s).code, u"address-cooling-off"_s);
        QCOMPARE(refusalOf(room, u"Ada"_s).code, u"cooling-off"_s);

        host.send({u"l2"_s, LetBackIn{cooling, {}}});
        QVERIFY(host.isAnswered(u"l2"_s));
        QTRY_COMPARE_WITH_TIMEOUT(second.events<LetIn>().size(), 2, patienceMs);
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, ada.withDevice()));
        RoomGuest tom(room);
        QVERIFY(tom.comes(u"Tom"_s));
        host.send({u"l3"_s, LetBackIn{cooling, {}}});
        QVERIFY(host.isAnswered(u"l3"_s));
        QVERIFY(host.refusal(u"l3"_s));
        QCOMPARE(host.refusal(u"l3"_s)->code, u"no-such-cooling"_s);
    }

    void itEndsByItself()
    {
        TestRoom room;
        room.config.coolingOffSeconds = 1;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        host.send({{}, Kick{ada.user(), {}, {}}});
        QVERIFY(ada.isClosed());
        QCOMPARE(ada.bye().retryAfterMs, 1000);
        QTRY_VERIFY_WITH_TIMEOUT(refusalOf(room, u"Ada"_s, ada.withDevice()).code.isEmpty(), patienceMs);
    }

    void withoutACoolingOff()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        host.send({{}, Kick{ada.user(), u"out"_s, 0}});
        QVERIFY(ada.isClosed());
        QVERIFY((ada.bye() == Bye{4001, u"kicked"_s, u"out"_s, 0}));
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Kicked>().size(), 1, patienceMs);
        QVERIFY(host.events<Kicked>().constFirst().cooling.id.isNull());
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, ada.withDevice()));
    }

    void whoCannotBeKicked()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        host.send({u"k1"_s, Kick{host.user(), {}, {}}});
        host.send({u"k2"_s, Kick{UserId{99}, {}, {}}});
        QVERIFY(host.isAnswered(u"k1"_s) && host.isAnswered(u"k2"_s));
        QVERIFY(host.refusal(u"k1"_s) && host.refusal(u"k2"_s));
        QCOMPARE(host.refusal(u"k1"_s)->code, u"host-stays"_s);
        QCOMPARE(host.refusal(u"k2"_s)->code, u"no-such-user"_s);
        QVERIFY(host.isOpen());
    }

    void aPlainTextClientIsToldWhy_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<quint32>("seconds");
        QTest::addColumn<QString>("line");
        QTest::newRow("reason and wait")
            << u"spam"_s << 90u << u"! The host has asked you to leave: “spam”. You can come back in 1:30."_s;
        QTest::newRow("neither") << QString() << 0u << u"! The host has asked you to leave."_s;
    }

    void aPlainTextClientIsToldWhy()
    {
        QFETCH(QString, reason);
        QFETCH(quint32, seconds);
        QFETCH(QString, line);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        TextGuest bob(room, "/ws/Bob");
        QVERIFY(bob.comes());
        TextGuest ada(room, "/ws/Ada");
        QVERIFY(ada.comes());
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Joined>().size(), 2, patienceMs);
        host.send({{}, Kick{host.events<Joined>().constLast().member.user, reason, seconds}});
        QVERIFY(ada.isClosed());
        QCOMPARE(ada.closeCode(), quint16(4001));
        QCOMPARE(ada.lines().constLast(), line);
        QVERIFY(!ada.lines().contains(u"Ada left the room"_s));
        QVERIFY(bob.hears(u"Ada left the room"_s));
    }

    // ---- The host's own hand

    void theHostActsWithoutTakingPart()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator(u"Ms B."_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QSignalSpy refused(&room.engine(), &Engine::refused);
        room.engine().submit({{}, RenameRoom{u"Class 8"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(ada.events<RoomRenamed>().size(), 1, patienceMs);
        room.engine().submit({{}, Kick{ada.user(), u"enough"_s, 60}});
        QVERIFY(ada.isClosed());
        QCOMPARE(ada.closeCode(), quint16(4001));
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Kicked>().size(), 1, patienceMs);
        QCOMPARE(host.events<Kicked>().constFirst().by, u"Ms Brandt"_s); // as the room is hosted
        room.engine().submit({{}, LetBackIn{host.events<Kicked>().constFirst().cooling.id, {}}});
        QTRY_COMPARE_WITH_TIMEOUT(host.events<LetIn>().size(), 1, patienceMs);
        QVERIFY(refused.isEmpty());
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s));
    }

    void theHostIsRefusedByTheSameGate_data()
    {
        QTest::addColumn<foyer::Command>("command");
        QTest::addColumn<foyer::RefusalCode>("code");
        QTest::newRow("nobody there") << Command{u"c"_s, Kick{UserId{99}, {}, {}}} << RefusalCode::NoSuchUser;
        QTest::newRow("no cooling-off") << Command{u"c"_s, LetBackIn{CoolingId{9}, {}}} << RefusalCode::NoSuchCooling;
        QTest::newRow("bad room name") << Command{u"c"_s, RenameRoom{u" "_s}} << RefusalCode::NameEmpty;
        QTest::newRow("say") << Command{u"c"_s, Say{u"hello"_s}} << RefusalCode::NotJoined;
        QTest::newRow("rename") << Command{u"c"_s, Rename{u"hello"_s}} << RefusalCode::NotJoined;
    }

    void theHostIsRefusedByTheSameGate()
    {
        QFETCH(foyer::Command, command);
        QFETCH(foyer::RefusalCode, code);
        TestRoom room;
        room.config.language = u"zh_CN"_s;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QSignalSpy refused(&room.engine(), &Engine::refused);
        room.engine().submit(command);
        QCOMPARE(refused.size(), 1);
        QVERIFY(refused[0][0].value<Command>() == command);
        QCOMPARE(refused[0][1].value<Refusal>().code, code);
        const QString sentence = refused[0][2].toString();
        QVERIFY2(sentence.contains(QChar(u'。')), qPrintable(sentence)); // in the room's language
        QVERIFY(ada.isUpToDate());
        QVERIFY(ada.all<Event>().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Kick)
#include "tst_kick.moc"
