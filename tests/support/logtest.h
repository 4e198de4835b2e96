// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/sqlitelog.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>
#include <optional>

#include <sys/resource.h>

namespace foyer {

/// A log that keeps every line, in a folder of its own for each test; for tests of it.
class LogTest : public QObject
{
    Q_DISABLE_COPY_MOVE(LogTest)

public:
    static constexpr qint64 now = 1'800'000'000'000;

protected:
    static constexpr EventLog::Reader host{UserId{2}, Role::Operator};

    [[nodiscard]] static Event said(quint64 seq, const QString &text, const QString &clientId = {}, UserId user = UserId{7});
    [[nodiscard]] static QList<Event> lines(quint64 from, quint64 to);

    LogTest();
    ~LogTest() override;

    void begin();
    void end();

    [[nodiscard]] bool open(qint64 wallMs = now);
    void append(const QList<Event> &events, const QList<DeviceUse> &devices = {});
    [[nodiscard]] EventLog::Page after(quint64 seq, qsizetype bytes = 1'000'000, EventLog::Reader reader = host);
    [[nodiscard]] EventLog::Page before(quint64 seq, int limit, qsizetype bytes = 1'000'000, EventLog::Reader reader = host);
    /// Page by page, as somebody does who missed it.
    [[nodiscard]] QList<Event> allAfter(quint64 seq, EventLog::Reader reader = host);
    [[nodiscard]] QString path() const;
    /// No file of this process may grow beyond this any more.
    static void letFilesGrowTo(rlim_t bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::optional<historyfile::Error> m_error;
    int m_inMemory = 2000;
    HistoryWriter::Bounds m_held;
    int m_keepMessages = 0;
};

} // namespace foyer
