// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/plaintext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

Event happened(EventBody body)
{
    return Event{7, 1'790'000'000'000, {}, std::move(body)};
}

Member member(const QString &name)
{
    Member somebody;
    somebody.user = UserId{3};
    somebody.name = name;
    return somebody;
}

} // namespace

Q_DECLARE_METATYPE(foyer::Event)

class tst_PlainText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void line_data();
    void line();
    void notTold_data();
    void notTold();
    void notice_data();
    void notice();
    void nobodySpeaksInAnothersName();
    void userOf_data();
    void userOf();
    void notAUser_data();
    void notAUser();
};

void tst_PlainText::line_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<Event>("event");
    QTest::addColumn<QByteArray>("line");
    const auto said = [](const QString &name, const QString &text) {
        return happened(Said{UserId{3}, name, Role::Guest, text, u"m1"_s});
    };
    const auto left = [](LeaveReason why) { return happened(Left{UserId{3}, u"Ada"_s, why, 2}); };
    QTest::newRow("a message") << "en" << said(u"Ada"_s, u"Hello"_s) << "Ada: Hello"_ba;
    QTest::newRow("a message of the host")
        << "en" << happened(Said{UserId{1}, u"Ms Brandt"_s, Role::Operator, u"Hello"_s, {}}) << "Ms Brandt: Hello"_ba;
    QTest::newRow("a message in Chinese") << "zh_CN" << said(u"小明"_s, u"老师好"_s) << "小明: 老师好"_ba;
    QTest::newRow("two lines") << "en" << said(u"Ada"_s, u"Hello\nall"_s) << "Ada: Hello\n    all"_ba;
    QTest::newRow("an empty line between") << "en" << said(u"Ada"_s, u"a\n\nb"_s) << "Ada: a\n    \n    b"_ba;
    QTest::newRow("a line break at the end") << "en" << said(u"Ada"_s, u"a\n"_s) << "Ada: a\n    "_ba;
    QTest::newRow("a percent sign is none of ours") << "en" << said(u"Ada"_s, u"100 %1 %2"_s) << "Ada: 100 %1 %2"_ba;
    QTest::newRow("left") << "en" << left(LeaveReason::Left) << "Ada left the room"_ba;
    QTest::newRow("lost reads the same") << "en" << left(LeaveReason::Lost) << "Ada left the room"_ba;
    QTest::newRow("kicked reads the same") << "en" << left(LeaveReason::Kicked) << "Ada left the room"_ba;
    QTest::newRow("left, in Chinese") << "zh_CN" << left(LeaveReason::Left) << "Ada 离开了聊天室"_ba;
    QTest::newRow("renamed") << "en" << happened(Renamed{UserId{3}, u"Ada L."_s, u"Ada"_s})
                             << "! Ada is now called Ada L.."_ba;
    QTest::newRow("renamed to a placeholder")
        << "en" << happened(Renamed{UserId{3}, u"%1"_s, u"%2"_s}) << "! %2 is now called %1."_ba;
    QTest::newRow("the room renamed") << "en" << happened(RoomRenamed{u"Class 7c"_s})
                                      << "! The room is now called “Class 7c”."_ba;
    const auto keeps = [](Keeping::Mode mode, int days, const QString &by) { return happened(KeepingChanged{{mode, days}, by}); };
    QTest::newRow("nothing is kept") << "en" << keeps(Keeping::Mode::Nothing, 0, u"Ms Brandt"_s)
                                     << "! Ms Brandt changed it: nothing is kept from now on, and what was kept before is deleted."_ba;
    QTest::newRow("kept until closed") << "en" << keeps(Keeping::Mode::UntilClosed, 0, {})
                                       << "! The host changed it: what is said is kept until the room is closed."_ba;
    QTest::newRow("kept for a day") << "en" << keeps(Keeping::Mode::Days, 1, u"Ms Brandt"_s)
                                    << "! Ms Brandt changed it: what is said is kept for one day."_ba;
    QTest::newRow("kept for days") << "en" << keeps(Keeping::Mode::Days, 30, u"%2"_s)
                                   << "! %2 changed it: what is said is kept for 30 days."_ba;
    QTest::newRow("kept") << "en" << keeps(Keeping::Mode::Always, 0, u"Ms Brandt"_s) << "! Ms Brandt changed it: what is said is kept until the host chooses otherwise."_ba;
    QTest::newRow("kept, in Chinese") << "zh_CN" << keeps(Keeping::Mode::Days, 7, u"王老师"_s)
                                      << "! 王老师 更改了设置：说的话保留 7 天。"_ba;
}

void tst_PlainText::line()
{
    QFETCH(const QString, language);
    QFETCH(const Event, event);
    QFETCH(const QByteArray, line);
    const Sentences sentences(language);
    const std::optional<QByteArray> told = plaintext::line(event, sentences);
    QVERIFY(told);
    QCOMPARE(*told, line);
}

void tst_PlainText::notTold_data()
{
    QTest::addColumn<Event>("event");
    QTest::newRow("joined") << happened(Joined{member(u"Ada"_s), 2});
    QTest::newRow("away") << happened(Presence{UserId{3}, true});
    QTest::newRow("back") << happened(Presence{UserId{3}, false});
    QTest::newRow("typing") << happened(Typing{UserId{3}});
    QTest::newRow("people") << happened(PeopleCount{512, false});
    QTest::newRow("kicked") << happened(Kicked{UserId{3}, u"Ms Brandt"_s, {}});
    QTest::newRow("let in") << happened(LetIn{CoolingId{2}, u"Sam"_s});
    QTest::newRow("knock") << happened(Knock{CoolingId{2}, u"Sam"_s});
}

void tst_PlainText::notTold()
{
    QFETCH(const Event, event);
    QVERIFY(!plaintext::line(event, Sentences(u"en"_s)));
}

void tst_PlainText::notice_data()
{
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("one line") << u"The room is full."_s << "! The room is full."_ba;
    QTest::newRow("what the host wrote may have several")
        << u"Stop.\nAda: I resign"_s << "! Stop.\n    Ada: I resign"_ba;
    QTest::newRow("Chinese") << u"房间已满。"_s << "! 房间已满。"_ba;
}

void tst_PlainText::notice()
{
    QFETCH(const QString, sentence);
    QFETCH(const QByteArray, line);
    QCOMPARE(plaintext::notice(sentence), line);
}

void tst_PlainText::nobodySpeaksInAnothersName()
{
    const Event event =
        happened(Said{UserId{3}, u"Bob"_s, Role::Guest, u"hi\nalice: I resign\n! The room is closed."_s, {}});
    const QList<QByteArray> lines = plaintext::line(event, Sentences(u"en"_s))->split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith("Bob: "));
    QVERIFY(lines[1].startsWith("    "));
    QVERIFY(lines[2].startsWith("    "));
}

void tst_PlainText::userOf_data()
{
    QTest::addColumn<QByteArray>("segment");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << "Ada"_ba << u"Ada"_s;
    QTest::newRow("a space") << "Ada%20L."_ba << u"Ada L."_s;
    QTest::newRow("plus is a plus") << "a+b"_ba << u"a+b"_s;
    QTest::newRow("Chinese") << "%E5%B0%8F%E6%98%8E"_ba << u"小明"_s;
    QTest::newRow("lower-case digits") << "%e5%b0%8f"_ba << u"小"_s;
    QTest::newRow("emoji") << "%F0%9F%98%80"_ba << u"\U0001F600"_s;
    QTest::newRow("a percent sign") << "100%25"_ba << u"100%"_s;
    QTest::newRow("decoded once") << "%2541"_ba << u"%41"_s;
    QTest::newRow("a slash") << "a%2Fb"_ba << u"a/b"_s;
    QTest::newRow("NUL: the name's rules refuse it") << "a%00b"_ba << u"a\0b"_s;
    QTest::newRow("line feed: the name's rules refuse it") << "a%0Ab"_ba << u"a\nb"_s;
    QTest::newRow("a byte order mark says nothing") << "%EF%BB%BFAda"_ba << u"Ada"_s;
}

void tst_PlainText::userOf()
{
    QFETCH(const QByteArray, segment);
    QFETCH(const QString, name);
    const std::optional<QString> user = plaintext::userOf(segment);
    QVERIFY(user);
    QCOMPARE(*user, name);
}

void tst_PlainText::notAUser_data()
{
    QTest::addColumn<QByteArray>("segment");
    QTest::newRow("percent at the end") << "Ada%"_ba;
    QTest::newRow("one digit at the end") << "Ada%4"_ba;
    QTest::newRow("no digit") << "%zz"_ba;
    QTest::newRow("one digit, then none") << "%4z"_ba;
    QTest::newRow("percent twice") << "%%41"_ba;
    QTest::newRow("a byte that never stands in UTF-8") << "%FF"_ba;
    QTest::newRow("half a character") << "%E5%B0"_ba;
    QTest::newRow("half a character, then a letter") << "%E5%B0A"_ba;
    QTest::newRow("a continuation alone") << "%80"_ba;
    QTest::newRow("overlong") << "%C0%AF"_ba;
    QTest::newRow("a surrogate") << "%ED%A0%80"_ba;
    QTest::newRow("beyond Unicode") << "%F4%90%80%80"_ba;
}

void tst_PlainText::notAUser()
{
    QFETCH(const QByteArray, segment);
    QVERIFY(!plaintext::userOf(segment));
}

QTEST_APPLESS_MAIN(tst_PlainText)
#include "tst_plaintext.moc"
