// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/historysearch.h"
#include "server/protocol/encode.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace foyer;

namespace {

HistoryHits hits(const QList<quint64> &seqs, const QString &text = u"x"_s)
{
    HistoryHits found;
    for (const quint64 seq : seqs)
        found.lines.append({seq, 1, UserId{1}, u"Ada"_s, text, {{0, 1}}});
    found.more = true;
    found.next = seqs.isEmpty() ? 100 : seqs.constLast();
    return found;
}

QList<quint64> seqsOf(const HistoryHits &found)
{
    QList<quint64> seqs;
    for (const HistoryLine &line : found.lines)
        seqs.append(line.seq);
    return seqs;
}

} // namespace

/// What of a page of hits may be told, and what fits.
class tst_HistoryHits final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropBefore()
    {
        HistoryHits all = hits({9, 7, 5});
        all.dropBefore(0);
        QCOMPARE(all, hits({9, 7, 5}));
        HistoryHits some = hits({9, 7, 5});
        some.dropBefore(7);
        QCOMPARE(seqsOf(some), (QList<quint64>{9, 7}));
        QVERIFY(!some.more); // whatever is older is not theirs
        HistoryHits further = hits({9, 8});
        further.dropBefore(3);
        QVERIFY(further.more);
        HistoryHits none = hits({});
        none.dropBefore(100);
        QVERIFY(!none.more);
    }

    void cutTo()
    {
        const QString text = u"鼎"_s.repeated(1000);
        HistoryHits fits = hits({9, 7, 5}, text);
        fits.cutTo(100'000);
        QCOMPARE(fits, hits({9, 7, 5}, text));
        HistoryHits cut = hits({9, 7, 5}, text);
        cut.more = false;
        cut.next = 0;
        cut.cutTo(7000);
        QCOMPARE(seqsOf(cut), (QList<quint64>{9, 7}));
        QVERIFY(cut.more);
        QCOMPARE(cut.next, 7U);
        QVERIFY(encodeServerMessage(Found{u"s"_s, cut}).size() <= 7000);
        HistoryHits one = hits({9, 7}, text);
        one.cutTo(10);
        QCOMPARE(seqsOf(one), QList<quint64>{9}); // else nobody would ever get past it
        HistoryHits none = hits({});
        none.cutTo(0);
        QCOMPARE(none, hits({}));
    }
};

QTEST_APPLESS_MAIN(tst_HistoryHits)
#include "tst_historyhits.moc"
