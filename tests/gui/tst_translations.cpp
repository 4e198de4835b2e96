// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

/// Every word of the desktop and of the room is there in Chinese, with the places for names and numbers.
class tst_Translations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areComplete_data();
    void areComplete();
};

void tst_Translations::areComplete_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("forms"); // of a plural
    QTest::addColumn<int>("least");
    QTest::newRow("Chinese") << u"foyer_zh_CN.ts"_s << 1 << 150;
    QTest::newRow("English plurals") << u"foyer_en.ts"_s << 2 << 8;
}

void tst_Translations::areComplete()
{
    QFETCH(QString, file);
    QFETCH(int, forms);
    QFETCH(int, least);
    QFile ts(QStringLiteral(FOYER_SOURCE_DIR) + "/translations/"_L1 + file);
    QVERIFY(ts.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&ts);
    const QRegularExpression place(u"%(n|[0-9])"_s);
    const auto placesOf = [&place](const QString &text) {
        QStringList places;
        for (const auto &match : place.globalMatch(text))
            places.append(match.captured());
        places.sort();
        return places;
    };
    int messages = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != "message"_L1)
            continue;
        ++messages;
        const bool numerus = xml.attributes().value("numerus"_L1) == "yes"_L1;
        QString source;
        int found = 0;
        while (xml.readNextStartElement()) {
            if (xml.name() == "source"_L1) {
                source = xml.readElementText();
            } else if (xml.name() == "translation"_L1) {
                QVERIFY2(!xml.attributes().hasAttribute("type"_L1), qPrintable(source)); // unfinished, vanished
                if (!numerus) {
                    const QString text = xml.readElementText();
                    QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
                    QVERIFY2(placesOf(text) == placesOf(source), qPrintable(source));
                    continue;
                }
                while (xml.readNextStartElement()) {
                    const QString text = xml.readElementText();
                    QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
                    // English "one person" may leave the number out.
                    QVERIFY2(forms == 2 || placesOf(text) == placesOf(source), qPrintable(source));
                    ++found;
                }
            } else {
                xml.skipCurrentElement();
            }
        }
        QVERIFY2(!numerus || found == forms, qPrintable(source));
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY2(messages >= least, qPrintable(QString::number(messages)));
}

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_translations.moc"
