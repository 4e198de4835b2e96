// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/encode.h"
#include "server/room/names.h"

#include <QList>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const QString family =
    u"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"_s; ///< one grapheme of 7 code points

/// The refusal's word, or "" for a name that may be used.
QString verdict(const QString &name)
{
    const Result<QString, Refusal> cleaned = names::clean(name, Limits{});
    return cleaned ? QString() : QString(refusalWord(cleaned.error().code));
}

} // namespace

class tst_Names final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void refused_data();
    void refused();
    void cleaningTwiceChangesNothing_data() { good_data(); }
    void cleaningTwiceChangesNothing();
    void same_data();
    void same();
    void lookAlike_data();
    void lookAlike();
    void different_data();
    void different();
    void withSuffix_data();
    void withSuffix();
    void roomName_data();
    void roomName();
    void refusalNamesWhatWasTyped();
};

void tst_Names::good_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("name");
    QTest::newRow("Latin") << u"Ada"_s << u"Ada"_s;
    QTest::newRow("one letter") << u"a"_s << u"a"_s;
    QTest::newRow("one digit") << u"7"_s << u"7"_s;
    QTest::newRow("Chinese") << u"小明"_s << u"小明"_s;
    QTest::newRow("Arabic") << u"ليلى"_s << u"ليلى"_s;
    QTest::newRow("Hindi with a joiner") << u"क्\u200Dष"_s << u"क्\u200Dष"_s;
    QTest::newRow("Persian with a non-joiner") << u"می\u200Cخواهم"_s << u"می\u200Cخواهم"_s;
    QTest::newRow("space around") << u"  Ada \t\n"_s << u"Ada"_s;
    QTest::newRow("no-break and ideographic space around") << u"\u00A0\u3000Ada\u3000"_s << u"Ada"_s;
    QTest::newRow("many spaces inside are one") << u"Ada   L."_s << u"Ada L."_s;
    QTest::newRow("a no-break space inside is a space") << u"Ada\u00A0L."_s << u"Ada L."_s;
    QTest::newRow("composed") << u"Zoe\u0308"_s << u"Zo\u00EB"_s;
    QTest::newRow("Hangul composed") << u"\u1112\u1161\u11AB"_s << u"한"_s;
    QTest::newRow("emoji alone") << u"\U0001F600"_s << u"\U0001F600"_s;
    QTest::newRow("emoji joined") << family << family;
    QTest::newRow("emoji with a variation selector") << u"\u2764\uFE0F"_s << u"\u2764\uFE0F"_s;
    QTest::newRow("Khmer with 31 emoji: 32 graphemes")
        << u"\u1780"_s + u"\U0001F600"_s.repeated(31) << u"\u1780"_s + u"\U0001F600"_s.repeated(31);
    QTest::newRow("a flag") << u"\U0001F1E9\U0001F1EA"_s << u"\U0001F1E9\U0001F1EA"_s;
    QTest::newRow("32 letters") << QString(32, u'x') << QString(32, u'x');
    QTest::newRow("32 graphemes of 2 code points: 64")
        << u"\U0001F44B\U0001F3FD"_s.repeated(32) << u"\U0001F44B\U0001F3FD"_s.repeated(32);
    QTest::newRow("9 families: 63 code points, 9 graphemes") << family.repeated(9) << family.repeated(9);
    QTest::newRow("four marks on one letter") << u"x\u0327\u0323\u0331\u0301y"_s << u"x\u0327\u0323\u0331\u0301y"_s;
    QTest::newRow("Hebrew with points") << u"שָּׁלוֹם"_s << u"שָּׁלוֹם"_s.normalized(QString::NormalizationForm_C);
    QTest::newRow("Thai") << u"น้ำ"_s << u"น้ำ"_s;
    QTest::newRow("Sanskrit with a visarga") << u"रामः"_s << u"रामः"_s;
    QTest::newRow("a click, not “!”") << u"\u01C3Gubi"_s << u"\u01C3Gubi"_s;
    QTest::newRow("Braille") << u"\u2801\u2819\u2801"_s << u"\u2801\u2819\u2801"_s;
    QTest::newRow("Braille blank around and inside") << u"\u2800Ada\u2800L.\u2800"_s << u"Ada L."_s;
    QTest::newRow("too long before it is composed") << u"e\u0301"_s.repeated(32) << u"\u00E9"_s.repeated(32);
    QTest::newRow("“!” not at the beginning") << u"Ada!"_s << u"Ada!"_s;
    QTest::newRow("a semicolon") << u"a;b"_s << u"a;b"_s;
    QTest::newRow("markup is text") << u"<b>Ada</b>"_s << u"<b>Ada</b>"_s;
    QTest::newRow("a placeholder") << u"%1"_s << u"%1"_s;
}

void tst_Names::good()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, name);
    const Result<QString, Refusal> cleaned = names::clean(typed, Limits{});
    QVERIFY2(cleaned, qPrintable(verdict(typed)));
    QCOMPARE(*cleaned, name);
}

void tst_Names::refused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    const QString empty = u"name-empty"_s;
    const QString tooLong = u"name-too-long"_s;
    const QString characters = u"name-characters"_s;
    QTest::newRow("nothing") << QString() << empty;
    QTest::newRow("spaces") << u"   "_s << empty;
    QTest::newRow("ideographic spaces") << u"\u3000\u3000"_s << empty;
    QTest::newRow("joiners alone") << u"\u200D\u200C"_s << empty;
    QTest::newRow("a mark without a letter") << u"\u0301"_s << empty;
    QTest::newRow("a variation selector alone") << u"\uFE0F"_s << empty;
    QTest::newRow("Hangul filler") << u"\u3164"_s << empty;
    QTest::newRow("Hangul initial filler") << u"\u115F"_s << empty;
    QTest::newRow("half-width Hangul filler") << u"\uFFA0"_s << empty;
    QTest::newRow("Braille without dots") << u"\u2800"_s << empty;
    QTest::newRow("grapheme joiner alone") << u"\u034F"_s << empty;

    QTest::newRow("33 letters") << QString(33, u'x') << tooLong;
    QTest::newRow("33 graphemes of 2 code points") << u"\U0001F44B\U0001F3FD"_s.repeated(33) << tooLong;
    QTest::newRow("65 code points in one grapheme") << u"x"_s + u"\u0327"_s.repeated(64) << tooLong;
    QTest::newRow("10 families: 70 code points") << family.repeated(10) << tooLong;
    QTest::newRow("33 Chinese characters") << u"明"_s.repeated(33) << tooLong;
    QTest::newRow("a megabyte") << QString(1024 * 1024, u'x') << tooLong;

    QTest::newRow("NUL") << u"A\0b"_s << characters;
    QTest::newRow("line feed inside") << u"Ada\nBob"_s << characters;
    QTest::newRow("tab inside") << u"Ada\tBob"_s << characters;
    QTest::newRow("escape") << u"\u001B[31mAda"_s << characters;
    QTest::newRow("DEL") << u"Ada\u007F"_s << characters;
    QTest::newRow("C1") << u"Ada\u009B"_s << characters;
    QTest::newRow("line separator inside") << u"Ada\u2028Bob"_s << characters;
    QTest::newRow("paragraph separator inside") << u"Ada\u2029Bob"_s << characters;
    QTest::newRow("right-to-left override") << u"Ada\u202E"_s << characters;
    QTest::newRow("left-to-right embedding") << u"\u202AAda"_s << characters;
    QTest::newRow("isolate") << u"\u2067Ada\u2069"_s << characters;
    QTest::newRow("left-to-right mark") << u"Ada\u200E"_s << characters;
    QTest::newRow("Arabic letter mark") << u"Ada\u061C"_s << characters;
    QTest::newRow("zero-width space") << u"A\u200Bda"_s << characters;
    QTest::newRow("word joiner") << u"A\u2060da"_s << characters;
    QTest::newRow("soft hyphen") << u"A\u00ADda"_s << characters;
    QTest::newRow("byte order mark") << u"\uFEFFAda"_s << characters;
    QTest::newRow("tag character") << u"Ada\U000E0041"_s << characters;
    QTest::newRow("private use") << u"Ada\uE000"_s << characters;
    QTest::newRow("noncharacter") << u"Ada\uFFFE"_s << characters;
    QTest::newRow("high surrogate alone") << QString(u"Ada"_s + QChar(0xD83D)) << characters;
    QTest::newRow("low surrogate alone") << QString(QChar(0xDE00) + u"Ada"_s) << characters;

    QTest::newRow("colon") << u"Ada: hi"_s << characters;
    QTest::newRow("colon at the end") << u"Ada:"_s << characters;
    QTest::newRow("full-width colon") << u"Ada：hi"_s << characters;
    QTest::newRow("small colon") << u"Ada\uFE55"_s << characters;
    QTest::newRow("presentation form of a colon") << u"Ada\uFE13"_s << characters;
    QTest::newRow("ratio") << u"Ada\u2236"_s << characters;
    QTest::newRow("modifier letter colon") << u"Ada\uA789"_s << characters;
    QTest::newRow("two dots of Syriac") << u"Ada\u0703"_s << characters;
    QTest::newRow("two raised dots") << u"Ada\u02F8"_s << characters;
    QTest::newRow("length mark of phonetics") << u"Ada\u02D0"_s << characters;
    QTest::newRow("rune of two dots") << u"Ada\u16EC"_s << characters;
    QTest::newRow("a tower of marks") << u"x"_s + u"\u0327"_s.repeated(5) << characters;
    QTest::newRow("a tower of marks, the letter composed") << u"\u00EB\u0323\u0327\u0330\u0331"_s << characters;
    QTest::newRow("object replacement") << u"Ada\uFFFC"_s << characters;
    QTest::newRow("a note without a head") << u"Ada\U0001D159"_s << characters;
    QTest::newRow("a colon inside a ligature") << u"Ada\u2A74"_s << characters; // ⩴ folds to "::="
    QTest::newRow("“!” first") << u"!Ada"_s << characters;
    QTest::newRow("“!” alone") << u"!"_s << characters;
    QTest::newRow("“!” behind spaces") << u"  ! Ada"_s << characters;
    QTest::newRow("full-width “！” first") << u"！Ada"_s << characters;
    QTest::newRow("small “﹗” first") << u"\uFE57 Ada"_s << characters;
    QTest::newRow("double “‼” first") << u"\u203C Ada"_s << characters;
    QTest::newRow("“!” behind a joiner") << u"\u200D! Ada"_s << characters;
    QTest::newRow("a click that looks like “!”, first") << u"\u01C3 You are out"_s << characters;
    QTest::newRow("a click that looks like “!”, alone") << u"\u01C3"_s << characters;
    QTest::newRow("the host's star") << u"★ Ada"_s << characters;
    QTest::newRow("the host's star, hollow") << u"Ada ☆"_s << characters;
    QTest::newRow("emoji star") << u"Ada \u2B50"_s << characters;
    for (const char32_t star : {U'\u2729', U'\u272D', U'\u2730', U'\u22C6', U'\u066D', U'\u2B51', U'\u2B52', U'\u2BE8', U'\U0001F31F',
                                U'\U0001F320', U'\U0001F7C9', U'\U0001F7CA'})
        QTest::addRow("star U+%X", uint(star)) << QString(u"Ada "_s + QString::fromUcs4(&star, 1)) << characters;
}

void tst_Names::refused()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, code);
    QCOMPARE(verdict(typed), code);
}

void tst_Names::cleaningTwiceChangesNothing()
{
    QFETCH(const QString, name);
    const Result<QString, Refusal> cleaned = names::clean(name, Limits{});
    QVERIFY(cleaned);
    QCOMPARE(*cleaned, name);
}

void tst_Names::same_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("case") << u"Ada"_s << u"aDA"_s;
    QTest::newRow("Greek case") << u"ΟΔΥΣΣΕΥΣ"_s << u"οδυσσευς"_s;
    QTest::newRow("sharp s") << u"Straße"_s << u"STRASSE"_s;
    QTest::newRow("Cyrillic case") << u"Иван"_s << u"ИВАН"_s;
    QTest::newRow("full width") << u"Ada"_s << u"Ａｄａ"_s;
    QTest::newRow("mathematical letters") << u"Ada"_s << u"\U0001D400\U0001D41D\U0001D41A"_s;
    QTest::newRow("half-width katakana") << u"アダ"_s << u"ｱﾀﾞ"_s;
    QTest::newRow("ligature") << u"Steffi"_s << u"Steﬃ"_s;
    QTest::newRow("composed or not") << u"Zo\u00EB"_s << u"Zoe\u0308"_s;
    QTest::newRow("a joiner that shows nothing") << u"Ada"_s << u"A\u200Dda"_s;
    QTest::newRow("a non-joiner that shows nothing") << u"Ada"_s << u"Ada\u200C"_s;
    QTest::newRow("a variation selector") << u"\u2764"_s << u"\u2764\uFE0F"_s;
    QTest::newRow("a no-break space") << u"Ada L."_s << u"Ada\u00A0L."_s;
    QTest::newRow("an ideographic space") << u"Ada L."_s << u"Ada\u3000L."_s;
    QTest::newRow("a filler at the end") << u"Ada"_s << u"Ada\u3164"_s;
    QTest::newRow("a Braille blank at the end") << u"Ada"_s << u"Ada\u2800"_s;
    QTest::newRow("a Braille blank inside") << u"Ada L."_s << u"Ada\u2800L."_s;
}

void tst_Names::same()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);
    QCOMPARE(names::key(one), names::key(other));
}

void tst_Names::lookAlike_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("a Cyrillic letter") << u"Ada"_s << u"\u0410da"_s;
    QTest::newRow("a small Cyrillic letter") << u"Ada"_s << u"Ad\u0430"_s;
    QTest::newRow("a Cyrillic letter in another case") << u"Ada"_s << u"\u0430DA"_s;
    QTest::newRow("Greek letters") << u"Nina"_s << u"\u039Dina"_s;
    QTest::newRow("Cherokee") << u"Ada"_s << u"\u13AAda"_s;
    QTest::newRow("small l for capital I") << u"Iris"_s << u"lris"_s;
    QTest::newRow("a digit for a letter") << u"Olga"_s << u"0lga"_s;
    QTest::newRow("one for l") << u"Bill"_s << u"Bil1"_s;
    QTest::newRow("two letters for one") << u"Tom"_s << u"Torn"_s;
    QTest::newRow("dotless i") << u"Iris"_s << u"Ir\u0131s"_s;
    QTest::newRow("kana for a character") << u"小口"_s << u"小\u30ED"_s;
    QTest::newRow("Hebrew for a letter") << u"o"_s << u"\u05E1"_s;
    QTest::newRow("a joiner between") << u"Ada"_s << u"\u0410\u200Dda"_s;
}

void tst_Names::lookAlike()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);
    QCOMPARE(names::shape(other), names::shape(one));
    QVERIFY(names::key(one) != names::key(other)); // what the fold alone would let through
}

void tst_Names::different_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("other letters") << u"Ada"_s << u"Adam"_s;
    QTest::newRow("another mark") << u"Zoe"_s << u"Zoë"_s;
    QTest::newRow("another script") << u"小明"_s << u"小敏"_s;
    QTest::newRow("a number behind") << u"Ada"_s << u"Ada 2"_s;
    QTest::newRow("another emoji") << u"\U0001F600"_s << u"\U0001F601"_s;
    QTest::newRow("a space") << u"AdaL"_s << u"Ada L"_s;
    QTest::newRow("two names of the same letters") << u"Lia"_s << u"Ila"_s;
    QTest::newRow("numbers behind") << u"Ada 2"_s << u"Ada 3"_s;
    QTest::newRow("Chinese characters that differ by a stroke") << u"未来"_s << u"末来"_s;
}

void tst_Names::different()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);
    QVERIFY(names::key(one) != names::key(other));
    QVERIFY(names::shape(one) != names::shape(other));
}

void tst_Names::withSuffix_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("whole");
    QTest::newRow("short") << u"Ada"_s << u" (2)"_s << u"Ada (2)"_s;
    QTest::newRow("fits to the letter") << QString(28, u'x') << u" (2)"_s << QString(QString(28, u'x') + u" (2)"_s);
    QTest::newRow("one letter too many") << QString(29, u'x') << u" (2)"_s << QString(QString(28, u'x') + u" (2)"_s);
    QTest::newRow("as long as a name may be")
        << QString(32, u'x') << u" (10)"_s << QString(QString(27, u'x') + u" (10)"_s);
    QTest::newRow("cut between graphemes, not inside one")
        << family.repeated(9) << u" (2)"_s << QString(family.repeated(8) + u" (2)"_s);
    QTest::newRow("cut after surrogate pairs")
        << u"\U0001F600"_s.repeated(32) << u" 2"_s << QString(u"\U0001F600"_s.repeated(30) + u" 2"_s);
    // Qt finds a grapheme's end after every UTF-16 unit of these two.
    QTest::newRow("cut beside Khmer, not inside an emoji")
        << u"\u17C0"_s + u"\U0001F600"_s.repeated(31) << u" (10)"_s
        << QString(u"\u17C0"_s + u"\U0001F600"_s.repeated(26) + u" (10)"_s);
    QTest::newRow("cut beside Burmese, not inside a family")
        << QString(u"\u1000\u103B"_s + family.repeated(8)) << u" (2)"_s
        << QString(u"\u1000\u103B"_s + family.repeated(8) + u" (2)"_s);
    QTest::newRow("no space before the suffix's own")
        << QString(QString(27, u'x') + u" yyyy"_s) << u" (2)"_s << QString(QString(27, u'x') + u" (2)"_s);
}

void tst_Names::withSuffix()
{
    QFETCH(const QString, name);
    QFETCH(const QString, suffix);
    QFETCH(const QString, whole);
    QCOMPARE(names::withSuffix(name, suffix, Limits{}), whole);
    QCOMPARE(verdict(whole), QString());
}

void tst_Names::roomName_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::newRow("plain") << u"Class 7b"_s << QString();
    QTest::newRow("a colon") << u"Maths: fractions"_s << QString();
    QTest::newRow("a star") << u"★ Best of ★"_s << QString();
    QTest::newRow("“!” first") << u"!important"_s << QString();
    QTest::newRow("nothing") << u" "_s << u"name-empty"_s;
    QTest::newRow("too long") << QString(33, u'x') << u"name-too-long"_s;
    QTest::newRow("two lines") << u"Class\n7b"_s << u"name-characters"_s;
    QTest::newRow("right-to-left override") << u"Class \u202E7b"_s << u"name-characters"_s;
}

void tst_Names::roomName()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, code);
    const Result<QString, Refusal> name = names::cleanRoomName(typed, Limits{});
    QCOMPARE(name ? QString() : QString(refusalWord(name.error().code)), code);
}

void tst_Names::refusalNamesWhatWasTyped()
{
    const Result<QString, Refusal> name = names::clean(u"Ada: hi"_s, Limits{});
    QVERIFY(!name);
    QCOMPARE(name.error().subject, u"Ada: hi"_s);
}

QTEST_APPLESS_MAIN(tst_Names)
#include "tst_names.moc"
