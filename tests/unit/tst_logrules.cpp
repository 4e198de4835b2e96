// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logrules.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

class tst_LogRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void taken_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("text");
        QTest::newRow("as Qt writes them") << u"foyer.net.debug=true;foyer.room.info=false"_s << u"foyer.net.debug=true\nfoyer.room.info=false"_s;
        QTest::newRow("a category alone") << u"foyer.net"_s << u"foyer.net=true"_s;
        QTest::newRow("a level alone") << u"foyer.net.info"_s << u"foyer.net.info=true"_s;
        QTest::newRow("everything") << u"all"_s << u"foyer.*=true"_s;
        QTest::newRow("a star with a level") << u"foyer.*.debug=true"_s << u"foyer.*.debug=true"_s;
        QTest::newRow("a star in front") << u"*.storage=true"_s << u"*.storage=true"_s;
        QTest::newRow("spaces and empty parts") << u" ;foyer.room = true; "_s << u"foyer.room=true"_s;
        QTest::newRow("Qt's own") << u"qt.network.ssl.warning=false"_s << u"qt.network.ssl.warning=false"_s;
    }

    void taken()
    {
        QFETCH(QString, rules);
        QFETCH(QString, text);
        const auto parsed = logrules::parse(rules);
        QVERIFY2(parsed.hasValue(), parsed ? "" : qPrintable(parsed.error().sentence));
        QCOMPARE(*parsed, text);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("named"); ///< what the sentence names
        QTest::newRow("nothing") << QString() << u"--log"_s;
        QTest::newRow("only separators") << u";;"_s << u"--log"_s;
        QTest::newRow("neither true nor false") << u"foyer.net=yes"_s << u"foyer.net=yes"_s;
        QTest::newRow("a mistyped category") << u"foyer.nte.debug=true"_s << u"foyer.nte"_s;
        QTest::newRow("a star that fits nothing") << u"foyer.x*"_s << u"foyer.x*"_s;
        QTest::newRow("a star in the middle") << u"foyer.*.net=true"_s << u"foyer.*.net=true"_s;
        QTest::newRow("a level alone") << u"debug=true"_s << u"debug"_s;
        QTest::newRow("one of several") << u"foyer.net;nonsense"_s << u"nonsense"_s;
        QTest::newRow("a line break") << u"foyer.net=true\nfoyer.room=true"_s << u"foyer.net=true"_s;
    }

    void refused()
    {
        QFETCH(QString, rules);
        QFETCH(QString, named);
        const auto parsed = logrules::parse(rules);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().sentence.contains(named), qPrintable(parsed.error().sentence));
    }

    void everyCategoryOfTheSourcesIsKnown()
    {
        static const QRegularExpression declared(u"Q_LOGGING_CATEGORY\\(\\w+,\\s*\"([^\"]+)\"(,\\s*QtWarningMsg)?"_s);
        QStringList found;
        for (const QString &folder : {u"app"_s, u"ui"_s, u"server"_s}) {
            QDirIterator files(u"" FOYER_SOURCE_DIR "/"_s + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                for (auto it = declared.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext();) {
                    const QRegularExpressionMatch match = it.next();
                    found.append(match.captured(1));
                    QVERIFY2(!match.captured(2).isEmpty(), qPrintable(match.captured(1) + u" is not quiet by default"_s));
                }
            }
        }
        QVERIFY(found.size() >= 5);
        for (const QString &category : std::as_const(found))
            QVERIFY2(logrules::categories().contains(category), qPrintable(category));
    }
};

QTEST_GUILESS_MAIN(tst_LogRules)
#include "tst_logrules.moc"
