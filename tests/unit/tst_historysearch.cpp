// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historysearch.h"
#include "server/storage/foldedtext.h"
#include "tests/support/chance.h"
#include "tests/support/historyondisk.h"

#include <QDateTime>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

const EventLog::Reader guest{UserId{3}, Role::Guest};
const EventLog::Reader host{UserId{1}, Role::Operator};

HistoryQuery words(const QString &words)
{
    HistoryQuery query;
    query.words = words;
    return query;
}

HistoryQuery by(const QString &author, const QString &words = {})
{
    HistoryQuery query;
    query.words = words;
    query.author = author;
    return query;
}

QList<quint64> seqsOf(const QList<HistoryLine> &lines)
{
    QList<quint64> seqs;
    for (const HistoryLine &line : lines)
        seqs.append(line.seq);
    return seqs;
}

/// What is marked, piece by piece.
QStringList marked(const HistoryLine &line)
{
    QStringList pieces;
    for (const TextMark mark : line.marks)
        pieces.append(line.text.mid(mark.from, mark.length));
    return pieces;
}

HistoryHits look(HistoryOnDisk &history, const HistoryQuery &query, EventLog::Reader reader = guest)
{
    HistoryConnection connection(history.file(), HistoryConnection::Access::Read);
    return HistorySearch(connection).search(query, reader);
}

/// All pages of it.
QList<HistoryLine> all(HistorySearch &search, HistoryQuery query, EventLog::Reader reader = guest)
{
    QList<HistoryLine> lines;
    for (;;) {
        const HistoryHits hits = search.search(query, reader);
        if (hits.problem != HistoryHits::Problem::None || hits.lines.size() > query.limit)
            return {};
        lines += hits.lines;
        if (!hits.more)
            return lines;
        if (hits.next >= query.before) // would never end
            return {};
        query.before = hits.next;
    }
}

} // namespace

class tst_HistorySearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryScript_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("marks");
        const auto row = [](const char *name, const QString &text, const QString &typed, const QStringList &marks) {
            QTest::newRow(name) << text << typed << marks;
        };
        row("a word", u"Hello everybody"_s, u"hello"_s, {u"Hello"_s});
        row("the beginning of a word", u"Hello everybody"_s, u"ev"_s, {u"ev"_s});
        row("one letter", u"Hello everybody"_s, u"e"_s, {u"e"_s});
        row("several words in any order", u"Hello everybody"_s, u"everybody hel"_s, {u"Hel"_s, u"everybody"_s});
        row("the middle of a word is none", u"Hello everybody"_s, u"body"_s, {});
        row("one of two is missing", u"Hello everybody"_s, u"hello nobody"_s, {});
        row("a phrase", u"to be or not to be"_s, u"\"to be\""_s, {u"to be"_s, u"to be"_s});
        row("a phrase is whole words", u"to be or not to bear"_s, u"\"to bear or\""_s, {});
        row("a phrase that is still being typed", u"to be or not"_s, u"\"be or n"_s, {u"be or n"_s});
        row("words in another order are no phrase", u"to be or not"_s, u"\"or be\""_s, {});
        row("umlauts", u"Grüße aus Köln"_s, u"kol"_s, {u"Köl"_s});
        row("umlauts, typed", u"Koln"_s, u"KÖLN"_s, {u"Koln"_s});
        row("sharp s", u"In der Straße"_s, u"strasse"_s, {u"Straße"_s});
        row("combining marks are marked, too", u"Zoe\u0308 kam"_s, u"zoe"_s, {u"Zoe\u0308"_s});
        row("one Chinese character", u"大家下午好"_s, u"午"_s, {u"午"_s});
        row("two Chinese characters", u"大家下午好"_s, u"下午"_s, {u"下午"_s});
        row("Chinese characters apart", u"大家下午好"_s, u"好 家"_s, {u"家"_s, u"好"_s});
        row("Chinese characters in another order", u"大家下午好"_s, u"午下"_s, {});
        row("Chinese and Latin together", u"我用Qt写程序"_s, u"用qt写"_s, {u"用Qt写"_s});
        row("a letter between Chinese", u"我用Qt写程序"_s, u"q"_s, {u"Q"_s});
        row("a number between Chinese", u"看第12章"_s, u"第1"_s, {u"第1"_s});
        row("an astral ideograph", u"𠮷野家"_s, u"𠮷"_s, {u"𠮷"_s});
        row("Japanese", u"サーバーを立てました"_s, u"バー"_s, {u"バー"_s});
        row("Japanese, half as wide", u"サーバーを立てました"_s, u"ｻｰﾊﾞｰ"_s, {u"サーバー"_s});
        row("ga is not ka", u"かがく"_s, u"が"_s, {u"が"_s});
        row("Korean", u"안녕하세요 여러분"_s, u"녕하"_s, {u"녕하"_s});
        row("Korean, one syllable", u"안녕하세요"_s, u"요"_s, {u"요"_s});
        row("Thai, in the middle", u"สวัสดีครับ"_s, u"ครับ"_s, {u"ครับ"_s});
        row("Cyrillic", u"Привет всем"_s, u"прив"_s, {u"Прив"_s});
        row("Cyrillic with yo", u"Ёжик"_s, u"ежик"_s, {u"Ёжик"_s});
        row("Greek", u"Καλημέρα σας"_s, u"καλημερα"_s, {u"Καλημέρα"_s});
        row("Arabic", u"مرحبا بالجميع"_s, u"مرحبا"_s, {u"مرحبا"_s});
        row("Hebrew with points", u"שָׁלוֹם"_s, u"שלום"_s, {u"שָׁלוֹם"_s});
        row("Hindi", u"नमस्ते दुनिया"_s, u"नमस्ते"_s, {u"नमस्ते"_s});
        row("emoji", u"well done 👍"_s, u"👍"_s, {u"👍"_s});
        row("emoji of another skin", u"well done 👍🏽!"_s, u"👍"_s, {u"👍🏽"_s});
        row("one of a family", u"we: 👨‍👩‍👧"_s, u"👩"_s, {u"👨‍👩‍👧"_s});
        row("a flag", u"from 🇩🇪 to"_s, u"🇩🇪"_s, {u"🇩🇪"_s});
        row("signs", u"I like C++ most"_s, u"c++"_s, {u"C++"_s});
        row("signs that are not there", u"I like C most"_s, u"c++"_s, {});
        row("an address", u"see https://example.org/a_b?c=d now"_s, u"https://example.org/a"_s, {u"https://example.org/a"_s});
        row("over a line's end", u"first\nsecond"_s, u"\"first second\""_s, {u"first\nsecond"_s});
        row("marks that touch are one", u"哈哈哈哈"_s, u"哈哈"_s, {u"哈哈哈哈"_s});
    }
    void findsEveryScript()
    {
        QFETCH(QString, text);
        QFETCH(QString, typed);
        QFETCH(QStringList, marks);
        HistoryOnDisk history;
        history.say(u"。 … 。"_s);
        history.say(text);
        history.say(u"…"_s);
        // First as it is not in the index yet, then as it is.
        for (const bool isIndexed : {false, true}) {
            if (isIndexed)
                history.index();
            const HistoryHits hits = look(history, words(typed));
            QCOMPARE(hits.problem, HistoryHits::Problem::None);
            QCOMPARE(hits.lines.size(), marks.isEmpty() ? 0 : 1);
            if (marks.isEmpty())
                continue;
            QCOMPARE(hits.lines[0].seq, 2u);
            QCOMPARE(hits.lines[0].text, text);
            QCOMPARE(marked(hits.lines[0]), marks);
            QVERIFY(hits.complete);
        }
    }

    void takesNothingForALanguage_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QList<quint64>>("seqs");
        const auto row = [](const char *name, const QString &typed, const QList<quint64> &seqs = {}) { QTest::newRow(name) << typed << seqs; };
        row("a star", u"hel*"_s, {1});
        row("a star in front", u"*hel"_s, {1});
        row("AND", u"hello AND world"_s);
        row("OR", u"hello OR nothing"_s);
        row("NOT", u"hello NOT world"_s);
        row("NEAR", u"NEAR(hello world, 5)"_s);
        row("a column", u"text:hello"_s);
        row("a set of columns", u"{text} : hello"_s);
        row("a caret", u"^hello"_s);
        row("plus", u"hello + world"_s);
        row("a quotation mark", u"\""_s);
        row("quotation marks", u"\"\"\"\""_s);
        row("a quotation mark within", u"hel\"lo"_s);
        row("apostrophes", u"' OR 1=1 --"_s);
        row("parentheses", u"((((("_s);
        row("a NUL", u"hello"_s + QChar(0) + u"world"_s, {1});
        row("a lone surrogate", u"hello "_s + QChar(0xd83d), {1});
        row("a lone surrogate alone", QString(QChar(0xdc00)));
        row("private code points", u"\ue000\ue201"_s);
        row("the author's word", WordIndex::authorWord(UserId{3}));
        row("many words", u"hello "_s.repeated(40), {1});
        row("many letters", u"h e l l o "_s.repeated(20));
        row("many signs", u"+"_s.repeated(256));
        row("many ideographs", u"好"_s.repeated(256));
    }
    void takesNothingForALanguage()
    {
        QFETCH(QString, typed);
        HistoryOnDisk history;
        history.say(u"hello world"_s);
        history.say(u"something else"_s);
        history.index();
        const HistoryHits hits = look(history, words(typed));
        QVERIFY(hits.problem == HistoryHits::Problem::None || hits.problem == HistoryHits::Problem::NoWords);
        QTEST(seqsOf(hits.lines), "seqs");
        QCOMPARE(look(history, by(typed)).problem, HistoryHits::Problem::None);
    }

    void refuses()
    {
        HistoryOnDisk history;
        history.say(u"hello"_s);
        QCOMPARE(look(history, words(u"x"_s.repeated(10'000))).problem, HistoryHits::Problem::TooLong);
        QCOMPARE(look(history, by(u"x"_s.repeated(10'000))).problem, HistoryHits::Problem::TooLong);
        QCOMPARE(look(history, words(u"𠮷"_s.repeated(HistoryQuery::mostCodePoints))).problem, HistoryHits::Problem::None);
        QCOMPARE(look(history, words(u"𠮷"_s.repeated(HistoryQuery::mostCodePoints + 1))).problem, HistoryHits::Problem::TooLong);
        QCOMPARE(look(history, words(u"... ?!"_s)).problem, HistoryHits::Problem::NoWords);
        QCOMPARE(seqsOf(look(history, words(u"  "_s)).lines), (QList<quint64>{1}));
    }

    void respectsWhoReads()
    {
        HistoryOnDisk history;
        history.say(u"hello all"_s);
        history.say(u"hello hosts"_s, u"Ada"_s, UserId{3}, Audience::atLeast(Role::Operator));
        history.say(u"hello you"_s, u"Ada"_s, UserId{3}, Audience::only({UserId{3}}));
        for (const bool isIndexed : {false, true}) {
            if (isIndexed)
                history.index();
            for (const HistoryQuery &query : {words(u"hello"_s), words(u"h"_s), by(u"ada"_s), HistoryQuery()}) {
                QCOMPARE(seqsOf(look(history, query).lines), (QList<quint64>{1}));
                QCOMPARE(seqsOf(look(history, query, host).lines), (QList<quint64>{2, 1}));
            }
            HistoryConnection connection(history.file(), HistoryConnection::Access::Read);
            QCOMPARE(seqsOf(HistorySearch(connection).around(1, 5, guest).lines), (QList<quint64>{1}));
            QCOMPARE(seqsOf(HistorySearch(connection).around(1, 5, host).lines), (QList<quint64>{1, 2}));
        }
    }

    void byAuthor()
    {
        HistoryOnDisk history;
        history.say(u"one"_s, u"Ada Lovelace"_s, UserId{3});
        history.say(u"two"_s, u"Zoë"_s, UserId{4});
        history.say(u"three"_s, u"小明"_s, UserId{5});
        history.say(u"four"_s, u"Adam"_s, UserId{3});
        history.say(u"five"_s, u"!!"_s, UserId{6});
        for (const bool isIndexed : {false, true}) {
            if (isIndexed)
                history.index();
            QCOMPARE(seqsOf(look(history, by(u"ada"_s)).lines), (QList<quint64>{4, 1}));
            QCOMPARE(seqsOf(look(history, by(u"ADA L"_s)).lines), (QList<quint64>{1}));
            QCOMPARE(seqsOf(look(history, by(u"lace"_s)).lines), (QList<quint64>{1}));
            QCOMPARE(seqsOf(look(history, by(u"zoe"_s)).lines), (QList<quint64>{2}));
            QCOMPARE(seqsOf(look(history, by(u"明"_s)).lines), (QList<quint64>{3}));
            QCOMPARE(seqsOf(look(history, by(u"!"_s)).lines), (QList<quint64>{5}));
            QCOMPARE(seqsOf(look(history, by(u"nobody"_s)).lines), (QList<quint64>{}));
            QCOMPARE(seqsOf(look(history, by(u"ada"_s, u"four"_s)).lines), (QList<quint64>{4}));
            QCOMPARE(seqsOf(look(history, by(u"ada"_s, u"f"_s)).lines), (QList<quint64>{4}));
            QCOMPARE(seqsOf(look(history, by(u"ada"_s, u"two"_s)).lines), (QList<quint64>{}));
        }
    }

    void byDay()
    {
        HistoryOnDisk history;
        constexpr qint64 day = 86'400'000;
        QList<Event> events;
        for (quint64 seq = 1; seq <= 100; ++seq) // ten a day; the last ten with a clock that was set back to the first day
            events.append(HistoryOnDisk::said(seq, u"hello"_s, u"Ada"_s, UserId{3}, {}, HistoryOnDisk::firstMs + (seq > 90 ? 0 : qint64(seq - 1) / 10 * day)));
        history.write(events);
        for (const bool isIndexed : {false, true}) {
            if (isIndexed)
                history.index();
            for (const QString &typed : {u""_s, u"hello"_s, u"h"_s}) {
                HistoryQuery query = words(typed);
                query.fromMs = HistoryOnDisk::firstMs + 2 * day;
                query.toMs = query.fromMs + day;
                QCOMPARE(seqsOf(look(history, query).lines), (QList<quint64>{30, 29, 28, 27, 26, 25, 24, 23, 22, 21}));
                query.fromMs = 0;
                query.toMs = HistoryOnDisk::firstMs + 1;
                QCOMPARE(look(history, query).lines.size(), 20);
                query.fromMs = HistoryOnDisk::firstMs + 10 * day;
                query.toMs = query.fromMs + day;
                QCOMPARE(look(history, query).lines.size(), 0);
            }
        }
    }

    void findsWhatWasSaidASecondAgo()
    {
        HistoryOnDisk history;
        history.say(u"apple one"_s);
        history.say(u"pear"_s);
        history.index();
        history.say(u"apple two"_s);
        const HistoryHits hits = look(history, words(u"app"_s));
        QCOMPARE(seqsOf(hits.lines), (QList<quint64>{3, 1}));
        QVERIFY(hits.complete);
        QVERIFY(!hits.more);
    }

    void saysWhenTooMuchIsNotInTheIndex()
    {
        HistoryOnDisk history;
        history.say(u"apple in the index"_s);
        history.index();
        QList<Event> events;
        for (quint64 seq = 2; seq <= 25'002; ++seq)
            events.append(HistoryOnDisk::said(seq, seq == 2 || seq == 25'000 ? u"apple"_s : u"."_s));
        history.write(events);
        const HistoryHits hits = look(history, words(u"apple"_s));
        QCOMPARE(seqsOf(hits.lines), (QList<quint64>{25'000, 1}));
        QVERIFY(!hits.complete);
        history.index();
        const HistoryHits later = look(history, words(u"apple"_s));
        QCOMPARE(seqsOf(later.lines), (QList<quint64>{25'000, 2, 1}));
        QVERIFY(later.complete);
    }

    void around()
    {
        HistoryOnDisk history;
        for (int i = 0; i < 10; ++i)
            history.say(u"line"_s);
        history.leave(u"Ada"_s);
        history.say(u"last"_s);
        HistoryConnection connection(history.file(), HistoryConnection::Access::Read);
        HistorySearch search(connection);
        HistoryContext context = search.around(5, 2, guest);
        QCOMPARE(seqsOf(context.lines), (QList<quint64>{3, 4, 5, 6, 7}));
        QVERIFY(context.moreBefore);
        QVERIFY(context.moreAfter);
        context = search.around(1, 20, guest);
        QCOMPARE(context.lines.size(), 11);
        QVERIFY(!context.moreBefore);
        QVERIFY(!context.moreAfter);
        context = search.around(11, 1, guest); // no line, but a place
        QCOMPARE(seqsOf(context.lines), (QList<quint64>{10, 12}));
        QVERIFY(!context.moreAfter);
        context = search.around(5, 0, guest);
        QCOMPARE(seqsOf(context.lines), (QList<quint64>{5}));
    }

    /// The order of seq comes from the index or the table itself: nothing is gathered and sorted first.
    void nothingIsSorted()
    {
        HistoryOnDisk history;
        history.say(u"hello"_s);
        history.index();
        QSqlQuery plan(history.connection().database());
        QVERIFY(plan.exec(u"EXPLAIN QUERY PLAN SELECT e.seq FROM words CROSS JOIN events e ON e.seq = words.rowid WHERE words MATCH 'hello' "
                          "AND words.rowid < 5 AND words.rowid > 0 AND e.audience BETWEEN 0 AND 1 AND +e.at >= 0 AND +e.at < 9 ORDER BY words.rowid DESC"_s));
        QStringList steps;
        while (plan.next())
            steps.append(plan.value(3).toString());
        QCOMPARE(steps.size(), 2);
        QVERIFY2(steps[0].startsWith(u"SCAN words VIRTUAL TABLE"_s), qPrintable(steps[0]));
        QVERIFY2(steps[1].contains(u"PRIMARY KEY"_s), qPrintable(steps[1]));
        QVERIFY(plan.exec(u"EXPLAIN QUERY PLAN SELECT e.seq, e.text FROM events e WHERE e.seq < 5 AND e.seq > 0 AND e.kind = 'said' "
                          "AND e.audience BETWEEN 0 AND 1 AND +e.at >= 0 AND +e.at < 9 ORDER BY e.seq DESC"_s));
        QVERIFY(plan.next());
        QVERIFY2(plan.value(3).toString().contains(u"PRIMARY KEY"_s), qPrintable(plan.value(3).toString()));
        QVERIFY(!plan.next());
    }

    /// Whatever is said and looked for: page by page exactly the lines that a reader with patience would find.
    void findsNeitherMoreNorLess()
    {
        Luck luck;
        const QStringList pieces{u"hello"_s, u"Help"_s, u"he"_s, u"über"_s, u"Uber"_s, u"你"_s, u"好"_s, u"你好"_s, u"の"_s, u"한"_s, u"привет"_s, u"👍"_s,
                                 u"👍🏽"_s, u"c++"_s, u"don't"_s, u"12"_s, u"123"_s, u"ดี"_s, u"𠮷"_s, u"."_s};
        const QStringList names{u"Ada"_s, u"Adam"_s, u"小明"_s, u"Zoë"_s};
        for (int round = 0; round < testRounds(12); ++round) {
            HistoryOnDisk history;
            QList<Event> events;
            const auto seqs = quint64(50 + luck.upTo(250));
            for (quint64 seq = 1; seq <= seqs; ++seq) {
                if (luck.oneIn(10))
                    continue;
                QString text;
                for (int i = luck.upTo(5); i >= 0; --i)
                    text += pieces[luck.upTo(int(pieces.size()))] + (luck.oneIn(3) ? u""_s : u" "_s);
                const int user = luck.upTo(int(names.size()));
                const Audience audience = luck.oneIn(8)   ? Audience::atLeast(Role::Operator)
                                          : luck.oneIn(8) ? Audience::only({UserId{3}})
                                                          : Audience::everyone();
                events.append(HistoryOnDisk::said(seq, text, names[user], UserId{quint64(user)}, audience, HistoryOnDisk::firstMs + luck.upTo(1000) * 1000));
            }
            history.write(events);
            history.index(luck.upTo(4));
            if (luck.oneIn(2))
                history.index();
            HistoryConnection connection(history.file(), HistoryConnection::Access::Read);
            HistorySearch search(connection);
            for (int i = 0; i < 20; ++i) {
                HistoryQuery query;
                for (int word = luck.upTo(3); word > 0; --word)
                    query.words += (luck.oneIn(5) ? u"\"%1\""_s : u"%1"_s).arg(pieces[luck.upTo(int(pieces.size()) - 1)]) + u' ';
                if (luck.oneIn(3))
                    query.author = names[luck.upTo(int(names.size()))].left(1 + luck.upTo(3));
                if (luck.oneIn(4)) {
                    query.fromMs = HistoryOnDisk::firstMs + luck.upTo(1000) * 1000;
                    query.toMs = query.fromMs + luck.upTo(500'000);
                }
                query.limit = 1 + luck.upTo(30);
                const EventLog::Reader reader = luck.oneIn(2) ? guest : host;
                QList<quint64> expected;
                for (qsizetype at = events.size() - 1; at >= 0; --at) {
                    const Event &event = events[at];
                    const Said &said = std::get<Said>(event.body);
                    if (event.audience.kind != Audience::Kind::Users && event.audience.admits(reader.user, reader.role) && event.atMs >= query.fromMs
                        && event.atMs < query.toMs && FoldedText(said.name).folded().contains(FoldedText(query.author).folded())
                        && holds(said.text, query.words))
                        expected.append(event.seq);
                }
                const QList<quint64> found = seqsOf(all(search, query, reader));
                QVERIFY2(found == expected, qPrintable(u"seed %1, round %2: %3 by %4, %5 in place of %6"_s.arg(luck.seed()).arg(round)
                                                           .arg(query.words, query.author).arg(found.size()).arg(expected.size())));
            }
        }
    }

private:
    /// The same rules in the plainest way.
    static bool holds(const QString &text, const QString &typed)
    {
        const QString folded = u' ' + FoldedText(text).folded() + u' ';
        const QStringList terms = typed.split(u' ', Qt::SkipEmptyParts);
        return std::all_of(terms.begin(), terms.end(), [&folded](const QString &term) {
            const FoldedText words(term);
            const bool isWhole = term.startsWith(u'"') || words.standsAlone(words.size() - 1);
            return folded.contains(u' ' + words.folded() + (isWhole ? u" "_s : u""_s));
        });
    }
};

QTEST_GUILESS_MAIN(tst_HistorySearch)
#include "tst_historysearch.moc"
