// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;
class QTabWidget;

namespace foyer {

class ActsPage;
class AttendancePage;
class Clock;
class HistoryControl;
class HistoryPage;
class HistorySearchPage;
struct Keeping;
class Questions;

/// Everything that was kept, for the host to look at, whether the room is open or not.
class HistoryWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryWindow)

public:
    /// All three outlive it.
    HistoryWindow(HistoryControl &history, Questions &questions, const Clock &clock, QWidget *parent = nullptr);

    /// What becomes of what is said at present.
    void setKeeping(const Keeping &keeping);
    /// Comes to the front, ready for words to be typed; given some, it looks for them at once.
    void search(const QString &words);
    /// What is kept is no longer what it was.
    void readAgain();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QList<HistoryPage *> pages() const;
    [[nodiscard]] HistoryPage *front() const;
    /// Of what the tab in front shows.
    void refresh();
    void exportShown();
    void retranslate();

    HistoryControl &m_history;
    Questions &m_questions;
    const Clock &m_clock;
    QTabWidget *m_tabs;
    HistorySearchPage *m_search;
    AttendancePage *m_attendance;
    ActsPage *m_acts;
    QPushButton *m_export;
};

} // namespace foyer
