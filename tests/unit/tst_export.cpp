// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/historyexport.h"
#include "server/storage/export/historyimport.h"
#include "server/storage/export/moments.h"
#include "tests/support/writtenhistory.h"

#include <QBuffer>
#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;
using historyexport::Overwrite;

namespace {

/// 2026-11-25, ten in the morning, wherever this runs.
qint64 ten()
{
    return QDateTime(QDate(2026, 11, 25), QTime(10, 0)).toMSecsSinceEpoch();
}

constexpr qint64 secondMs = 1000;
constexpr qint64 hourMs = 3600 * secondMs;
constexpr qint64 dayMs = 24 * hourMs;
const UserId host{1};
const UserId ada{7};
const UserId mallory{8};

const QString hostileName = u"<script>alert(1)</script>&\"'"_s;
const QString hostileText = u"</p><img src=x onerror=alert(1)>\n10:00:09  Ada: I am somebody else\r\n==== new day ====\u2028* Ada left"_s;

/// One of everything.
HistoryBatch story()
{
    HistoryBatch batch;
    batch.epoch = StoredEpoch{u"00ff00ff00ff00ff"_s, 1, ten()};
    batch.devices = {{ada, QByteArray::fromHex("0123456789abcdef"), ten()}};
    quint64 seq = 0;
    const auto happens = [&](EventBody body, Audience audience = Audience::everyone()) {
        ++seq;
        batch.events.append({seq * 2, ten() + static_cast<qint64>(seq) * secondMs, std::move(audience), std::move(body)});
    };
    happens(Joined{{ada, u"Ada"_s, Role::Guest, ConnectionKind::Browser, ten(), false, u"192.168.77.1"_s, 0}, 1});
    happens(Joined{{mallory, hostileName, Role::Guest, ConnectionKind::TextClient, ten(), false, u"192.168.77.2"_s, 0}, 2});
    happens(Said{ada, u"Ada"_s, Role::Guest, u"hello, \"world\""_s, u"id-of-ada"_s});
    happens(Said{mallory, hostileName, Role::Guest, hostileText, u"id-of-mallory"_s});
    happens(Said{mallory, hostileName, Role::Guest, u"=1+1"_s, {}});
    happens(Renamed{ada, u"Augusta"_s, u"Ada"_s});
    happens(RoomRenamed{u"The Lovelace <Salon>"_s});
    happens(Kicked{mallory, u"Herrhost"_s, {CoolingId{3}, hostileName, u"192.168.77.2"_s, u"spamming\nreason"_s, ten() + hourMs, {}}},
            Audience::atLeast(Role::Operator));
    happens(Left{mallory, hostileName, LeaveReason::Kicked, 1});
    happens(LetIn{CoolingId{3}, u"Newcomer"_s}, Audience::atLeast(Role::Operator));
    happens(LetIn{CoolingId{3}, {}}, Audience::atLeast(Role::Operator));
    happens(Said{host, u"Herrhost"_s, Role::Operator, u"for two of you"_s, {}}, Audience::only({host, ada}));
    happens(Left{ada, u"Augusta"_s, LeaveReason::Lost, 0});
    return batch;
}

ExportRequest inFormat(ExportFormat format, bool hostActs = false)
{
    ExportRequest request;
    request.format = format;
    request.hostActs = hostActs;
    return request;
}

} // namespace

/// What is handed out of a history, in every format.
class tst_Export final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    QString m_folder; ///< with the story in it

    QByteArray exported(const ExportRequest &request)
    {
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        const auto done = historyexport::write(m_folder, request, ten(), out, u"x"_s);
        return done ? out.data() : done.error().sentence.toUtf8();
    }
    QString fresh() { return m_dir.filePath(QString::number(++m_count)); }
    QString written(const QByteArray &content)
    {
        const QString name = fresh();
        QFile file(name);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? name : QString();
    }
    int m_count = 0;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        m_folder = fresh();
        QVERIFY(writeHistory(m_folder, story()));
    }

    void textCannotBeFaked()
    {
        const QString text = QString::fromUtf8(exported(inFormat(ExportFormat::Text, true)));
        QVERIFY2(text.startsWith(u"The Lovelace <Salon>\nFrom the beginning\n\n==== "_s), qPrintable(text));
        QVERIFY2(text.contains(u"\n10:00:01  * Ada came in\n"_s), qPrintable(text));
        QVERIFY2(text.contains(u"\n10:00:03  Ada: hello, \"world\"\n"_s), qPrintable(text));
        QVERIFY2(text.contains(u"\n10:00:04  "_s + hostileName
                               + u": </p><img src=x onerror=alert(1)>\n          10:00:09  Ada: I am somebody else\n"
                                 u"          ==== new day ====\n          * Ada left\n"_s),
                 qPrintable(text));
        QVERIFY2(text.contains(u"\n10:00:08  * Herrhost asked "_s + hostileName + u" to leave, with a cooling-off of 3592 second(s): “spamming reason”\n"_s),
                 qPrintable(text));
        QVERIFY2(text.contains(u"\n10:00:07  * The room is now called “The Lovelace <Salon>”\n"_s), qPrintable(text));
        // Every line is an event of its own, a heading, or indented.
        int begun = 0;
        const QStringList lines = text.split(u'\n');
        for (const QString &line : lines)
            begun += line.startsWith(u"10:"_s);
        QCOMPARE(begun, 12); // that somebody was asked to leave, and had to, is one
    }

    void htmlEscapesEverything()
    {
        const QByteArray page = exported(inFormat(ExportFormat::Html, true));
        QVERIFY(page.startsWith("<!DOCTYPE html>"));
        QVERIFY(!page.contains("<script"));
        QVERIFY(!page.contains("<img"));
        QVERIFY(!page.contains("<Salon>"));
        QVERIFY(page.contains("default-src 'none'"));
        QVERIFY(page.contains("@media print"));
        QVERIFY(page.contains("<h1><bdi>The Lovelace &lt;Salon&gt;</bdi></h1>"));
        QVERIFY(page.contains("<li><a href=\"#d2026-11-25\">"));
        QVERIFY(page.contains("<section id=\"d2026-11-25\">"));
        QVERIFY(page.contains("<b><bdi>&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;'</bdi></b> <span dir=\"auto\">&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;\n"));
        QVERIFY(page.contains("<b class=\"host\"><bdi>Herrhost</bdi></b>"));
        QCOMPARE(page.count("<p class=\"said\">"), 4);
        QCOMPARE(page.count("<p class=\"act\">"), 4);
        QCOMPARE(page.count("<p class=\"way\">"), 4);
        QVERIFY(!page.contains("192.168"));
        QVERIFY(page.endsWith("</html>\n"));
    }

    void csvOpensInSpreadsheets()
    {
        const QByteArray table = exported(inFormat(ExportFormat::Csv));
        QVERIFY(table.startsWith("\xef\xbb\xbfNumber,Time,What,Name,Role,Text\r\n"));
        QVERIFY2(table.contains("\r\n6,2026-11-25 10:00:03,message,Ada,guest,\"hello, \"\"world\"\"\"\r\n"), table.constData());
        QVERIFY2(table.contains(",guest,'=1+1\r\n"), table.constData());
        QVERIFY2(table.contains("\r\n12,2026-11-25 10:00:06,new name,Augusta,,Ada is now called Augusta\r\n"), table.constData());
        QVERIFY(table.endsWith("\r\n"));
    }

    void theHostsActsAreForTheHost_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::newRow("html") << ExportFormat::Html;
        QTest::newRow("csv") << ExportFormat::Csv;
        QTest::newRow("txt") << ExportFormat::Text;
    }

    /// Unless they are asked for; then each is told once, and by name.
    void theHostsActsAreForTheHost()
    {
        QFETCH(const ExportFormat, format);
        const QString name = format == ExportFormat::Html ? hostileName.toHtmlEscaped() : hostileName;
        const QString without = QString::fromUtf8(exported(inFormat(format))).replace(u"\"\""_s, u"\""_s);
        QCOMPARE(without.count(name + u" had to leave"_s), 1);
        for (const QString &secret : {u"spamming"_s, u"asked"_s, u"cooling-off"_s})
            QVERIFY2(!without.contains(secret), qPrintable(without));
        const QString with = QString::fromUtf8(exported(inFormat(format, true))).replace(u"\"\""_s, u"\""_s);
        QVERIFY(!with.contains(u"had to leave"_s));
        QCOMPARE(with.count(u"Herrhost asked "_s + name + u" to leave, with a cooling-off of 3592 second(s): “spamming reason”"_s), 1);
        QVERIFY2(with.contains(u"The host let Newcomer in in spite of the cooling-off of "_s + name), qPrintable(with));
        QVERIFY2(with.contains(u"The host ended the cooling-off of "_s + name), qPrintable(with));
    }

    /// A day of which nothing is told is not among the days.
    void aDayOfActsAloneIsNoDay()
    {
        const QString folder = fresh();
        HistoryBatch batch;
        batch.events = {{1, ten(), {}, Said{ada, u"Ada"_s, Role::Guest, u"x"_s, {}}},
                        {2, ten() + dayMs, Audience::atLeast(Role::Operator), LetIn{CoolingId{3}, {}}}};
        QVERIFY(writeHistory(folder, batch));
        for (const bool acts : {false, true}) {
            QBuffer out;
            out.open(QIODevice::WriteOnly);
            const auto done = historyexport::write(folder, inFormat(ExportFormat::Html, acts), ten(), out, u"x"_s);
            QVERIFY(done);
            QCOMPARE(done->events, acts ? 2 : 1);
            QCOMPARE(out.data().count("#d2026-11-26"), acts ? 1 : 0);
        }
    }

    void theTableSaysWhoItIsAbout()
    {
        const QString folder = fresh();
        HistoryBatch batch;
        batch.events = {{1, ten(), {}, Kicked{ada, u"Ms Brandt"_s, {CoolingId{3}, u"Sam"_s, {}, {}, ten() + 5 * 60 * secondMs, {}}}},
                        {2, ten(), {}, Left{ada, u"Sam"_s, LeaveReason::Kicked, 1}},
                        {3, ten(), {}, LetIn{CoolingId{3}, {}}},
                        {4, ten(), {}, KeepingChanged{{Keeping::Mode::Days, 7}, u"Ms Brandt"_s}}};
        QVERIFY(writeHistory(folder, batch));
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        QVERIFY(historyexport::write(folder, inFormat(ExportFormat::Csv, true), ten(), out, u"x"_s));
        const QByteArray table = out.data();
        QVERIFY2(table.contains(",asked to leave,Sam,,\"Ms Brandt asked Sam to leave, with a cooling-off of 5 min"), table.constData());
        QVERIFY2(table.contains(",let in,Sam,,The host ended the cooling-off of Sam\r\n"), table.constData());
        QVERIFY2(table.contains(",what is kept,Ms Brandt,host,"), table.constData());
        QCOMPARE(table.count("\r\n"), 4);
    }

    void formulasAreNeutralised_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("equals") << u"=cmd|' /C calc'!A0"_s << QByteArray("'=cmd|' /C calc'!A0");
        QTest::newRow("plus") << u"+1"_s << QByteArray("'+1");
        QTest::newRow("minus") << u"-1"_s << QByteArray("'-1");
        QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << u"\t=1"_s << QByteArray("\"'\t=1\"");
        QTest::newRow("return") << u"\r=1"_s << QByteArray("\"'\r=1\"");
        QTest::newRow("line feed") << u"\n=1"_s << QByteArray("\"'\n=1\"");
        QTest::newRow("full width") << u"＝1"_s << QByteArray("'＝1");
        QTest::newRow("quotes behind") << u"=\"a\",b"_s << QByteArray("\"'=\"\"a\"\",b\"");
        QTest::newRow("harmless") << u"1=1"_s << QByteArray("1=1");
    }

    void formulasAreNeutralised()
    {
        QFETCH(const QString, text);
        QFETCH(const QByteArray, cell);
        const QString folder = fresh();
        HistoryBatch batch;
        batch.events = {{1, ten(), {}, Said{ada, text, Role::Guest, text, {}}}};
        QVERIFY(writeHistory(folder, batch));
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        QVERIFY(historyexport::write(folder, inFormat(ExportFormat::Csv), ten(), out, u"x"_s));
        const QByteArray row = out.data().mid(out.data().indexOf("\r\n") + 2);
        QCOMPARE(row, "1,2026-11-25 10:00:00,message," + cell + ",guest," + cell + "\r\n");
        out.close();
        out.setData({});
        out.open(QIODevice::WriteOnly);
        QVERIFY(historyexport::write(folder, inFormat(ExportFormat::AttendanceCsv), ten(), out, u"x"_s));
        QVERIFY(out.data().contains(QByteArray("\r\n" + cell + ",2026-11-25 10:00:00,")));
    }

    void jsonLinesHoldEverything()
    {
        const QList<QByteArray> lines = exported(inFormat(ExportFormat::JsonLines)).split('\n');
        const auto at = [](qint64 seconds) { return QByteArray::number(ten() + seconds * secondMs); };
        const QByteArray first = "{\"format\":\"foyer-history\",\"version\":1,\"whole\":true,\"anonymised\":false}";
        const QByteArray last = "{\"type\":\"end\",\"events\":13}";
        const QByteArrayList between{
            "{\"type\":\"epoch\",\"name\":\"00ff00ff00ff00ff\",\"first_seq\":1,\"at\":" + at(0) + "}",
            "{\"type\":\"user\",\"user\":7,\"device\":\"0123456789abcdef\",\"at\":" + at(0) + "}",
            "{\"type\":\"visit\",\"user\":7,\"name\":\"Augusta\",\"with\":\"browser\",\"address\":\"192.168.77.1\",\"from\":" + at(1) + ",\"to\":" + at(13)
                + ",\"how\":\"lost\"}",
            "{\"type\":\"said\",\"seq\":6,\"at\":" + at(3)
                + ",\"audience\":\"everyone\",\"user\":7,\"name\":\"Ada\",\"role\":\"guest\",\"text\":\"hello, \\\"world\\\"\",\"id\":\"id-of-ada\"}",
            "{\"type\":\"said\",\"seq\":24,\"at\":" + at(12)
                + ",\"audience\":{\"only\":[1,7]},\"user\":1,\"name\":\"Herrhost\",\"role\":\"operator\",\"text\":\"for two of you\"}",
            "{\"type\":\"let-in\",\"seq\":22,\"at\":" + at(11) + ",\"audience\":{\"from\":\"operator\"},\"cooling\":3}",
        };
        QCOMPARE(lines.value(0), first);
        for (const QByteArray &line : between)
            QVERIFY2(lines.contains(line), line.constData());
        QCOMPARE(lines.value(lines.size() - 2), last);
    }

    void anonymisedNobodyIsNamed_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::newRow("html") << ExportFormat::Html;
        QTest::newRow("csv") << ExportFormat::Csv;
        QTest::newRow("jsonl") << ExportFormat::JsonLines;
        QTest::newRow("txt") << ExportFormat::Text;
        QTest::newRow("attendance") << ExportFormat::AttendanceCsv;
    }

    void anonymisedNobodyIsNamed()
    {
        QFETCH(const ExportFormat, format);
        ExportRequest request = inFormat(format, true);
        request.anonymise = true;
        request.roomName = u"Lovelace’s room"_s;
        const QByteArray all = exported(request);
        QVERIFY(all.contains("Person 1"));
        // In texts alone there is what looks like a name.
        const QByteArrayList secrets{"Augusta", "Herrhost", "Newcomer", "Lovelace", "script", "192.168", "spamming", "id-of-", "0123456789abcdef"};
        for (const QByteArray &secret : secrets)
            QVERIFY2(!all.contains(secret), secret.constData());
        if (format == ExportFormat::AttendanceCsv)
            QVERIFY(!all.contains("Ada"));
        else
            QVERIFY(all.contains("hello, ")); // what was said stays
        // The author that was asked for is not told either.
        request.author = u"Herrhost"_s;
        QVERIFY(!exported(request).contains("Herrhost"));
    }

    void anonymisedAPersonIsTheSameThroughout()
    {
        ExportRequest request = inFormat(ExportFormat::Text, true);
        request.anonymise = true;
        const QString text = QString::fromUtf8(exported(request));
        QVERIFY2(text.contains(u"* Person 1 came in"_s) && text.contains(u"Person 1: hello"_s) && text.contains(u"* Person 1 took another name"_s)
                     && text.contains(u"* Person 1 lost the connection"_s),
                 qPrintable(text));
        QVERIFY2(text.contains(u"* Person 3 asked Person 2 to leave, with a cooling-off of 3592 second(s)\n"_s), qPrintable(text));
        QVERIFY2(text.contains(u"  Person 3: for two of you"_s), qPrintable(text)); // first named as the one who asked
        QVERIFY2(text.contains(u"* The host let Person 4 in in spite of the cooling-off of Person 2\n"_s), qPrintable(text));
    }

    void filters()
    {
        const QString folder = fresh();
        HistoryBatch batch;
        for (quint64 day = 0; day < 5; ++day) {
            batch.events.append({day * 2 + 1, ten() + static_cast<qint64>(day) * dayMs, {}, Said{ada, u"Ada"_s, Role::Guest, u"a%1"_s.arg(day), {}}});
            batch.events.append({day * 2 + 2, ten() + static_cast<qint64>(day) * dayMs + 1, {}, Said{mallory, u"Bob"_s, Role::Guest, u"b%1"_s.arg(day), {}}});
        }
        batch.events.append({99, ten() + dayMs, {}, Said{ada, u"Ada"_s, Role::Guest, u"set back"_s, {}}}); // the clock was
        QVERIFY(writeHistory(folder, batch));
        const auto texts = [&](const ExportRequest &request) {
            QBuffer out;
            out.open(QIODevice::WriteOnly);
            if (!historyexport::write(folder, request, ten(), out, u"x"_s))
                return QStringList{u"failed"_s};
            QStringList found;
            const QList<QByteArray> lines = out.data().split('\n');
            for (const QByteArray &line : lines) {
                if (const qsizetype at = line.indexOf(": "); at > 0)
                    found.append(QString::fromUtf8(line.mid(at + 2)));
            }
            return found;
        };
        ExportRequest request = inFormat(ExportFormat::Text);
        request.fromMs = moments::parse(u"2026-11-26"_s, moments::Edge::Begin);
        request.toMs = moments::parse(u"2026-11-27"_s, moments::Edge::End);
        QCOMPARE(texts(request), QStringList({u"a1"_s, u"b1"_s, u"a2"_s, u"b2"_s, u"set back"_s}));
        request.author = u" ＡＤＡ"_s;
        QCOMPARE(texts(request), QStringList({u"a1"_s, u"a2"_s, u"set back"_s}));
        request.toMs = moments::parse(u"2026-11-26 10:00:00"_s, moments::Edge::End);
        QCOMPARE(texts(request), QStringList());
        request.format = ExportFormat::Html;
        QBuffer out;
        out.open(QIODevice::WriteOnly);
        QVERIFY(historyexport::write(folder, request, ten(), out, u"x"_s));
        QVERIFY(out.data().contains("Nothing happened in this time."));
    }

    void moments_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("day") << u"2026-11-25"_s << true;
        QTest::newRow("minute") << u"2026-11-25T10:30"_s << true;
        QTest::newRow("minute with a space") << u"2026-11-25 10:30"_s << true;
        QTest::newRow("in London") << u"2026-11-25T10:30:00Z"_s << true;
        QTest::newRow("no such day") << u"2026-02-30"_s << false;
        QTest::newRow("another order") << u"25.11.2026"_s << false;
        QTest::newRow("word") << u"yesterday"_s << false;
        QTest::newRow("nothing") << u""_s << false;
        QTest::newRow("no such hour") << u"2026-11-25T25:00"_s << false;
    }

    void moments()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, isOne);
        QCOMPARE(moments::parse(text, moments::Edge::Begin).has_value(), isOne);
        QCOMPARE(moments::parse(u"2026-11-25T10:30:00+02:00"_s, moments::Edge::End), 1795595400000);
    }

    void anonymisedComesBackToo()
    {
        ExportRequest request = inFormat(ExportFormat::JsonLines);
        request.anonymise = true;
        const QString file = written(exported(request).replace("\\u000d", "")); // which the room lets nobody say
        const auto read = historyimport::read(file, fresh());
        QVERIFY2(read.hasValue(), qPrintable(read ? QString() : read.error().sentence));
    }

    // ---- Files

    void writesOverNothing()
    {
        const QString file = written("precious");
        const ExportRequest request = inFormat(ExportFormat::Text);
        const auto refused = historyexport::writeFile(m_folder, request, ten(), file, Overwrite::No);
        QVERIFY(!refused && refused.error().kind == ExportFailure::Kind::Exists);
        QFile content(file);
        QVERIFY(content.open(QIODevice::ReadOnly));
        QCOMPARE(content.readAll(), QByteArray("precious"));
        QVERIFY(historyexport::writeFile(m_folder, request, ten(), file, Overwrite::Yes));
        QFile replaced(file);
        QVERIFY(replaced.open(QIODevice::ReadOnly) && replaced.readAll() == exported(request));
    }

    void whatIsNoFileIsRefused()
    {
        const ExportRequest request = inFormat(ExportFormat::Text);
        const auto kindOf = [&](const QString &target) {
            const auto done = historyexport::writeFile(m_folder, request, ten(), target, Overwrite::Yes);
            return done ? ExportFailure::Kind::Cancelled : done.error().kind;
        };
        using Kind = ExportFailure::Kind;
        QCOMPARE(kindOf(m_dir.path()), Kind::NotAFile);
        QCOMPARE(kindOf(u"/dev/null"_s), Kind::NotAFile);
        QCOMPARE(kindOf(m_folder + u"/history.db"_s), Kind::NotAFile);
        QCOMPARE(kindOf(m_folder + u"/../1/history.db-wal"_s), Kind::NotAFile);
        QCOMPARE(kindOf(m_folder + u"/token.key"_s), Kind::NotAFile);
        const QString link = fresh();
        QVERIFY(QFile::link(m_folder + u"/history.db"_s, link));
        QCOMPARE(kindOf(link), Kind::NotAFile);
        QCOMPARE(kindOf(m_dir.filePath(u"no/such/folder"_s)), Kind::Unwritable);
        QVERIFY(!exported(request).isEmpty());
    }

    void nobodyElseMayReadIt()
    {
        constexpr auto ownersAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
        constexpr auto everybody = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        const QString there = written("for all to see");
        QVERIFY(QFile::setPermissions(there, ownersAlone | everybody));
        for (const QString &file : {fresh(), there}) {
            QVERIFY(historyexport::writeFile(m_folder, inFormat(ExportFormat::JsonLines), ten(), file, Overwrite::Yes));
            QCOMPARE(QFile::permissions(file) & (ownersAlone | everybody), ownersAlone);
        }
    }

    void nobodyOfThatName_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::addColumn<QString>("names");
        QTest::newRow("html") << ExportFormat::Html << u" Those who are: %1, Ada, Herrhost."_s.arg(hostileName);
        QTest::newRow("attendance") << ExportFormat::AttendanceCsv << u" Those who are: %1, Augusta, Herrhost."_s.arg(hostileName);
    }

    void nobodyOfThatName()
    {
        QFETCH(const ExportFormat, format);
        QFETCH(const QString, names);
        ExportRequest request = inFormat(format);
        request.author = u"Nobody"_s;
        const QString file = fresh();
        const auto done = historyexport::writeFile(m_folder, request, ten(), file, Overwrite::No);
        QVERIFY(!done && done.error().kind == ExportFailure::Kind::Nobody);
        QCOMPARE(done.error().sentence, u"Nobody called “Nobody” is in this history."_s + names);
        QVERIFY(!QFileInfo::exists(file));
        request.anonymise = true;
        QCOMPARE(QString::fromUtf8(exported(request)), u"Nobody called “Nobody” is in this history."_s);
    }

    void aDamagedHistory_data()
    {
        QTest::addColumn<bool>("isGarbage");
        QTest::newRow("garbage") << true;
        QTest::newRow("a wound") << false;
    }

    void aDamagedHistory()
    {
        QFETCH(const bool, isGarbage);
        const QString folder = fresh();
        HistoryBatch batch;
        for (quint64 seq = 1; seq <= 5000; ++seq)
            batch.events.append({seq, ten(), {}, Said{ada, u"Ada"_s, Role::Guest, u"x"_s.repeated(100), {}}});
        QVERIFY(writeHistory(folder, batch));
        QFile file(folder + u"/history.db"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        constexpr qint64 headBytes = 4096;
        QVERIFY(file.seek(isGarbage ? 0 : headBytes));
        file.write(QByteArray(static_cast<qsizetype>(file.size() - file.pos()), '\x5a'));
        file.close();
        for (const ExportFormat format : {ExportFormat::Text, ExportFormat::AttendanceCsv}) {
            const auto done = historyexport::writeFile(folder, inFormat(format), ten(), fresh(), Overwrite::No);
            QVERIFY(!done);
            QVERIFY2(done.error().sentence.endsWith(u"is damaged, or no history. Start Foyer with that folder: it recovers what can still be read."_s),
                     qPrintable(done.error().sentence));
        }
    }

    void noHistory()
    {
        const QString folder = fresh();
        const auto done = historyexport::writeFile(folder, inFormat(ExportFormat::Csv), ten(), fresh(), Overwrite::No);
        QVERIFY(!done && done.error().kind == ExportFailure::Kind::NoHistory);
        QVERIFY(!QFileInfo::exists(folder));
    }

    void cancelledThereIsNoFile_data()
    {
        QTest::addColumn<int>("looks");
        QTest::newRow("at once") << 0;
        QTest::newRow("in the middle") << 2;
        QTest::newRow("at the end") << 5;
    }

    void cancelledThereIsNoFile()
    {
        QFETCH(const int, looks);
        const QString folder = fresh();
        HistoryBatch batch;
        for (quint64 seq = 1; seq <= 5000; ++seq)
            batch.events.append({seq, ten(), {}, Said{ada, u"Ada"_s, Role::Guest, u"x"_s, {}}});
        QVERIFY(writeHistory(folder, batch));
        const QString target = fresh();
        QVERIFY(QDir().mkpath(target));
        int left = looks;
        qint64 lastDone = -1;
        const auto done = historyexport::writeFile(folder, inFormat(ExportFormat::Text), ten(), target + u"/out"_s, Overwrite::No,
                                                   [&](qint64 soFar, qint64 inAll) {
                                                       lastDone = soFar;
                                                       return soFar <= inAll && left-- > 0;
                                                   });
        QVERIFY(!done && done.error().kind == ExportFailure::Kind::Cancelled);
        QVERIFY(lastDone >= 0);
        QVERIFY(QDir(target).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Export)
#include "tst_export.moc"
