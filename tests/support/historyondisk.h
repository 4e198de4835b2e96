// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historysearch.h"
#include "server/storage/historybatch.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historystatements.h"
#include "server/storage/wordindex.h"

#include <QTemporaryDir>

#include <memory>

namespace foyer {

/// A history file in a folder of its own, written by a test without threads and timers.
class HistoryOnDisk final
{
public:
    static constexpr qint64 firstMs = 1'790'000'000'000;

    HistoryOnDisk();

    /// A message; by default a second after the one before.
    [[nodiscard]] static Event said(quint64 seq, const QString &text, const QString &name = QStringLiteral("Ada"), UserId user = UserId{3}, Audience audience = {},
                                    qint64 atMs = 0);

    /// Somebody comes in, or is asked to leave, so many seconds after firstMs.
    [[nodiscard]] static Event joined(quint64 seq, quint64 user);
    [[nodiscard]] static Event kicked(quint64 seq, quint64 cooling);
    [[nodiscard]] static HistoryBatch batchOf(const QList<Event> &events);

    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("history.db")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// A second after the last one; gives its seq.
    quint64 say(const QString &text, const QString &name = QStringLiteral("Ada"), UserId user = UserId{3}, Audience audience = {});
    quint64 leave(const QString &name);
    void write(const QList<Event> &events);
    [[nodiscard]] quint64 lastSeq() const { return m_lastSeq; }

    /// Every word is gathered, or as many slices are worked.
    void index(int slices = -1);
    /// As after a process that was killed: nothing was ended in order.
    void reopen();
    /// Nobody has the file open.
    void close();

    [[nodiscard]] HistoryConnection &connection() { return *m_connection; }
    [[nodiscard]] WordIndex &words() { return *m_index; }
    [[nodiscard]] qint64 number(const QString &select);
    /// Any file of the folder holds these bytes.
    [[nodiscard]] bool holds(const QByteArray &bytes) const { return folderHolds(folder(), bytes); }
    [[nodiscard]] static bool folderHolds(const QString &folder, const QByteArray &bytes);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<HistoryConnection> m_connection;
    std::unique_ptr<HistoryStatements> m_statements;
    std::unique_ptr<WordIndex> m_index;
    quint64 m_lastSeq = 0;
};

} // namespace foyer
