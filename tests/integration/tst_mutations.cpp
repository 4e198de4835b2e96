// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/messagetext.h"
#include "tests/integration/mutationscene.h"
#include "tests/support/chance.h"
#include "tests/support/jsonmutator.h"
#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace foyer;
using namespace Qt::StringLiterals;
using Standing = MutationScene::Standing;

namespace {

/// The golden commands, by the name of their file.
QMap<QString, QByteArray> goldenCommands()
{
    QMap<QString, QByteArray> commands;
    const QDir folder(QStringLiteral(FOYER_SOURCE_DIR "/tests/golden/client"));
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            commands.insert(name.chopped(5), file.readAll());
    }
    return commands;
}

QByteArray report(quint32 seed, int round, const QByteArray &sent, const QString &wrong)
{
    return "FOYER_TEST_SEED=" + QByteArray::number(seed) + ", round " + QByteArray::number(round) + ": "
           + wrong.toUtf8() + "\nsent (" + QByteArray::number(sent.size()) + " bytes): " + sent.left(2000);
}

} // namespace

Q_DECLARE_METATYPE(foyer::MutationScene::Standing)

/// Commands, spoilt at random, at a running room: whoever sends one gets the one answer that protocol.md has for it,
/// and nobody else hears of it.
class tst_Mutations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void command_data()
    {
        QTest::addColumn<QByteArray>("golden");
        QTest::addColumn<Standing>("standing");
        const QMap<QString, QByteArray> commands = goldenCommands();
        QCOMPARE(commands.size(), 13);
        for (auto it = commands.begin(); it != commands.end(); ++it) {
            QTest::addRow("%s, from outside", qPrintable(it.key())) << *it << Standing::Outside;
            QTest::addRow("%s, by a guest", qPrintable(it.key())) << *it << Standing::Guest;
            QTest::addRow("%s, by the host", qPrintable(it.key())) << *it << Standing::Operator;
        }
    }

    void command()
    {
        QFETCH(const QByteArray, golden);
        QFETCH(const Standing, standing);
        const quint32 seed = testSeed(20260701);
        const int rounds = testRounds(200);
        // Each row goes a way of its own.
        JsonMutator mutator(seed + qChecksum(QByteArrayView(QTest::currentDataTag())));
        MutationScene scene(standing);
        QString wrong = scene.begin();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        for (int round = 0; round < rounds; ++round) {
            const QByteArray sent = mutator.mutate(scene.right(golden, u"m%1"_s.arg(round)));
            wrong = scene.endure(sent);
            QVERIFY2(wrong.isEmpty(), report(seed, round, sent, wrong).constData());
        }
        wrong = scene.goesOn();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        QVERIFY2(scene.refusals() > rounds / 4, "what was sent was hardly ever wrong");
        QVERIFY2(scene.refusals() + scene.takings() == rounds, "something was passed over");
    }

    /// On a plain-text path the same bytes are a text like any other.
    void plainText()
    {
        const quint32 seed = testSeed(20260702);
        JsonMutator mutator(seed);
        const QList<QByteArray> commands = goldenCommands().values();
        const Limits limits;
        TestRoom room;
        QVERIFY(room.open());
        RoomGuest bea(room);
        QVERIFY(bea.comes(u"Bea"_s));
        auto tom = std::make_unique<TextGuest>(room, "/ws/Tom");
        QVERIFY(tom->comes());
        int said = 0;
        const int rounds = testRounds(500);
        for (int round = 0; round < rounds; ++round) {
            const QByteArray sent = mutator.mutate(commands[round % commands.size()]);
            const auto words = [&](const char *wrong) { return report(seed, round, sent, QString::fromUtf8(wrong)); };
            QVERIFY2(bea.isUpToDate(), words("before it").constData());
            bea.forget();
            tom->forget();
            tom->say(QString::fromUtf8(sent));
            if (sent.size() > limits.frameBytes) {
                QVERIFY2(tom->isClosed() && tom->closeCode() == 1009, words("not closed").constData());
                QVERIFY2(tom->lines().isEmpty() && comesTrue([&bea] { return !bea.events<Left>().isEmpty(); }),
                         words("a line, or nobody left").constData());
                QVERIFY(bea.events<Said>().isEmpty());
                tom = std::make_unique<TextGuest>(room, "/ws/Tom");
                QVERIFY(tom->comes());
                continue;
            }
            const QString end = u"that was %1"_s.arg(round);
            tom->say(end);
            QVERIFY2(tom->hears(u"Tom: "_s + end), words("not heard").constData());
            QVERIFY(bea.isUpToDate());
            QVERIFY(bea.undecoded().isEmpty());
            const Result<QString, Refusal> text = messagetext::clean(QString::fromUtf8(sent), limits);
            QVERIFY2(bea.heard() == (text ? QStringList{*text, end} : QStringList{end}),
                     words("the others heard something else").constData());
            const QString line = text ? QString(u"Tom: "_s + *text).replace(u"\n"_s, u"\n    "_s) : QString();
            QVERIFY2(tom->lines().size() == 2
                         && (text ? tom->lines().constFirst() == line : tom->lines().constFirst().startsWith(u"! "_s)),
                     words("not the line for it").constData());
            said += text ? 1 : 0;
        }
        QVERIFY(said > rounds / 4 && said < rounds);
    }
};

QTEST_GUILESS_MAIN(tst_Mutations)
#include "tst_mutations.moc"
