// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/historyexport.h"
#include "server/storage/export/historyimport.h"
#include "tests/support/chance.h"
#include "tests/support/writtenhistory.h"

#include <QDir>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;
using historyexport::Overwrite;

namespace {

constexpr qint64 nowMs = 1'790'000'000'000;
const QByteArray header = "{\"format\":\"foyer-history\",\"version\":1,\"whole\":true,\"anonymised\":false}\n";

ExportRequest everything()
{
    ExportRequest request;
    request.format = ExportFormat::JsonLines;
    return request;
}

} // namespace

/// A history that was handed out is taken in again, whole or not at all.
class tst_Import final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    int m_count = 0;

    QString fresh() { return m_dir.filePath(QString::number(++m_count)); }
    QString written(const QByteArray &content)
    {
        const QString name = fresh();
        QFile file(name);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? name : QString();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    void comesBackTheSame()
    {
        Luck luck;
        const QStringList words{u"Ada"_s, u"小明"_s, u"\U0001F600"_s, u"a\tb\nc"_s, u"\ufeffx"_s, u"\u202eabc"_s, u"\"\\/"_s, u"</script>"_s, u"=1"_s, u"\ue000"_s,
                                u"\U000F0000"_s, u"e\u0301"_s};
        const auto text = [&]() -> QString { return words.at(luck.upTo(static_cast<int>(words.size()))) + words.at(luck.upTo(static_cast<int>(words.size()))); };
        const auto name = [&] { return text().remove(u'\n').remove(u'\t'); };
        const auto user = [&] { return UserId{static_cast<quint64>(luck.upTo(20) + 1)}; };
        const auto number = [&] { return static_cast<quint32>(luck.upTo(1000)); };
        const auto body = [&]() -> EventBody {
            switch (luck.upTo(8)) {
            case 0:
                return Joined{{user(), name(), Role(luck.upTo(2)), ConnectionKind(luck.upTo(3)), nowMs + number(), false, luck.oneIn(3) ? QString() : u"::1"_s, 0}, number()};
            case 1:
                return Left{user(), name(), LeaveReason(luck.upTo(3)), number()};
            case 2:
                return Renamed{user(), name(), name()};
            case 3:
                return RoomRenamed{name()};
            case 4:
                return Kicked{user(), luck.oneIn(4) ? QString() : name(), {CoolingId{number()}, name(), u"10.0.0.1"_s, luck.oneIn(3) ? QString() : text(), luck.oneIn(3) ? 0 : nowMs, {}}};
            case 5:
                return luck.oneIn(2) ? KeepingChanged{{Keeping::Mode::Days, luck.upTo(Keeping::mostDays) + 1}, name()}
                                     : KeepingChanged{{luck.oneIn(2) ? Keeping::Mode::Nothing : Keeping::Mode::UntilClosed, 0}, {}};
            case 6:
                return LetIn{CoolingId{number() + 1}, luck.oneIn(2) ? QString() : name()};
            default:
                return Said{user(), name(), Role(luck.upTo(2)), text(), luck.oneIn(3) ? QString() : QString::number(luck.upTo(1 << 30))};
            }
        };
        const int rounds = testRounds(20);
        for (int round = 0; round < rounds; ++round) {
            HistoryBatch batch;
            batch.epoch = StoredEpoch{u"%1"_s.arg(round), 1, nowMs};
            quint64 seq = 0;
            for (int i = luck.upTo(200); i >= 0; --i) {
                seq += static_cast<quint64>(luck.upTo(3)) + 1;
                const Audience audience = luck.oneIn(3)   ? Audience::only({user(), user()})
                                          : luck.oneIn(3) ? Audience::atLeast(Role::Operator)
                                                          : Audience::everyone();
                batch.events.append({seq, nowMs + luck.upTo(100'000'000), audience, body()});
                if (luck.oneIn(10))
                    batch.devices.append({user(), QByteArray::number(luck.upTo(1 << 30)), nowMs});
            }
            batch.reservedSeq = seq + number();
            const QString folder = fresh();
            QVERIFY(writeHistory(folder, batch));
            const QString first = fresh();
            const QString second = fresh();
            const ExportRequest request = everything();
            QVERIFY(historyexport::writeFile(folder, request, nowMs, first, Overwrite::No));
            const QString other = fresh();
            const auto read = historyimport::read(first, other);
            QVERIFY2(read.hasValue(), qPrintable(read ? QString() : read.error().sentence + u" seed %1"_s.arg(luck.seed())));
            QCOMPARE(read->events, batch.events.size());
            QVERIFY(historyexport::writeFile(other, request, nowMs, second, Overwrite::No));
            QFile before(first);
            QFile after(second);
            QVERIFY(before.open(QIODevice::ReadOnly) && after.open(QIODevice::ReadOnly));
            QCOMPARE(after.readAll(), before.readAll());
        }
    }

    void garbageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("reason");
        const QByteArray end = "{\"type\":\"end\",\"events\":1}\n";
        const QByteArray said = "{\"type\":\"said\",\"seq\":5,\"at\":1,\"audience\":\"everyone\",\"user\":3,\"name\":\"Ada\",\"role\":\"guest\",\"text\":\"hi\",\"id\":\"x\"}\n";
        const auto spoilt = [&](const QByteArray &what, const QByteArray &with) -> QByteArray { return header + QByteArray(said).replace(what, with) + end; };
        const QString badField = u"“%1” is missing"_s;
        QTest::newRow("empty") << QByteArray() << 1 << u"ends too early"_s;
        QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n") << 1 << u"not one JSON object"_s;
        QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n") << 1 << u"no type"_s;
        QTest::newRow("another format") << QByteArray("{\"format\":\"x\",\"version\":1}\n") << 1 << u"not a history"_s;
        QTest::newRow("a later version") << QByteArray(header).replace("\"version\":1", "\"version\":2") << 1 << u"later version"_s;
        QTest::newRow("no header") << QByteArray(said + end) << 1 << u"not a history"_s;
        QTest::newRow("two headers") << QByteArray(header + header + end) << 2 << u"second header"_s;
        QTest::newRow("no end") << QByteArray(header + said) << 3 << u"ends too early"_s;
        QTest::newRow("wrong count") << QByteArray(header + said + QByteArray(end).replace(":1}", ":2}")) << 3 << u"2 events"_s;
        QTest::newRow("after the end") << QByteArray(header + said + end + said) << 4 << u"after the end"_s;
        QTest::newRow("cut off") << QByteArray(header + said).chopped(9) << 2 << u"middle"_s;
        QTest::newRow("an empty line") << QByteArray(header + "\n" + said + end) << 2 << u"not one JSON object"_s;
        QTest::newRow("an array") << QByteArray(header + "[]\n") << 2 << u"not one JSON object"_s;
        QTest::newRow("no UTF-8") << spoilt("hi", "\xff\xfe") << 2 << u"not one JSON object"_s;
        QTest::newRow("unknown type") << spoilt("\"said\"", "\"sung\"") << 2 << u"“sung”"_s;
        QTest::newRow("unknown field") << spoilt("\"id\"", "\"di\"") << 2 << badField.arg(u"di"_s);
        QTest::newRow("text is a number") << spoilt("\"hi\"", "7") << 2 << badField.arg(u"text"_s);
        QTest::newRow("no text") << spoilt("\"text\":\"hi\",", "") << 2 << badField.arg(u"text"_s);
        QTest::newRow("empty text") << spoilt("hi", "") << 2 << badField.arg(u"text"_s);
        QTest::newRow("NUL in a text") << spoilt("hi", "\\u0000") << 2 << badField.arg(u"text"_s);
        QTest::newRow("half a character") << spoilt("hi", "\\ud800") << 2 << badField.arg(u"text"_s);
        QTest::newRow("line break in a name") << spoilt("Ada", "A\\nda") << 2 << badField.arg(u"name"_s);
        QTest::newRow("empty name") << spoilt("Ada", "") << 2 << badField.arg(u"name"_s);
        QTest::newRow("seq 0") << spoilt("\"seq\":5", "\"seq\":0") << 2 << badField.arg(u"seq"_s);
        QTest::newRow("seq negative") << spoilt("\"seq\":5", "\"seq\":-5") << 2 << badField.arg(u"seq"_s);
        QTest::newRow("seq with a fraction") << spoilt("\"seq\":5", "\"seq\":5.5") << 2 << badField.arg(u"seq"_s);
        QTest::newRow("seq beyond all") << spoilt("\"seq\":5", "\"seq\":1e300") << 2 << badField.arg(u"seq"_s);
        QTest::newRow("seq does not rise") << QByteArray(header + said + said + end) << 3 << u"“seq” does not rise"_s;
        QTest::newRow("id twice") << QByteArray(header + said + QByteArray(said).replace("\"seq\":5", "\"seq\":6") + end) << 3 << u"there already"_s;
        QTest::newRow("unknown role") << spoilt("guest", "king") << 2 << badField.arg(u"role"_s);
        QTest::newRow("unknown audience") << spoilt("\"everyone\"", "\"some\"") << 2 << badField.arg(u"audience"_s);
        QTest::newRow("an audience of nobody known") << spoilt("\"everyone\"", "{\"only\":[1,\"x\"]}") << 2 << badField.arg(u"audience"_s);
        QTest::newRow("user 0") << spoilt("\"user\":3", "\"user\":0") << 2 << badField.arg(u"user"_s);
        QTest::newRow("fact of ours") << QByteArray(header + "{\"type\":\"fact\",\"name\":\"indexed_seq\",\"value\":1}\n") << 2 << badField.arg(u"name"_s);
        QTest::newRow("fact that nobody knows") << QByteArray(header + "{\"type\":\"fact\",\"name\":\"a\",\"value\":1}\n") << 2 << badField.arg(u"name"_s);
        QTest::newRow("field without a name") << spoilt("\"id\"", "\"\"") << 2 << badField.arg(QString());
        QTest::newRow("visit that ends somehow") << QByteArray(header + "{\"type\":\"visit\",\"user\":1,\"name\":\"A\",\"with\":\"app\",\"from\":1,\"to\":2,\"how\":\"x\"}\n") << 2
                                                 << badField.arg(u"how"_s);
        QTest::newRow("device that is no hash") << QByteArray(header + "{\"type\":\"user\",\"user\":1,\"device\":\"xyz\",\"at\":1}\n") << 2 << badField.arg(u"device"_s);
        const QByteArray epoch = "{\"type\":\"epoch\",\"name\":\"e\",\"first_seq\":1,\"at\":1}\n";
        QTest::newRow("a life twice") << QByteArray(header + epoch + epoch) << 3 << u"there already"_s;
        QTest::newRow("very long") << QByteArray(header + "{\"a\":\"" + QByteArray(2 * 1024 * 1024, 'x') + "\"}\n") << 2 << u"too long"_s;
        QTest::newRow("very deep") << QByteArray(header + QByteArray(100'000, '[') + "\n") << 2 << u"not one JSON object"_s;
    }

    void garbageIsRefused()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const int, line);
        QFETCH(const QString, reason);
        const QString file = written(content);
        const QString folder = fresh();
        const auto intoNone = historyimport::read(file, folder);
        QVERIFY(!intoNone);
        QCOMPARE(intoNone.error().kind, ExportFailure::Kind::Garbled);
        QCOMPARE(intoNone.error().line, line);
        QVERIFY2(intoNone.error().sentence.contains(reason), qPrintable(intoNone.error().sentence));
        QVERIFY(intoNone.error().sentence.startsWith(u"Line %1 of "_s.arg(line)));
        QVERIFY(!QFileInfo::exists(folder));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(!historyimport::read(file, folder));
        QVERIFY2(QDir(folder).isEmpty(), qPrintable(QDir(folder).entryList().join(u' ')));
    }

    void onlyIntoAnEmptyFolder()
    {
        const QString file = written(header + "{\"type\":\"room\",\"seq\":1,\"at\":1,\"audience\":\"everyone\",\"name\":\"x\"}\n{\"type\":\"end\",\"events\":1}\n");
        const QString folder = fresh();
        QVERIFY(QDir().mkpath(folder));
        {
            QLockFile lock(folder + u"/history.db.lock"_s);
            QVERIFY(lock.tryLock());
            const auto locked = historyimport::read(file, folder);
            QVERIFY(!locked && locked.error().kind == ExportFailure::Kind::InUse);
        }
        QVERIFY(historyimport::read(file, folder));
        const auto twice = historyimport::read(file, folder);
        QVERIFY(!twice && twice.error().kind == ExportFailure::Kind::NotEmpty);
    }

    /// Once they were handed out, too.
    void whatIsSaidOfTheOldFileIsNotTakenOver()
    {
        const QByteArray lasting = "{\"type\":\"fact\",\"name\":\"next_seq\",\"value\":7}\n";
        const QByteArray end = "{\"type\":\"end\",\"events\":0}\n";
        const auto fact = [](const QByteArray &name) -> QByteArray { return "{\"type\":\"fact\",\"name\":\"" + name + "\",\"value\":1}\n"; };
        const QString folder = fresh();
        QVERIFY(historyimport::read(written(header + fact("indexed_as") + lasting + fact("residue") + fact("unswept") + end), folder));
        const QString out = fresh();
        QVERIFY(historyexport::writeFile(folder, everything(), nowMs, out, Overwrite::No));
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), header + lasting + end);
    }

    void aCancelledImportLeavesNothing()
    {
        QByteArray content = header;
        for (int i = 1; i < 3000; ++i)
            content += "{\"type\":\"room\",\"seq\":" + QByteArray::number(i) + ",\"at\":1,\"audience\":\"everyone\",\"name\":\"x\"}\n";
        const QString folder = fresh();
        const auto done = historyimport::read(written(content), folder, [](qint64 soFar, qint64 inAll) { return soFar == 0 && inAll > 0; });
        QVERIFY(!done && done.error().kind == ExportFailure::Kind::Cancelled);
        QVERIFY(!QFileInfo::exists(folder));
    }
};

QTEST_GUILESS_MAIN(tst_Import)
#include "tst_import.moc"
