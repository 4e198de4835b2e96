// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeservercontrol.h"
#include "tests/support/handmovedclock.h"
#include "ui/models/coolingoffmodel.h"
#include "ui/models/livelogmodel.h"
#include "ui/models/roommirror.h"
#include "ui/models/rostermodel.h"
#include "ui/models/rosterorder.h"
#include "ui/timetext.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QItemSelectionModel>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;
using Tester = QAbstractItemModelTester;

namespace {

constexpr qint64 dayMs = 24 * 3600 * 1000;

Event saidAt(quint64 seq, qint64 atMs, const QString &text)
{
    return {seq, atMs, Audience::everyone(), Said{UserId{2}, u"Ada"_s, Role::Guest, text, {}}};
}

QList<Event> saidMany(quint64 firstSeq, int count, qint64 atMs)
{
    QList<Event> events;
    for (int i = 0; i < count; ++i)
        events.append(saidAt(firstSeq + quint64(i), atMs, QString::number(firstSeq + quint64(i))));
    return events;
}

QStringList words(const LiveLogModel &log)
{
    QStringList list;
    for (int row = 0; row < log.rowCount(); ++row) {
        list.append(log.line(row).kind == LogLine::Kind::Day ? u"-"_s
                                                             : log.index(row).data(LiveLogModel::WordsRole).toString());
    }
    return list;
}

QStringList names(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row, 0).data(RosterModel::NameRole).toString());
    return list;
}

} // namespace

class tst_Models : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void logBeginsEachDayWithAHeading();
    void logBearsAClockThatIsSet();
    void logAddsAListInOneInsertion();
    void logStaysWithinItsCapacity();
    void logKeepsTheDayAboveWhatStays();
    void logTakesMoreThanItsCapacityAtOnce();
    void logPutsOlderLinesBefore();
    void logTellsARemovalOnce();
    void logTellsWhoMayComeBack();
    void logShowsTextAsItIs();
    void rosterFoldsInOneGo();
    void rosterCountsWhatIsSaidInOneChange();
    void rosterTellsOfNeighboursTogether();
    void rosterKeepsSelectionAndSort();
    void rosterSortsHostsFirst();
    void coolingOffCountsDown();
    void coolingOffBearsAClockThatIsSet();
    void coolingOffHoldsWhoKnocks();
    void coolingOffIsLifted();
    void mirrorFollowsTheRoom();
    void mirrorGoesOnWithTheRoomAsItStands();
    void mirrorForgetsWhoStoppedTyping();
    void mirrorNoticesThatItsRosterIsOld();
    void countdown_data();
    void countdown();

private:
    HandMovedClock m_clock;
};

void tst_Models::logBeginsEachDayWithAHeading()
{
    LiveLogModel log(m_clock);
    Tester tester(&log, Tester::FailureReportingMode::QtTest);
    log.append({saidAt(1, m_clock.wallMs() - dayMs, u"a"_s), saidAt(2, m_clock.wallMs(), u"b"_s)});
    log.append({saidAt(3, m_clock.wallMs(), u"c"_s)});
    QCOMPARE(words(log), QStringList({u"-"_s, u"a"_s, u"-"_s, u"b"_s, u"c"_s}));
    QCOMPARE(log.index(0).data(LiveLogModel::WordsRole).toString(), u"Yesterday"_s);
    QCOMPARE(log.index(2).data(LiveLogModel::WordsRole).toString(), u"Today"_s);
    QCOMPARE(log.firstSeq(), 1U);
}

void tst_Models::logBearsAClockThatIsSet()
{
    LiveLogModel log(m_clock);
    Tester tester(&log, Tester::FailureReportingMode::QtTest);
    const qint64 now = m_clock.wallMs();
    // A year on, a minute after that, and back again: order is that of the room, with one heading for each time the day changes.
    log.append({saidAt(1, now, u"a"_s), saidAt(2, now + 365 * dayMs, u"b"_s)});
    log.append({saidAt(3, now + 365 * dayMs + 60000, u"c"_s), saidAt(4, now + 1000, u"d"_s), saidAt(5, now + 500, u"e"_s)});
    QCOMPARE(words(log), QStringList({u"-"_s, u"a"_s, u"-"_s, u"b"_s, u"c"_s, u"-"_s, u"d"_s, u"e"_s}));
    QCOMPARE(log.index(5).data(LiveLogModel::WordsRole).toString(), u"Today"_s);
}

void tst_Models::logAddsAListInOneInsertion()
{
    LiveLogModel log(m_clock);
    log.setCapacity(100);
    log.append(saidMany(1, 90, m_clock.wallMs()));
    QSignalSpy inserted(&log, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&log, &QAbstractItemModel::rowsRemoved);
    log.append(saidMany(91, 50, m_clock.wallMs()));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(removed.size(), 1);
}

void tst_Models::logStaysWithinItsCapacity()
{
    LiveLogModel log(m_clock);
    Tester tester(&log, Tester::FailureReportingMode::QtTest);
    log.setCapacity(20);
    for (quint64 seq = 1; seq < 400; seq += 7) {
        log.append(saidMany(seq, 7, m_clock.wallMs() + qint64(seq) * 3600 * 1000));
        QVERIFY(log.rowCount() <= 20);
        QVERIFY(log.line(0).kind == LogLine::Kind::Day);
        QVERIFY(log.line(1).kind != LogLine::Kind::Day);
    }
}

void tst_Models::logKeepsTheDayAboveWhatStays()
{
    LiveLogModel log(m_clock);
    log.setCapacity(4);
    log.append(saidMany(1, 3, m_clock.wallMs()));
    log.append(saidMany(4, 1, m_clock.wallMs()));
    QCOMPARE(words(log), QStringList({u"-"_s, u"2"_s, u"3"_s, u"4"_s}));
}

void tst_Models::logTakesMoreThanItsCapacityAtOnce()
{
    LiveLogModel log(m_clock);
    Tester tester(&log, Tester::FailureReportingMode::QtTest);
    log.setCapacity(5);
    log.append(saidMany(1, 3, m_clock.wallMs()));
    log.append(saidMany(4, 100, m_clock.wallMs()));
    QVERIFY(log.rowCount() <= 5);
    QCOMPARE(words(log).constLast(), u"103"_s);
    log.reset(saidMany(1, 100, m_clock.wallMs()));
    QVERIFY(log.rowCount() <= 5);
    QCOMPARE(words(log).constLast(), u"100"_s);
}

void tst_Models::logPutsOlderLinesBefore()
{
    LiveLogModel log(m_clock);
    Tester tester(&log, Tester::FailureReportingMode::QtTest);
    log.setCapacity(8);
    log.reset(saidMany(10, 2, m_clock.wallMs()));
    log.prepend(saidMany(8, 2, m_clock.wallMs()));
    QCOMPARE(words(log), QStringList({u"-"_s, u"8"_s, u"9"_s, u"10"_s, u"11"_s}));
    QCOMPARE(log.firstSeq(), 8U);
    log.prepend(saidMany(1, 7, m_clock.wallMs() - dayMs));
    QCOMPARE(words(log), QStringList({u"-"_s, u"6"_s, u"7"_s, u"-"_s, u"8"_s, u"9"_s, u"10"_s, u"11"_s}));
    QVERIFY(log.isFull());
    log.prepend(saidMany(1, 3, m_clock.wallMs() - dayMs));
    QCOMPARE(log.rowCount(), 8);
}

void tst_Models::logTellsARemovalOnce()
{
    LiveLogModel log(m_clock);
    log.append({scene::kicked(5, u"Bob"_s, 1, m_clock.wallMs() + 60000, u"spam"_s),
                scene::left(5, u"Bob"_s, 3, LeaveReason::Kicked)});
    QCOMPARE(log.rowCount(), 2);
    QCOMPARE(words(log).at(1), u"Ms Brandt asked Bob to leave: “spam”"_s);
    // A guest's window hears of the leaving alone.
    log.reset({scene::left(5, u"Bob"_s, 3, LeaveReason::Kicked)});
    QCOMPARE(words(log).at(1), u"Bob was asked to leave"_s);
}

void tst_Models::logTellsWhoMayComeBack()
{
    LiveLogModel log(m_clock);
    log.append({scene::kicked(5, u"Bob"_s, 1, m_clock.wallMs() + 60000), scene::of(LetIn{CoolingId{1}, u"Sam"_s}),
                scene::of(LetIn{CoolingId{1}, {}}), scene::of(LetIn{CoolingId{9}, {}})});
    QCOMPARE(words(log).mid(1), QStringList({u"Ms Brandt asked Bob to leave"_s, u"Sam may come in"_s,
                                             u"Bob may come back"_s, u"The cooling-off is over"_s}));
}

void tst_Models::logShowsTextAsItIs()
{
    LiveLogModel log(m_clock);
    log.append({scene::said(2, u"%1 <i>"_s, u"<b>x</b> %2"_s), scene::joined(3, u"%2<b>%1"_s, 2)});
    QCOMPARE(log.index(1).data(LiveLogModel::NameRole).toString(), u"%1 <i>"_s);
    QCOMPARE(words(log).at(1), u"<b>x</b> %2"_s);
    QCOMPARE(words(log).at(2), u"%2<b>%1 came in"_s);
    QVERIFY(log.plainLine(1).endsWith(u"  %1 <i>  <b>x</b> %2"_s));
}

void tst_Models::rosterFoldsInOneGo()
{
    RosterModel roster;
    Tester tester(&roster, Tester::FailureReportingMode::QtTest);
    QSignalSpy reset(&roster, &QAbstractItemModel::modelReset);
    roster.fold({scene::joined(4, u"Sam"_s, 1), scene::joined(2, u"Ada"_s, 2), scene::joined(9, u"Eve"_s, 3)});
    QCOMPARE(names(roster), QStringList({u"Ada"_s, u"Sam"_s, u"Eve"_s}));
    roster.fold({scene::left(4, u"Sam"_s, 2), scene::joined(3, u"小明"_s, 3), scene::joined(10, u"Bob"_s, 4),
                 scene::said(2, u"Ada"_s, u"hi"_s), scene::said(2, u"Ada"_s, u"ho"_s),
                 scene::of(Renamed{UserId{9}, u"Eva"_s, u"Eve"_s}), scene::passing(Presence{UserId{2}, true}),
                 scene::left(10, u"Bob"_s, 3), scene::left(77, u"Nobody"_s, 3)});
    QCOMPARE(names(roster), QStringList({u"Ada"_s, u"小明"_s, u"Eva"_s}));
    QCOMPARE(roster.member(UserId{2})->messages, 2U);
    QVERIFY(roster.member(UserId{2})->away);
    QVERIFY(!roster.member(UserId{10}));
    // Joining a second time (another window) changes the row, and adds none.
    roster.fold({scene::joined(2, u"Ada"_s, 3)});
    QCOMPARE(roster.rowCount(), 3);
    QCOMPARE(roster.member(UserId{2})->messages, 2U);
    QCOMPARE(reset.size(), 0);
}

void tst_Models::rosterCountsWhatIsSaidInOneChange()
{
    using namespace scene;
    RosterModel roster;
    QList<Event> events;
    for (quint64 user = 1; user <= 9; ++user)
        events.append(joined(user, u"Guest %1"_s.arg(user), quint32(user)));
    roster.fold(events);
    QSignalSpy changed(&roster, &QAbstractItemModel::dataChanged);
    roster.fold({said(2, u"Guest 2"_s, u"a"_s), said(8, u"Guest 8"_s, u"b"_s), said(5, u"Guest 5"_s, u"c"_s),
                 said(8, u"Guest 8"_s, u"d"_s)});
    QCOMPARE(changed.size(), 1); // however many talk, and nothing that names are sorted by
    QCOMPARE(changed.at(0).at(0).toModelIndex(), roster.index(1, RosterModel::Messages));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), roster.index(7, RosterModel::Messages));
    QCOMPARE(roster.index(7, RosterModel::Messages).data().toString(), u"2"_s);

    changed.clear();
    roster.fold({said(3, u"Guest 3"_s, u"e"_s), passing(Presence{UserId{3}, true})});
    QCOMPARE(changed.size(), 2);
    QVERIFY(roster.index(2, 0).data(RosterModel::AwayRole).toBool());
    QCOMPARE(roster.index(2, RosterModel::Messages).data().toString(), u"1"_s);
}

void tst_Models::rosterTellsOfNeighboursTogether()
{
    using namespace scene;
    RosterModel roster;
    QList<Event> events;
    for (quint64 user = 1; user <= 9; ++user)
        events.append(joined(user, u"Guest %1"_s.arg(user), quint32(user)));
    roster.fold(events);
    QSignalSpy changed(&roster, &QAbstractItemModel::dataChanged);
    events.clear();
    for (const quint64 user : {2, 3, 4, 8, 9})
        events.append(passing(Presence{UserId{user}, true}));
    roster.fold(events);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), roster.index(1, 0));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), roster.index(3, RosterModel::Messages - 1));
    QCOMPARE(changed.at(1).at(0).toModelIndex(), roster.index(7, 0));
    QCOMPARE(changed.at(1).at(1).toModelIndex(), roster.index(8, RosterModel::Messages - 1));
    for (int row = 0; row < roster.rowCount(); ++row)
        QCOMPARE(roster.index(row, 0).data(RosterModel::AwayRole).toBool(), (row >= 1 && row <= 3) || row >= 7);
}

void tst_Models::rosterKeepsSelectionAndSort()
{
    RosterModel roster;
    RosterOrder order;
    order.setSourceModel(&roster);
    Tester tester(&order, Tester::FailureReportingMode::QtTest);
    QItemSelectionModel selection(&order);
    roster.fold({scene::joined(2, u"Mia"_s, 1), scene::joined(3, u"Zoe"_s, 2)});
    selection.select(order.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    roster.fold({scene::joined(4, u"Ada"_s, 3), scene::joined(5, u"Tom"_s, 4), scene::left(2, u"Mia"_s, 3)});
    QCOMPARE(names(order), QStringList({u"Ada"_s, u"Tom"_s, u"Zoe"_s}));
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(selection.selectedRows().constFirst().data(RosterModel::NameRole).toString(), u"Zoe"_s);

    order.sort(RosterModel::Messages, Qt::DescendingOrder);
    roster.fold({scene::said(5, u"Tom"_s, u"x"_s), scene::said(3, u"Zoe"_s, u"y"_s), scene::said(3, u"Zoe"_s, u"z"_s)});
    QCOMPARE(names(order), QStringList({u"Zoe"_s, u"Tom"_s, u"Ada"_s}));
}

void tst_Models::rosterSortsHostsFirst()
{
    RosterModel roster;
    RosterOrder order;
    order.setSourceModel(&roster);
    roster.fold({scene::joined(1, u"Zacharias"_s, 1, Role::Operator), scene::joined(2, u"ada 10"_s, 2),
                 scene::joined(3, u"Ada 9"_s, 3)});
    QCOMPARE(names(order), QStringList({u"Zacharias"_s, u"Ada 9"_s, u"ada 10"_s}));
    order.sort(0, Qt::DescendingOrder);
    QCOMPARE(names(order), QStringList({u"Zacharias"_s, u"ada 10"_s, u"Ada 9"_s}));
}

void tst_Models::coolingOffCountsDown()
{
    CoolingOffModel coolings(m_clock);
    Tester tester(&coolings, Tester::FailureReportingMode::QtTest);
    coolings.fold({scene::kicked(5, u"Bob"_s, 1, m_clock.wallMs() + 41000, u"spam"_s),
                   scene::kicked(6, u"Eve"_s, 2, m_clock.wallMs() + 90000)});
    QCOMPARE(coolings.rowCount(), 2);
    QCOMPARE(coolings.index(0).data(CoolingOffModel::RemainingRole).toString(), u"0:41"_s);
    m_clock.advance(40500);
    coolings.tick();
    QCOMPARE(coolings.index(0).data(CoolingOffModel::RemainingRole).toString(), u"0:01"_s);
    m_clock.advance(500);
    coolings.tick();
    QCOMPARE(coolings.rowCount(), 1);
    QCOMPARE(coolings.index(0).data(CoolingOffModel::NameRole).toString(), u"Eve"_s);
    // Kicked without a cooling-off: nothing to wait for.
    coolings.fold({scene::kicked(7, u"Tim"_s, 0, 0)});
    QCOMPARE(coolings.rowCount(), 1);
}

void tst_Models::coolingOffBearsAClockThatIsSet()
{
    HandMovedClock clock;
    CoolingOffModel coolings(clock);
    Tester tester(&coolings, Tester::FailureReportingMode::QtTest);
    coolings.fold({scene::kicked(5, u"Bob"_s, 1, clock.wallMs() + 41000)});
    for (const qint64 by : {dayMs, -2 * dayMs}) {
        clock.jumpWall(by);
        coolings.tick();
        QCOMPARE(coolings.rowCount(), 1);
        QCOMPARE(coolings.index(0).data(CoolingOffModel::RemainingRole).toString(), u"0:41"_s);
    }
    clock.advance(41000);
    coolings.tick();
    QCOMPARE(coolings.rowCount(), 0);
}

void tst_Models::coolingOffHoldsWhoKnocks()
{
    CoolingOffModel coolings(m_clock);
    coolings.fold({scene::kicked(5, u"Bob"_s, 1, m_clock.wallMs() + 41000)});
    QList<Event> knocks;
    for (int i = 0; i < 30; ++i)
        knocks.append(scene::passing(Knock{CoolingId{1}, u"n%1"_s.arg(i % 25)}));
    coolings.fold(knocks);
    const QStringList waiting = coolings.index(0).data(CoolingOffModel::WaitingRole).toStringList();
    QCOMPARE(waiting.size(), CoolingOffModel::mostWaiting);
    QCOMPARE(waiting.constFirst(), u"n0"_s);
    coolings.fold({scene::of(LetIn{CoolingId{1}, u"n0"_s})});
    QVERIFY(!coolings.index(0).data(CoolingOffModel::WaitingRole).toStringList().contains(u"n0"_s));
}

void tst_Models::coolingOffIsLifted()
{
    CoolingOffModel coolings(m_clock);
    Tester tester(&coolings, Tester::FailureReportingMode::QtTest);
    coolings.fold({scene::kicked(5, u"Bob"_s, 1, m_clock.wallMs() + 41000), scene::of(LetIn{CoolingId{2}, {}})});
    QCOMPARE(coolings.rowCount(), 1);
    coolings.fold({scene::of(LetIn{CoolingId{1}, {}})});
    QCOMPARE(coolings.rowCount(), 0);
}

void tst_Models::mirrorFollowsTheRoom()
{
    RoomMirror room(m_clock);
    RoomSnapshot snapshot;
    snapshot.roomName = u"Class 7b"_s;
    snapshot.lines = {scene::said(2, u"Ada"_s, u"hi"_s)};
    snapshot.people = {1, true, false, {{UserId{2}, u"Ada"_s, Role::Guest, ConnectionKind::Browser, 0, false, {}, 0}}};
    room.reset(snapshot);
    QCOMPARE(room.roomName(), u"Class 7b"_s);
    QCOMPARE(room.here(), 1U);
    QCOMPARE(room.messages(), 1U);
    room.fold({scene::joined(1, u"Ms Brandt"_s, 2, Role::Operator), scene::said(1, u"Ms Brandt"_s, u"welcome"_s),
               scene::of(RoomRenamed{u"Class 7c"_s}), scene::of(KeepingChanged{{Keeping::Mode::Days, 7}, u"Ms Brandt"_s})});
    QCOMPARE(room.keeping(), (Keeping{Keeping::Mode::Days, 7}));
    QVERIFY(room.log().index(room.log().rowCount() - 1, 0).data().toString().endsWith(
        u"Ms Brandt changed it: what is said is kept for 7 day(s)"_s) // without a catalog
            || room.log().index(room.log().rowCount() - 1, 0).data().toString().endsWith(u"for 7 days"_s));
    QCOMPARE(room.roomName(), u"Class 7c"_s);
    QCOMPARE(room.here(), 2U);
    QCOMPARE(room.guests(), 1U);
    QCOMPARE(room.messages(), 2U);
    room.fold({scene::left(2, u"Ada"_s, 1)});
    QCOMPARE(room.guests(), 0U);
    // Taking up again keeps what was said.
    room.resume(snapshot);
    QCOMPARE(room.messages(), 2U);
    QVERIFY(room.log().rowCount() > 3);
    // Of what was kept only the latest lines are told, and how many there are.
    snapshot.messages = 6005;
    room.reset(snapshot);
    room.fold({scene::said(2, u"Ada"_s, u"once more"_s)});
    QCOMPARE(room.messages(), 6006U);
    QCOMPARE(room.roster().rowCount(), 1);
    room.noteDeleted(5000);
    QCOMPARE(room.messages(), 1006U);
    // And then none of them is left.
    room.fold({scene::of(KeepingChanged{{Keeping::Mode::Nothing, 0}, u"Ms Brandt"_s}), scene::said(2, u"Ada"_s, u"all gone?"_s)});
    QCOMPARE(room.messages(), 1U);
    room.fold({scene::of(KeepingChanged{{Keeping::Mode::Always, 0}, u"Ms Brandt"_s})}); // nor is what was said since
    QCOMPARE(room.messages(), 0U);
    // What a window is told late may have been deleted before.
    room.noteDeleted(2);
    QCOMPARE(room.messages(), 0U);
    room.fold({scene::said(2, u"Ada"_s, u"a"_s), scene::said(2, u"Ada"_s, u"b"_s), scene::said(2, u"Ada"_s, u"c"_s)});
    QCOMPARE(room.messages(), 1U);
}

void tst_Models::mirrorGoesOnWithTheRoomAsItStands()
{
    RoomMirror mirror(m_clock);
    RoomSnapshot before;
    before.seq = 10;
    mirror.reset(before);
    mirror.fold(saidMany(11, 2, m_clock.wallMs()));
    RoomSnapshot room;
    room.seq = 100;
    room.roomName = u"Class 8"_s;
    room.people = {1, true, false, {{UserId{7}, u"Eve"_s}}};
    room.lines = saidMany(98, 3, m_clock.wallMs());
    mirror.renew(room, {88, 80});
    QCOMPARE(words(mirror.log()), QStringList({u"-"_s, u"11"_s, u"12"_s,
                                               u"85 line(s) left out here: this window was too busy"_s, u"98"_s, u"99"_s, u"100"_s}));
    QCOMPARE(mirror.messages(), quint64{82});
    QCOMPARE(mirror.roomName(), u"Class 8"_s);
    QCOMPARE(names(mirror.roster()), QStringList{u"Eve"_s});
    mirror.fold(saidMany(101, 1, m_clock.wallMs()));
    QCOMPARE(mirror.log().line(mirror.log().rowCount() - 1).text, u"101"_s);
    // Nothing is said to be missing where all of it came with the room.
    room.seq = 103;
    room.lines = saidMany(100, 4, m_clock.wallMs());
    mirror.renew(room, {2, 2});
    QCOMPARE(words(mirror.log()).last(6), QStringList({u"98"_s, u"99"_s, u"100"_s, u"101"_s, u"102"_s, u"103"_s}));
}

void tst_Models::mirrorForgetsWhoStoppedTyping()
{
    RoomMirror room(m_clock);
    room.fold({scene::joined(2, u"Ada"_s, 1), scene::joined(3, u"Sam"_s, 2)});
    QSignalSpy spy(&room, &RoomMirror::typingChanged);
    room.fold({scene::passing(Typing{UserId{2}}), scene::passing(Typing{UserId{3}})});
    QCOMPARE(spy.size(), 1);
    QCOMPARE(room.typing(UserId{3}), QStringList({u"Ada"_s}));
    room.fold({scene::said(2, u"Ada"_s, u"done"_s)});
    QCOMPARE(room.typing({}), QStringList({u"Sam"_s}));
    m_clock.advance(TypingList::holdsMs - 1);
    room.tick();
    QCOMPARE(room.typing({}), QStringList({u"Sam"_s}));
    m_clock.advance(1);
    room.tick();
    QVERIFY(room.typing({}).isEmpty());
}

void tst_Models::mirrorNoticesThatItsRosterIsOld()
{
    RoomMirror room(m_clock);
    QSignalSpy stale(&room, &RoomMirror::rosterStale);
    room.fold({scene::passing(PeopleCount{301, false})});
    QVERIFY(!room.isListed());
    QCOMPARE(room.here(), 301U);
    QCOMPARE(stale.size(), 0);
    room.fold({scene::passing(PeopleCount{299, true})});
    QVERIFY(room.isListed());
    QCOMPARE(stale.size(), 1);
}

void tst_Models::countdown_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("over") << qint64(-5) << u"0:00"_s;
    QTest::newRow("the last second") << qint64(1) << u"0:01"_s;
    QTest::newRow("a minute") << qint64(60000) << u"1:00"_s;
    QTest::newRow("hours") << qint64(3723000) << u"1:02:03"_s;
}

void tst_Models::countdown()
{
    QFETCH(qint64, ms);
    QTEST(TimeText::countdown(ms), "text");
}

QTEST_MAIN(tst_Models)
#include "tst_models.moc"
