// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/exportrequest.h"
#include "server/storage/export/records.h"

#include <QDate>
#include <QHash>
#include <QStringList>

class QSqlQuery;

namespace foyer {

class HistoryConnection;

/// Reads a history from its beginning to its end, page by page. Every page is found by the number of its first row and is a transaction by
/// itself: however long reading takes, it stands in the way of nobody who writes, and holds one page in memory. What is written after
/// begin() is not read.
class HistoryReader final
{
public:
    struct Day
    {
        QDate date; ///< here, where this program runs
        qint64 messages = 0;
        bool operator==(const Day &) const = default;
    };

    /// `connection` outlives it.
    HistoryReader(HistoryConnection &connection, const ExportRequest &what);

    /// Finds out what there is. False when that cannot be read, see errorString().
    [[nodiscard]] bool begin();

    /// The next events, in their order. There may be none in a page and some in the next; see isAtEnd(). False when they cannot be read.
    [[nodiscard]] bool readPage(QList<Event> &page);
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_last; }
    /// How much has been read, of inAll().
    [[nodiscard]] qint64 done() const { return static_cast<qint64>(m_at - m_before); }
    [[nodiscard]] qint64 inAll() const { return static_cast<qint64>(m_last - m_before); }

    /// The days on which any of it happened. `goesOn` is asked now and then whether to go on. False when they cannot be read, or not to the end.
    [[nodiscard]] bool readDays(QList<Day> &days, const std::function<bool()> &goesOn);
    /// Whether anything at all was said under the author's name. `names` are those under which something was, if they are not more than `most`.
    /// False when they cannot be read.
    [[nodiscard]] bool findAuthor(bool &isFound, QStringList &names, int most);
    /// What the room was called at the end of it; empty when that is not known.
    [[nodiscard]] QString roomName();

    // What belongs to no event. Each is called with one after the other; false when they cannot be read.
    [[nodiscard]] bool eachFact(const std::function<void(const StoredFact &)> &take);
    [[nodiscard]] bool eachEpoch(const std::function<void(const StoredEpoch &)> &take);
    [[nodiscard]] bool eachDevice(const std::function<void(const StoredDevice &)> &take);
    /// Those in the period; with an author, theirs.
    [[nodiscard]] bool eachVisit(const std::function<void(const StoredVisit &)> &take);

    /// In the library's own words.
    [[nodiscard]] const QString &errorString() const { return m_error; }

private:
    [[nodiscard]] bool isAuthor(const QString &name);
    [[nodiscard]] bool run(QSqlQuery &query);

    HistoryConnection &m_connection;
    const ExportRequest m_what;
    const QString m_authorKey;
    QHash<QString, bool> m_authors; ///< names, and whether they are the author's
    quint64 m_before = 0;           ///< the seq before the first
    quint64 m_at = 0;               ///< up to this one everything has been read
    quint64 m_last = 0;
    QString m_error;
};

} // namespace foyer
