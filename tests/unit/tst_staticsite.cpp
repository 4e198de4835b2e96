// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/staticsite.h"

#include "tests/unit/requests.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

std::optional<HttpResponse> get(const QByteArray &target, const Fields &fields = {})
{
    return StaticSite(u":/testsite"_s).answer(request(target, fields));
}

QByteArray field(const HttpResponse &response, const QByteArray &name)
{
    for (const auto &[candidate, value] : response.fields) {
        if (candidate == name)
            return value;
    }
    return {};
}

} // namespace

/// The page's files, here a site of three small ones: site/site.qrc.
class tst_StaticSite final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coding_data();
    void coding();
    void kept_data();
    void kept();
    void notModified_data();
    void notModified();
    void packedResourceIsUnpacked();
    void unknownPath_data();
    void unknownPath();
    void withoutASiteThereIsNothing();
    void headHasTheSameHead();
};

void tst_StaticSite::coding_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("etag");
    const QByteArray raw = "<!doctype html><title>raw index</title>\n";
    const QByteArray gzip = "gzip of index\n";
    const QByteArray brotli = "brotli of index\n";
    QTest::newRow("nothing said") << "/"_ba
                                  << ""_ba
                                  << ""_ba << raw << "\"aaa\""_ba;
    QTest::newRow("gzip alone: plain http from a name") << "/"_ba
                                                        << "gzip, deflate"_ba
                                                        << "gzip"_ba << gzip << "\"aaa-gzip\""_ba;
    QTest::newRow("both: brotli is smaller") << "/"_ba
                                             << "gzip, deflate, br"_ba
                                             << "br"_ba << brotli << "\"aaa-br\""_ba;
    QTest::newRow("capitals and weights") << "/"_ba
                                          << "GZIP;q=0.8"_ba
                                          << "gzip"_ba << gzip << "\"aaa-gzip\""_ba;
    QTest::newRow("brotli refused") << "/"_ba
                                    << "br;q=0, gzip;q=0.5"_ba
                                    << "gzip"_ba << gzip << "\"aaa-gzip\""_ba;
    QTest::newRow("brotli refused at length") << "/"_ba
                                              << "br; q=0.000, gzip"_ba
                                              << "gzip"_ba << gzip << "\"aaa-gzip\""_ba;
    QTest::newRow("all refused") << "/"_ba
                                 << "br;q=0, gzip;q=0"_ba
                                 << ""_ba << raw << "\"aaa\""_ba;
    QTest::newRow("something else") << "/"_ba
                                    << "zstd, x-gzip, brr"_ba
                                    << ""_ba << raw << "\"aaa\""_ba;
    QTest::newRow("not packed that way") << "/app.1a2b.js"_ba
                                         << "br"_ba
                                         << ""_ba
                                         << "raw app\n"_ba
                                         << "\"bbb\""_ba;
    QTest::newRow("packed the other way") << "/app.1a2b.js"_ba
                                          << "br, gzip"_ba
                                          << "gzip"_ba
                                          << "gzip of app\n"_ba
                                          << "\"bbb-gzip\""_ba;
}

void tst_StaticSite::coding()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, accepted);
    QFETCH(const QByteArray, encoding);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, etag);
    const auto response = get(path, accepted.isEmpty() ? Fields{} : Fields{{"accept-encoding", accepted}});
    QVERIFY(response);
    QCOMPARE(response->status, 200);
    QCOMPARE(response->body, body);
    QCOMPARE(field(*response, "Content-Encoding"), encoding);
    QCOMPARE(field(*response, "ETag"), etag);
    QCOMPARE(field(*response, "Vary"), "Accept-Encoding"_ba);
}

void tst_StaticSite::kept_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("mime");
    QTest::addColumn<QByteArray>("cacheControl");
    QTest::newRow("the page is asked for anew") << "/"_ba
                                                << "text/html; charset=utf-8"_ba
                                                << "no-cache"_ba;
    QTest::newRow("what has its content in its name stays") << "/app.1a2b.js"_ba
                                                            << "text/javascript"_ba
                                                            << "public, max-age=31536000, immutable"_ba;
}

void tst_StaticSite::kept()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, mime);
    QFETCH(const QByteArray, cacheControl);
    const auto response = get(path);
    QVERIFY(response);
    QCOMPARE(response->contentType, mime);
    QCOMPARE(field(*response, "Cache-Control"), cacheControl);
}

void tst_StaticSite::notModified_data()
{
    QTest::addColumn<QByteArray>("tags");
    QTest::addColumn<QByteArray>("accepted");
    QTest::addColumn<int>("status");
    QTest::newRow("the same") << "\"aaa\""_ba
                              << "identity"_ba << 304;
    QTest::newRow("the same, weakly") << "W/\"aaa\""_ba
                                      << "identity"_ba << 304;
    QTest::newRow("one of several") << "\"old\", \"aaa\""_ba
                                    << "identity"_ba << 304;
    QTest::newRow("any") << "*"_ba
                         << "identity"_ba << 304;
    QTest::newRow("the same, packed") << "\"aaa-gzip\""_ba
                                      << "gzip"_ba << 304;
    QTest::newRow("another content") << "\"old\""_ba
                                     << "identity"_ba << 200;
    QTest::newRow("another packing") << "\"aaa-gzip\""_ba
                                     << "br"_ba << 200;
    QTest::newRow("without quotes") << "aaa"_ba
                                    << "identity"_ba << 200;
    QTest::newRow("nothing") << ""_ba
                             << "identity"_ba << 200;
}

void tst_StaticSite::notModified()
{
    QFETCH(const QByteArray, tags);
    QFETCH(const QByteArray, accepted);
    QFETCH(const int, status);
    const auto response = get("/", {{"if-none-match", tags}, {"accept-encoding", accepted}});
    QVERIFY(response);
    QCOMPARE(response->status, status);
    QCOMPARE(response->body.isEmpty(), status == 304);
    // RFC 9110 §15.4.5: what a 200 would have said of itself
    QVERIFY(!field(*response, "ETag").isEmpty());
    QVERIFY(!field(*response, "Cache-Control").isEmpty());
    QCOMPARE(field(*response, "Vary"), "Accept-Encoding"_ba);
}

void tst_StaticSite::packedResourceIsUnpacked()
{
    const auto response = get("/long.txt");
    QVERIFY(response);
    QCOMPARE(response->body, QByteArray("the same line again\n").repeated(200));
}

void tst_StaticSite::unknownPath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("no such file") << "/none.js"_ba;
    QTest::newRow("the list itself") << "/manifest.json"_ba;
    QTest::newRow("the file's own name") << "/index.html"_ba;
    QTest::newRow("a packed one by its name") << "/index.html.gz"_ba;
    QTest::newRow("another case") << "/LONG.TXT"_ba;
    QTest::newRow("upwards") << "/../testsite/long.txt"_ba;
    QTest::newRow("dots between") << "/./long.txt"_ba;
    QTest::newRow("encoded") << "/long%2Etxt"_ba;
    QTest::newRow("a slash behind") << "/long.txt/"_ba;
    QTest::newRow("outside") << "/etc/passwd"_ba;
    QTest::newRow("empty") << ""_ba;
}

void tst_StaticSite::unknownPath()
{
    QFETCH(const QByteArray, path);
    QVERIFY(!get(path));
}

void tst_StaticSite::withoutASiteThereIsNothing()
{
    QVERIFY(!StaticSite(u":/no-such-site"_s).answer(request("/")));
}

void tst_StaticSite::headHasTheSameHead()
{
    const auto response = get("/");
    QVERIFY(response);
    const QByteArray whole = response->toBytes(false, "localhost");
    QCOMPARE(response->toBytes(true, "localhost"), whole.chopped(response->body.size()));
}

QTEST_APPLESS_MAIN(tst_StaticSite)
#include "tst_staticsite.moc"
