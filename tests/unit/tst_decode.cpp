// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/decode.h"
#include "server/protocol/encode.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

Result<Command, Undecodable> decoded(const QByteArray &json)
{
    return decodeCommand(json, Limits{});
}

QByteArray quoted(const QString &text)
{
    return '"' + text.toUtf8() + '"';
}

} // namespace

/// What the golden messages do not show: the edges of every range, and who is told of a mistake.
class tst_Decode final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edges_data();
    void edges();
    void joinAloneIsABrowser();
    void defaults();
    void unknownMembersArePassedOver();
    void whoIsTold_data();
    void whoIsTold();
    void unknownTypeIsNamedShortly();
    void namesAndTextsAreLeftToTheRoom();
    void notUnicode_data();
    void notUnicode();
    void anyChangeIsSafe();

    void unknownServerMessage();
    void unknownEventsInAListArePassedOver();
    void wrongRowSpoilsAList_data();
    void wrongRowSpoilsAList();
    void moreIsTakenFromALaterRoom();
};

void tst_Decode::edges_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("wrongField"); // "": taken
    const auto row = [](const char *words, const QByteArray &json, const QString &wrongField = {}) {
        QTest::newRow(words) << json << wrongField;
    };
    const QString id64(64, u'a');
    const auto ping = [](const QString &id) { return QByteArray(R"({"type":"ping","id":)" + quoted(id) + '}'); };
    row("an id of one character", ping(u"7"_s));
    row("an id of 64", ping(id64));
    row("an id of every kind", ping(u"azAZ09-_"_s));
    row("an id of 65", ping(id64 + u'a'), u"id"_s);
    row("an empty id", ping({}), u"id"_s);
    row("an id with a dot", ping(u"a.b"_s), u"id"_s);
    row("an id with a letter beyond ASCII", ping(u"é"_s), u"id"_s);
    row("an id that is a number", R"({"type":"ping","id":7})", u"id"_s);
    row("an id that is null", R"({"type":"ping","id":null})", u"id"_s);

    const auto kick = [](const QByteArray &more) { return QByteArray(R"({"type":"kick","user":5)" + more + '}'); };
    row("a reason of 200 code points", kick(R"(,"reason":)" + quoted(u"\U0001F600"_s.repeated(200))));
    row("a reason of 201 code points", kick(R"(,"reason":)" + quoted(u"\U0001F600"_s.repeated(201))), u"reason"_s);
    row("no cooling-off", kick(R"(,"seconds":0)"));
    row("a day", kick(R"(,"seconds":86400)"));
    row("a second more", kick(R"(,"seconds":86401)"), u"seconds"_s);
    row("half a second", kick(R"(,"seconds":0.5)"), u"seconds"_s);
    row("less than none", kick(R"(,"seconds":-1)"), u"seconds"_s);
    row("seconds null", kick(R"(,"seconds":null)"), u"seconds"_s);
    row("user 0 is nobody", R"({"type":"kick","user":0})", u"user"_s);

    const auto backlog = [](const QByteArray &more) { return QByteArray(R"({"type":"backlog")" + more + '}'); };
    row("one event", backlog(R"(,"before":1,"limit":1)"));
    row("100 events", backlog(R"(,"before":1,"limit":100)"));
    row("101 events", backlog(R"(,"before":1,"limit":101)"), u"limit"_s);
    row("before the first", backlog(R"(,"before":0)"));
    row("before the last that JavaScript counts", backlog(R"(,"before":9007199254740992)"));
    row("before one more than that", backlog(R"(,"before":9007199254740994)"), u"before"_s);
    row("before 4e2 is 400", backlog(R"(,"before":4e2)"));
    row("before minus nothing", backlog(R"(,"before":-0)"));
    row("before true", backlog(R"(,"before":true)"), u"before"_s);

    const auto join = [](const QByteArray &more) { return QByteArray(R"({"type":"join","name":"Ada")" + more + '}'); };
    row("the app", join(R"(,"client":"app")"));
    row("a text client has a path of its own", join(R"(,"client":"text")"), u"client"_s);
    row("a token of 512", join(R"(,"device":)" + quoted(QString(512, u'x'))));
    row("a token of 513", join(R"(,"device":)" + quoted(QString(513, u'x'))), u"device"_s);
    row("a resume token of 513", join(R"(,"resume":)" + quoted(QString(513, u'x'))), u"resume"_s);
    row("an epoch of 513", join(R"(,"epoch":)" + quoted(QString(513, u'x'))), u"epoch"_s);
    row("a secret of 513", join(R"(,"operator":)" + quoted(QString(513, u'x'))), u"operator"_s);
    row("a secret that is true", join(R"(,"operator":true)"), u"operator"_s);
    row("device null", join(R"(,"device":null)"), u"device"_s);

    row("let-in of nothing", R"({"type":"let-in","cooling":0})", u"cooling"_s);
    row("let-in with a name that is none", R"({"type":"let-in","cooling":1,"name":7})", u"name"_s);
    row("a room without a name", R"({"type":"rename-room"})", u"name"_s);
}

void tst_Decode::edges()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, wrongField);
    const Result<Command, Undecodable> command = decoded(json);
    QCOMPARE(bool(command), wrongField.isEmpty());
    if (!command) {
        QCOMPARE(QString(refusalWord(command.error().refusal.code)), u"bad-field"_s);
        QCOMPARE(command.error().refusal.field, wrongField);
    }
}

void tst_Decode::joinAloneIsABrowser()
{
    const Result<Command, Undecodable> command = decoded(R"({"type":"join","name":"Ada"})");
    QVERIFY(command);
    Join expected;
    expected.name = u"Ada"_s;
    QVERIFY((*command == Command{{}, expected}));
    QCOMPARE(expected.client, ConnectionKind::Browser);
}

void tst_Decode::defaults()
{
    QVERIFY((*decoded(R"({"type":"backlog","before":9})") == Command{{}, FetchBacklog{9, 50}}));
    QVERIFY((*decoded(R"({"type":"roster"})") == Command{{}, FetchRoster{}}));
    QVERIFY((*decoded(R"({"type":"kick","user":5})") == Command{{}, Kick{UserId{5}, {}, std::nullopt}}));
    QVERIFY((*decoded(R"({"type":"kick","user":5,"seconds":0})") == Command{{}, Kick{UserId{5}, {}, 0}}));
    QVERIFY((*decoded(R"({"type":"let-in","cooling":2})") == Command{{}, LetBackIn{CoolingId{2}, {}}}));
}

void tst_Decode::unknownMembersArePassedOver()
{
    QVERIFY((*decoded(R"({"later":[{}],"type":"leave","colour":"red"})") == Command{{}, Leave{}}));
}

void tst_Decode::whoIsTold_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("id");
    QTest::newRow("not JSON") << "{"_ba << QString() << QString();
    QTest::newRow("no type") << R"({"id":"a1"})"_ba << QString() << u"a1"_s;
    QTest::newRow("an unknown type") << R"({"type":"dance","id":"a1"})"_ba << QString() << u"a1"_s;
    QTest::newRow("a wrong member") << R"({"type":"say","id":"a1","text":5})"_ba << u"say"_s << u"a1"_s;
    QTest::newRow("a wrong id is not carried back")
        << R"({"type":"say","id":"a b","text":"x"})"_ba << u"say"_s << QString();
}

void tst_Decode::whoIsTold()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, to);
    QFETCH(const QString, id);
    const Result<Command, Undecodable> command = decoded(json);
    QVERIFY(!command);
    QCOMPARE(command.error().to, to);
    QCOMPARE(command.error().id, id);
}

void tst_Decode::unknownTypeIsNamedShortly()
{
    const Result<Command, Undecodable> command = decoded(R"({"type":)" + quoted(QString(60'000, u'x')) + '}');
    QVERIFY(!command);
    QVERIFY2(command.error().refusal.subject.size() <= 64, "the answer is not as long as the mistake");
    QCOMPARE(decoded(R"({"type":"Ping"})").error().refusal.code, RefusalCode::UnknownType);
}

void tst_Decode::namesAndTextsAreLeftToTheRoom()
{
    QVERIFY((*decoded(R"({"type":"say","id":"a","text":""})") == Command{u"a"_s, Say{}}));
    Join join;
    join.name = u": \0"_s;
    QVERIFY((*decoded(R"({"type":"join","name":": \u0000"})") == Command{{}, join}));
}

void tst_Decode::notUnicode_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a lone surrogate, escaped") << R"(\ud83d)"_ba;
    QTest::newRow("surrogates the wrong way round") << R"(\ude00\ud83d)"_ba;
    QTest::newRow("a byte that never stands in UTF-8") << "\xff"_ba;
    QTest::newRow("half a character") << "\xe5\xb0"_ba;
}

/// Such a text may be refused here or by the room; it must never be sent on as it is.
void tst_Decode::notUnicode()
{
    QFETCH(const QByteArray, text);
    const Result<Command, Undecodable> command = decoded(R"({"type":"say","id":"a","text":")" + text + R"("})");
    if (command)
        QVERIFY(encodeCommand(*command).isValidUtf8());
}

void tst_Decode::anyChangeIsSafe()
{
    const QByteArray good = R"({"type":"join","id":"j1","name":"小明","device":"d.x.y","last":41,"client":"app"})";
    QRandomGenerator random(20260103);
    int stillGood = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = good;
        for (int change = random.bounded(1, 4); change > 0; --change)
            bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.bounded(256));
        if (const Result<Command, Undecodable> command = decoded(bytes)) {
            ++stillGood;
            QVERIFY(encodeCommand(*command).isValidUtf8());
        }
        (void)decodeServerMessage(bytes);
    }
    QVERIFY(stillGood > 100);
}

void tst_Decode::unknownServerMessage()
{
    QVERIFY(!decodeServerMessage(R"({"type":"fireworks"})"));
    QVERIFY(!decodeServerMessage("[]"));
    QVERIFY(!decodeServerMessage(""));
    QVERIFY(!decodeServerMessage(R"({"seq":1})"));
}

void tst_Decode::unknownEventsInAListArePassedOver()
{
    const auto message = decodeServerMessage(
        R"({"type":"backlog","more":false,"events":[{"type":"fireworks","seq":1},{"type":"room","seq":2,"at":5,"name":"7c"}]})");
    QVERIFY(message);
    const auto &backlog = std::get<Backlog>(*message);
    QCOMPARE(backlog.events.size(), 1);
    QVERIFY((backlog.events.first() == Event{2, 5, {}, RoomRenamed{u"7c"_s}}));
}

void tst_Decode::wrongRowSpoilsAList_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("an event without its name")
        << R"({"type":"backlog","more":false,"events":[{"type":"room","seq":2}]})"_ba;
    QTest::newRow("a row without its user")
        << R"({"type":"roster","total":1,"listed":true,"more":false,"rows":[{"name":"Ada"}]})"_ba;
    QTest::newRow("a row that is no object")
        << R"({"type":"roster","total":1,"listed":true,"more":false,"rows":[7]})"_ba;
    QTest::newRow("an unknown role")
        << R"({"type":"said","seq":1,"at":1,"user":1,"name":"Ada","role":"king","text":"x"})"_ba;
    QTest::newRow("an unknown reason to leave")
        << R"({"type":"left","seq":1,"at":1,"user":1,"name":"Ada","why":"bored","here":1})"_ba;
    QTest::newRow("a fraction of a person") << R"({"type":"people","here":1.5,"listed":true})"_ba;
    QTest::newRow("a close code too large") << R"({"type":"bye","code":65536,"why":"left"})"_ba;
}

void tst_Decode::wrongRowSpoilsAList()
{
    QFETCH(const QByteArray, json);
    const auto message = decodeServerMessage(json);
    QVERIFY(!message);
    QVERIFY(!message.error().isEmpty());
}

void tst_Decode::moreIsTakenFromALaterRoom()
{
    const auto message = decodeServerMessage(R"({"type":"pong","id":"7","load":0.3})");
    QVERIFY(message);
    QCOMPARE(std::get<Pong>(*message).id, u"7"_s);
}

QTEST_APPLESS_MAIN(tst_Decode)
#include "tst_decode.moc"
