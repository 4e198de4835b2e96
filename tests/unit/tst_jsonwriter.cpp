// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/jsonwriter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace foyer;

class tst_JsonWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void everyCodePointBelow256ComesBack();
    void loneSurrogates_data();
    void loneSurrogates();
    void nesting_data();
    void nesting();
    void numbers_data();
    void numbers();
    void optionalMembers();
    void takeGivesItOnce();
};

void tst_JsonWriter::text_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << u""_s << "\"\""_ba;
    QTest::newRow("plain") << u"Hello"_s << "\"Hello\""_ba;
    QTest::newRow("quote") << u"say \"hi\""_s << R"("say \"hi\"")"_ba;
    QTest::newRow("backslash") << u"C:\\new"_s << R"("C:\\new")"_ba;
    QTest::newRow("quote at both ends") << u"\"\""_s << R"("\"\"")"_ba;
    QTest::newRow("slash stays") << u"</script>"_s << "\"</script>\""_ba;
    QTest::newRow("line feed and tab") << u"a\nb\tc"_s << R"("a\nb\tc")"_ba;
    QTest::newRow("carriage return") << u"a\rb"_s << R"("a\u000db")"_ba;
    QTest::newRow("NUL inside") << u"a\0b"_s << R"("a\u0000b")"_ba;
    QTest::newRow("last control character") << QString(QChar(0x1f)) << R"("\u001f")"_ba;
    QTest::newRow("space is none") << u" "_s << "\" \""_ba;
    QTest::newRow("DEL needs no escape") << QString(QChar(0x7f)) << "\"\x7f\""_ba;
    QTest::newRow("Latin") << u"Zoë"_s << "\"Zoë\""_ba;
    QTest::newRow("Chinese") << u"小明"_s << "\"小明\""_ba;
    QTest::newRow("emoji: a surrogate pair") << u"\U0001F600"_s << "\"\xF0\x9F\x98\x80\""_ba;
    QTest::newRow("the last code point") << u"\U0010FFFF"_s << "\"\xF4\x8F\xBF\xBF\""_ba;
    QTest::newRow("byte order marks") << u"\uFEFFa\uFEFF"_s << R"("\ufeffa\ufeff")"_ba;
    QTest::newRow("line separator") << u"\u2028"_s << "\"\xE2\x80\xA8\""_ba;
}

void tst_JsonWriter::text()
{
    QFETCH(const QString, value);
    QFETCH(const QByteArray, json);
    QCOMPARE(JsonWriter().value(value).take(), json);
    // And a reader who is not ours reads the same.
    const QJsonDocument read = QJsonDocument::fromJson('[' + json + ']');
    QCOMPARE(read[0].toString(), value);
}

void tst_JsonWriter::everyCodePointBelow256ComesBack()
{
    QString all;
    for (char16_t c = 0; c < 256; ++c)
        all.append(QChar(c));
    const QByteArray json = JsonWriter().beginObject().member("t"_L1, all).endObject().take();
    QCOMPARE(QJsonDocument::fromJson(json).object()["t"_L1].toString(), all);
}

void tst_JsonWriter::loneSurrogates_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("high") << QString(QChar(0xD83D));
    QTest::newRow("low") << QString(QChar(0xDE00));
    QTest::newRow("high before a letter") << QString(QChar(0xD83D)) + u'a';
    QTest::newRow("the wrong way round") << QString(QChar(0xDE00)) + QChar(0xD83D);
}

void tst_JsonWriter::loneSurrogates()
{
    QFETCH(const QString, value);
    const QByteArray json = JsonWriter().beginArray().value(value).endArray().take();
    QVERIFY2(json.isValidUtf8(), "a text frame must be UTF-8, or every browser closes the connection");
    QVERIFY(QJsonDocument::fromJson(json).isArray());
}

void tst_JsonWriter::nesting_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("empty object") << JsonWriter().beginObject().endObject().take() << "{}"_ba;
    QTest::newRow("empty array") << JsonWriter().beginArray().endArray().take() << "[]"_ba;
    QTest::newRow("one member") << JsonWriter().beginObject().member("a"_L1, true).endObject().take()
                                << R"({"a":true})"_ba;
    QTest::newRow("two members")
        << JsonWriter().beginObject().member("a"_L1, false).member("b"_L1, quint64{2}).endObject().take()
        << R"({"a":false,"b":2})"_ba;
    QTest::newRow("elements") << JsonWriter().beginArray().value(quint64{1}).value("x"_L1).value(true).endArray().take()
                              << R"([1,"x",true])"_ba;
    QTest::newRow("objects in an array") << JsonWriter()
                                                .beginArray()
                                                .beginObject()
                                                .endObject()
                                                .beginObject()
                                                .member("a"_L1, true)
                                                .endObject()
                                                .endArray()
                                                .take()
                                         << R"([{},{"a":true}])"_ba;
    QTest::newRow("a member behind an array")
        << JsonWriter().beginObject().key("a"_L1).beginArray().endArray().member("b"_L1, true).endObject().take()
        << R"({"a":[],"b":true})"_ba;
    QTest::newRow("a member behind an object") << JsonWriter()
                                                      .beginObject()
                                                      .key("a"_L1)
                                                      .beginObject()
                                                      .member("c"_L1, true)
                                                      .endObject()
                                                      .member("b"_L1, true)
                                                      .endObject()
                                                      .take()
                                               << R"({"a":{"c":true},"b":true})"_ba;
    QTest::newRow("finished values")
        << JsonWriter().beginArray().raw(R"({"a":1})"_ba).raw("[]"_ba).value(true).endArray().take()
        << R"([{"a":1},[],true])"_ba;
}

void tst_JsonWriter::nesting()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, expected);
    QCOMPARE(json, expected);
}

void tst_JsonWriter::numbers_data()
{
    QTest::addColumn<quint64>("number");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("zero") << quint64{0} << "0"_ba;
    QTest::newRow("a time") << quint64{1790000000000} << "1790000000000"_ba;
    QTest::newRow("the largest that JavaScript counts to") << (quint64{1} << 53) << "9007199254740992"_ba;
    QTest::newRow("the largest") << std::numeric_limits<quint64>::max() << "18446744073709551615"_ba;
}

void tst_JsonWriter::numbers()
{
    QFETCH(const quint64, number);
    QFETCH(const QByteArray, json);
    QCOMPARE(JsonWriter().value(number).take(), json);
}

void tst_JsonWriter::optionalMembers()
{
    const QByteArray json = JsonWriter()
                                .beginObject()
                                .optionalMember("none"_L1, QString())
                                .optionalMember("zero"_L1, quint64{0})
                                .optionalMember("text"_L1, u"x"_s)
                                .optionalMember("empty"_L1, u""_s)
                                .optionalMember("seven"_L1, quint64{7})
                                .endObject()
                                .take();
    QCOMPARE(json, R"({"text":"x","seven":7})"_ba);
}

void tst_JsonWriter::takeGivesItOnce()
{
    JsonWriter json;
    json.beginObject().endObject();
    QCOMPARE(json.take(), "{}"_ba);
    QVERIFY(json.take().isEmpty());
}

QTEST_APPLESS_MAIN(tst_JsonWriter)
#include "tst_jsonwriter.moc"
