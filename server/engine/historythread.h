// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"

#include <QThread>

#include <atomic>
#include <functional>

namespace foyer {

class HistoryArchive;

/// Looks at the history of a data folder in threads of its own: one for questions, one for exports, which may take long.
class HistoryThread final : public HistoryControl
{
    Q_OBJECT

public:
    explicit HistoryThread(QString folder, QObject *parent = nullptr);
    /// Cancels what is under way, but for forget(), which it waits for.
    ~HistoryThread() override;

    Number search(const HistoryQuery &query) override;
    Number readAround(quint64 seq, int lines) override;
    Number readBefore(quint64 before, int limit) override;
    Number readActs(quint64 before, int limit) override;
    Number takeAttendance(const ExportRequest &what) override;
    Number countLoss(const HistoryLoss &loss) override;
    void exportTo(const QString &file, const ExportRequest &what) override;
    void cancelExport() override { m_isCancelled = true; }
    void forget() override;

private:
    /// `answer` is called in this thread with what `question` has found in the other.
    template <typename Question, typename Answer>
    Number ask(Question question, Answer answer);

    const QString m_folder;
    QThread m_questions;
    QThread m_exports;
    HistoryArchive *m_archive; ///< lives in m_questions
    QObject *m_exporter;       ///< lives in m_exports
    Number m_lastNumber = 0;
    std::atomic<bool> m_isCancelled = false;
    std::atomic<bool> m_isEnding = false;
    bool m_isExporting = false;
};

} // namespace foyer
