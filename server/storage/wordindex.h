// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"
#include "server/storage/slicesize.h"

#include <QSqlQuery>
#include <QString>

namespace foyer {

class HistoryConnection;

/// Gathers the words of what has been said, in slices of a few milliseconds, from where the last one ended, whatever became of the process. Messages for
/// listed users alone are left out. Lives with the one connection that writes.
class WordIndex final
{
public:
    /// `connection` outlives it, and its file has the latest schema.
    explicit WordIndex(HistoryConnection &connection);

    /// One slice, in a transaction of its own. True while there is more to do.
    [[nodiscard]] bool work();

    /// Every message up to it is in the index.
    [[nodiscard]] quint64 indexedSeq() const { return m_indexedSeq; }

    /// One slice of what keeps the index in few segments while messages are taken out, in a transaction of its own. True when there was something
    /// to do and it could be done.
    [[nodiscard]] bool tidy();

    /// Takes a message out that is about to be deleted, within the caller's transaction. Its words lie about in the file until work() has nothing more to do.
    [[nodiscard]] bool remove(quint64 seq, UserId user, const QString &text);
    /// The same for everything, at once and without any residue. The next message is to have a seq above `upTo`.
    [[nodiscard]] bool removeAll(quint64 upTo);
    /// Of the file, after a transaction that has failed.
    void readAgain();

    /// What the index knows of a message: who and what.
    [[nodiscard]] static QString document(UserId user, const QString &text);
    /// The word that stands for messages of this user, and perhaps for those of a few others.
    [[nodiscard]] static QString authorWord(UserId user);

private:
    [[nodiscard]] bool begin();
    [[nodiscard]] bool end(bool isDone);
    [[nodiscard]] bool gather();
    [[nodiscard]] bool clear(bool &isCleared);
    [[nodiscard]] bool merge(int direction, bool &isMerged);
    [[nodiscard]] bool command(const QString &name, int rank);

    HistoryConnection &m_connection;
    QSqlQuery m_said;
    QSqlQuery m_insertion;
    QSqlQuery m_deletion;
    QSqlQuery m_author;
    SliceSize m_mergedPages;
    quint64 m_indexedSeq = 0;
    bool m_isOutdated = false; ///< folded in another way
    bool m_hasResidue = false;
    bool m_isClearing = false; ///< the residue: begun
    bool m_isMergeDue = true;
    int m_failures = 0;
};

} // namespace foyer
