// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/encode.h"
#include "server/room/messagetext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const QString astral = u"\U0001F600"_s; ///< one code point, two UTF-16 units, four bytes

} // namespace

class tst_MessageText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void refused_data();
    void refused();
    void bytesAreCountedApart();
};

void tst_MessageText::good_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    const auto asItIs = [](const char *row, const QString &text) { QTest::newRow(row) << text << text; };
    asItIs("one word", u"Hello"_s);
    asItIs("Chinese", u"老师好"_s);
    asItIs("spaces around are kept", u"  x  "_s);
    asItIs("tab", u"a\tb"_s);
    asItIs("line feeds are kept, empty lines too", u"a\n\nb\n"_s);
    asItIs("not composed: a text is nobody's name", u"Zoe\u0308"_s);
    asItIs("markup is text", u"<script>alert(1)</script>"_s);
    asItIs("another's name", u"hi\nalice: I resign"_s);
    asItIs("one emoji", astral);
    asItIs("what a later Unicode may show", u"\U0001FBFF\u0378"_s);
    asItIs("joined emoji", u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s);
    asItIs("a flag made of tags", u"\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"_s);
    asItIs("5000 letters", QString(5000, u'x'));
    asItIs("5000 Chinese characters: 15000 bytes", u"明"_s.repeated(5000));
    asItIs("5000 astral characters: 20000 bytes", astral.repeated(5000));
    QTest::newRow("CR LF") << u"a\r\nb"_s << u"a\nb"_s;
    QTest::newRow("CR") << u"a\rb"_s << u"a\nb"_s;
    QTest::newRow("CR at the end") << u"a\r"_s << u"a\n"_s;
    QTest::newRow("CR CR LF") << u"a\r\r\nb"_s << u"a\n\nb"_s;
    QTest::newRow("LF CR") << u"a\n\rb"_s << u"a\n\nb"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s << u"a\nb"_s;
    QTest::newRow("paragraph separator") << u"a\u2029b"_s << u"a\nb"_s;
    QTest::newRow("too long before CR LF becomes one") << u"x\r\n"_s.repeated(2500) << u"x\n"_s.repeated(2500);
}

void tst_MessageText::good()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    const Result<QString, Refusal> cleaned = messagetext::clean(typed, Limits{});
    QVERIFY2(cleaned, cleaned ? "" : refusalWord(cleaned.error().code).data());
    QCOMPARE(*cleaned, text);
}

void tst_MessageText::refused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    const QString empty = u"text-empty"_s;
    const QString tooLong = u"text-too-long"_s;
    const QString characters = u"text-characters"_s;
    QTest::newRow("nothing") << QString() << empty;
    QTest::newRow("white space") << u" \t\r\n\u00A0\u3000\u2028"_s << empty;
    QTest::newRow("zero-width spaces") << u"\u200B\u200D\uFEFF"_s << empty;
    QTest::newRow("bidi controls alone") << u"\u202E\u2067"_s << empty;
    // "Something in it that can be seen": what is not seen in a name is not seen in a text.
    QTest::newRow("Hangul filler") << u"\u3164"_s << empty;
    QTest::newRow("Braille without dots") << u"\u2800\u2800"_s << empty;
    QTest::newRow("a variation selector alone") << u"\uFE0F"_s << empty;
    QTest::newRow("not assigned, and never to be drawn") << u"\u2065\U000E0FFF\uFFF0"_s << empty;
    QTest::newRow("tag characters alone") << u"\U000E0041\U000E0020"_s << empty;

    QTest::newRow("5001 letters") << QString(5001, u'x') << tooLong;
    QTest::newRow("5001 astral characters") << astral.repeated(5001) << tooLong;
    QTest::newRow("5000 and a line break") << QString(QString(5000, u'x') + u'\n') << tooLong;
    QTest::newRow("a megabyte") << QString(1024 * 1024, u'x') << tooLong;

    QTest::newRow("NUL") << u"a\0"_s << characters;
    QTest::newRow("bell") << u"a\a"_s << characters;
    QTest::newRow("escape") << u"\u001B[2J"_s << characters;
    QTest::newRow("vertical tab") << u"a\vb"_s << characters;
    QTest::newRow("form feed") << u"a\fb"_s << characters;
    QTest::newRow("DEL") << u"a\u007F"_s << characters;
    QTest::newRow("next line") << u"a\u0085b"_s << characters;
    QTest::newRow("C1") << u"a\u009B"_s << characters;
    QTest::newRow("high surrogate alone") << QString(u"a"_s + QChar(0xD83D)) << characters;
    QTest::newRow("low surrogate alone") << QString(QChar(0xDE00) + u"a"_s) << characters;
    QTest::newRow("surrogates the wrong way round") << QString(QString(QChar(0xDE00)) + QChar(0xD83D)) << characters;
}

void tst_MessageText::refused()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, code);
    const Result<QString, Refusal> cleaned = messagetext::clean(typed, Limits{});
    QCOMPARE(cleaned ? QString() : QString(refusalWord(cleaned.error().code)), code);
}

void tst_MessageText::bytesAreCountedApart()
{
    Limits limits;
    limits.textBytes = 12;
    QVERIFY(messagetext::clean(u"明明明明"_s, limits));
    const Result<QString, Refusal> tooLong = messagetext::clean(u"明明明明x"_s, limits);
    QVERIFY(!tooLong);
    QCOMPARE(QString(refusalWord(tooLong.error().code)), u"text-too-long"_s);
}

QTEST_APPLESS_MAIN(tst_MessageText)
#include "tst_messagetext.moc"
