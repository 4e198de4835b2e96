// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"

#include <QWidget>

class QPushButton;

namespace foyer {

class AttendanceModel;
class Clock;
class PeriodPicker;
class PlainLabel;
class RecordTable;

/// Who was in the room in a period, how long, and how much they said.
class AttendancePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttendancePage)

public:
    AttendancePage(HistoryControl &history, const Clock &clock, QWidget *parent = nullptr);

    /// Nothing is kept at present: an empty page says so.
    void setKeepsNothing(bool keepsNothing);
    /// Takes it anew; what is shown stays until then, and the reader's place after that.
    void refresh();
    [[nodiscard]] bool isReading() const { return m_asked != 0; }
    [[nodiscard]] bool hasRows() const;
    [[nodiscard]] const PeriodPicker &period() const { return *m_period; }

Q_SIGNALS:
    void exportWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void ask();
    void take(quint64 number, const Attendance &attendance, const QString &problem);
    void showState();
    void fitColumns();
    void retranslate();

    HistoryControl &m_history;
    HistoryControl::Number m_asked = 0; ///< 0: no answer is awaited
    bool m_isAnew = false;              ///< the same once more
    QString m_problem;
    bool m_keepsNothing = false;
    AttendanceModel *m_people;
    PeriodPicker *m_period;
    PlainLabel *m_state;
    QPushButton *m_export;
    RecordTable *m_table;
};

} // namespace foyer
