// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frame.h"

#include <QString>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

/// RFC 6455 §5.2: whole, unmasked frames.
class tst_Frame final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void binary();
    void appending();
    void ping();
    void closeReason_data();
    void closeReason();
};

void tst_Frame::text_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<QByteArray>("head"); // in hexadecimal
    QTest::newRow("empty") << qsizetype{0} << "8100"_ba;
    QTest::newRow("one byte") << qsizetype{1} << "8101"_ba;
    QTest::newRow("the longest short one") << qsizetype{125} << "817d"_ba;
    QTest::newRow("the shortest of 16 bits") << qsizetype{126} << "817e007e"_ba;
    QTest::newRow("127 is no mark") << qsizetype{127} << "817e007f"_ba;
    QTest::newRow("a sign bit") << qsizetype{0x8080} << "817e8080"_ba;
    QTest::newRow("the longest of 16 bits") << qsizetype{65535} << "817effff"_ba;
    QTest::newRow("the shortest of 64 bits") << qsizetype{65536} << "817f0000000000010000"_ba;
    QTest::newRow("a megabyte") << qsizetype{1024 * 1024} << "817f0000000000100000"_ba;
}

void tst_Frame::text()
{
    QFETCH(const qsizetype, size);
    QFETCH(const QByteArray, head);
    const QByteArray content(size, 'x');
    const QByteArray frame = frame::text(content);
    QCOMPARE(frame.size(), head.size() / 2 + size);
    QCOMPARE(frame.first(head.size() / 2).toHex(), head);
    QVERIFY(frame.endsWith(content));
}

void tst_Frame::binary()
{
    QCOMPARE(frame::binary({}).toHex(), "8200"_ba);
    QCOMPARE(frame::binary(QByteArray("\0\xff", 2)).toHex(), "820200ff"_ba);
    QCOMPARE(frame::binary(QByteArray(126, '\0')).first(4).toHex(), "827e007e"_ba);
}

void tst_Frame::appending()
{
    QByteArray frames = "before";
    frame::appendText(frames, "a");
    frame::appendText(frames, "bc");
    QCOMPARE(frames, "before\x81\x01"
                     "a\x81\x02"
                     "bc"_ba);
}

void tst_Frame::ping()
{
    QCOMPARE(frame::ping().toHex(), "8900"_ba);
}

void tst_Frame::closeReason_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("cut");
    const QString family = u"\U0001F468\u200D\U0001F469\u200D\U0001F467"_s; // 18 bytes
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("short") << u"spam"_s << u"spam"_s;
    QTest::newRow("123 bytes fit") << QString(123, u'x') << QString(123, u'x');
    QTest::newRow("124 bytes do not") << QString(124, u'x') << QString(123, u'x');
    QTest::newRow("41 Chinese characters are 123 bytes") << u"明"_s.repeated(41) << u"明"_s.repeated(41);
    QTest::newRow("cut between characters of three bytes")
        << QString(u"x"_s + u"明"_s.repeated(41)) << QString(u"x"_s + u"明"_s.repeated(40));
    QTest::newRow("cut between surrogate pairs") << u"\U0001F600"_s.repeated(31) << u"\U0001F600"_s.repeated(30);
    QTest::newRow("cut between graphemes, not within one") << family.repeated(7) << family.repeated(6);
    QTest::newRow("a mark stays with its letter") << QString(QString(122, u'x') + u"e\u0301"_s) << QString(122, u'x');
    QTest::newRow("200 code points of an operator") << u"\U0001F600"_s.repeated(200) << u"\U0001F600"_s.repeated(30);
}

void tst_Frame::closeReason()
{
    QFETCH(const QString, reason);
    QFETCH(const QString, cut);
    QCOMPARE(frame::closeReason(reason), cut);
    QVERIFY(frame::closeReason(reason).toUtf8().size() <= 123);
}

QTEST_APPLESS_MAIN(tst_Frame)
#include "tst_frame.moc"
