// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/sentences.h"
#include "server/protocol/wirewords.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

/// Everything that the room can say in this language, with the words that it puts in.
QMap<QString, QString> all(const Sentences &sentences)
{
    QMap<QString, QString> said{
        {u"echo"_s, sentences.echo(u"X"_s)},
        {u"left"_s, sentences.left(u"Ada"_s)},
        {u"renamed"_s, sentences.renamed(u"Ada"_s, u"Bob"_s)},
        {u"roomRenamed"_s, sentences.roomRenamed(u"7c"_s)},
        {u"keepingNothing"_s, sentences.keepingChanged({Keeping::Mode::Nothing, 0}, u"Ms Brandt"_s)},
        {u"keepingUntilClosed"_s, sentences.keepingChanged({Keeping::Mode::UntilClosed, 0}, {})},
        {u"keepingDay"_s, sentences.keepingChanged({Keeping::Mode::Days, 1}, u"Ms Brandt"_s)},
        {u"keepingDays"_s, sentences.keepingChanged({Keeping::Mode::Days, 7}, u"Ms Brandt"_s)},
        {u"keepingAlways"_s, sentences.keepingChanged({Keeping::Mode::Always, 0}, u"Ms Brandt"_s)},
        {u"roomClosed"_s, sentences.roomClosed()},
        {u"kicked"_s, sentences.kicked(u"spam"_s, 60000)},
        {u"kicked without a reason"_s, sentences.kicked({}, 60000)},
        {u"kicked without a wait"_s, sentences.kicked(u"spam"_s, 0)},
        {u"joinTimeout"_s, sentences.joinTimeout()},
        {u"roomFull"_s, sentences.roomFull()},
        {u"addressFull"_s, sentences.addressFull()},
        {u"flooding"_s, sentences.flooding()},
        {u"tooSlow"_s, sentences.tooSlow()},
        {u"silent"_s, sentences.silent()},
        {u"garbled"_s, sentences.garbled()},
        {u"textOnly"_s, sentences.textOnly()},
        {u"tokensNotInUse"_s, sentences.tokensNotInUse()},
        {u"nameMissing"_s, sentences.nameMissing()},
    };
    for (const auto &[code, word] : wire::refusals.rows) {
        said.insert(word, sentences.refusal({.code = code,
                                             .subject = u"Ada"_s,
                                             .suggestion = u"Ada 2"_s,
                                             .field = u"text"_s,
                                             .reason = u"spam"_s,
                                             .retryAfterMs = 52000}));
    }
    for (const auto &[clash, word] : wire::nameClashes.rows)
        said.insert(
            u"name-taken, "_s + word,
            sentences.refusal(
                {.code = RefusalCode::NameTaken, .subject = u"Ada"_s, .suggestion = u"Ada 2"_s, .clash = clash}));
    return said;
}

} // namespace

class tst_Sentences final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void promised_data();
    void promised();
    void everySentenceIsWhole_data();
    void everySentenceIsWhole();
    void chineseIsComplete();
    void anUnknownLanguageIsEnglish();
    void refusal_data();
    void refusal();
    void clashOfNames();
    void wait_data();
    void wait();
    void textOfPeopleIsNoTemplate();
    void tellsTheRoomsOwnLimits();
};

/// These four are promised to everybody who has a few lines of JavaScript: not one letter may change.
void tst_Sentences::promised_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("echo");
    QTest::addColumn<QString>("left");
    QTest::newRow("English") << u"en"_s << u"You sent: X"_s << u"Ada left the room"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s << u"你发送了: X"_s << u"Ada 离开了聊天室"_s;
}

void tst_Sentences::promised()
{
    QFETCH(const QString, language);
    QFETCH(const QString, echo);
    QFETCH(const QString, left);
    const Sentences sentences(language);
    QCOMPARE(sentences.echo(u"X"_s), echo);
    QCOMPARE(sentences.left(u"Ada"_s), left);
}

void tst_Sentences::everySentenceIsWhole_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void tst_Sentences::everySentenceIsWhole()
{
    QFETCH(const QString, language);
    const Sentences sentences(language);
    const QMap<QString, QString> said = all(sentences);
    for (auto it = said.begin(); it != said.end(); ++it) {
        QVERIFY2(it->size() > 3, qPrintable(it.key()));
        QVERIFY2(!it->contains(u'%'), qPrintable(it.key()));
        QVERIFY2(!it->contains(u'\n'), qPrintable(it.key()));
    }
}

void tst_Sentences::chineseIsComplete()
{
    const Sentences english(u"en"_s);
    const Sentences chinese(u"zh_CN"_s);
    const QMap<QString, QString> inEnglish = all(english);
    const QMap<QString, QString> inChinese = all(chinese);
    QStringList missing;
    for (auto it = inEnglish.begin(); it != inEnglish.end(); ++it) {
        if (inChinese[it.key()] == *it)
            missing.append(it.key());
    }
    QCOMPARE(missing, QStringList());
}

void tst_Sentences::anUnknownLanguageIsEnglish()
{
    QCOMPARE(all(Sentences(u"tlh"_s)), all(Sentences(u"en"_s)));
}

void tst_Sentences::refusal_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("name taken") << int(RefusalCode::NameTaken) << u"Someone here is already called Ada. Try “Ada 2”."_s;
    QTest::newRow("bad field") << int(RefusalCode::BadField)
                               << u"The message was not understood: “text” is missing or of the wrong kind."_s;
    QTest::newRow("unknown type") << int(RefusalCode::UnknownType)
                                  << u"The message was not understood: there is no command “Ada”."_s;
    QTest::newRow("cooling off") << int(RefusalCode::CoolingOff)
                                 << u"The host has asked you to leave: “spam”. You can come back in 0:52."_s;
    QTest::newRow("address cooling off")
        << int(RefusalCode::AddressCoolingOff)
        << u"The host has just asked someone at your address to leave, so newcomers from there wait for 0:52. The host can let you in now."_s;
}

void tst_Sentences::refusal()
{
    QFETCH(const int, code);
    QFETCH(const QString, sentence);
    const Refusal refusal{.code = static_cast<RefusalCode>(code),
                          .subject = u"Ada"_s,
                          .suggestion = u"Ada 2"_s,
                          .field = u"text"_s,
                          .reason = u"spam"_s,
                          .retryAfterMs = 52000};
    QCOMPARE(Sentences(u"en"_s).refusal(refusal), sentence);
}

void tst_Sentences::clashOfNames()
{
    const Sentences sentences(u"en"_s);
    Refusal refusal{.code = RefusalCode::NameTaken,
                    .subject = u"\u0410da"_s,
                    .suggestion = u"\u0410da 2"_s,
                    .clash = NameClash::LookAlike};
    QCOMPARE(sentences.refusal(refusal),
             u"Someone here has a name that looks the same as \u0410da. Try “\u0410da 2”."_s);
    refusal.clash = NameClash::Host;
    refusal.suggestion.clear();
    QCOMPARE(sentences.refusal(refusal),
             u"That is the host's name, or looks just like it. Please choose another name."_s);
}

void tst_Sentences::wait_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("told");
    QTest::newRow("a moment is a second") << qint64{1} << u"0:01"_s;
    QTest::newRow("a second") << qint64{1000} << u"0:01"_s;
    QTest::newRow("never less than it is") << qint64{1001} << u"0:02"_s;
    QTest::newRow("a minute") << qint64{60000} << u"1:00"_s;
    QTest::newRow("a day") << qint64{86'400'000} << u"1440:00"_s;
}

void tst_Sentences::wait()
{
    QFETCH(const qint64, ms);
    QFETCH(const QString, told);
    QCOMPARE(Sentences(u"en"_s).kicked({}, ms),
             u"The host has asked you to leave. You can come back in "_s + told + u'.');
}

void tst_Sentences::textOfPeopleIsNoTemplate()
{
    const Sentences sentences(u"en"_s);
    QCOMPARE(sentences.echo(u"%1 %L1"_s), u"You sent: %1 %L1"_s);
    QCOMPARE(sentences.left(u"%1"_s), u"%1 left the room"_s);
    QCOMPARE(sentences.renamed(u"%2"_s, u"%1"_s), u"%2 is now called %1."_s);
    QCOMPARE(sentences.kicked(u"%1 %2"_s, 1000),
             u"The host has asked you to leave: “%1 %2”. You can come back in 0:01."_s);
    QCOMPARE(sentences.refusal({.code = RefusalCode::NameTaken, .subject = u"%2"_s, .suggestion = u"%1"_s}),
             u"Someone here is already called %2. Try “%1”."_s);
}

void tst_Sentences::tellsTheRoomsOwnLimits()
{
    Limits limits;
    limits.nameGraphemes = 7;
    limits.textCodePoints = 140;
    const Sentences sentences(u"en"_s, limits);
    QCOMPARE(sentences.refusal({.code = RefusalCode::NameTooLong}), u"That name is too long: at most 7 characters."_s);
    QCOMPARE(sentences.refusal({.code = RefusalCode::TextTooLong}), u"The message is too long: at most 140 characters."_s);
}

QTEST_APPLESS_MAIN(tst_Sentences)
#include "tst_sentences.moc"
