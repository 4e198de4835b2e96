// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/wordindex.h"

#include "server/base/logcategories.h"
#include "server/storage/facts.h"
#include "server/storage/foldedtext.h"
#include "server/storage/historyconnection.h"
#include "server/storage/sqlvalue.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QHash>
#include <QSqlError>
#include <QVariant>

#include <chrono>
#include <utility>

namespace foyer {

using namespace std::chrono_literals;

namespace {

/// For the rows of a slice; the commit comes on top.
constexpr auto indexSpan = 2ms;
constexpr int rowsOfASlice = 400;
/// Pages of the index that one slice may rewrite; only a word that is everywhere is not divided.
constexpr int mostMergedPages = 16;
constexpr int fewestMergedPages = 4;
/// For those, with the commit.
constexpr auto mergeSpan = 2500us;
/// After so many slices that failed one after the other the index is begun anew: it may be damaged.
constexpr int mostFailures = 3;

/// Learns from how long the present slice takes.
class MergeTime final
{
    Q_DISABLE_COPY_MOVE(MergeTime)

public:
    explicit MergeTime(SliceSize &pages) : m_pages(pages) { m_since.start(); }
    ~MergeTime() { m_pages.learn(m_pages.size(), std::chrono::nanoseconds(m_since.nsecsElapsed())); }

private:
    SliceSize &m_pages;
    QElapsedTimer m_since;
};

} // namespace

QString WordIndex::authorWord(UserId user)
{
    // A private code point (FoldedText never gives one of this plane), so that neither index of prefixes takes it up.
    constexpr quint64 places = 0xfff0;
    const char32_t codePoint = 0xf0000 + static_cast<char32_t>(user.value % places);
    return QString::fromUcs4(&codePoint, 1);
}

QString WordIndex::document(UserId user, const QString &text)
{
    return authorWord(user) + u' ' + FoldedText(text).folded();
}

WordIndex::WordIndex(HistoryConnection &connection)
    : m_connection(connection), m_said(connection.database()), m_insertion(connection.database()), m_deletion(connection.database()),
      m_author(connection.database()), m_mergedPages(fewestMergedPages, mostMergedPages, mergeSpan)
{
    m_said.setForwardOnly(true);
    m_said.prepare(QStringLiteral("SELECT seq, kind = 'said' AND audience >= 0, user, name, text FROM events WHERE seq > ? ORDER BY seq LIMIT ?"));
    m_insertion.prepare(QStringLiteral("INSERT INTO words (rowid, text) VALUES (?, ?)"));
    m_deletion.prepare(QStringLiteral("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"));
    m_author.prepare(QStringLiteral("INSERT INTO authors (user, name, last_seq) VALUES (?, ?, ?) "
                                    "ON CONFLICT (user, name) DO UPDATE SET last_seq = excluded.last_seq"));
    // Left to itself FTS5 now and then rewrites many megabytes within one commit.
    QSqlQuery configured(connection.database());
    if (!configured.exec(QStringLiteral("SELECT v FROM words_config WHERE k = 'automerge'")) || !configured.next() || configured.value(0).toInt() != 0) {
        configured.finish();
        if (!command(QStringLiteral("automerge"), 0))
            qCWarning(lcStorage) << "the index cannot be set up";
    }
    readAgain();
}

void WordIndex::readAgain()
{
    m_indexedSeq = facts::number(m_connection, facts::indexedSeq);
    m_isOutdated = facts::number(m_connection, facts::indexedAs) != static_cast<quint64>(FoldedText::version());
    m_hasResidue = facts::number(m_connection, facts::residue) != 0;
    m_isClearing = false;
}

bool WordIndex::command(const QString &name, int rank)
{
    QSqlQuery query(m_connection.database());
    query.prepare(QStringLiteral("INSERT INTO words (words, rank) VALUES (?, ?)"));
    query.addBindValue(name);
    query.addBindValue(rank);
    return query.exec();
}

bool WordIndex::begin()
{
    return m_connection.database().transaction();
}

/// Commits, or else takes back what was done and looks where the file stands.
bool WordIndex::end(bool isDone)
{
    if (isDone && m_connection.database().commit()) {
        m_failures = 0;
        return true;
    }
    const QString detail = m_connection.errorString();
    m_connection.database().rollback();
    readAgain();
    qCWarning(lcStorage).noquote() << "the index of words cannot be written:" << detail;
    m_isOutdated = m_isOutdated || ++m_failures >= mostFailures;
    return false;
}

bool WordIndex::work()
{
    if (m_isOutdated) {
        const bool isEmptied = begin() && removeAll(0) && facts::set(m_connection, facts::indexedAs, static_cast<quint64>(FoldedText::version()));
        if (!end(isEmptied))
            return false;
        m_isOutdated = false;
    }
    if (m_hasResidue) {
        bool isCleared = false;
        const MergeTime time(m_mergedPages);
        if (!begin() || !end(clear(isCleared)))
            return false;
        if (!isCleared)
            return true;
        m_isMergeDue = false;
    }
    return m_isMergeDue ? tidy() : gather();
}

bool WordIndex::tidy()
{
    if (!m_isMergeDue)
        return false;
    bool isMerged = false;
    const MergeTime time(m_mergedPages);
    if (!begin() || !end(merge(1, isMerged)))
        return false;
    m_isMergeDue = !isMerged;
    return true;
}

/// The next messages, and how far they go.
bool WordIndex::gather()
{
    if (!begin())
        return false;
    const QDeadlineTimer deadline(indexSpan, Qt::PreciseTimer);
    m_said.bindValue(0, sqlvalue::number(m_indexedSeq));
    m_said.bindValue(1, rowsOfASlice);
    bool isWritten = m_said.exec();
    int rows = 0;
    bool isCut = false;
    quint64 upTo = m_indexedSeq;
    QHash<std::pair<quint64, QString>, quint64> authors;
    while (isWritten && !isCut && m_said.next()) {
        ++rows;
        upTo = m_said.value(0).toULongLong();
        if (m_said.value(1).toBool()) {
            const UserId user{m_said.value(2).toULongLong()};
            m_insertion.bindValue(0, sqlvalue::number(upTo));
            m_insertion.bindValue(1, document(user, m_said.value(4).toString()));
            isWritten = m_insertion.exec();
            authors.insert({user.value, m_said.value(3).toString()}, upTo);
        }
        isCut = deadline.hasExpired();
    }
    m_said.finish();
    if (rows == 0) {
        m_connection.database().rollback();
        return false;
    }
    for (auto it = authors.cbegin(); isWritten && it != authors.cend(); ++it) {
        m_author.bindValue(0, sqlvalue::number(it.key().first));
        m_author.bindValue(1, it.key().second);
        m_author.bindValue(2, sqlvalue::number(it.value()));
        isWritten = m_author.exec();
    }
    if (!end(isWritten && facts::set(m_connection, facts::indexedSeq, upTo)))
        return false;
    m_indexedSeq = upTo;
    m_isMergeDue = m_isMergeDue || !authors.isEmpty();
    return true;
}

/// A piece of what brings the index into one segment, which has nothing of what was deleted any more.
bool WordIndex::clear(bool &isCleared)
{
    if (!merge(m_isClearing ? 1 : -1, isCleared))
        return false;
    m_isClearing = !isCleared;
    if (!isCleared)
        return true;
    m_hasResidue = false;
    return facts::set(m_connection, facts::residue, 0);
}

/// A piece of what keeps the index in few segments, or, having begun with the direction -1, brings it into one (SQLite, FTS5, "The 'merge' Command").
bool WordIndex::merge(int direction, bool &isMerged)
{
    const auto changes = [this] {
        QSqlQuery query(m_connection.database());
        return query.exec(QStringLiteral("SELECT total_changes()")) && query.next() ? query.value(0).toLongLong() : 0;
    };
    const qint64 before = changes();
    if (!command(QStringLiteral("merge"), direction * m_mergedPages.size()))
        return false;
    isMerged = changes() - before < 2;
    return true;
}

bool WordIndex::remove(quint64 seq, UserId user, const QString &text)
{
    if (seq > m_indexedSeq)
        return true;
    m_deletion.bindValue(0, sqlvalue::number(seq));
    m_deletion.bindValue(1, document(user, text));
    if (!m_deletion.exec() || (!m_hasResidue && !facts::set(m_connection, facts::residue, 1)))
        return false;
    m_hasResidue = true;
    m_isMergeDue = true;
    m_isClearing = false; // what has been cleared so far was without this one
    return true;
}

bool WordIndex::removeAll(quint64 upTo)
{
    QSqlQuery query(m_connection.database());
    if (!query.exec(QStringLiteral("INSERT INTO words (words) VALUES ('delete-all')")) || !query.exec(QStringLiteral("DELETE FROM authors"))
        || !facts::set(m_connection, facts::indexedSeq, upTo) || !facts::set(m_connection, facts::residue, 0))
        return false;
    m_indexedSeq = upTo;
    m_hasResidue = false;
    return true;
}

} // namespace foyer
