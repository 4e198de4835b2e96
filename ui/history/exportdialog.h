// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/historycontrol.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace foyer {

class Clock;
class PeriodPicker;
class PlainLabel;
class Questions;

/// Hands the history out in a file: asks what and where, shows how far it is, and says what has come of it.
class ExportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportDialog)

public:
    ExportDialog(HistoryControl &history, Questions &questions, const Clock &clock, QWidget *parent = nullptr);

    /// What is chosen to begin with.
    void setFormat(ExportFormat format);
    void setAuthor(const QString &author);
    void setPeriod(const PeriodPicker &period);

    /// While it is being written this only cancels that.
    void reject() override;

private:
    [[nodiscard]] ExportFormat format() const;
    [[nodiscard]] ExportRequest request() const;
    void followFormat();
    void followHostActs();
    void chooseFile();
    void askAndBegin();
    void begin(const QString &file);
    void showProgress(qint64 done, qint64 inAll);
    void end(const ExportOutcome &outcome);
    void setWriting(bool writing);
    void tell(const QString &look, const QString &sentence);

    HistoryControl &m_history;
    Questions &m_questions;
    bool m_isWriting = false;
    bool m_isAsking = false;
    bool m_wantsHostActs = false; ///< in the formats that leave the choice
    QComboBox *m_format;
    PlainLabel *m_formatHint;
    PeriodPicker *m_period;
    QLineEdit *m_author;
    QCheckBox *m_hostActs;
    QCheckBox *m_anonymise;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QProgressBar *m_progress;
    PlainLabel *m_result;
    QPushButton *m_export;
    QPushButton *m_cancel;
};

} // namespace foyer
