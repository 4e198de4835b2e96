// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/protocol/decode.h"
#include "server/protocol/encode.h"
#include "server/protocol/wirewords.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(u"" FOYER_SOURCE_DIR "/"_s + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject jsonObject(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// The names of the golden messages of a folder, without ".json".
QStringList goldenNames(const QString &folder)
{
    QStringList names;
    const QStringList files =
        QDir(u"" FOYER_SOURCE_DIR "/tests/golden/"_s + folder).entryList({u"*.json"_s}, QDir::Files);
    for (const QString &file : files)
        names.append(file.chopped(5));
    return names;
}

void addGoldenRows(const QString &folder)
{
    QTest::addColumn<QByteArray>("json");
    const QStringList names = goldenNames(folder);
    QVERIFY2(names.size() > 5, "the golden messages are not where they were");
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << contentOf(u"tests/golden/"_s + folder + u'/' + name + u".json"_s);
}

/// The examples of protocol.md: what stands behind "```json" and the message below it.
QMap<QString, QByteArray> examples()
{
    static const QRegularExpression fence(u"^```json (.+)\\n([^`]*)\\n```$"_s, QRegularExpression::MultilineOption);
    QMap<QString, QByteArray> found;
    auto matches = fence.globalMatch(QString::fromUtf8(contentOf(u"server/protocol/protocol.md"_s)));
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        found.insert(match.captured(1), match.captured(2).toUtf8());
    }
    return found;
}

} // namespace

/// The golden messages, which the page's tests read as well: C++, TypeScript and protocol.md speak of the same thing.
class tst_Golden final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverMessage_data() { addGoldenRows(u"server"_s); }
    void serverMessage();
    void command_data() { addGoldenRows(u"client"_s); }
    void command();
    void refusedCommand_data();
    void refusedCommand();
    void everyServerMessageIsShown();
    void everyCommandIsShown();
    void everyCommandHasItsGolden();
    void examplesAreTheGoldenOnes_data();
    void examplesAreTheGoldenOnes();
    void everyRefusalIsExplained();
    void everyGoldenRefusalIsKnown();
};

void tst_Golden::serverMessage()
{
    QFETCH(const QByteArray, json);
    const Result<ServerMessage, QString> message = decodeServerMessage(json);
    QVERIFY2(message, message ? "" : qPrintable(message.error()));
    QCOMPARE(jsonObject(encodeServerMessage(*message)), jsonObject(json));
}

void tst_Golden::command()
{
    QFETCH(const QByteArray, json);
    const Result<Command, Undecodable> command = decodeCommand(json, Limits{});
    QVERIFY2(command, command ? "" : qPrintable(command.error().refusal.field));
    QCOMPARE(jsonObject(encodeCommand(*command)), jsonObject(json));
}

void tst_Golden::refusedCommand_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("field");
    for (const QString &name : goldenNames(u"refused"_s)) {
        const QJsonObject golden = jsonObject(contentOf(u"tests/golden/refused/"_s + name + u".json"_s));
        QVERIFY2(golden.contains("send"_L1), qPrintable(name));
        QTest::newRow(qPrintable(name)) << golden["send"_L1].toString().toUtf8() << golden["code"_L1].toString()
                                        << golden["field"_L1].toString();
    }
}

void tst_Golden::refusedCommand()
{
    QFETCH(const QByteArray, sent);
    QFETCH(const QString, code);
    QFETCH(const QString, field);
    const Result<Command, Undecodable> command = decodeCommand(sent, Limits{});
    QVERIFY(!command);
    QCOMPARE(QString(refusalWord(command.error().refusal.code)), code);
    QCOMPARE(command.error().refusal.field, field);
}

void tst_Golden::everyServerMessageIsShown()
{
    QStringList shown;
    const QStringList names = examples().keys();
    std::copy_if(names.begin(), names.end(), std::back_inserter(shown),
                 [](const QString &name) { return !name.startsWith("client "_L1); });
    QStringList golden = goldenNames(u"server"_s);
    golden.sort();
    QCOMPARE(shown, golden);
}

void tst_Golden::everyCommandIsShown()
{
    QStringList shown;
    const QStringList names = examples().keys();
    for (const QString &name : names) {
        if (name.startsWith("client "_L1))
            shown.append(name.mid(7));
    }
    QStringList golden = goldenNames(u"client"_s);
    golden.sort();
    QCOMPARE(shown, golden);
}

void tst_Golden::everyCommandHasItsGolden()
{
    QSet<QString> commands;
    for (const QLatin1String word : wire::commands)
        commands.insert(word);
    const QStringList golden = goldenNames(u"client"_s);
    QCOMPARE(QSet<QString>(golden.begin(), golden.end()), commands);
}

void tst_Golden::examplesAreTheGoldenOnes_data()
{
    QTest::addColumn<QByteArray>("example");
    QTest::addColumn<QByteArray>("golden");
    const QMap<QString, QByteArray> all = examples();
    QVERIFY(!all.isEmpty());
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QString path =
            it.key().startsWith("client "_L1) ? u"client/"_s + it.key().mid(7) : u"server/"_s + it.key();
        QTest::newRow(qPrintable(it.key())) << *it << contentOf(u"tests/golden/"_s + path + u".json"_s);
    }
}

void tst_Golden::examplesAreTheGoldenOnes()
{
    QFETCH(const QByteArray, example);
    QFETCH(const QByteArray, golden);
    QVERIFY(!jsonObject(example).isEmpty());
    QCOMPARE(jsonObject(example), jsonObject(golden));
}

void tst_Golden::everyRefusalIsExplained()
{
    // The table whose rows begin with codes in backticks; one row may explain several.
    static const QRegularExpression table(u"\\| code \\| meaning \\|\\n\\|---\\|---\\|\\n((?:\\|.*\\n)+)"_s);
    static const QRegularExpression word(u"`([a-z-]+)`"_s);
    const QString page = QString::fromUtf8(contentOf(u"server/protocol/protocol.md"_s));
    const QStringList rows = table.match(page).captured(1).split(u'\n', Qt::SkipEmptyParts);
    QSet<QString> explained;
    for (const QString &row : rows) {
        auto words = word.globalMatch(row.section(u'|', 1, 1));
        while (words.hasNext())
            explained.insert(words.next().captured(1));
    }
    QSet<QString> codes;
    for (const auto &[code, text] : wire::refusals.rows)
        codes.insert(text);
    QCOMPARE(static_cast<size_t>(codes.size()), wire::refusals.rows.size());
    QCOMPARE(explained, codes);
}

void tst_Golden::everyGoldenRefusalIsKnown()
{
    for (const QString &name : goldenNames(u"server"_s)) {
        const QJsonObject golden = jsonObject(contentOf(u"tests/golden/server/"_s + name + u".json"_s));
        if (golden["type"_L1] == "refused"_L1)
            QVERIFY2(wire::refusals.value(golden["code"_L1].toString()), qPrintable(name));
    }
}

QTEST_APPLESS_MAIN(tst_Golden)
#include "tst_golden.moc"
