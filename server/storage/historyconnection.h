// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlDatabase>
#include <QString>

namespace foyer {

/// A connection to a history file, for the thread that makes it.
class HistoryConnection final
{
    Q_DISABLE_COPY_MOVE(HistoryConnection)

public:
    /// How long a statement waits for another connection.
    static constexpr int busyTimeoutMs = 2000;

    enum class Access : quint8 {
        Write,
        Read,
        ReadUnchanging ///< a file in a folder that cannot be written: nobody else writes it either
    };
    /// Opens it; look whether it isOpen(). One that is to be written is made where there is none, as by makePrivate().
    HistoryConnection(const QString &file, Access access);
    ~HistoryConnection();

    /// Makes an empty file where there is none. Either way nobody but its owner may read it, or what SQLite keeps beside it, from now on.
    static void makePrivate(const QString &path);

    [[nodiscard]] QSqlDatabase &database() { return m_database; }
    [[nodiscard]] bool isOpen() const { return m_database.isOpen(); }
    /// In the library's own words.
    [[nodiscard]] QString errorString() const;

    /// Of a pragma that answers with a number; -1 when it does not.
    [[nodiscard]] qint64 number(const QString &pragma);

private:
    const QString m_name;
    QSqlDatabase m_database;
};

} // namespace foyer
