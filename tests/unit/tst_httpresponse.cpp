// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/httpresponse.h"

#include "tests/unit/requests.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

class tst_HttpResponse final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStatus_data();
    void everyStatus();
    void wholeAnswer();
    void headAlone();
    void notModified();
    void policyNamesTheSocket_data();
    void policyNamesTheSocket();
    void ownFieldsStand();
};

void tst_HttpResponse::everyStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("200") << 200 << "HTTP/1.1 200 OK"_ba;
    QTest::newRow("304") << 304 << "HTTP/1.1 304 Not Modified"_ba;
    QTest::newRow("400") << 400 << "HTTP/1.1 400 Bad Request"_ba;
    QTest::newRow("403") << 403 << "HTTP/1.1 403 Forbidden"_ba;
    QTest::newRow("404") << 404 << "HTTP/1.1 404 Not Found"_ba;
    QTest::newRow("405") << 405 << "HTTP/1.1 405 Method Not Allowed"_ba;
    QTest::newRow("408") << 408 << "HTTP/1.1 408 Request Timeout"_ba;
    QTest::newRow("413") << 413 << "HTTP/1.1 413 Content Too Large"_ba;
    QTest::newRow("421") << 421 << "HTTP/1.1 421 Misdirected Request"_ba;
    QTest::newRow("426") << 426 << "HTTP/1.1 426 Upgrade Required"_ba;
    QTest::newRow("431") << 431 << "HTTP/1.1 431 Request Header Fields Too Large"_ba;
    QTest::newRow("503") << 503 << "HTTP/1.1 503 Service Unavailable"_ba;
    QTest::newRow("505") << 505 << "HTTP/1.1 505 HTTP Version Not Supported"_ba;
}

void tst_HttpResponse::everyStatus()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, line);
    const QByteArray answer = HttpResponse::plain(status, "Why.").toBytes(false, "localhost:8000");
    QCOMPARE(answer.first(answer.indexOf("\r\n")), line);
    QCOMPARE(fieldOf(answer, "Connection"), "close"_ba);
    QCOMPARE(fieldOf(answer, "X-Content-Type-Options"), "nosniff"_ba);
    QCOMPARE(fieldOf(answer, "X-Frame-Options"), "DENY"_ba);
    QCOMPARE(fieldOf(answer, "Referrer-Policy"), "no-referrer"_ba);
    QCOMPARE(fieldOf(answer, "Cross-Origin-Resource-Policy"), "same-origin"_ba);
    QCOMPARE(fieldOf(answer, "Cache-Control"), "no-store"_ba);
    const QByteArray policy = fieldOf(answer, "Content-Security-Policy");
    QVERIFY(policy.startsWith("default-src 'none';"));
    QVERIFY(policy.contains("frame-ancestors 'none'"));
    QVERIFY(policy.contains("base-uri 'none'"));
    QVERIFY(policy.contains("form-action 'none'"));
    QVERIFY(policy.contains("script-src 'self';"));
    QVERIFY(policy.contains("style-src 'self';"));
    QVERIFY(!policy.contains("unsafe"));
    QVERIFY(!policy.contains('*'));
    QVERIFY2(fieldOf(answer, "Server").isEmpty(), "nobody need know what answers here");
    QVERIFY(fieldOf(answer, "Access-Control-Allow-Origin").isEmpty());
}

void tst_HttpResponse::wholeAnswer()
{
    const QByteArray answer = HttpResponse::plain(404, "There is nothing at this path.").toBytes(false, {});
    QCOMPARE(bodyOf(answer), "There is nothing at this path.\n"_ba);
    QCOMPARE(fieldOf(answer, "Content-Length"), "31"_ba);
    QCOMPARE(fieldOf(answer, "Content-Type"), "text/plain; charset=utf-8"_ba);
}

void tst_HttpResponse::headAlone()
{
    const QByteArray whole = HttpResponse::plain(200, "ok").toBytes(false, {});
    const QByteArray head = HttpResponse::plain(200, "ok").toBytes(true, {});
    QCOMPARE(QByteArray(head + "ok\n"), whole);
    QCOMPARE(fieldOf(head, "Content-Length"), "3"_ba);
}

void tst_HttpResponse::notModified()
{
    HttpResponse response;
    response.status = 304;
    response.fields = {{"ETag", "\"x\""}};
    const QByteArray answer = response.toBytes(false, {});
    QCOMPARE(bodyOf(answer), ""_ba);
    QVERIFY(!answer.contains("Content-Length"));
    QVERIFY(!answer.contains("Content-Type: "));
    QCOMPARE(fieldOf(answer, "ETag"), "\"x\""_ba);
}

void tst_HttpResponse::policyNamesTheSocket_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("directive");
    QTest::newRow("a name") << "foyer.local:8000"_ba
                            << "connect-src 'self' ws://foyer.local:8000;"_ba;
    QTest::newRow("IPv6") << "[2001:db8::7]:8000"_ba
                          << "connect-src 'self' ws://[2001:db8::7]:8000;"_ba;
    QTest::newRow("none") << ""_ba
                          << "connect-src 'self';"_ba;
}

void tst_HttpResponse::policyNamesTheSocket()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, directive);
    const QByteArray policy = fieldOf(HttpResponse::plain(200, "ok").toBytes(false, host), "Content-Security-Policy");
    QVERIFY2(policy.contains(directive), policy.constData());
}

void tst_HttpResponse::ownFieldsStand()
{
    HttpResponse response = HttpResponse::plain(405, "No.");
    response.fields.emplaceBack("Allow", "GET, HEAD");
    QCOMPARE(fieldOf(response.toBytes(false, {}), "Allow"), "GET, HEAD"_ba);
}

QTEST_APPLESS_MAIN(tst_HttpResponse)
#include "tst_httpresponse.moc"
