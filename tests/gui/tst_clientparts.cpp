// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/eventfeed.h"
#include "tests/support/fakeservercontrol.h"
#include "ui/client/backoff.h"
#include "ui/client/composer.h"
#include "ui/client/outbox.h"
#include "ui/client/roomaddress.h"
#include "ui/language.h"
#include "ui/theme.h"
#include "ui/views/qrcodeview.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;
using namespace std::chrono_literals;

class tst_ClientParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void address_data();
    void address();
    void backoffGrowsToItsLimit();
    void outboxGivesEachLineOnce();
    void feedHandsOnLists();
    void composerSendsByEnter();
    void sendIsAsHighAsTheField();
    void composerCounts();
    void composerTellsOfTyping();
    void systemLanguage_data();
    void systemLanguage();
    void qrCode();
};

void tst_ClientParts::address_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::newRow("host and port") << u"192.168.1.20:8000"_s << u"ws://192.168.1.20:8000/room"_s;
    QTest::newRow("host alone: Foyer's port") << u" foyer.local "_s << u"ws://foyer.local:8000/room"_s;
    QTest::newRow("the page") << u"http://192.168.1.20:8000/"_s << u"ws://192.168.1.20:8000/room"_s;
    QTest::newRow("the page on 80") << u"http://foyer.local"_s << u"ws://foyer.local/room"_s;
    QTest::newRow("the page over TLS") << u"https://foyer.local:8443/#x"_s << u"wss://foyer.local:8443/room"_s;
    QTest::newRow("WebSocket") << u"ws://10.0.0.7:9000/room?x=1"_s << u"ws://10.0.0.7:9000/room"_s;
    QTest::newRow("IPv6") << u"[fe80::1]:8000"_s << u"ws://[fe80::1]:8000/room"_s;
    QTest::newRow("nothing") << u"  "_s << QString();
    QTest::newRow("another scheme") << u"ftp://foyer.local"_s << QString();
    QTest::newRow("no host") << u"http://:8000"_s << QString();
    QTest::newRow("a password") << u"http://me:secret@foyer.local"_s << QString();
    QTest::newRow("a port too high") << u"foyer.local:70000"_s << QString();
    QTest::newRow("a sentence") << u"the room of Ms Brandt"_s << QString();
}

void tst_ClientParts::address()
{
    QFETCH(QString, typed);
    QTEST(roomUrl(typed).value_or(QUrl()).toString(), "url");
}

void tst_ClientParts::backoffGrowsToItsLimit()
{
    Backoff backoff(500ms, 15s);
    QCOMPARE(backoff.next(1.0), 500ms);
    QCOMPARE(backoff.next(0.0), 500ms);
    QCOMPARE(backoff.next(1.0), 2000ms);
    for (int i = 0; i < 100; ++i) {
        const auto time = backoff.next(double(i) / 100);
        QVERIFY(time >= 2s && time <= 15s);
    }
    backoff.reset();
    QCOMPARE(backoff.next(1.0), 500ms);
}

void tst_ClientParts::outboxGivesEachLineOnce()
{
    Outbox outbox;
    QSet<QString> ids;
    for (int i = 0; i < 50; ++i)
        ids.insert(outbox.add(QString::number(i), 71).id);
    QCOMPARE(ids.size(), 50);
    static const QRegularExpression wanted(u"^1z-[A-Za-z0-9_-]{1,61}$"_s);
    for (const QString &id : std::as_const(ids))
        QVERIFY2(wanted.match(id).hasMatch(), qPrintable(id));
    const Outbox::Line line = outbox.lines().at(7);
    QCOMPARE(outbox.take(line.id), line);
    QCOMPARE(outbox.take(line.id), Outbox::Line());
    QCOMPARE(outbox.lines().size(), 49);
}

void tst_ClientParts::feedHandsOnLists()
{
    EventFeed feed;
    QSignalSpy ready(&feed, &EventFeed::ready);
    for (int i = 0; i < 1000; ++i)
        feed.add({scene::said(2, u"Ada"_s, u"x"_s)});
    QCOMPARE(ready.size(), 0);
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(ready.at(0).at(0).value<QList<Event>>().size(), 1000);
    feed.add({scene::said(2, u"Ada"_s, u"x"_s)});
    feed.flush();
    QCOMPARE(ready.size(), 2);
    feed.flush();
    QCOMPARE(ready.size(), 2);
}

void tst_ClientParts::composerSendsByEnter()
{
    Composer composer;
    composer.show();
    auto *edit = composer.findChild<QPlainTextEdit *>();
    auto *button = composer.findChild<QPushButton *>();
    QSignalSpy sent(&composer, &Composer::sendWanted);
    QVERIFY(!button->isEnabled());
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClicks(edit, u"   "_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(sent.size(), 0);
    edit->clear();
    QTest::keyClicks(edit, u"one"_s);
    QTest::keyClick(edit, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(edit, u"two"_s);
    QTest::keyClick(edit, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.at(0).at(0).toString(), u"one\ntwo"_s);
    QCOMPARE(composer.text(), QString());
    composer.setWritable(false);
    composer.setText(u"kept"_s);
    QVERIFY(!button->isEnabled());
}

void tst_ClientParts::sendIsAsHighAsTheField()
{
    Theme theme(*qApp);
    Composer composer;
    composer.resize(500, composer.sizeHint().height());
    composer.show();
    QVERIFY(QTest::qWaitForWindowExposed(&composer));
    const auto *edit = composer.findChild<QPlainTextEdit *>();
    const auto *send = composer.findChild<QPushButton *>();
    QTRY_COMPARE(send->geometry(), QRect(send->geometry().left(), edit->geometry().top(), send->width(), edit->height()));
    composer.setText(u"one\ntwo\nthree"_s);
    composer.resize(500, composer.sizeHint().height());
    QTRY_COMPARE(send->geometry().bottom(), edit->geometry().bottom());
    QVERIFY(send->height() < edit->height());
}

void tst_ClientParts::composerCounts()
{
    Composer composer;
    composer.setLimits(10, 100);
    auto *counter = composer.findChild<QLabel *>(u"counter"_s);
    auto *button = composer.findChild<QPushButton *>();
    composer.setText(u"12345678"_s);
    QCOMPARE(counter->text(), QString());
    composer.setText(u"123456789"_s);
    QCOMPARE(counter->text(), u"1"_s);
    QVERIFY(button->isEnabled());
    composer.setText(u"1234567890a"_s);
    QCOMPARE(counter->text(), u"-1"_s);
    QVERIFY(!button->isEnabled());
    // Astral characters count once, as the room counts them.
    composer.setText(u"🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊"_s);
    QVERIFY(button->isEnabled());
}

void tst_ClientParts::composerTellsOfTyping()
{
    Composer composer;
    QSignalSpy typing(&composer, &Composer::typing);
    composer.setText(u"a"_s);
    composer.setText(u"ab"_s);
    QCOMPARE(typing.size(), 1);
    composer.setText({});
    QCOMPARE(typing.size(), 1);
}

void tst_ClientParts::systemLanguage_data()
{
    QTest::addColumn<QStringList>("system");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("Chinese") << QStringList({u"zh-Hans-CN"_s, u"zh"_s}) << u"zh_CN"_s;
    QTest::newRow("British") << QStringList({u"en-GB"_s}) << u"en"_s;
    QTest::newRow("French, then Chinese") << QStringList({u"fr-FR"_s, u"zh-CN"_s, u"en"_s}) << u"zh_CN"_s;
    QTest::newRow("German") << QStringList({u"de-DE"_s}) << u"en"_s;
    QTest::newRow("none") << QStringList() << u"en"_s;
}

void tst_ClientParts::systemLanguage()
{
    QFETCH(QStringList, system);
    QTEST(foyer::systemLanguage(system), "spoken");
}

void tst_ClientParts::qrCode()
{
    const QImage code = qrModules(u"http://192.168.1.20:8000"_s);
    QCOMPARE(code.width(), 25 + 8); // version 2 and the quiet zone
    for (int i = 0; i < code.width(); ++i)
        QCOMPARE(code.pixel(i, 3), qRgb(255, 255, 255));
    for (int i = 0; i < 7; ++i)
        QCOMPARE(code.pixel(4 + i, 4), qRgb(0, 0, 0)); // the finder pattern's upper edge
    QVERIFY(qrModules({}).isNull());
    QVERIFY(qrModules(QString(5000, u'x')).isNull());
}

QTEST_MAIN(tst_ClientParts)
#include "tst_clientparts.moc"
