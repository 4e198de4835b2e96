// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/prometheus.h"

#include "server/engine/metricspage.h"
#include "tests/support/metricstext.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace foyer;

class tst_Prometheus final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void toTheByte()
    {
        Prometheus page;
        page.counter("a_total", "Counts.", quint64{18446744073709551615U});
        page.gauge("b_seconds", "How\nlong \\ \"q\".", 0.0025);
        page.begin("c", Prometheus::Kind::Gauge, "Labels.");
        page.sample(1.0, {{"x", "say \"hi\"\\\n"}, {"y", "小"}});
        page.sample(-1.5);
        QCOMPARE(page.text(), "# HELP a_total Counts.\n"
                              "# TYPE a_total counter\n"
                              "a_total 18446744073709551615\n"
                              "# HELP b_seconds How\\nlong \\\\ \"q\".\n"
                              "# TYPE b_seconds gauge\n"
                              "b_seconds 0.0025\n"
                              "# HELP c Labels.\n"
                              "# TYPE c gauge\n"
                              "c{x=\"say \\\"hi\\\"\\\\\\n\",y=\"小\"} 1\n"
                              "c -1.5\n"_ba);
    }

    void numbersThatAreNone()
    {
        Prometheus page;
        page.begin("a", Prometheus::Kind::Gauge, "A.");
        page.sample(std::numeric_limits<double>::quiet_NaN());
        page.sample(-std::numeric_limits<double>::infinity());
        QVERIFY(page.text().endsWith("a NaN\na -Inf\n"));
    }

    void histogramsAddUp()
    {
        Prometheus page;
        page.histogram("h_seconds", "H.", std::array<quint64, 2>{100, 2500000}, std::array<quint64, 3>{3, 0, 2},
                       7500000, 1e6);
        QCOMPARE(page.text(), "# HELP h_seconds H.\n"
                              "# TYPE h_seconds histogram\n"
                              "h_seconds_bucket{le=\"0.0001\"} 3\n"
                              "h_seconds_bucket{le=\"2.5\"} 3\n"
                              "h_seconds_bucket{le=\"+Inf\"} 5\n"
                              "h_seconds_sum 7.5\n"
                              "h_seconds_count 5\n"_ba);
    }

    void whatIsWrittenCanBeReadBack()
    {
        Prometheus page;
        page.begin("c_total", Prometheus::Kind::Counter, "One \\n\nline.");
        const QByteArray nasty = "a\"b\\c\nd,e}f{g=h #i";
        page.sample(quint64{4}, {{"x", nasty}});
        const MetricsText text(page.text());
        QCOMPARE(text.complaint(), QByteArray());
        QCOMPARE(text.value("c_total", {{"x", nasty}}), 4.0);
        QCOMPARE(text.helpOf("c_total"), "One \\n\nline."_ba);
        QCOMPARE(text.typeOf("c_total"), "counter"_ba);
    }

    void readerIsStrict_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *words, const QByteArray &text) { QTest::newRow(words) << text; };
        const QByteArray begin = "# HELP a A.\n# TYPE a gauge\n";
        row("no end of line", begin + "a 1");
        row("an empty line", begin + "\na 1\n");
        row("no HELP", "# TYPE a gauge\na 1\n");
        row("no TYPE", "# HELP a A.\na 1\n");
        row("another's sample", begin + "b 1\n");
        row("twice the same", begin + "a 1\na 2\n");
        row("two families of a name", begin + "a 1\n" + begin);
        row("a value that is none", begin + "a one\n");
        row("a quote left open", begin + "a{x=\"y} 1\n");
        row("an unknown escape", begin + "a{x=\"\\y\"} 1\n");
        row("a counter without its ending", "# HELP a A.\n# TYPE a counter\na 1\n");
        row("a histogram without +Inf",
            "# HELP h H.\n# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n");
        row("buckets that fall", "# HELP h H.\n# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\n"
                                 "h_sum 1\nh_count 1\n");
    }

    void readerIsStrict()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(!MetricsText(text).complaint().isEmpty());
    }

    void pageIsClean()
    {
        Meters meters;
        meters.messages = 12;
        meters.countRefusal(RefusalCode::NameTaken);
        meters.countClose(4001);
        meters.countClose(4001);
        meters.countClose(3999);
        meters.countClose(4999);
        meters.responses[404] = 3;
        meters.appendToBroadcast.record(1500);
        meters.batchEvents.record(5000);
        const QByteArray page = metricsPage(meters, {7, 8, 1, 1790000000500, 2500, 100, 0, 0, ProcessFigures::now()});
        const MetricsText text(page);
        QCOMPARE(text.complaint(), QByteArray());
        QCOMPARE(text.value("foyer_members"), 7.0);
        QCOMPARE(text.value("foyer_sessions"), 8.0);
        QCOMPARE(text.value("foyer_messages_total"), 12.0);
        QCOMPARE(text.value("foyer_start_time_seconds"), 1790000000.5);
        QCOMPARE(text.value("foyer_loop_turn_max_seconds"), 0.0025);
        QCOMPARE(text.value("foyer_refusals_total", {{"reason", "name-taken"}}), 1.0);
        QCOMPARE(text.value("foyer_refusals_total", {{"reason", "host-stays"}}), 0.0);
        QCOMPARE(text.value("foyer_closes_total", {{"code", "4001"}}), 2.0);
        QCOMPARE(text.value("foyer_closes_total", {{"code", "other"}}), 2.0);
        QCOMPARE(text.value("foyer_http_responses_total", {{"code", "404"}}), 3.0);
        QCOMPARE(text.value("foyer_append_to_broadcast_seconds_bucket", {{"le", "0.001"}}), 0.0);
        QCOMPARE(text.value("foyer_append_to_broadcast_seconds_bucket", {{"le", "0.0025"}}), 1.0);
        QCOMPARE(text.value("foyer_append_to_broadcast_seconds_sum"), 0.0015);
        QCOMPARE(text.value("foyer_batch_events_bucket", {{"le", "+Inf"}}), 1.0);
        QVERIFY(text.value("process_resident_memory_bytes") > 0);
        QVERIFY(text.value("process_open_fds") > 0);
        QVERIFY(text.value("process_max_fds") >= text.value("process_open_fds"));
    }

    void everyRefusalHasACounter()
    {
        // Counted by the place of the code, so that there must be a word for each, in the same order.
        for (size_t i = 0; i < wire::refusals.rows.size(); ++i)
            QCOMPARE(static_cast<size_t>(wire::refusals.rows[i].first), i);
    }
};

QTEST_APPLESS_MAIN(tst_Prometheus)
#include "tst_prometheus.moc"
