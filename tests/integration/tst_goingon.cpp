// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/historycopy.h"
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

Refused refusalOf(const TestRoom &room, const QString &name, const Join &how = {})
{
    RoomGuest guest(room);
    return guest.comes(name, how) ? Refused() : guest.all<Refused>().value(0);
}

} // namespace

/// A room that is closed, or crashes, and is opened again with its history: it goes on where it was.
class tst_GoingOn final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<TestRoom> m_room;

    void openAgain(bool inOrder)
    {
        if (inOrder)
            QVERIFY(m_room->stop() >= 0);
        else
            m_room->vanish();
        QVERIFY(m_room->open());
    }

private Q_SLOTS:
    void init()
    {
        m_room = std::make_unique<TestRoom>();
        m_room->keepHistory();
        QVERIFY(m_room->open());
    }

    void cleanup() { m_room.reset(); }

    void peopleComeBackAndMissNothing_data()
    {
        QTest::addColumn<bool>("inOrder");
        QTest::newRow("closed in order") << true;
        QTest::newRow("without a word") << false;
    }

    void peopleComeBackAndMissNothing()
    {
        QFETCH(bool, inOrder);
        RoomGuest talker(*m_room);
        QVERIFY(talker.comes(u"Talker"_s));
        RoomGuest ada(*m_room);
        QVERIFY(ada.comes(u"Ada"_s));
        talker.say(u"one"_s);
        QTRY_COMPARE_WITH_TIMEOUT(ada.heard(), QStringList{u"one"_s}, patienceMs);
        const Join adaAgain = ada.takingUp();
        ada.cut();
        const QString id = talker.say(u"two"_s);
        QVERIFY(talker.isAnswered(id));
        const Join talkerAgain = talker.takingUp();
        openAgain(inOrder);

        RoomGuest back(*m_room);
        QVERIFY(back.comes(u"Ada"_s, adaAgain));
        QVERIFY(back.welcome().resumed && !back.welcome().gap);
        QCOMPARE(back.user(), ada.user());
        QCOMPARE(back.welcome().name, u"Ada"_s);
        QTRY_COMPARE_WITH_TIMEOUT(back.heard(), QStringList{u"two"_s}, patienceMs);
        QVERIFY(back.welcome().room.epoch != adaAgain.epoch);

        // The same line once more: the answer was lost, they think.
        RoomGuest again(*m_room);
        QVERIFY(again.comes(u"Talker"_s, talkerAgain));
        QCOMPARE(again.user(), talker.user());
        again.send({id, Say{u"two"_s}});
        QVERIFY(again.isAnswered(id));
        QCOMPARE(again.acceptance(id)->seq, talker.acceptance(id)->seq);
        again.send({u"another"_s, Say{u"three"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(back.heard(), (QStringList{u"two"_s, u"three"_s}), patienceMs);
    }

    void newcomersSeeWhatWasSaidBefore()
    {
        RoomGuest talker(*m_room);
        QVERIFY(talker.comes(u"Talker"_s));
        const QString id = talker.say(u"before"_s);
        QVERIFY(talker.isAnswered(id));
        openAgain(true);
        RoomGuest newcomer(*m_room);
        QVERIFY(newcomer.comes(u"Newcomer"_s));
        QCOMPARE(newcomer.heard(), QStringList{u"before"_s});
        QVERIFY(newcomer.user() != talker.user());
        QCOMPARE(namesOf(newcomer.welcome().room.people.rows), QStringList{u"Newcomer"_s});
    }

    void whoMustWaitStillMust()
    {
        RoomGuest bob(*m_room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest host(*m_room);
        QVERIFY(host.comesAsOperator());
        host.send({u"k"_s, Kick{bob.user(), u"spam"_s, 600}});
        QVERIFY(host.isAnswered(u"k"_s));
        QVERIFY(bob.isClosed());
        const Join device = bob.withDevice();
        openAgain(false);

        QCOMPARE(refusalOf(*m_room, u"Bob"_s).code, u"cooling-off"_s); // by name
        QCOMPARE(refusalOf(*m_room, u"Robert"_s, device).code, u"cooling-off"_s); // by device
        QCOMPARE(refusalOf(*m_room, u"Robert"_s, device).reason, u"spam"_s);
        QCOMPARE(refusalOf(*m_room, u"Eve"_s).code, u"address-cooling-off"_s); // by address
        RoomGuest again(*m_room);
        QVERIFY(again.comesAsOperator());
        const QList<CoolingOff> coolings = again.welcome().room.coolings;
        QCOMPARE(coolings.size(), 1);
        QCOMPARE(coolings.constFirst().name, u"Bob"_s);
        again.send({u"l"_s, LetBackIn{coolings.constFirst().id, {}}});
        QVERIFY(again.isAnswered(u"l"_s));
        openAgain(false);
        RoomGuest back(*m_room);
        QVERIFY(back.comes(u"Bob"_s, device));
        QCOMPARE(back.user(), bob.user());
    }

    /// What was asked for before it came about must not be taken for what has been.
    void aSeqThatTheOldLifeNeverCommitted()
    {
        RoomGuest ada(*m_room);
        QVERIFY(ada.comes(u"Ada"_s));
        Join again = ada.takingUp();
        again.last += 5;
        openAgain(true);
        for (int i = 0; i < 10; ++i) {
            RoomGuest other(*m_room);
            QVERIFY(other.comes(u"other %1"_s.arg(i)));
            other.closeSocket();
        }
        RoomGuest back(*m_room);
        QVERIFY(back.comes(u"Ada"_s, again));
        QVERIFY(back.welcome().gap && !back.welcome().resumed);
    }

    void whatIsToldIsWhatIsKept()
    {
        RoomGuest witness(*m_room);
        QVERIFY(witness.comes(u"Witness"_s));
        TextGuest plain(*m_room, "/ws/plain");
        QVERIFY(plain.comes());
        // As which it says that it is here.
        witness.send({u"r"_s, Rename{u"Eyes"_s}});
        QVERIFY(witness.isAnswered(u"r"_s));
        QTRY_COMPARE_WITH_TIMEOUT(witness.heard(), QStringList{u"I am here"_s}, patienceMs);
        const std::map<quint64, Event> kept = HistoryCopy(m_room->historyFolder()).events();
        const QList<Event> told = witness.all<Event>();
        int compared = 0;
        for (const Event &event : told) {
            if (!event.isKept())
                continue;
            ++compared;
            QVERIFY(kept.contains(event.seq));
            if (!std::holds_alternative<Joined>(event.body)) // addresses are not told
                QCOMPARE(kept.at(event.seq).body, event.body);
        }
        QVERIFY(compared >= 3);
    }
};

QTEST_GUILESS_MAIN(tst_GoingOn)
#include "tst_goingon.moc"
