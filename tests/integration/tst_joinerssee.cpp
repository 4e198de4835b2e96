// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

/// What was said, in this order, among these events.
QStringList textsOf(const QList<Event> &events)
{
    QStringList texts;
    for (const Event &event : events) {
        if (const auto *said = std::get_if<Said>(&event.body))
            texts.append(said->text);
    }
    return texts;
}

/// Everything that the backlog gives, oldest first.
QList<Event> allBefore(RoomGuest &guest, quint64 before)
{
    QList<Event> events;
    for (int page = 0; page < 100; ++page) {
        const QString id = u"b%1"_s.arg(page);
        guest.forget();
        guest.send({id, FetchBacklog{before, 3}});
        if (!comesTrue([&guest] { return !guest.all<Backlog>().isEmpty(); }))
            return {};
        const Backlog backlog = guest.all<Backlog>().constFirst();
        events = backlog.events + events;
        if (!backlog.more)
            return events;
        before = backlog.events.isEmpty() ? 0 : backlog.events.constFirst().seq;
    }
    return events;
}

bool says(RoomGuest &guest, const QString &text)
{
    return guest.isAnswered(guest.say(text));
}

} // namespace

/// "Joiners see nothing from before they came": whichever way they ask.
class tst_JoinersSee final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLatestUnlessTheHostSaysOtherwise()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, u"before"_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QCOMPARE(textsOf(ada.welcome().room.lines), QStringList{u"before"_s});
    }

    void nothingFromBeforeTheyCame()
    {
        TestRoom room;
        room.config.joinersSeeLatest = false;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        for (int i = 0; i < 8; ++i)
            QVERIFY(says(host, u"before %1"_s.arg(i)));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const Welcome welcome = ada.welcome();
        QCOMPARE(welcome.room.lines.size(), 1); // their own coming
        QCOMPARE(welcome.room.lines.constFirst().seq, welcome.room.seq);
        QVERIFY(!welcome.room.moreLines);
        QCOMPARE(allBefore(ada, welcome.room.seq), QList<Event>());
        for (int i = 0; i < 8; ++i)
            QVERIFY(says(host, u"after %1"_s.arg(i)));
        const QList<Event> seen = allBefore(ada, ~quint64{0} >> 11);
        QCOMPARE(seen.constFirst().seq, welcome.room.seq);
        QCOMPARE(textsOf(seen).size(), 8);
        QCOMPARE(textsOf(seen).constFirst(), u"after 0"_s);
        // The host's own windows see all.
        RoomGuest again(room);
        QVERIFY(again.comesAsOperator());
        QVERIFY(textsOf(again.welcome().room.lines).contains(u"before 0"_s));
        QVERIFY(textsOf(allBefore(again, ~quint64{0} >> 11)).contains(u"before 0"_s));
    }

    void whoReturnsKeepsTheirOwnPast()
    {
        TestRoom room;
        room.config.joinersSeeLatest = false;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, u"before"_s));
        Join device;
        quint64 first = 0;
        {
            RoomGuest ada(room);
            QVERIFY(ada.comes(u"Ada"_s));
            device = ada.withDevice();
            first = ada.welcome().room.seq;
            QVERIFY(says(host, u"while she is here"_s));
            ada.send({{}, Leave{}});
            QVERIFY(ada.isClosed());
        }
        QVERIFY(says(host, u"while she is away"_s));
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, device));
        QCOMPARE(textsOf(back.welcome().room.lines), (QStringList{u"while she is here"_s, u"while she is away"_s}));
        QCOMPARE(back.welcome().room.lines.constFirst().seq, first);
        QVERIFY(!back.welcome().room.moreLines);
        QCOMPARE(allBefore(back, first), QList<Event>());
    }

    void resumingStillWorks()
    {
        TestRoom room;
        room.config.joinersSeeLatest = false;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, u"before"_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const Join takingUp = ada.takingUp();
        ada.cut();
        QVERIFY(comesTrue([&host] { return !host.events<Presence>().isEmpty(); }));
        QVERIFY(says(host, u"missed"_s));
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, takingUp));
        QVERIFY(back.welcome().resumed);
        QTRY_COMPARE_WITH_TIMEOUT(back.heard(), QStringList{u"missed"_s}, patienceMs);
    }

    void overARestart()
    {
        TestRoom room;
        room.keepHistory();
        room.config.joinersSeeLatest = false;
        QVERIFY(room.open());
        Join takingUp;
        {
            RoomGuest host(room);
            QVERIFY(host.comesAsOperator() && says(host, u"before"_s));
            RoomGuest ada(room);
            QVERIFY(ada.comes(u"Ada"_s) && says(host, u"while she is here"_s) && ada.isUpToDate());
            takingUp = ada.takingUp();
            ada.cut();
            QVERIFY(says(host, u"missed"_s));
            QVERIFY(room.stop() >= 0);
        }
        QVERIFY(room.open());
        Join made = takingUp;
        made.last = 1;
        {
            RoomGuest back(room);
            QVERIFY(back.comes(u"Ada"_s, made));
            QVERIFY(!back.welcome().resumed);
            QVERIFY(back.isUpToDate());
            QCOMPARE(back.heard(), (QStringList{u"while she is here"_s, u"missed"_s}));
            back.cut();
        }
        QVERIFY(room.open());
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, takingUp));
        QVERIFY(back.welcome().resumed);
        QTRY_COMPARE_WITH_TIMEOUT(back.heard(), QStringList{u"missed"_s}, patienceMs);
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        QCOMPARE(bob.heard(), QStringList());
    }

    void aMadeUpLastSeqOpensNothing()
    {
        TestRoom room;
        room.config.joinersSeeLatest = false;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator() && says(host, u"before"_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        QVERIFY(says(host, u"while she is here"_s));
        Join takingUp = ada.takingUp();
        takingUp.last = 1;
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, takingUp));
        QVERIFY(!back.welcome().resumed && back.welcome().gap);
        QVERIFY(back.isUpToDate());
        QCOMPARE(back.heard(), QStringList{u"while she is here"_s});
    }
};

QTEST_GUILESS_MAIN(tst_JoinersSee)
#include "tst_joinerssee.moc"
