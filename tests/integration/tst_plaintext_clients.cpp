// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/rawclient.h"
#include "tests/support/roomguest.h"
#include "tests/support/testroom.h"
#include "tests/support/textguest.h"

#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;

/// The promise to everybody who has wscat or ten lines of JavaScript.
class tst_PlainTextClients final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void echo_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("before");
        QTest::newRow("English") << u"en"_s << u"You sent: "_s;
        QTest::newRow("Chinese") << u"zh_CN"_s << u"你发送了: "_s;
    }

    void echo()
    {
        QFETCH(QString, language);
        QFETCH(QString, before);
        TestRoom room;
        room.config.language = language;
        QVERIFY(room.open());
        TextGuest echo(room, "/ws");
        QVERIFY(echo.connects());
        const QStringList texts{u"hello"_s, u"你好"_s, u"%1 %L2 %n"_s, u"two\nlines"_s, u"  "_s, u"<b>"_s,
                                QString::fromUcs4(U"\U0001F642")};
        QStringList expected;
        for (const QString &text : texts) {
            echo.say(text);
            expected.append(before + text);
        }
        QTRY_COMPARE_WITH_TIMEOUT(echo.lines(), expected, patienceMs);
        // Whoever talks with the echo is not in the room.
        RoomGuest guest(room);
        QVERIFY(guest.connects());
        QCOMPARE(guest.all<Hello>().constFirst().here, 0u);
        QVERIFY(echo.isOpen());
    }

    void chatting_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("leaving");
        QTest::newRow("English") << u"en"_s << u"小明 left the room"_s;
        QTest::newRow("Chinese") << u"zh_CN"_s << u"小明 离开了聊天室"_s;
    }

    void chatting()
    {
        QFETCH(QString, language);
        QFETCH(QString, leaving);
        TestRoom room;
        room.config.language = language;
        QVERIFY(room.open());
        TextGuest ada(room, "/ws/Ada");
        QVERIFY(ada.comes());
        QCOMPARE(ada.lines(), QStringList{u"Ada: I am here"_s}); // one's own comes back, a coming is not told
        TextGuest ming(room, "/ws/%E5%B0%8F%E6%98%8E");
        QVERIFY(ming.comes());
        QCOMPARE(ming.lines(), QStringList{u"小明: I am here"_s}); // nothing from before
        ada.say(u"Hello, 100 % of you: welcome!"_s);
        ming.say(u"老师好"_s);
        const QStringList chat{u"Ada: Hello, 100 % of you: welcome!"_s, u"小明: 老师好"_s};
        QVERIFY(ada.hears(chat.constLast()) && ming.hears(chat.constFirst()));
        ming.closeSocket();
        QVERIFY(ada.hears(leaving));
        QCOMPARE(ada.lines().size(), 5);
        QCOMPARE(ada.lines().constLast(), leaving);
    }

    void aTakenNameGetsANumber()
    {
        TestRoom room;
        QVERIFY(room.open());
        std::vector<std::unique_ptr<TextGuest>> guests;
        const QStringList expected{u"Ada: I am here"_s, u"Ada (2): I am here"_s, u"ADA (3): I am here"_s,
                                   u"ada (4): I am here"_s};
        for (const char *path : {"/ws/Ada", "/ws/Ada", "/ws/ADA", "/ws/%20ada%20"}) {
            guests.push_back(std::make_unique<TextGuest>(room, path));
            QVERIFY(guests.back()->comes());
            QCOMPARE(guests.back()->lines().constFirst(), expected[static_cast<qsizetype>(guests.size()) - 1]);
        }
        // The number that was given up is given again.
        guests[1]->closeSocket();
        QVERIFY(guests[0]->hears(u"Ada (2) left the room"_s));
        TextGuest again(room, "/ws/Ada");
        QVERIFY(again.comes());
        QCOMPARE(again.lines().constFirst(), expected[1]);
        // A name of full length is shortened for its number.
        const QByteArray longest(32, 'x');
        TextGuest first(room, "/ws/" + longest);
        TextGuest second(room, "/ws/" + longest);
        QVERIFY(first.comes() && second.comes());
        QCOMPARE(second.lines().constFirst(), QString(QString(28, u'x') + u" (2): I am here"_s));
    }

    void namesInThePath_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("space") << QByteArray("/ws/Ada%20L.") << u"Ada L."_s;
        QTest::newRow("plus") << QByteArray("/ws/Ada+L") << u"Ada+L"_s;
        QTest::newRow("lower-case hex") << QByteArray("/ws/%e5%b0%8f") << u"小"_s;
        QTest::newRow("slash") << QByteArray("/ws/a%2Fb") << u"a/b"_s;
        QTest::newRow("percent sign") << QByteArray("/ws/100%25") << u"100%"_s;
        QTest::newRow("encoded twice") << QByteArray("/ws/%2541") << u"%41"_s;
        QTest::newRow("query beside it") << QByteArray("/ws/Ada?x=1&tokens=2") << u"Ada"_s;
        QTest::newRow("combining mark") << QByteArray("/ws/e%CC%81") << u"é"_s;
        QTest::newRow("the words of a path") << QByteArray("/ws/..") << u".."_s;
    }

    void namesInThePath()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, name);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest witness(room);
        QVERIFY(witness.comes(u"Witness"_s));
        // By hand: an URL class would tidy the path up.
        RawClient client(room.port());
        QVERIFY(client.shakesHands(path));
        QTRY_COMPARE_WITH_TIMEOUT(witness.events<Joined>().size(), 1, patienceMs);
        QCOMPARE(witness.events<Joined>().constFirst().member.name, name);
        QCOMPARE(witness.events<Joined>().constFirst().member.kind, ConnectionKind::TextClient);
    }

    void namesThatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("colon") << QByteArray("/ws/Ada%3A");
        QTest::newRow("bare colon") << QByteArray("/ws/Ada:");
        QTest::newRow("full-width colon") << QByteArray("/ws/Ada%EF%BC%9A");
        QTest::newRow("begins with !") << QByteArray("/ws/!Ada");
        QTest::newRow("star") << QByteArray("/ws/%E2%98%85");
        QTest::newRow("NUL") << QByteArray("/ws/%00");
        QTest::newRow("line break") << QByteArray("/ws/Ada%0AEve");
        QTest::newRow("blank") << QByteArray("/ws/%20");
        QTest::newRow("33 letters") << QByteArray("/ws/" + QByteArray(33, 'x'));
        QTest::newRow("no hex") << QByteArray("/ws/%zz");
        QTest::newRow("hex cut short") << QByteArray("/ws/Ada%4");
        QTest::newRow("not UTF-8") << QByteArray("/ws/%E5%B0");
        QTest::newRow("overlong") << QByteArray("/ws/%C0%AF");
        QTest::newRow("surrogate") << QByteArray("/ws/%ED%A0%80");
    }

    void namesThatCannotBeUsed()
    {
        QFETCH(QByteArray, path);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest witness(room);
        QVERIFY(witness.comes(u"Witness"_s));
        RawClient client(room.port());
        QVERIFY(client.shakesHands(path));
        QTRY_VERIFY_WITH_TIMEOUT(client.hasEnded(), patienceMs);
        QCOMPARE(client.closeCode().value_or(0), quint16(1008));
        QCOMPARE(client.texts().size(), 1);
        QVERIFY2(client.texts().constFirst().startsWith("! "), client.texts().constFirst().constData());
        QVERIFY(witness.isUpToDate());
        QVERIFY(witness.all<Event>().isEmpty());
    }

    void tokens_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("authorization");
        QTest::newRow("no name") << QByteArray("/ws/?token=abc") << QByteArray();
        QTest::newRow("name") << QByteArray("/ws/Ada?token=abc") << QByteArray();
        QTest::newRow("echo") << QByteArray("/ws?token=abc") << QByteArray();
        QTest::newRow("empty token") << QByteArray("/ws/Ada?token=") << QByteArray();
        QTest::newRow("without value") << QByteArray("/ws/Ada?token") << QByteArray();
        QTest::newRow("behind others") << QByteArray("/ws/Ada?x=1&token=abc") << QByteArray();
        QTest::newRow("header") << QByteArray("/ws/Ada") << QByteArray("Bearer abc");
        QTest::newRow("header, lower case") << QByteArray("/ws/Ada") << QByteArray("bearer abc");
        QTest::newRow("neither name nor token") << QByteArray("/ws/") << QByteArray();
    }

    void tokens()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, authorization);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest witness(room);
        QVERIFY(witness.comes(u"Witness"_s));
        TextGuest guest(room, path);
        if (!authorization.isEmpty())
            guest.setField("Authorization", authorization);
        QVERIFY(guest.connects()); // a refused handshake would read as 1006 in a browser
        QVERIFY(guest.isClosed());
        QCOMPARE(guest.closeCode(), quint16(1008));
        QVERIFY(!guest.closeReason().isEmpty());
        QCOMPARE(guest.lines(), QStringList{u"! "_s + guest.closeReason()});
        QVERIFY(witness.isUpToDate());
        QVERIFY(witness.all<Event>().isEmpty());
    }

    void anotherKindOfAuthorizationIsNone()
    {
        TestRoom room;
        QVERIFY(room.open());
        TextGuest guest(room, "/ws/Ada");
        guest.setField("Authorization", "Basic QWRhOg==");
        QVERIFY(guest.comes());
    }

    void leaving_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"close frame", "close frame, in the middle of a message", "FIN", "RST", "RST in a frame",
                                "text that is not UTF-8"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    void leaving()
    {
        QFETCH(QString, how);
        TestRoom room;
        room.config.limits.grace = 10min; // "at once" has nothing to do with it
        QVERIFY(room.open());
        TextGuest bob(room, "/ws/Bob");
        QVERIFY(bob.comes());
        RoomGuest witness(room);
        QVERIFY(witness.comes(u"Witness"_s));
        RawClient ada(room.port());
        QVERIFY(ada.shakesHands("/ws/Ada"));
        QTRY_COMPARE_WITH_TIMEOUT(witness.events<Joined>().size(), 1, patienceMs);
        if (how == "FIN"_L1) {
            ada.closeWriting();
        } else if (how == "RST"_L1) {
            ada.reset();
        } else if (how == "RST in a frame"_L1) {
            ada.send(RawClient::frame(RawClient::Text, "never mind").first(4));
            ada.reset();
        } else if (how == "text that is not UTF-8"_L1) {
            ada.sendText("\xff");
        } else {
            if (how != "close frame"_L1)
                ada.send(RawClient::frame(RawClient::Text, "never mind", false));
            ada.send(RawClient::frame(RawClient::Close, QByteArray::fromHex("03e8")));
        }
        QVERIFY(bob.hears(u"Ada left the room"_s));
        QCOMPARE(bob.lines().size(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(witness.events<Left>().size(), 1, patienceMs);
        QCOMPARE(witness.events<Left>().constFirst().why, LeaveReason::Left);
        QVERIFY(witness.events<Presence>().isEmpty());
    }

    void nobodySpeaksInAnothersName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        const QString safe = u"Mallory: hi\n    alice: I resign"_s;
        QTest::newRow("LF") << u"hi\nalice: I resign"_s << safe;
        QTest::newRow("CR LF") << u"hi\r\nalice: I resign"_s << safe;
        QTest::newRow("CR") << u"hi\ralice: I resign"_s << safe;
        QTest::newRow("line separator") << u"hi\u2028alice: I resign"_s << safe;
        QTest::newRow("paragraph separator") << u"hi\u2029alice: I resign"_s << safe;
        QTest::newRow("a notice") << u"! The room is closed."_s << u"Mallory: ! The room is closed."_s;
        QTest::newRow("a notice below") << u"hi\n! You are out."_s << u"Mallory: hi\n    ! You are out."_s;
        QTest::newRow("a leaving below") << u"bye\nalice left the room"_s << u"Mallory: bye\n    alice left the room"_s;
    }

    void nobodySpeaksInAnothersName()
    {
        QFETCH(QString, text);
        QFETCH(QString, line);
        TestRoom room;
        QVERIFY(room.open());
        TextGuest bob(room, "/ws/Bob");
        QVERIFY(bob.comes());
        TextGuest mallory(room, "/ws/Mallory");
        QVERIFY(mallory.connects());
        mallory.say(text);
        QVERIFY(bob.hears(line));
        QCOMPARE(bob.lines().size(), 2);
    }

    void textsThatAreRefused_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("too long") << u"en"_s << u"长"_s.repeated(5001)
                                  << u"! The message is too long: at most 5000 characters."_s;
        QTest::newRow("empty") << u"en"_s << u"\n"_s << u"! There is nothing in the message."_s;
        QTest::newRow("control") << u"en"_s << u"\x07"_s
                                 << u"! The message has a control character that cannot be sent."_s;
        QTest::newRow("too long, Chinese") << u"zh_CN"_s << u"长"_s.repeated(5001) << QString();
    }

    void textsThatAreRefused()
    {
        QFETCH(QString, language);
        QFETCH(QString, text);
        QFETCH(QString, line);
        TestRoom room;
        room.config.language = language;
        QVERIFY(room.open());
        TextGuest bob(room, "/ws/Bob");
        QVERIFY(bob.comes());
        TextGuest ada(room, "/ws/Ada");
        QVERIFY(ada.comes());
        ada.say(text);
        ada.say(u"shorter"_s); // it stays
        QVERIFY(bob.hears(u"Ada: shorter"_s));
        QCOMPARE(bob.lines().size(), 3);
        QVERIFY(ada.hears(u"Ada: shorter"_s));
        QCOMPARE(ada.lines().size(), 3);
        const QString told = ada.lines().at(1);
        if (line.isEmpty())
            QVERIFY2(told.startsWith(u"! "_s) && told.contains(u"5000"_s) && told.endsWith(u'。'), qPrintable(told));
        else
            QCOMPARE(told, line);
    }

    void besideThePage()
    {
        TestRoom room;
        room.config.limits.grace = 200ms;
        QVERIFY(room.open());
        RoomGuest host(room);
        QVERIFY(host.comesAsOperator());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s));
        TextGuest tex(room, "/ws/Tex");
        QVERIFY(tex.comes());
        tex.forget();
        QTRY_COMPARE_WITH_TIMEOUT(ada.heard(), QStringList{u"I am here"_s}, patienceMs);
        QCOMPARE(ada.events<Said>().constFirst().role, Role::Guest);
        ada.say(u"Hello\nTex"_s);
        ada.send({{}, IsTyping{}});
        ada.send({{}, Rename{u"Ada L."_s}});
        QVERIFY(ada.isUpToDate());
        host.send({{}, RenameRoom{u"Class 8"_s}});
        host.send({{}, SetKeeping{{Keeping::Mode::Nothing, 0}}});
        host.say(u"Welcome"_s);
        ada.say(u"Bye"_s);
        ada.cut();
        RoomGuest bob(room);
        QVERIFY(bob.comes(u"Bob"_s));
        bob.send({{}, Leave{}});
        // In whatever order the two go.
        QVERIFY(tex.hears(u"Ada L. left the room"_s) && tex.hears(u"Bob left the room"_s));
        QStringList lines = tex.lines();
        lines.removeAll(u"Ada L. left the room"_s);
        lines.removeAll(u"Bob left the room"_s);
        lines.removeAll(u"Ada L.: Bye"_s); // cut before it was out, perhaps
        QCOMPARE(lines, (QStringList{u"Ada: Hello\n    Tex"_s, u"! Ada is now called Ada L.."_s,
                                     u"! The room is now called “Class 8”."_s,
                                     u"! Ms Brandt changed it: nothing is kept from now on, and what was kept before is deleted."_s, u"Ms Brandt: Welcome"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_PlainTextClients)
#include "tst_plaintext_clients.moc"
