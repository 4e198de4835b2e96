// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/historypage.h"

class QPushButton;

namespace foyer {

class AttendanceModel;
class Clock;
class PeriodPicker;
class PlainLabel;
class RecordTable;

/// Who was in the room in a period, how long, and how much they said.
class AttendancePage final : public HistoryPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttendancePage)

public:
    AttendancePage(HistoryControl &history, const Clock &clock, QWidget *parent = nullptr);

    void refresh() override;
    [[nodiscard]] bool hasRows() const override;
    [[nodiscard]] const PeriodPicker &period() const { return *m_period; }

Q_SIGNALS:
    void exportWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void ask();
    void take(quint64 number, const Attendance &attendance, const QString &problem);
    void showState() override;
    void fitColumns();
    void retranslate();

    bool m_isAnew = false;              ///< the same once more
    QString m_problem;
    AttendanceModel *m_people;
    PeriodPicker *m_period;
    PlainLabel *m_state;
    QPushButton *m_export;
    RecordTable *m_table;
};

} // namespace foyer
