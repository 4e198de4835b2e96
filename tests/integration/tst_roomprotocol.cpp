// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace foyer;
using namespace Qt::StringLiterals;

/// foyer.v1 as protocol.md has it, but for what a kick and a lost connection lead to.
class tst_RoomProtocol final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helloSaysHowThingsStand()
    {
        TestRoom room;
        room.config.language = u"zh_CN"_s;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.connects());
        const Hello hello = bob.all<Hello>().constFirst();
        QCOMPARE(hello.server, u"Foyer " FOYER_VERSION ""_s);
        QCOMPARE(hello.roomName, u"Class 7b"_s);
        QCOMPARE(hello.hostName, u"Ms Brandt"_s);
        QCOMPARE(hello.language, u"zh_CN"_s);
        QCOMPARE(hello.here, 1u);
        QCOMPARE(hello.epoch, ada.welcome().room.epoch);
        QVERIFY((hello.limits == HelloLimits{32, 64, 5000, 20000, 65536, 10}));
        QVERIFY(bob.texts().constFirst().contains(u"\"language\":\"zh-CN\""_s));
    }

    void joining()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"  Ada  "_s));
        QCOMPARE(ada.welcome().name, u"Ada"_s);
        RoomGuest bob(room);
        Join app;
        app.client = ConnectionKind::App;
        QVERIFY(bob.comes(u"小明"_s, app));
        const Welcome welcome = bob.welcome();
        QCOMPARE(welcome.name, u"小明"_s);
        QCOMPARE(welcome.role, Role::Guest);
        QVERIFY(welcome.user != ada.user());
        QVERIFY(!welcome.device.isEmpty() && !welcome.resume.isEmpty());
        QVERIFY(welcome.device != ada.welcome().device);
        QVERIFY(!welcome.resumed && !welcome.gap);
        QCOMPARE(welcome.room.epoch, bob.all<Hello>().constFirst().epoch);
        QCOMPARE(namesOf(welcome.room.people.rows), (QStringList{u"Ada"_s, u"小明"_s}));
        QCOMPARE(welcome.room.people.rows.constLast().kind, ConnectionKind::App);
        QCOMPARE(welcome.room.people.total, 2u);
        QVERIFY(welcome.room.people.listed && !welcome.room.people.more);
        // The own coming stands in the lines and does not follow once more.
        QCOMPARE(welcome.room.lines.size(), 2);
        QCOMPARE(welcome.room.lines.constLast().seq, welcome.room.seq);
        QVERIFY(bob.isUpToDate());
        QVERIFY(bob.events<Joined>().isEmpty());

        QTRY_COMPARE_WITH_TIMEOUT(ada.events<Joined>().size(), 1, patienceMs);
        const Joined joined = ada.events<Joined>().constFirst();
        QCOMPARE(joined.member.user, bob.user());
        QCOMPARE(joined.member.name, u"小明"_s);
        QCOMPARE(joined.here, 2u);
        QCOMPARE(ada.seqs(), QList<quint64>{welcome.room.seq});
    }

    void namesThatAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("suggestion");
        const auto row = [](const char *what, const QString &name, const char *code, const QString &suggestion = {}) {
            QTest::newRow(what) << name << QString::fromLatin1(code) << suggestion;
        };
        row("empty", u""_s, "name-empty");
        row("blank", u" \u3000 "_s, "name-empty");
        row("33 letters", QString(33, u'a'), "name-too-long");
        row("65 code points", QString::fromUcs4(U"\U0001F468\u200D\U0001F469\u200D\U0001F467").repeated(13), "name-too-long");
        row("very long", QString(20000, u'a'), "name-too-long");
        row("colon", u"Ada:"_s, "name-characters");
        row("full-width colon", u"Ada：x"_s, "name-characters");
        row("begins with !", u"!Ada"_s, "name-characters");
        row("star", u"★ Ms Brandt"_s, "name-characters");
        row("line break", u"Ada\nBob"_s, "name-characters");
        row("NUL", u"Ada\0Bob"_s, "name-characters");
        row("bidi override", u"Ada\u202ebob"_s, "name-characters");
        row("taken", u"Bob"_s, "name-taken", u"Bob 2"_s);
        row("taken but for case", u"bOB"_s, "name-taken", u"bOB 2"_s);
        row("taken in full width", u"Ｂｏｂ"_s, "name-taken", u"Ｂｏｂ 2"_s);
        row("taken, with spaces around", u" Bob "_s, "name-taken", u"Bob 2"_s);
    }

    void namesThatAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(QString, code);
        QFETCH(QString, suggestion);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest ada(room);
        QVERIFY(ada.connects());
        ada.join(u"j1"_s, name);
        QVERIFY(ada.isAnswered(u"j1"_s));
        const std::optional<Refused> refused = ada.refusal(u"j1"_s);
        QVERIFY(refused);
        QCOMPARE(refused->to, u"join"_s);
        QCOMPARE(refused->code, code);
        QCOMPARE(refused->suggestion, suggestion);
        QVERIFY(!refused->text.isEmpty());
        QVERIFY(bob.isUpToDate());
        QVERIFY(bob.events<Joined>().isEmpty());
        // What is suggested is accepted.
        ada.join(u"j2"_s, suggestion.isEmpty() ? u"Ada"_s : suggestion);
        QTRY_COMPARE_WITH_TIMEOUT(ada.all<Welcome>().size(), 1, patienceMs);
        QVERIFY(ada.undecoded().isEmpty());
    }

    void acceptedComesBeforeSaid()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        ada.send({u"k3f9-1"_s, Say{u"Hello\r\nall\rof\u2028you\tthere "_s}});
        QTRY_COMPARE_WITH_TIMEOUT(ada.events<Said>().size(), 1, patienceMs);
        const qsizetype accepted = ada.indexOf<Accepted>([](const Accepted &one) { return one.id == u"k3f9-1"_s; });
        const qsizetype said =
            ada.indexOf<Event>([](const Event &event) { return std::holds_alternative<Said>(event.body); });
        QVERIFY(accepted >= 0 && accepted < said);
        const Said text = ada.events<Said>().constFirst();
        QCOMPARE(text.text, u"Hello\nall\nof\nyou\tthere "_s);
        QCOMPARE(text.user, ada.user());
        QCOMPARE(text.name, u"Ada"_s);
        QCOMPARE(text.clientId, u"k3f9-1"_s);
        QCOMPARE(ada.acceptance(u"k3f9-1"_s)->to, u"say"_s);
        QCOMPARE(ada.acceptance(u"k3f9-1"_s)->seq, ada.seqs().constLast());
        QTRY_COMPARE_WITH_TIMEOUT(bob.events<Said>().size(), 1, patienceMs);
        QCOMPARE(bob.seqs().constLast(), ada.seqs().constLast());
        QVERIFY(bob.all<Accepted>().isEmpty());
    }

    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const QString face = QString::fromUcs4(U"\U0001F642");
        QTest::newRow("5000 Chinese characters") << u"好"_s.repeated(5000) << QString();
        QTest::newRow("5000 emoji, 20000 bytes") << face.repeated(5000) << QString();
        QTest::newRow("markup") << u"<script>alert(1)</script>"_s << QString();
        QTest::newRow("empty") << u""_s << u"text-empty"_s;
        QTest::newRow("blank") << u" \n\t\u200b"_s << u"text-empty"_s;
        QTest::newRow("5001 characters") << u"a"_s.repeated(5001) << u"text-too-long"_s;
        QTest::newRow("20001 bytes") << QString(face.repeated(4999) + u"éaaa"_s) << u"text-too-long"_s;
        QTest::newRow("escape") << u"a\x1b[31m"_s << u"text-characters"_s;
        QTest::newRow("NUL") << u"a\0b"_s << u"text-characters"_s;
    }

    void texts()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        const QString id = ada.say(text);
        QVERIFY(ada.isAnswered(id));
        QVERIFY(bob.isUpToDate());
        if (code.isEmpty()) {
            QVERIFY(ada.acceptance(id));
            QCOMPARE(bob.heard(), QStringList{text});
        } else {
            QCOMPARE(ada.refusal(id)->code, code);
            QCOMPARE(ada.refusal(id)->to, u"say"_s);
            QVERIFY(bob.heard().isEmpty());
        }
        QVERIFY(ada.isOpen());
    }

    void joiningTwice()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest ada(room);
        QVERIFY(ada.connects());
        // In one breath, too: the second comes before anything of the first is recorded.
        ada.join({}, u"Ada"_s);
        ada.join(u"j2"_s, u"Eve"_s);
        QVERIFY(ada.isAnswered(u"j2"_s));
        QCOMPARE(ada.refusal(u"j2"_s)->code, u"already-joined"_s);
        QCOMPARE(ada.all<Welcome>().size(), 1);
        QVERIFY(ada.indexOf<Welcome>([](const Welcome &) { return true; })
                < ada.indexOf<Refused>([](const Refused &) { return true; }));
        ada.join(u"j3"_s, u"Ada"_s, ada.withDevice());
        QVERIFY(ada.isAnswered(u"j3"_s));
        QCOMPARE(ada.refusal(u"j3"_s)->code, u"already-joined"_s);
        QVERIFY(bob.isUpToDate());
        QCOMPARE(bob.events<Joined>().size(), 1);
        QCOMPARE(bob.events<Joined>().constFirst().member.name, u"Ada"_s);
    }

    void commandsBeforeJoining()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest ada(room);
        QVERIFY(ada.connects());
        const QList<CommandBody> bodies{Say{u"hello"_s},  Rename{u"Eve"_s},
                                        FetchBacklog{100, 50}, FetchRoster{},
                                        Kick{bob.user(), {}, {}},  LetBackIn{CoolingId{1}, {}},
                                        RenameRoom{u"Mine"_s}, SetKeeping{}};
        for (qsizetype i = 0; i < bodies.size(); ++i) {
            const QString id = u"c%1"_s.arg(i);
            ada.send({id, bodies[i]});
            QVERIFY(ada.isAnswered(id));
            QVERIFY(ada.refusal(id));
            QCOMPARE(ada.refusal(id)->code, u"not-joined"_s);
        }
        QVERIFY(ada.isUpToDate()); // a ping is answered
        ada.send({{}, Leave{}});
        QVERIFY(ada.isClosed());
        QCOMPARE(ada.closeCode(), quint16(1000));
        QCOMPARE(ada.bye().why, u"left"_s);
        QVERIFY(bob.isUpToDate());
        QCOMPARE(bob.all<Event>().size(), 0);
    }

    void commandsWithoutTheRight()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const QList<CommandBody> bodies{Kick{bob.user(), {}, {}}, Kick{ada.user(), {}, {}}, LetBackIn{CoolingId{1}, {}},
                                        RenameRoom{u"Mine"_s}, SetKeeping{}};
        for (qsizetype i = 0; i < bodies.size(); ++i) {
            const QString id = u"c%1"_s.arg(i);
            ada.send({id, bodies[i]});
            QVERIFY(ada.isAnswered(id));
            QVERIFY(ada.refusal(id));
            QCOMPARE(ada.refusal(id)->code, u"not-allowed"_s);
        }
        QVERIFY(bob.isUpToDate());
        QCOMPARE(bob.all<Event>().size(), 1); // Ada's coming
    }

    void tokensThatAreRefused_data()
    {
        QTest::addColumn<QString>("which");
        for (const char *which : {"forged device", "device of another room", "another's resume", "resume without device",
                                  "forged resume", "no token at all", "resume as device", "wrong secret"})
            QTest::newRow(which) << QString::fromLatin1(which);
    }

    void tokensThatAreRefused()
    {
        QFETCH(QString, which);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        TestRoom elsewhere;
        elsewhere.config.tokenKey = QByteArray(32, 'e');
        QVERIFY(elsewhere.open());
        RoomGuest stranger(elsewhere);
        QVERIFY(stranger.comes(u"Eve"_s));

        const auto forged = [](QString token) {
            QChar &inSignature = token[token.size() - 4];
            inSignature = inSignature == u'A' ? u'B' : u'A';
            return token;
        };
        Join join = ada.takingUp();
        if (which == "forged device"_L1)
            join.device = forged(join.device);
        else if (which == "device of another room"_L1)
            join = stranger.takingUp();
        else if (which == "another's resume"_L1)
            join.resume = bob.welcome().resume;
        else if (which == "resume without device"_L1)
            join.device.clear();
        else if (which == "forged resume"_L1)
            join.resume = forged(join.resume);
        else if (which == "no token at all"_L1)
            join.device = u"me"_s;
        else if (which == "resume as device"_L1)
            join.device = join.resume;
        else
            join.operatorSecret = u"guess"_s;

        RoomGuest eve(room);
        QVERIFY(eve.connects());
        eve.join(u"j"_s, u"Eve"_s, join);
        QVERIFY(eve.isAnswered(u"j"_s));
        QVERIFY(eve.refusal(u"j"_s));
        QCOMPARE(eve.refusal(u"j"_s)->code, u"bad-token"_s);
        QVERIFY(ada.isUpToDate());
        QCOMPARE(ada.all<Event>().size(), 1); // Bob's coming
        eve.join({}, u"Eve"_s);
        QTRY_COMPARE_WITH_TIMEOUT(eve.all<Welcome>().size(), 1, patienceMs);
        QVERIFY(eve.user() != ada.user());
        QCOMPARE(eve.welcome().role, Role::Guest);
    }

    void withoutASecretNobodyIsTheOperator()
    {
        TestRoom room;
        room.config.operatorSecret.clear();
        QVERIFY(room.open());
        RoomGuest eve(room);
        QVERIFY(!eve.comesAsOperator());
        QCOMPARE(eve.all<Refused>().constFirst().code, u"bad-token"_s);
        RoomGuest bob(room);
        QVERIFY(bob.connects());
        bob.sendText(u"{\"type\":\"join\",\"name\":\"Bob\",\"operator\":\"\"}"_s);
        QTRY_COMPARE_WITH_TIMEOUT(bob.all<Welcome>().size(), 1, patienceMs);
        QCOMPARE(bob.welcome().role, Role::Guest);
    }

    void theHostsNameIsTheHosts()
    {
        TestRoom room;
        QVERIFY(room.open());
        // Before the host has come in, too, and whatever its letters.
        for (const QString &name : {u"Ms Brandt"_s, u"ms BRANDT"_s, u"Ｍｓ Brandt"_s}) {
            RoomGuest impostor(room);
            QVERIFY(!impostor.comes(name));
            QCOMPARE(impostor.all<Refused>().constFirst().code, u"name-taken"_s);
            QCOMPARE(impostor.all<Refused>().constFirst().clash, u"host"_s);
            QVERIFY(impostor.all<Refused>().constFirst().suggestion.isEmpty());
        }
        TextGuest text(room, "/ws/Ms%20Brandt");
        QVERIFY(text.comes());
        QCOMPARE(text.lines().constFirst(), u"Ms Brandt (2): I am here"_s);
        RoomGuest renamed(room);
        QVERIFY(renamed.comes(u"Ada"_s));
        renamed.send({u"n"_s, Rename{u"Ms Brandt"_s}});
        QVERIFY(renamed.isAnswered(u"n"_s));
        QVERIFY(renamed.refusal(u"n"_s));
        QCOMPARE(renamed.refusal(u"n"_s)->code, u"name-taken"_s);
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        QCOMPARE(host.welcome().name, u"Ms Brandt"_s);
    }

    void theOperatorIsSeenAsSuch()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest guest(room);
        QVERIFY(guest.comes(u"Ada"_s));
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator(u"Ada"_s)); // with one click, so a taken name gets a number
        QCOMPARE(host.welcome().role, Role::Operator);
        QCOMPARE(host.welcome().name, u"Ada (2)"_s);
        host.say(u"Welcome"_s);
        QTRY_COMPARE_WITH_TIMEOUT(guest.events<Said>().size(), 1, patienceMs);
        QCOMPARE(guest.events<Said>().constFirst().role, Role::Operator);
        QCOMPARE(guest.events<Joined>().constFirst().member.role, Role::Operator);
        guest.say(u"Hello"_s);
        QTRY_COMPARE_WITH_TIMEOUT(host.events<Said>().size(), 2, patienceMs);
        QCOMPARE(host.events<Said>().constLast().role, Role::Guest);
    }

    void theSameIdPostsOnce()
    {
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        const Command once{u"only"_s, Say{u"once"_s}};
        ada.send(once);
        ada.send(once);
        QTRY_COMPARE_WITH_TIMEOUT(ada.all<Accepted>().size(), 2, patienceMs);
        const quint64 seq = ada.all<Accepted>().constFirst().seq;
        QCOMPARE(ada.all<Accepted>().constLast().seq, seq);

        RoomGuest tab(room);
        QVERIFY(tab.comes({}, ada.withDevice()));
        tab.send(once);
        QVERIFY(tab.isAnswered(u"only"_s));
        QCOMPARE(tab.acceptance(u"only"_s)->seq, seq);

        const Join again = ada.takingUp();
        ada.cut();
        RoomGuest back(room);
        QVERIFY(back.comes(u"Ada"_s, again));
        back.send(once);
        QVERIFY(back.isAnswered(u"only"_s));
        QCOMPARE(back.acceptance(u"only"_s)->seq, seq);

        // Even after having left for good.
        back.send({{}, Leave{}});
        tab.send({{}, Leave{}});
        QVERIFY(back.isClosed() && tab.isClosed());
        RoomGuest returned(room);
        QVERIFY(returned.comes(u"Ada"_s, again));
        returned.send(once);
        QVERIFY(returned.isAnswered(u"only"_s));
        QCOMPARE(returned.acceptance(u"only"_s)->seq, seq);

        // Another's id is another id.
        bob.send({u"only"_s, Say{u"mine"_s}});
        QVERIFY(bob.isAnswered(u"only"_s));
        QVERIFY(bob.acceptance(u"only"_s)->seq > seq);
        QVERIFY(bob.isUpToDate());
        QCOMPARE(bob.heard(), (QStringList{u"once"_s, u"mine"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_RoomProtocol)
#include "tst_roomprotocol.moc"
