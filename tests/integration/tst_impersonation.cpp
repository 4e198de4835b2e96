// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/names.h"
#include "tests/integration/hidingways.h"

#include <QRegularExpression>
#include <QTest>
#include <QUrl>

#include <algorithm>

using namespace foyer;
using namespace Qt::StringLiterals;

namespace {

Join asOperator()
{
    Join join;
    join.operatorSecret = TestRoom::operatorSecret;
    return join;
}

} // namespace

/// The two flaws that the chat of OnionShare had in 2022: taking part unseen, and speaking as another.
class tst_Impersonation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takingPartUnseen_data()
    {
        QTest::addColumn<int>("way");
        const QList<HidingWay> ways = hidingWays();
        for (qsizetype i = 0; i < ways.size(); ++i)
            QTest::newRow(ways[i].name) << int(i);
    }

    /// Nothing reaches the one who is in nobody's roster, and nothing of theirs reaches anybody.
    void takingPartUnseen()
    {
        QFETCH(int, way);
        Company company;
        QVERIFY(company.isIn());
        Lurker eve(company.room);
        QVERIFY(hidingWays().at(way).go(company, eve));
        // From here on somebody speaks who believes to be among those whom they see.
        QVERIFY(company.ada->isUpToDate());
        company.ada->forget();
        company.tex->forget();
        company.ada->say(u"between us"_s);
        company.ada->send({{}, IsTyping{}});
        company.ada->send({u"name"_s, Rename{u"Ada L."_s}});
        company.host->send({u"room"_s, RenameRoom{u"Quiet corner"_s}});
        QVERIFY(company.ada->isUpToDate() && company.host->isUpToDate());
        QVERIFY(company.tex->hears(u"Ada: between us"_s));
        for (const char *json :
             {R"({"type":"say","id":"s","text":"I am not here"})", R"({"type":"typing"})", "I am not here"})
            eve.sends(json);
        eve.wire().readAgain();
        QVERIFY(eve.isSettled());

        const QByteArray overheard = eve.overheard();
        for (const char *word : {"between us", "Ada L.", "Quiet corner", "\"typing\",\"user\""})
            QVERIFY2(!overheard.contains(word), overheard.constData());
        QVERIFY(company.ada->isUpToDate() && company.tex->hasReadAll());
        QCOMPARE(company.ada->heard(), QStringList{u"between us"_s});
        QVERIFY(company.ada->events<Typing>().size() <= 1); // her own
        QVERIFY2(!company.tex->lines().join(u'\n').contains(u"not here"_s),
                 qPrintable(company.tex->lines().join(u'\n')));
        QVERIFY(!company.people().contains(u"Mallory"_s));
    }

    void beingSeen_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("counted");
        QTest::newRow("the page's protocol") << QByteArray("/room") << false;
        QTest::newRow("plain text") << QByteArray("/ws/Eve") << false;
        QTest::newRow("the page's protocol, people are only counted") << QByteArray("/room") << true;
        QTest::newRow("plain text, people are only counted") << QByteArray("/ws/Eve") << true;
    }

    /// The other side of it: whoever does hear and speak stood in everybody's roster before.
    void beingSeen()
    {
        QFETCH(QByteArray, path);
        QFETCH(bool, counted);
        Company company;
        if (counted)
            company.room.config.limits.listedPeople = 1;
        QVERIFY(company.isIn());
        company.ada->forget();
        company.host->forget();
        company.room.log().setTurns(0);
        company.room.log().hold();
        Lurker eve(company.room);
        QVERIFY(eve.opens(path));
        if (path == "/room")
            eve.sends(R"({"type":"join","name":"Eve"})");
        QVERIFY(eve.isSettled());
        company.ada->say(u"who is there?"_s);
        QVERIFY(company.ada->hasReadAll());
        // Between being let in and being shown there is nothing to hear.
        QVERIFY(eve.isSettled());
        QVERIFY(!eve.overheard().contains("who is there?") && eve.said("welcome").isEmpty());
        company.room.log().letGo();
        QTRY_VERIFY_WITH_TIMEOUT(eve.overheard().contains("who is there?"), patienceMs);
        eve.sends(path == "/room" ? R"({"type":"say","id":"s","text":"it is me"})" : "it is me");
        QTRY_VERIFY_WITH_TIMEOUT(company.ada->heard().contains(u"it is me"_s), patienceMs);
        QVERIFY(company.host->isUpToDate());

        const auto isEve = [](const Event &event) {
            const auto *joined = std::get_if<Joined>(&event.body);
            return joined && joined->member.name == u"Eve"_s;
        };
        const auto isSpeech = [](const Event &event) { return std::holds_alternative<Said>(event.body); };
        for (const RoomGuest *one : {company.host.get(), company.ada.get()}) {
            if (counted && one == company.ada.get())
                continue;
            const qsizetype shown = one->indexOf<Event>(isEve);
            QVERIFY(shown >= 0);
            QVERIFY(shown < one->indexOf<Event>(isSpeech));
        }
        // Where people are only counted, a guest sees them by asking.
        QVERIFY(company.people().contains(u"Eve"_s));
        RoomGuest late(company.room);
        QVERIFY(late.comes(u"Late"_s));
        QVERIFY(namesOf(late.welcome().room.people.rows).contains(u"Eve"_s));
    }

    /// A second window is the same person: while one of the two is open that person is in the room, and for everyone to
    /// see.
    void aSecondWindowWhoseFirstHasLeft()
    {
        Company company;
        QVERIFY(company.isIn());
        Lurker first(company.room);
        QVERIFY(first.opens() && first.joins());
        Lurker second(company.room);
        QVERIFY(second.opens() && second.joins("Somebody else", first.takingUp()));
        QCOMPARE(second.user(), first.user());
        first.sends(R"({"type":"leave"})");
        QVERIFY(first.isSettled());
        QVERIFY(company.people().contains(u"Eve"_s));
        QVERIFY(!company.people().contains(u"Somebody else"_s));
        second.sends(R"({"type":"say","id":"s","text":"it is me"})");
        QTRY_COMPARE_WITH_TIMEOUT(company.ada->heard(), QStringList{u"it is me"_s}, patienceMs);
        QCOMPARE(company.ada->events<Said>().constFirst().name, u"Eve"_s);
        second.sends(R"({"type":"leave"})");
        QTRY_COMPARE_WITH_TIMEOUT(company.ada->events<Left>().size(), 1, patienceMs);
        QVERIFY(!company.people().contains(u"Eve"_s));
    }

    // ---- In another's name

    void speakingAsAnotherByExtraMembers_data()
    {
        QTest::addColumn<QByteArray>("json");
        const QByteArray say = R"({"type":"say","id":"m","text":"I resign",)";
        QTest::newRow("user") << QByteArray(say + R"("user":1})");
        QTest::newRow("name") << QByteArray(say + R"("name":"Ada"})");
        QTest::newRow("all that an event has")
            << QByteArray(say + R"("user":2,"name":"Ada","role":"operator","seq":1,"at":1})");
        QTest::newRow("as a sender") << QByteArray(say + R"("from":"Ada","sender":"Ada","by":"Ada","you":{"user":2}})");
        QTest::newRow("another's tokens") << QByteArray(say + R"("device":"DEVICE","resume":"RESUME","operator":"x"})");
        QTest::newRow("one inside the other")
            << QByteArray(R"({"type":"say","id":"m","text":"I resign","event":{"user":2,"name":"Ada"}})");
        QTest::newRow("the event itself")
            << QByteArray(R"({"type":"said","user":2,"name":"Ada","text":"I resign","id":"m"})");
        QTest::newRow("type twice") << QByteArray(
            R"({"type":"said","user":2,"name":"Ada","type":"say","id":"m","text":"I resign"})");
    }

    /// Who speaks is whose connection it is. What a message says about its sender is not even read.
    void speakingAsAnotherByExtraMembers()
    {
        QFETCH(QByteArray, json);
        Company company;
        QVERIFY(company.isIn());
        const Welcome adas = company.ada->welcome();
        json.replace("DEVICE", adas.device.toUtf8()).replace("RESUME", adas.resume.toUtf8());
        Lurker mallory(company.room);
        QVERIFY(mallory.opens()
                && mallory.joins("Mallory", R"(,"user":2,"role":"operator","you":{"role":"operator"},"host":true)"));
        QVERIFY(mallory.user() != adas.user.value);
        QVERIFY(mallory.said("welcome").contains("\"role\":\"guest\""));
        mallory.sends(json);
        QVERIFY(mallory.isSettled() && company.ada->isUpToDate());
        const QList<Said> lines = company.ada->events<Said>();
        const bool wasTaken = !lines.isEmpty() && lines.constLast().text == u"I resign"_s;
        for (const Said &line : lines) {
            if (line.text != u"I resign"_s)
                continue;
            QCOMPARE(line.name, u"Mallory"_s);
            QCOMPARE(line.user.value, mallory.user());
            QCOMPARE(line.role, Role::Guest);
        }
        QCOMPARE(company.tex->hasReadAll(), true);
        QCOMPARE(company.tex->lines().contains(u"Mallory: I resign"_s), wasTaken);
        QVERIFY(!company.tex->lines().contains(u"Ada: I resign"_s));
        if (json.startsWith(R"({"type":"say",)"))
            QVERIFY(wasTaken);
    }

    void speakingAsAnotherByOtherCommands()
    {
        Company company;
        QVERIFY(company.isIn());
        const QByteArray ada = QByteArray::number(company.ada->user().value);
        Lurker mallory(company.room);
        QVERIFY(mallory.opens() && mallory.joins("Mallory"));
        const UserId user{mallory.user()};
        mallory.sends(R"({"type":"typing","user":)" + ada + '}');
        mallory.sends(R"({"type":"rename","id":"n","name":"Mallory M.","user":)" + ada + R"(,"was":"Ada"})");
        mallory.sends(R"({"type":"kick","id":"k","user":)" + ada + '}');
        mallory.sends(R"({"type":"leave","user":)" + ada + '}');
        QVERIFY(mallory.isSettled());
        QTRY_COMPARE_WITH_TIMEOUT(company.host->events<Left>().size(), 1, patienceMs);
        QCOMPARE(company.host->events<Left>().constFirst().user, user);
        QCOMPARE(company.host->events<Typing>(), QList<Typing>{Typing{user}});
        QCOMPARE(company.host->events<Renamed>(), (QList<Renamed>{{user, u"Mallory M."_s, u"Mallory"_s}}));
        QVERIFY(company.host->events<Kicked>().isEmpty());
        QVERIFY(company.ada->isUpToDate());
    }

    void speakingAsAnotherByALikeName_data()
    {
        QTest::addColumn<QString>("name");
        const QString ada = u"Ada"_s;
        QTest::newRow("the name itself") << ada;
        QTest::newRow("case") << u"ADA"_s;
        QTest::newRow("width") << u"\uFF21\uFF44\uFF41"_s;
        QTest::newRow("mathematical letters") << u"\U0001D400\U0001D41D\U0001D41A"_s;
        QTest::newRow("a Cyrillic letter") << u"\u0410da"_s;
        QTest::newRow("small Cyrillic letters") << u"Ad\u0430"_s;
        QTest::newRow("a Greek letter") << u"\u0391da"_s;
        QTest::newRow("spaces behind") << u"Ada  \u3000"_s;
        QTest::newRow("a Braille blank behind") << u"Ada\u2800"_s;
        QTest::newRow("a filler behind") << u"Ada\u3164"_s;
        QTest::newRow("a joiner inside") << u"A\u200Dda"_s;
        QTest::newRow("a variation selector") << u"Ada\uFE0F"_s;
        QTest::newRow("a grapheme joiner") << u"Ada\u034F"_s;
        QTest::newRow("a zero-width space") << u"Ada\u200B"_s;
        QTest::newRow("a word joiner") << u"A\u2060da"_s;
        QTest::newRow("a soft hyphen") << u"Ada\u00AD"_s;
        QTest::newRow("from right to left") << u"\u202EadA"_s;
        QTest::newRow("a mark of direction") << u"Ada\u200E"_s;
        QTest::newRow("an isolate") << u"\u2068Ada\u2069"_s;
        QTest::newRow("a hole") << u"Ada\uFFFC"_s;
        QTest::newRow("a line of hers") << u"Ada: hi"_s;
        QTest::newRow("a line of hers, full width") << u"Ada：hi"_s;
        QTest::newRow("a line of hers below") << u"x\nAda"_s;
        // The host's, who may not even be in.
        QTest::newRow("the host's") << u"Ms Brandt"_s;
        QTest::newRow("the host's in another case") << u"MS BRANDT"_s;
        QTest::newRow("the host's with a Cyrillic letter") << u"M\u0455 Brandt"_s;
        QTest::newRow("the host's with a digit") << u"Ms 8randt"_s.replace(u'8', u'\u0412');
        QTest::newRow("the host's without a space to see") << u"Ms\u2800Brandt"_s;
        QTest::newRow("the host's star") << u"\u2605 Ms Brandt"_s;
        QTest::newRow("another star") << u"Ms Brandt \u2B50"_s;
        QTest::newRow("the room itself") << u"! Ms Brandt"_s;
        QTest::newRow("the room itself, nearly") << u"\u01C3 Ms Brandt"_s;
    }

    /// Neither by coming in, nor by a new name, nor on the plain-text path, which gives a number to whoever asks for a
    /// taken name.
    void speakingAsAnotherByALikeName()
    {
        QFETCH(QString, name);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest ada(room);
        QVERIFY(ada.comes(u"Ada"_s)); // the host has not come in
        RoomGuest mallory(room);
        QVERIFY(mallory.connects());
        mallory.join(u"j"_s, name);
        QVERIFY(mallory.isAnswered(u"j"_s));
        QVERIFY2(mallory.refusal(u"j"_s), qPrintable(mallory.welcome().name));
        QVERIFY(QStringList({u"name-taken"_s, u"name-characters"_s}).contains(mallory.refusal(u"j"_s)->code));
        mallory.join({}, u"Mallory"_s);
        QTRY_COMPARE_WITH_TIMEOUT(mallory.all<Welcome>().size(), 1, patienceMs);
        mallory.send({u"n"_s, Rename{name}});
        QVERIFY(mallory.isAnswered(u"n"_s));
        QVERIFY(mallory.refusal(u"n"_s));
        RawClient plain(room.port());
        QVERIFY(plain.shakesHands("/ws/" + QUrl::toPercentEncoding(name)));
        plain.sendText("I resign");
        QTRY_VERIFY_WITH_TIMEOUT(plain.hasEnded() || !plain.texts().isEmpty(), patienceMs);
        QVERIFY(ada.isUpToDate());
        const QList<Said> lines = ada.events<Said>();
        for (const Said &line : lines) {
            QVERIFY2(line.name.endsWith(u" (2)"_s), qPrintable(line.name));
            QVERIFY(names::shape(line.name) != names::shape(u"Ada"_s) && names::key(line.name) != names::key(u"Ada"_s));
        }
        QCOMPARE(lines.isEmpty(), plain.closeCode().value_or(0) == 1008);
        QVERIFY(ada.events<Renamed>().isEmpty());
    }

    void speakingAsAnotherInALine_data()
    {
        QTest::addColumn<QString>("between");
        QTest::newRow("LF") << u"\n"_s;
        QTest::newRow("CR") << u"\r"_s;
        QTest::newRow("CR LF") << u"\r\n"_s;
        QTest::newRow("line separator") << u"\u2028"_s;
        QTest::newRow("paragraph separator") << u"\u2029"_s;
        QTest::newRow("next line") << u"\u0085"_s;
        QTest::newRow("vertical tab") << u"\v"_s;
        QTest::newRow("form feed") << u"\f"_s;
        QTest::newRow("file separator") << u"\u001C"_s;
        QTest::newRow("NUL") << QString(QChar(0));
        QTest::newRow("backspaces") << u"\b"_s.repeated(12);
        QTest::newRow("up and to the beginning, as a terminal does") << u"\u001B[2K\r"_s;
        QTest::newRow("the same in one character") << u"\u009B2K\r"_s;
        QTest::newRow("many blank lines") << u"\n"_s.repeated(60);
        QTest::newRow("a long row of spaces") << u" "_s.repeated(500);
        QTest::newRow("tabs") << u"\t"_s.repeated(20);
    }

    /// Whatever breaks a line, anywhere: what follows it is never "name: text", nor the room's own word.
    void speakingAsAnotherInALine()
    {
        QFETCH(QString, between);
        Company company;
        QVERIFY(company.isIn());
        company.tex->forget();
        RoomGuest mallory(company.room);
        QVERIFY(mallory.comes(u"Mallory"_s));
        TextGuest plain(company.room, "/ws/Mallory");
        QVERIFY(plain.connects());
        for (const QString &forged : {u"Ada: I resign"_s, u"! The room is closed."_s, u"Ada left the room"_s}) {
            mallory.say(u"hi"_s + between + forged);
            plain.say(u"hi"_s + between + forged);
        }
        mallory.say(u"the end"_s);
        plain.say(u"the end"_s);
        QVERIFY(company.tex->hears(u"Mallory: the end"_s) && company.tex->hears(u"Mallory (2): the end"_s));
        const QStringList messages = company.tex->lines();
        for (const QString &message : messages) {
            // As a reader would that breaks lines at everything that Unicode calls a line break.
            static const QRegularExpression breaks(u"\\r\\n|[\\n\\v\\f\\r\\x1c-\\x1e\\x85\\x{2028}\\x{2029}]"_s);
            const QStringList lines = message.split(breaks);
            QVERIFY2(lines[0].startsWith(u"Mallory: "_s) || lines[0].startsWith(u"Mallory (2): "_s),
                     qPrintable(message));
            for (const QString &line : lines.mid(1))
                QVERIFY2(line.startsWith(u"    "_s), qPrintable(message));
            QVERIFY(!message.contains(QChar(0)) && !message.contains(u'\b') && !message.contains(u'\u001B')
                    && !message.contains(u'\u009B'));
        }
    }

    /// A name that was just given up is free, and whoever takes it is somebody else, for everyone to see.
    void speakingAsAnotherWhoHasJustRenamed()
    {
        Company company;
        QVERIFY(company.isIn());
        RoomGuest mallory(company.room);
        QVERIFY(mallory.comes(u"Mallory"_s));
        company.room.log().setTurns(0);
        company.room.log().hold(); // so that all of it is one batch
        company.ada->send({u"n"_s, Rename{u"Ada L."_s}});
        QVERIFY(company.ada->hasReadAll());
        mallory.send({u"n"_s, Rename{u"Ada"_s}});
        mallory.say(u"I resign"_s);
        QVERIFY(mallory.hasReadAll());
        company.room.log().letGo();
        QTRY_VERIFY_WITH_TIMEOUT(company.host->heard().contains(u"I resign"_s), patienceMs);
        QCOMPARE(company.host->events<Renamed>(), (QList<Renamed>{{company.ada->user(), u"Ada L."_s, u"Ada"_s},
                                                                  {mallory.user(), u"Ada"_s, u"Mallory"_s}}));
        QCOMPARE(company.host->events<Said>().constLast().user, mallory.user());
        QVERIFY(company.tex->hears(u"Ada: I resign"_s));
        // Who hears nothing but lines has been told both before.
        const QStringList lines = company.tex->lines();
        const qsizetype said = lines.indexOf(u"Ada: I resign"_s);
        QVERIFY(said >= 2 && lines[said - 2].startsWith(u"! Ada "_s) && lines[said - 1].startsWith(u"! Mallory "_s));
        // And the name is not free for two.
        company.ada->send({u"back"_s, Rename{u"Ada"_s}});
        QVERIFY(company.ada->isAnswered(u"back"_s) && company.ada->refusal(u"back"_s));
    }

    /// Whose connection is lost keeps the name while they may come back: nobody else has it, and nobody else is them.
    void speakingAsAnotherWhoIsAway()
    {
        Company company;
        QVERIFY(company.isIn());
        const Join adas = company.ada->takingUp();
        company.ada->cut();
        QTRY_COMPARE_WITH_TIMEOUT(company.host->events<Presence>().size(), 1, patienceMs);
        RoomGuest mallory(company.room);
        QVERIFY(!mallory.comes(u"Ada"_s));
        RoomGuest bob(company.room);
        QVERIFY(bob.comes(u"Bob"_s));
        Join mixed = bob.takingUp();
        mixed.resume = adas.resume; // hers, with his device
        RoomGuest thief(company.room);
        QVERIFY(!thief.comes(u"Ada"_s, mixed));
        QCOMPARE(thief.all<Refused>().constFirst().code, u"bad-token"_s);
        RoomGuest back(company.room);
        QVERIFY(back.comes(u"Ada"_s, adas));
        QCOMPARE(back.user(), company.ada->user());
    }

    /// Every character of a token counts, and so does every one that is missing or too many.
    void speakingAsAnotherByAForgedToken()
    {
        Company company;
        QVERIFY(company.isIn());
        const Join adas = company.ada->takingUp();
        RoomGuest bob(company.room);
        QVERIFY(bob.comes(u"Bob"_s));
        const QString bobs = bob.welcome().device;
        QStringList forged{adas.device.section(u'.', 0, 1) + u'.' + bobs.section(u'.', 2),
                           bobs.section(u'.', 0, 1) + u'.' + adas.device.section(u'.', 2),
                           adas.device + u'=',
                           adas.device + u"=="_s,
                           adas.device + u' ',
                           u' ' + adas.device,
                           adas.device + QChar(0),
                           adas.device.toUpper(),
                           adas.device + u'\n' + bobs,
                           adas.resume};
        for (qsizetype i = 0; i < adas.device.size(); ++i) {
            QString changed = adas.device;
            changed[i] = QChar(ushort(changed[i].unicode() ^ 1u));
            forged << changed << adas.device.first(i + 1).chopped(1) + adas.device.mid(i + 1)
                   << adas.device.chopped(i + 1);
        }
        forged.removeAll(QString()); // which is none
        RoomGuest mallory(company.room);
        QVERIFY(mallory.connects());
        for (qsizetype i = 0; i < forged.size(); ++i) {
            Join join;
            join.device = forged[i];
            const QString id = u"t%1"_s.arg(i);
            mallory.join(id, u"Mallory"_s, join);
            QVERIFY(mallory.isAnswered(id));
            QVERIFY2(mallory.refusal(id) && mallory.refusal(id)->code == u"bad-token"_s, qPrintable(forged[i]));
        }
        QVERIFY(mallory.isOpen() && mallory.all<Welcome>().isEmpty());
        mallory.join({}, u"Mallory"_s);
        QTRY_COMPARE_WITH_TIMEOUT(mallory.all<Welcome>().size(), 1, patienceMs);
        QVERIFY(mallory.user() != company.ada->user());
    }

    void speakingAsTheHost_data()
    {
        QTest::addColumn<QString>("guess");
        const QString secret = TestRoom::operatorSecret;
        QTest::newRow("cut short") << secret.chopped(1);
        QTest::newRow("one more") << QString(secret + u'x');
        QTest::newRow("a space behind") << QString(secret + u' ');
        QTest::newRow("NUL behind") << QString(secret + QChar(0));
        QTest::newRow("case") << secret.toUpper();
        QTest::newRow("width") << QString(secret).replace(u'h', u'\uFF48');
        QTest::newRow("one letter") << secret.first(1);
        QTest::newRow("a space") << u" "_s;
        QTest::newRow("true") << u"true"_s;
    }

    void speakingAsTheHost()
    {
        QFETCH(QString, guess);
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest mallory(room);
        QVERIFY(mallory.connects());
        Join join;
        join.operatorSecret = guess;
        mallory.join(u"j"_s, u"Mallory"_s, join);
        QVERIFY(mallory.isAnswered(u"j"_s));
        QVERIFY(mallory.refusal(u"j"_s));
        QCOMPARE(mallory.refusal(u"j"_s)->code, u"bad-token"_s);
        mallory.send({u"room"_s, RenameRoom{u"Mine"_s}});
        QVERIFY(mallory.isAnswered(u"room"_s));
        QVERIFY(mallory.refusal(u"room"_s));
        RoomGuest host(room);
        QVERIFY(host.comes(u"Ms Brandt"_s, asOperator())); // the right one still is right
        QCOMPARE(host.welcome().role, Role::Operator);
    }

    /// The number of a message is its sender's: who uses another's neither takes their place nor silences them.
    void speakingUnderAnothersMessageId()
    {
        Company company;
        QVERIFY(company.isIn());
        RoomGuest mallory(company.room);
        QVERIFY(mallory.comes(u"Mallory"_s));
        mallory.send({u"same"_s, Say{u"mine"_s}});
        company.ada->send({u"same"_s, Say{u"hers"_s}});
        QVERIFY(mallory.isAnswered(u"same"_s) && company.ada->isAnswered(u"same"_s));
        QVERIFY(mallory.acceptance(u"same"_s) && company.ada->acceptance(u"same"_s));
        QVERIFY(mallory.acceptance(u"same"_s)->seq != company.ada->acceptance(u"same"_s)->seq);
        QVERIFY(company.tex->hears(u"Mallory: mine"_s) && company.tex->hears(u"Ada: hers"_s));
    }

    /// Who was asked to leave, from where, why, and who knocks: in no byte that a guest is ever sent.
    void whatIsForTheHostAlone()
    {
        Company company;
        QVERIFY(company.isIn());
        Lurker guest(company.room);
        QVERIFY(guest.opens() && guest.joins("Gus"));
        Lurker plain(company.room);
        QVERIFY(plain.opens("/ws/Pam"));
        Lurker atTheDoor(company.room);
        QVERIFY(atTheDoor.opens());
        RoomGuest bob(company.room);
        QVERIFY(bob.comes(u"Bob"_s));
        company.host->send({u"k"_s, Kick{bob.user(), u"a reason of our own"_s, 600}});
        QVERIFY(company.host->isAnswered(u"k"_s));
        RoomGuest newcomer(company.room);
        QVERIFY(!newcomer.comes(u"Nora Knocks"_s));
        QTRY_COMPARE_WITH_TIMEOUT(company.host->events<Knock>().size(), 1, patienceMs);
        const CoolingId cooling = company.host->events<Knock>().constFirst().cooling;
        company.host->send({u"l"_s, LetBackIn{cooling, u"Nora Knocks"_s}});
        company.host->send({u"l2"_s, LetBackIn{cooling, {}}});
        QVERIFY(company.host->isAnswered(u"l2"_s));
        guest.sends(R"({"type":"backlog","id":"b","before":1000,"limit":100})");
        guest.sends(R"({"type":"roster","id":"r"})");
        QTRY_VERIFY_WITH_TIMEOUT(!guest.said("backlog").isEmpty() && !guest.said("roster").isEmpty(), patienceMs);
        RoomGuest late(company.room);
        QVERIFY(late.comes(u"Late"_s));
        QVERIFY(guest.isSettled() && plain.isSettled() && atTheDoor.isSettled() && company.ada->isUpToDate());
        const QByteArray forGuests = guest.overheard() + plain.overheard() + atTheDoor.overheard()
                                     + company.ada->texts().join(u'\n').toUtf8() + late.texts().join(u'\n').toUtf8()
                                     + newcomer.texts().join(u'\n').toUtf8()
                                     + company.tex->lines().join(u'\n').toUtf8();
        QVERIFY(forGuests.contains("\"why\":\"kicked\"")
                && forGuests.contains("Bob left the room")); // so much is for all
        for (const char *secret : {"127.0.0.1", "address\"", "\"kicked\",\"seq\"", "let-in", "\"knock\"",
                                   "a reason of our own", "\"cooling\"", "coolings", "\"by\""})
            QVERIFY2(!forGuests.contains(secret), secret);
        for (const QByteArray &one : {guest.overheard(), plain.overheard(), company.tex->lines().join(u'\n').toUtf8()})
            QVERIFY2(!one.contains("Nora Knocks"), one.constData());
        QVERIFY(company.host->isUpToDate());
        QVERIFY(company.host->texts().join(u'\n').contains(u"127.0.0.1"_s));
    }
};

QTEST_GUILESS_MAIN(tst_Impersonation)
#include "tst_impersonation.moc"
