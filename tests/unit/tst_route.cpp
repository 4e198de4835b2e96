// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/route.h"

#include "tests/unit/requests.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

Q_DECLARE_METATYPE(foyer::Route::Kind)

class tst_Route final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kind_data();
    void kind();
    void user_data();
    void user();
    void bearer_data();
    void bearer();
    void whatIsASocket();
};

void tst_Route::kind_data()
{
    using Kind = Route::Kind;
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("the page") << "/"_ba << Kind::Page;
    QTest::newRow("a file") << "/app.js"_ba << Kind::Page;
    QTest::newRow("health") << "/healthz"_ba << Kind::Health;
    QTest::newRow("figures") << "/metrics"_ba << Kind::Metrics;
    QTest::newRow("figures with a query") << "/metrics?x=1"_ba << Kind::Metrics;
    QTest::newRow("more behind the figures") << "/metrics/"_ba << Kind::Page;
    QTest::newRow("health with a slash") << "/healthz/"_ba << Kind::Page;
    QTest::newRow("the room") << "/room"_ba << Kind::Room;
    QTest::newRow("the room with a query") << "/room?x=1"_ba << Kind::Room;
    QTest::newRow("the room with a slash") << "/room/"_ba << Kind::Page;
    QTest::newRow("the room in capitals") << "/Room"_ba << Kind::Page;
    QTest::newRow("something that begins like the room") << "/rooms"_ba << Kind::Page;
    QTest::newRow("echo") << "/ws"_ba << Kind::Echo;
    QTest::newRow("echo with a query") << "/ws?x=1"_ba << Kind::Echo;
    QTest::newRow("something that begins like it") << "/wsx"_ba << Kind::Page;
    QTest::newRow("no name") << "/ws/"_ba << Kind::NameMissing;
    QTest::newRow("no name with a query") << "/ws/?x=1"_ba << Kind::NameMissing;
    QTest::newRow("a name") << "/ws/Ada"_ba << Kind::TextClient;
    QTest::newRow("a name that cannot be read") << "/ws/%FF"_ba << Kind::TextClient;
    QTest::newRow("more behind a name") << "/ws/Ada/x"_ba << Kind::Page;
    QTest::newRow("a slash behind a name") << "/ws/Ada/"_ba << Kind::Page;
    QTest::newRow("a token and no name") << "/ws/?token=T"_ba << Kind::TokenShown;
    QTest::newRow("a token and a name") << "/ws/Ada?token=T"_ba << Kind::TokenShown;
    QTest::newRow("a token at the echo") << "/ws?token=T"_ba << Kind::TokenShown;
    QTest::newRow("a token among others") << "/ws/Ada?a=b&token=T&c"_ba << Kind::TokenShown;
    QTest::newRow("an empty token") << "/ws/Ada?token="_ba << Kind::TokenShown;
    QTest::newRow("token without a value") << "/ws/Ada?token"_ba << Kind::TokenShown;
    QTest::newRow("something that ends like token") << "/ws/Ada?mytoken=T"_ba << Kind::TextClient;
    QTest::newRow("something that begins like token") << "/ws/Ada?tokens=T"_ba << Kind::TextClient;
    QTest::newRow("a token elsewhere is nobody's business") << "/room?token=T"_ba << Kind::Room;
    QTest::newRow("upwards") << "/../../etc/passwd"_ba << Kind::Page;
}

void tst_Route::kind()
{
    QFETCH(const QByteArray, target);
    QFETCH(const Route::Kind, kind);
    QCOMPARE(Route::of(request(target)).kind, kind);
}

void tst_Route::user_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("readable");
    QTest::newRow("plain") << "/ws/Ada"_ba << u"Ada"_s << true;
    QTest::newRow("encoded") << "/ws/%E5%B0%8F%E6%98%8E"_ba << u"小明"_s << true;
    QTest::newRow("with a query") << "/ws/Ada?x=1"_ba << u"Ada"_s << true;
    QTest::newRow("an encoded slash") << "/ws/a%2Fb"_ba << u"a/b"_s << true;
    QTest::newRow("an encoded question mark") << "/ws/a%3Fb"_ba << u"a?b"_s << true;
    QTest::newRow("broken") << "/ws/%E5%B0"_ba << QString() << false;
}

void tst_Route::user()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QString, user);
    QFETCH(const bool, readable);
    const Route route = Route::of(request(target));
    QCOMPARE(route.kind, Route::Kind::TextClient);
    QCOMPARE(route.user.has_value(), readable);
    QCOMPARE(route.user.value_or(QString()), user);
}

void tst_Route::bearer_data()
{
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<bool>("shown");
    QTest::newRow("a bearer's token") << "Bearer T"_ba << true;
    QTest::newRow("in lower case") << "bearer T"_ba << true;
    QTest::newRow("a password is no token") << "Basic YTpi"_ba << false;
    QTest::newRow("a word that begins like it") << "BearerT"_ba << false;
}

void tst_Route::bearer()
{
    QFETCH(const QByteArray, authorization);
    QFETCH(const bool, shown);
    const Route route = Route::of(request("/ws/Ada", {{"authorization", authorization}}));
    QCOMPARE(route.kind == Route::Kind::TokenShown, shown);
}

void tst_Route::whatIsASocket()
{
    QVERIFY(!Route::of(request("/")).isSocket());
    QVERIFY(!Route::of(request("/healthz")).isSocket());
    QVERIFY(!Route::of(request("/metrics")).isSocket());
    QVERIFY(Route::of(request("/room")).isSocket());
    QVERIFY(!Route::of(request("/room")).isPlainText());
    for (const QByteArray &target : {"/ws"_ba, "/ws/"_ba, "/ws/Ada"_ba, "/ws/?token=T"_ba}) {
        QVERIFY(Route::of(request(target)).isSocket());
        QVERIFY(Route::of(request(target)).isPlainText());
    }
}

QTEST_APPLESS_MAIN(tst_Route)
#include "tst_route.moc"
