// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/roomundertest.h"

#include "server/protocol/encode.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

/// What the lines take on the wire.
qsizetype bytesOf(const QList<Event> &lines)
{
    qsizetype bytes = 0;
    for (const Event &event : lines)
        bytes += encodeEvent(event).size();
    return bytes;
}

QStringList textsOf(const QList<Event> &lines)
{
    QStringList texts;
    for (const Event &event : lines) {
        if (const auto *said = std::get_if<Said>(&event.body))
            texts.append(said->text);
    }
    return texts;
}

} // namespace

/// What somebody is given who comes in, or back.
class tst_RoomWelcome final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allThatHasHappened();
    void latestMessages();
    void messagesAfterComingsAndGoings();
    void messagesAmongWhatIsNotForGuests();
    void bytesAreBounded_data();
    void bytesAreBounded();
    void oneLargeMessageStillFits();
    void guestsDoNotReadWhatIsForOperators();
    void whatIsForOperatorsTakesNoLinesFromGuests();
    void rosterRowsAreBounded();
    void encodingRemembersOnlyWhatIsStillSo();

    void resume_data();
    void resume();
    void resumeOfAnotherConnectionOfTheDevice();
    void withoutProofNothingIsResumed();
};

void tst_RoomWelcome::allThatHasHappened()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    for (int i = 0; i < 49; ++i)
        test.says(ada.session, QString::number(i));
    const Admission bob = test.guest(u"Bob"_s);
    QCOMPARE(bob.snapshot.lines.size(), 51); // two comings
    QVERIFY(!bob.snapshot.moreLines);
    for (qsizetype i = 0; i < bob.snapshot.lines.size(); ++i)
        QCOMPARE(bob.snapshot.lines[i].seq, static_cast<quint64>(i + 1));
    QCOMPARE(bob.snapshot.seq, bob.snapshot.lines.last().seq);
}

void tst_RoomWelcome::latestMessages()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    for (int i = 0; i < 120; ++i)
        test.says(ada.session, QString::number(i));
    const RoomSnapshot welcome = test.guest(u"Bob"_s).snapshot;
    const QStringList texts = textsOf(welcome.lines);
    QCOMPARE(texts.size(), 50);
    QCOMPARE(texts.first(), u"70"_s);
    QCOMPARE(texts.last(), u"119"_s);
    QVERIFY(welcome.moreLines);
}

void tst_RoomWelcome::messagesAfterComingsAndGoings()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    for (int i = 0; i < 50; ++i)
        test.says(ada.session, QString::number(i));
    for (int i = 0; i < 25; ++i) // a class of thirty opens its books: 50 events
        (void)test.room().connectionLost(test.comesIn(test.textClient(u"Bob"_s)).session);
    QCOMPARE(textsOf(test.guest(u"Cem"_s).snapshot.lines).size(), 50);
}

void tst_RoomWelcome::messagesAmongWhatIsNotForGuests()
{
    // While people are only counted, each coming is an event for operators. It takes nothing from what guests may read.
    RoomUnderTest test;
    test.settings.limits.listedPeople = 2;
    const Admission ada = test.guest(u"Ada"_s);
    test.guest(u"Bob"_s);
    test.guest(u"Cem"_s);
    test.says(ada.session, u"Page 12, please"_s);
    for (int i = 0; i < 300; ++i)
        test.guest(u"guest %1"_s.arg(i));
    QCOMPARE(textsOf(test.guest(u"Late"_s).snapshot.lines), QStringList{u"Page 12, please"_s});
}

void tst_RoomWelcome::bytesAreBounded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text"); // empty: comings and goings alone
    QTest::newRow("long messages") << u"Ada"_s << QString(5000, u'x');
    QTest::newRow("long Chinese messages") << u"小明"_s << u"明"_s.repeated(5000);
    QTest::newRow("long messages that JSON writes twice as long") << u"Ada"_s << u"\""_s.repeated(5000);
    QTest::newRow("many line breaks") << u"Ada"_s << QString(u"x"_s + u"\n"_s.repeated(4999));
    QTest::newRow("short messages under the longest name") << u"\U0001F44B\U0001F3FD"_s.repeated(32) << u"x"_s;
    QTest::newRow("comings and goings under long names") << u"\U0001F44B\U0001F3FD"_s.repeated(28) << QString();
}

void tst_RoomWelcome::bytesAreBounded()
{
    QFETCH(const QString, name);
    QFETCH(const QString, text);
    RoomUnderTest test;
    const Admission ada = test.guest(name);
    for (int i = 0; i < 150; ++i) {
        if (text.isEmpty())
            (void)test.room().connectionLost(test.comesIn(test.textClient(name)).session);
        else
            test.says(ada.session, text);
    }
    const RoomSnapshot welcome = test.guest(u"Bob"_s).snapshot;
    QVERIFY(!welcome.lines.isEmpty());
    QVERIFY(welcome.moreLines);
    const qsizetype bytes = bytesOf(welcome.lines);
    QVERIFY2(bytes <= 32 * 1024, qPrintable(u"%1 bytes of lines"_s.arg(bytes)));
}

void tst_RoomWelcome::oneLargeMessageStillFits()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    const QString largest = u"\U0001F600"_s.repeated(5000);
    QVERIFY(acceptedSeq(test.says(ada.session, largest)) > 0);
    QCOMPARE(textsOf(test.guest(u"Bob"_s).snapshot.lines), QStringList{largest});
}

void tst_RoomWelcome::guestsDoNotReadWhatIsForOperators()
{
    RoomUnderTest test;
    const Admission bob = test.guest(u"Bob"_s);
    test.hostDoes(Kick{bob.user, u"spam"_s, {}});
    const auto holdsKick = [](const RoomSnapshot &snapshot) {
        return std::any_of(snapshot.lines.begin(), snapshot.lines.end(),
                           [](const Event &event) { return std::holds_alternative<Kicked>(event.body); });
    };
    QVERIFY(!holdsKick(test.guest(u"Ada"_s).snapshot));
    QVERIFY(holdsKick(test.comesIn(test.host(u"Ms Brandt"_s)).snapshot));
}

void tst_RoomWelcome::whatIsForOperatorsTakesNoLinesFromGuests()
{
    RoomUnderTest test;
    test.settings.limits.listedPeople = 3;
    for (const QString &name : {u"Ada"_s, u"Sam"_s, u"Kim"_s})
        test.guest(name);
    const auto namesIn = [](const Admission &admission) {
        QStringList names;
        for (const Event &event : admission.snapshot.lines) {
            if (const auto *joined = std::get_if<Joined>(&event.body))
                names.append(joined->member.name);
        }
        return names;
    };
    Admission last;
    for (int i = 0; i < 3 * test.settings.limits.welcomeMessages; ++i)
        last = test.guest(u"guest %1"_s.arg(i));
    QCOMPARE(namesIn(last), (QStringList{u"Ada"_s, u"Sam"_s, u"Kim"_s}));
    QVERIFY(!last.snapshot.moreLines);
}

void tst_RoomWelcome::encodingRemembersOnlyWhatIsStillSo()
{
    RoomUnderTest test;
    WelcomeEncoder encoder;
    const auto compare = [&encoder](const Admission &admission) {
        const Welcome welcome{admission.user, admission.name, admission.role, u"d.x"_s, u"r.x"_s,
                              admission.resumed, admission.gap, false, admission.snapshot};
        QCOMPARE(encoder.encode(welcome), encodeServerMessage(welcome));
    };
    const Admission ada = test.guest(u"Ada"_s);
    compare(ada);
    compare(ada);
    test.says(ada.session, u"Hello"_s);
    compare(test.guest(u"Sam"_s));
    static_cast<void>(test.room().connectionLost(ada.session));
    compare(test.guest(u"Kim"_s));
    compare(test.comesIn(test.host(u"Ms Brandt"_s)));
    compare(ada);
}

void tst_RoomWelcome::rosterRowsAreBounded()
{
    RoomUnderTest test;
    Admission last;
    for (int i = 0; i < 201; ++i)
        last = test.guest(u"guest %1"_s.arg(i));
    QCOMPARE(last.snapshot.people.rows.size(), 200);
    QCOMPARE(last.snapshot.people.total, 201u);
    QVERIFY(last.snapshot.people.more);
}

void tst_RoomWelcome::resume_data()
{
    QTest::addColumn<QString>("epoch");
    QTest::addColumn<quint64>("last"); // of 30
    QTest::addColumn<quint64>("oldest");
    QTest::addColumn<bool>("resumed");
    QTest::addColumn<bool>("gap");
    const QString own = u"b81f2c3d4e5f6071"_s;
    QTest::newRow("nothing missed") << own << quint64{30} << quint64{1} << true << false;
    QTest::newRow("a few missed") << own << quint64{21} << quint64{1} << true << false;
    QTest::newRow("as many as may be") << own << quint64{20} << quint64{1} << true << false;
    QTest::newRow("one too many") << own << quint64{19} << quint64{1} << false << true;
    QTest::newRow("beyond what there is") << own << quint64{31} << quint64{1} << false << true;
    QTest::newRow("far beyond") << own << (quint64{1} << 53) << quint64{1} << false << true;
    QTest::newRow("another life of the log") << u"0000000000000000"_s << quint64{30} << quint64{1} << false << true;
    QTest::newRow("the next one is the oldest kept") << own << quint64{24} << quint64{25} << true << false;
    QTest::newRow("the next one is no longer kept") << own << quint64{23} << quint64{25} << false << true;
    QTest::newRow("nothing is kept, nothing missed") << own << quint64{30} << quint64{31} << true << false;
    QTest::newRow("no epoch: a first visit") << QString() << quint64{30} << quint64{1} << false << false;
}

void tst_RoomWelcome::resume()
{
    QFETCH(const QString, epoch);
    QFETCH(const quint64, last);
    QFETCH(const quint64, oldest);
    QFETCH(const bool, resumed);
    QFETCH(const bool, gap);
    RoomUnderTest test;
    test.settings.limits.gapEvents = 10;
    const Admission ada = test.guest(u"Ada"_s);
    const Admission bob = test.guest(u"Bob"_s);
    (void)test.room().connectionLost(ada.session);
    for (int i = 0; i < 28; ++i)
        test.says(bob.session, QString::number(i));
    QCOMPARE(test.room().lastSeq(), quint64{30});

    JoinRequest request = test.again(ada.device, u"Ada"_s);
    request.credentials.mayResume = true;
    request.epoch = epoch;
    request.last = last;
    request.oldestReplayable = oldest;
    const Admission back = test.comesIn(request);
    QCOMPARE(back.user, ada.user);
    QCOMPARE(back.resumed, resumed);
    QCOMPARE(back.gap, gap);
    if (resumed) {
        QCOMPARE(back.resumeAfter, last);
        QCOMPARE(back.snapshot.seq, last);
        QVERIFY(back.snapshot.lines.isEmpty());
    } else {
        QCOMPARE(back.snapshot.seq, quint64{30});
        QCOMPARE(textsOf(back.snapshot.lines).size(), 28);
    }
    QCOMPARE(back.snapshot.people.total, 2u);
}

void tst_RoomWelcome::resumeOfAnotherConnectionOfTheDevice()
{
    // A connection may be lost without the room knowing it yet: the new one stands beside it until then.
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    test.says(ada.session, u"x"_s);
    JoinRequest request = test.again(ada.device, u"Ada"_s);
    request.credentials.mayResume = true;
    request.epoch = test.settings.epoch;
    request.last = 1;
    const Outcome outcome = test.room().join(request);
    QVERIFY(outcome.events.isEmpty());
    QVERIFY(outcome.admissions.first().resumed);
    QVERIFY(test.room().connectionLost(ada.session).isEmpty());
    QCOMPARE(test.room().here(), 1u);
}

void tst_RoomWelcome::withoutProofNothingIsResumed()
{
    RoomUnderTest test;
    const Admission ada = test.guest(u"Ada"_s);
    JoinRequest request = test.again(ada.device, u"Ada"_s);
    request.epoch = test.settings.epoch;
    request.last = 1;
    const Admission back = test.comesIn(request);
    QVERIFY(!back.resumed);
    QVERIFY(!back.gap);
    QCOMPARE(back.snapshot.lines.size(), 1);
}

QTEST_APPLESS_MAIN(tst_RoomWelcome)
#include "tst_roomwelcome.moc"
