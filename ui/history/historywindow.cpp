// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historywindow.h"

#include "server/contract/historycontrol.h"
#include "server/contract/keeping.h"
#include "ui/history/actspage.h"
#include "ui/history/attendancepage.h"
#include "ui/history/exportdialog.h"
#include "ui/history/historysearchpage.h"
#include "ui/lineicon.h"
#include "ui/screenroom.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QShortcut>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace foyer {

HistoryWindow::HistoryWindow(HistoryControl &history, Questions &questions, const Clock &clock, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_history(history)
    , m_questions(questions)
    , m_clock(clock)
    , m_tabs(new QTabWidget)
    , m_search(new HistorySearchPage(history, clock))
    , m_attendance(new AttendancePage(history, clock))
    , m_acts(new ActsPage(history))
    , m_export(new QPushButton)
{
    setObjectName(u"history"_s);
    setProperty("look", u"room"_s);
    setAttribute(Qt::WA_StyledBackground);
    setWindowIcon(foyerIcon());
    setMinimumSize(720, 440);
    resize(withinScreen({1000, 680}, *this));
    m_tabs->setObjectName(u"historyTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_search, QString());
    m_tabs->addTab(m_attendance, QString());
    m_tabs->addTab(m_acts, QString());
    m_export->setObjectName(u"export"_s);
    m_export->setProperty("look", u"small"_s);
    m_tabs->setCornerWidget(m_export);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->addWidget(m_tabs);
    auto *find = new QShortcut(QKeySequence(QKeySequence::Find), this);
    connect(find, &QShortcut::activated, this, [this] { search({}); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &HistoryWindow::refresh);
    connect(m_export, &QPushButton::clicked, this, &HistoryWindow::exportShown);
    connect(m_attendance, &AttendancePage::exportWanted, this, &HistoryWindow::exportShown);
    connect(&m_history, &HistoryControl::forgotten, this, &HistoryWindow::readAgain);
    retranslate();
}

void HistoryWindow::setKeeping(const Keeping &keeping)
{
    for (HistoryPage *page : pages())
        page->setKeepsNothing(!keeping.keepsAnything());
}

QList<HistoryPage *> HistoryWindow::pages() const
{
    return {m_search, m_attendance, m_acts};
}

HistoryPage *HistoryWindow::front() const
{
    return static_cast<HistoryPage *>(m_tabs->currentWidget());
}

void HistoryWindow::search(const QString &words)
{
    if (!words.isEmpty())
        m_search->setWords(words);
    const bool isShown = isVisible() && m_tabs->currentWidget() == m_search;
    if (m_tabs->currentWidget() != m_search)
        m_tabs->setCurrentWidget(m_search);
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
    if (isShown && !words.isEmpty())
        m_search->refresh();
    m_search->focusWords();
}

void HistoryWindow::refresh()
{
    if (isVisible())
        front()->refresh();
}

void HistoryWindow::readAgain()
{
    // What another tab shows may be gone as well, and is not to be seen again for a moment.
    for (HistoryPage *page : pages()) {
        if (page->hasRows() || (isVisible() && page == front()))
            page->refresh();
    }
}

/// Begins with what the tab in front shows.
void HistoryWindow::exportShown()
{
    auto *dialog = new ExportDialog(m_history, m_questions, m_clock, this);
    if (m_tabs->currentWidget() == m_search) {
        dialog->setAuthor(m_search->author());
        dialog->setPeriod(m_search->period());
    } else if (m_tabs->currentWidget() == m_attendance) {
        dialog->setFormat(ExportFormat::AttendanceCsv);
        dialog->setPeriod(m_attendance->period());
    }
    dialog->open();
}

void HistoryWindow::retranslate()
{
    setWindowTitle(tr("History — Foyer"));
    m_tabs->setTabText(m_tabs->indexOf(m_search), tr("Search"));
    m_tabs->setTabText(m_tabs->indexOf(m_attendance), tr("Who was here"));
    m_tabs->setTabText(m_tabs->indexOf(m_acts), tr("What the host did"));
    m_export->setText(tr("Export…"));
}

void HistoryWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        refresh();
}

void HistoryWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    // Something may have been said meanwhile; what has just been asked need not be asked once more.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && !front()->isReading())
        refresh();
    QWidget::changeEvent(event);
}

void HistoryWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace foyer
