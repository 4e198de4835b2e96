// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"

#include <QList>

namespace foyer {

/// Notes what it is asked; the test answers, with the number that the question was given.
class FakeHistoryControl final : public HistoryControl
{
    Q_OBJECT

public:
    struct Around
    {
        quint64 seq = 0;
        int lines = 0;
    };
    struct Page
    {
        quint64 before = 0;
        int limit = 0;
    };
    using HistoryControl::HistoryControl;

    Number search(const HistoryQuery &query) override;
    Number readAround(quint64 seq, int lines) override;
    Number readBefore(quint64 before, int limit) override;
    Number readActs(quint64 before, int limit) override;
    Number takeAttendance(const ExportRequest &what) override;
    Number countLoss(const HistoryLoss &loss) override;
    void exportTo(const QString &file, const ExportRequest &what) override;
    void cancelExport() override { ++cancels; }
    void forget() override { ++forgets; }

    /// Of the latest question.
    [[nodiscard]] Number number() const { return m_number; }

    QList<HistoryQuery> searches;
    QList<Around> arounds;
    QList<Page> pages;
    QList<Page> acts;
    QList<ExportRequest> attendances;
    QList<HistoryLoss> losses;
    QStringList files; ///< of exports
    QList<ExportRequest> exports;
    int cancels = 0;
    int forgets = 0;

private:
    Number m_number = 0;
};

} // namespace foyer
