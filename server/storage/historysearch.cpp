// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/historysearch.h"

#include "server/base/logcategories.h"
#include "server/storage/facts.h"
#include "server/storage/foldedtext.h"
#include "server/storage/historyconnection.h"
#include "server/storage/searchterms.h"
#include "server/storage/sqlvalue.h"
#include "server/storage/wordindex.h"

#include <QSqlError>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr int mostLines = 500;
/// Not in the index and read through all the same.
constexpr int mostUnindexed = 20'000;
/// Read through for one page where the index is of no help, or of little.
constexpr int mostRows = 10'000;
/// Read through before the index is asked for something that is everywhere or nowhere.
constexpr int mostAtFirst = 2000;
/// Users, in one question to the index.
constexpr int mostAuthors = 50;
/// Within which the bounds of a span of time are looked for.
constexpr int mostOfTime = 30'000;

enum Column : int { Seq, At, User, Name, Text };

HistoryLine lineOf(const QSqlQuery &query)
{
    return {query.value(Seq).toULongLong(), query.value(At).toLongLong(), UserId{query.value(User).toULongLong()},
            query.value(Name).toString(), query.value(Text).toString()};
}

bool isTooLong(const QString &typed)
{
    return typed.size() > HistoryQuery::mostCodePoints && typed.toUcs4().size() > HistoryQuery::mostCodePoints;
}

/// A name, or the part of one that is looked for.
class AuthorFilter final
{
public:
    explicit AuthorFilter(const QString &part) : m_part(part.trimmed()), m_folded(FoldedText(m_part).folded()) {}

    [[nodiscard]] bool isEmpty() const { return m_part.isEmpty(); }
    [[nodiscard]] bool admits(const QString &name)
    {
        if (isEmpty())
            return true;
        const auto known = m_known.constFind(name);
        if (known != m_known.cend())
            return *known;
        const bool is = m_folded.isEmpty() ? name.contains(m_part, Qt::CaseInsensitive) : FoldedText(name).folded().contains(m_folded);
        m_known.insert(name, is);
        return is;
    }

private:
    const QString m_part;
    const QString m_folded; ///< empty: there is nothing but punctuation
    QHash<QString, bool> m_known;
};

/// Everything that is read sees the same state of the file.
class ReadTransaction final
{
    Q_DISABLE_COPY_MOVE(ReadTransaction)

public:
    explicit ReadTransaction(HistoryConnection &connection) : m_connection(connection) { m_connection.database().transaction(); }
    ~ReadTransaction() { m_connection.database().commit(); }

private:
    HistoryConnection &m_connection;
};

} // namespace

/// What a page is made of, and how far it has got.
struct HistorySearch::Page
{
    const HistoryQuery &query;
    const SearchTerms &terms;
    AuthorFilter author;
    int role = 0;
    qsizetype limit = 0;
    HistoryHits hits = {};
    quint64 lookedTo = 0; ///< the lowest seq that has been looked at

    [[nodiscard]] bool isFull() const { return hits.lines.size() == limit; }
};

HistorySearch::HistorySearch(HistoryConnection &connection)
    : m_connection(connection), m_direct(connection.database()), m_indexed(connection.database()), m_before(connection.database()),
      m_from(connection.database())
{
    const QString select = QStringLiteral("SELECT e.seq, e.at, e.user, e.name, e.text FROM ");
    const QString filter = QStringLiteral(" AND e.audience BETWEEN 0 AND ? ");
    m_direct.setForwardOnly(true);
    // The sign before `at` keeps its index out of it: newest first is the order of seq.
    m_direct.prepare(select + QStringLiteral("events e WHERE e.seq < ? AND e.seq > ? AND e.kind = 'said'") + filter
                     + QStringLiteral("AND +e.at >= ? AND +e.at < ? ORDER BY e.seq DESC"));
    m_indexed.setForwardOnly(true);
    m_indexed.prepare(select + QStringLiteral("words CROSS JOIN events e ON e.seq = words.rowid "
                                              "WHERE words MATCH ? AND words.rowid < ? AND words.rowid > ?") + filter
                      + QStringLiteral("AND +e.at >= ? AND +e.at < ? ORDER BY words.rowid DESC"));
    m_before.setForwardOnly(true);
    m_before.prepare(select + QStringLiteral("events e WHERE e.seq < ? AND e.kind = 'said'") + filter + QStringLiteral("ORDER BY e.seq DESC LIMIT ?"));
    m_from.setForwardOnly(true);
    m_from.prepare(select + QStringLiteral("events e WHERE e.seq >= ? AND e.kind = 'said'") + filter + QStringLiteral("ORDER BY e.seq LIMIT ?"));
}

HistoryHits HistorySearch::search(const HistoryQuery &query, EventLog::Reader reader)
{
    HistoryHits refused;
    if (isTooLong(query.words) || isTooLong(query.author)) {
        refused.problem = HistoryHits::Problem::TooLong;
        return refused;
    }
    const SearchTerms terms(query.words);
    if (terms.isEmpty() && !query.words.trimmed().isEmpty()) {
        refused.problem = HistoryHits::Problem::NoWords;
        return refused;
    }
    const ReadTransaction transaction(m_connection);
    Page page{query, terms, AuthorFilter(query.author), static_cast<int>(reader.role), std::clamp(query.limit, 1, mostLines)};
    const std::optional<Span> span = spanOf(query);
    if (!span)
        return page.hits; // nothing happened then

    const quint64 indexedSeq = facts::number(m_connection, facts::indexedSeq);
    bool isRead = true;
    const Span unindexed{std::max(span->above, indexedSeq), span->below};
    if (unindexed.above + 1 < unindexed.below) {
        isRead = lookThrough(unindexed, mostUnindexed, page);
        page.hits.complete = !page.hits.more || page.isFull();
    }
    const Span indexed{span->above, std::min(span->below, indexedSeq + 1)};
    if (isRead && indexed.above + 1 < indexed.below) {
        page.hits.more = page.isFull();
        if (!page.isFull())
            isRead = searchIndex(indexed, page);
    }
    if (!isRead) {
        refused.problem = HistoryHits::Problem::Unreadable;
        return refused;
    }
    page.hits.next = page.hits.more ? page.lookedTo : 0;
    return page.hits;
}

bool HistorySearch::searchIndex(Span span, Page &page)
{
    QStringList expressions{page.terms.expression(), authorExpression(page.query.author)};
    expressions.removeAll(QString());
    if (!expressions.isEmpty())
        return lookUp(span, expressions.join(QStringLiteral(" AND ")), page);
    if (page.terms.isEmpty())
        return lookThrough(span, mostRows, page);
    // Single letters: either they are found soon, or they are rare and the index is quick.
    if (!lookThrough(span, mostAtFirst, page))
        return false;
    if (page.isFull() || !std::exchange(page.hits.more, false))
        return true;
    return lookUp({span.above, page.lookedTo}, page.terms.expression(SearchTerms::Letters::Included), page);
}

/// The seqs that the query is about. Nothing: there are none.
std::optional<HistorySearch::Span> HistorySearch::spanOf(const HistoryQuery &query)
{
    constexpr quint64 end = std::numeric_limits<qint64>::max();
    Span span{0, std::min(query.before, end)};
    const HistoryQuery any;
    if (query.fromMs <= any.fromMs && query.toMs == any.toMs)
        return span;
    // Clocks jump, so that the order of seq is not quite that of time; where there are too many, it is taken to be.
    for (const QString &order : {QStringLiteral("ASC"), QStringLiteral("DESC")}) {
        QSqlQuery bounds(m_connection.database());
        bounds.prepare(QStringLiteral("SELECT min(seq), max(seq), count(*) FROM (SELECT seq FROM events WHERE at >= ? AND at < ? ORDER BY at %1 LIMIT %2)")
                           .arg(order).arg(mostOfTime));
        bounds.addBindValue(query.fromMs);
        bounds.addBindValue(query.toMs);
        if (!bounds.exec() || !bounds.next())
            return span;
        const quint64 rows = bounds.value(2).toULongLong();
        if (rows == 0)
            return std::nullopt;
        const bool isAll = rows < mostOfTime;
        if (isAll || order == QLatin1String("ASC"))
            span.above = bounds.value(0).toULongLong() - 1;
        if (isAll || order == QLatin1String("DESC"))
            span.below = std::min(span.below, bounds.value(1).toULongLong() + 1);
        if (isAll)
            break;
    }
    return span;
}

/// For FTS5, messages of those who go by such a name. Empty where nobody is asked for, or too many.
QString HistorySearch::authorExpression(const QString &author)
{
    AuthorFilter filter(author);
    if (filter.isEmpty())
        return {};
    QSqlQuery query(m_connection.database());
    query.setForwardOnly(true);
    query.exec(QStringLiteral("SELECT user, name FROM authors"));
    QStringList words;
    while (query.next()) {
        if (filter.admits(query.value(1).toString()))
            words.append(u'"' + WordIndex::authorWord(UserId{query.value(0).toULongLong()}) + u'"');
    }
    words.removeDuplicates();
    if (words.size() > mostAuthors)
        return {};
    if (words.isEmpty()) // whom nobody has
        words.append(u'"' + WordIndex::authorWord(UserId{}) + u'"');
    return u'(' + words.join(QStringLiteral(" OR ")) + u')';
}

/// Newest first, as they stand in the table.
bool HistorySearch::lookThrough(Span span, int most, Page &page)
{
    m_direct.bindValue(0, sqlvalue::number(span.below));
    m_direct.bindValue(1, sqlvalue::number(span.above));
    m_direct.bindValue(2, page.role);
    m_direct.bindValue(3, page.query.fromMs);
    m_direct.bindValue(4, page.query.toMs);
    return take(m_direct, most, page);
}

/// By the index, in its order.
bool HistorySearch::lookUp(Span span, const QString &expression, Page &page)
{
    m_indexed.bindValue(0, expression);
    m_indexed.bindValue(1, sqlvalue::number(span.below));
    m_indexed.bindValue(2, sqlvalue::number(span.above));
    m_indexed.bindValue(3, page.role);
    m_indexed.bindValue(4, page.query.fromMs);
    m_indexed.bindValue(5, page.query.toMs);
    return take(m_indexed, mostRows, page);
}

/// Takes what fits, until the page is full or so many rows have been looked at.
bool HistorySearch::take(QSqlQuery &query, int most, Page &page)
{
    if (!query.exec()) {
        qCWarning(lcStorage).noquote() << "the history cannot be searched:" << query.lastError().text();
        return false;
    }
    int rows = 0;
    while (query.next()) {
        if (page.isFull() || rows == most) {
            page.hits.more = true;
            break;
        }
        ++rows;
        page.lookedTo = query.value(Seq).toULongLong();
        if (!page.author.admits(query.value(Name).toString()))
            continue;
        std::optional<QList<TextMark>> marks = page.terms.marksIn(query.value(Text).toString());
        if (!marks)
            continue;
        page.hits.lines.append(lineOf(query));
        page.hits.lines.last().marks = *std::move(marks);
    }
    const bool isRead = !query.lastError().isValid();
    query.finish();
    return isRead;
}

HistoryContext HistorySearch::around(quint64 seq, int lines, EventLog::Reader reader)
{
    HistoryContext context;
    const ReadTransaction transaction(m_connection);
    const int most = std::clamp(lines, 0, mostLines);
    const auto read = [&context, &reader](QSqlQuery &query, quint64 from, int limit) {
        query.bindValue(0, sqlvalue::number(from));
        query.bindValue(1, static_cast<int>(reader.role));
        query.bindValue(2, limit + 1);
        bool isMore = false;
        const bool isRead = query.exec();
        for (int rows = 0; isRead && query.next(); ++rows) {
            isMore = rows == limit;
            if (!isMore)
                context.lines.append(lineOf(query));
        }
        query.finish();
        return isMore;
    };
    context.moreBefore = read(m_before, seq, most);
    std::reverse(context.lines.begin(), context.lines.end());
    const qsizetype before = context.lines.size();
    // One more than `most` when the line itself is the first of them.
    context.moreAfter = read(m_from, seq, most + 1);
    if (context.lines.size() == before + most + 1 && context.lines[before].seq != seq) {
        context.lines.removeLast();
        context.moreAfter = true;
    }
    return context;
}

} // namespace foyer
