// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/foldedtext.h"
#include "server/storage/facts.h"
#include "tests/support/historyondisk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

QList<quint64> found(HistoryOnDisk &history, const QString &expression)
{
    QSqlQuery query(history.connection().database());
    query.prepare(u"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid"_s);
    query.addBindValue(expression);
    QList<quint64> seqs;
    for (query.exec(); query.next();)
        seqs.append(query.value(0).toULongLong());
    return seqs;
}

QList<quint64> range(quint64 first, quint64 last)
{
    QList<quint64> seqs;
    for (quint64 seq = first; seq <= last; ++seq)
        seqs.append(seq);
    return seqs;
}

} // namespace

class tst_WordIndex final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");
        QTest::newRow("nothing") << u""_s << u""_s;
        QTest::newRow("case and punctuation") << u"Hello, WORLD!  It's"_s << u"hello world it s"_s;
        QTest::newRow("diacritics") << u"Zoë über CAFÉ"_s << u"zoe uber cafe"_s;
        QTest::newRow("combining diacritics") << u"Zoe\u0308"_s << u"zoe"_s;
        QTest::newRow("sharp s") << u"Straße STRASSE"_s << u"strasse strasse"_s;
        QTest::newRow("Cyrillic") << u"Ёлка ПРИВЕТ"_s << u"елка привет"_s;
        QTest::newRow("Greek, with its final sigma") << u"Λόγος"_s << u"λογοσ"_s;
        QTest::newRow("Chinese") << u"你好world再见"_s << u"你 好 world 再 见"_s;
        QTest::newRow("kana keep their sound marks") << u"がカｶﾞか\u3099"_s << u"が カ ガ が"_s;
        QTest::newRow("Japanese") << u"サーバー・です"_s << u"サ ー バ ー で す"_s;
        QTest::newRow("Korean") << u"한국어"_s << u"한 국 어"_s;
        QTest::newRow("Korean, taken apart") << u"\u1112\u1161\u11ab\u1100\u116e\u11a8"_s << u"한 국"_s;
        QTest::newRow("wide letters") << u"ＡＢＣ１２"_s << u"abc12"_s;
        QTest::newRow("Arabic, with vowels and drawn out") << u"مَرْحَـــبا"_s << u"مرحبا"_s;
        QTest::newRow("signs") << u"c++"_s << u"c \ue000\ue22b \ue000\ue22b"_s;
        QTest::newRow("emoji, whatever its skin") << u"ok👍🏽"_s << u"ok \ue01f\ue64d"_s;
        QTest::newRow("astral ideographs") << u"𠮷野"_s << u"\ue020\uedb7 野"_s;
        QTest::newRow("Thai, code point by code point") << u"ดี"_s << u"ด \ue000\uf035"_s.replace(u"\uf035"_s, QString(QChar(0xe200 + 0xe35)));
        QTest::newRow("invisible within a word") << u"foo\u00adbar\u200dbaz"_s << u"foobarbaz"_s;
        QTest::newRow("lone surrogates and NUL") << u"a"_s + QChar(0xd83d) + u"b"_s + QChar(0) + u"c"_s + QChar(0xdc00) << u"a b c"_s;
    }
    void folds()
    {
        QFETCH(QString, text);
        QTEST(FoldedText(text).folded(), "folded");
    }

    void spansLeadBackIntoTheText()
    {
        const QString text = u"Straße 你好"_s;
        const FoldedText folded(text);
        QCOMPARE(folded.size(), 3);
        QCOMPARE(folded.span(0, 0, 7), (TextMark{0, 6}));
        QCOMPARE(folded.span(0, 0, 5), (TextMark{0, 5}));
        QCOMPARE(folded.span(1, 2, 1), (TextMark{7, 2}));
        QVERIFY(!folded.standsAlone(0));
        QVERIFY(folded.standsAlone(2));
    }

    /// Whatever SQLite and whatever Qt: no word is lost or broken on the way into the index.
    void theIndexKnowsEveryCodePoint()
    {
        HistoryOnDisk history;
        QSqlQuery insertion(history.connection().database());
        insertion.prepare(u"INSERT INTO words (rowid, text) VALUES (?, ?)"_s);
        history.connection().database().transaction();
        QHash<qint64, qsizetype> words;
        constexpr char32_t perRow = 64;
        for (char32_t first = 0; first <= 0x10ffff; first += perRow) {
            QString text;
            for (char32_t codePoint = first; codePoint < first + perRow; ++codePoint) {
                if (!QChar::isSurrogate(codePoint))
                    text += QString::fromUcs4(&codePoint, 1) + u'\n';
            }
            const FoldedText folded(text);
            if (folded.size() == 0)
                continue;
            insertion.bindValue(0, qint64(first));
            insertion.bindValue(1, folded.folded());
            QVERIFY(insertion.exec());
            words.insert(qint64(first), folded.size());
        }
        QVERIFY(history.connection().database().commit());
        QVERIFY(words.size() > 1000);
        QSqlQuery query(history.connection().database());
        QVERIFY(query.exec(u"CREATE VIRTUAL TABLE temp.instances USING fts5vocab('main', 'words', 'instance')"_s));
        QVERIFY(query.exec(u"SELECT doc, count(*) FROM instances GROUP BY doc"_s));
        while (query.next())
            QCOMPARE(query.value(1).toLongLong(), words.take(query.value(0).toLongLong()));
        QVERIFY2(words.isEmpty(), qPrintable(u"nothing of U+%1"_s.arg(words.isEmpty() ? 0 : words.cbegin().key(), 0, 16)));
    }

    void gathersWhatIsSaid()
    {
        HistoryOnDisk history;
        history.say(u"Hello everybody"_s);
        history.leave(u"hello"_s);
        history.say(u"hello to hosts"_s, u"Ada"_s, UserId{3}, Audience::atLeast(Role::Operator));
        history.say(u"hello to one"_s, u"Ada"_s, UserId{3}, Audience::only({UserId{4}}));
        history.say(u"大家好"_s, u"小明"_s, UserId{4});
        history.index();
        QCOMPARE(found(history, u"hello"_s), (QList<quint64>{1, 3}));
        QCOMPARE(found(history, u"\"大 家\""_s), (QList<quint64>{5}));
        QCOMPARE(found(history, u'"' + WordIndex::authorWord(UserId{4}) + u'"'), (QList<quint64>{5}));
        QCOMPARE(history.words().indexedSeq(), 5u);
        QCOMPARE(history.number(u"SELECT last_seq FROM authors WHERE user = 3 AND name = 'Ada'"_s), 3);
        QVERIFY(!history.words().work());
    }

    void goesOnWhereAKilledOneEnded()
    {
        HistoryOnDisk history;
        QList<Event> events;
        for (quint64 seq = 1; seq <= 3000; ++seq)
            events.append(HistoryOnDisk::said(seq, u"line %1 of many"_s.arg(seq)));
        history.write(events);
        int lives = 0;
        while (history.words().indexedSeq() < 3000) {
            const quint64 before = history.words().indexedSeq();
            for (int slices = 0; slices < 1000 && history.words().indexedSeq() == before; ++slices)
                history.index(1);
            QVERIFY(history.words().indexedSeq() > before);
            history.connection().database().transaction(); // in the middle of a slice
            QSqlQuery(history.connection().database()).exec(u"INSERT INTO words (rowid, text) VALUES (4000, 'line')"_s);
            history.reopen();
            ++lives;
        }
        QVERIFY(lives > 1);
        history.index();
        QCOMPARE(found(history, u"line"_s), range(1, 3000));
        // Once each: what was taken in twice would still be there.
        QVERIFY(history.words().remove(17, UserId{3}, u"line 17 of many"_s));
        QCOMPARE(found(history, u"\"line 17\""_s), QList<quint64>{});
        QSqlQuery check(history.connection().database());
        QVERIFY(check.exec(u"INSERT INTO words (words) VALUES ('integrity-check')"_s));
    }

    void keepsTheIndexInFewSegments()
    {
        HistoryOnDisk history;
        for (int slice = 0; slice < 200; ++slice) {
            history.say(u"word%1 and more"_s.arg(slice));
            history.index();
        }
        QVERIFY(history.number(u"SELECT count(DISTINCT segid) FROM words_idx"_s) < 20);
    }

    void beginsAnewWhenTextsAreFoldedInAnotherWay()
    {
        HistoryOnDisk history;
        history.say(u"hello"_s);
        history.index();
        QVERIFY(facts::set(history.connection(), facts::indexedAs, 1));
        history.say(u"hello again"_s);
        history.reopen();
        history.index();
        QCOMPARE(found(history, u"hello"_s), (QList<quint64>{1, 2}));
        QCOMPARE(facts::number(history.connection(), facts::indexedAs), quint64(FoldedText::version()));
    }
};

QTEST_GUILESS_MAIN(tst_WordIndex)
#include "tst_wordindex.moc"
