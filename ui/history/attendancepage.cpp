// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/attendancepage.h"

#include "ui/history/attendanceheader.h"
#include "ui/history/attendancemodel.h"
#include "ui/history/periodpicker.h"
#include "ui/history/placekeeper.h"
#include "ui/history/recordtable.h"
#include "ui/history/spansdelegate.h"
#include "ui/keepingtext.h"
#include "ui/views/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace foyer {

AttendancePage::AttendancePage(HistoryControl &history, const Clock &clock, QWidget *parent)
    : HistoryPage(history, parent)
    , m_people(new AttendanceModel(this))
    , m_period(new PeriodPicker(clock))
    , m_state(new PlainLabel(u"meta"_s))
    , m_export(new QPushButton)
    , m_table(new RecordTable(*m_people, new AttendanceHeader(*m_people)))
{
    m_state->setObjectName(u"people"_s);
    m_export->setObjectName(u"exportAttendance"_s);
    m_table->setObjectName(u"attendance"_s);
    m_table->setItemDelegateForColumn(AttendanceModel::Spans, new SpansDelegate(*m_people, m_table));
    m_table->sortByColumn(AttendanceModel::First, Qt::AscendingOrder);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_period);
    top->addWidget(m_state);
    top->addStretch(1);
    top->addWidget(m_export);
    layOutPage(*this, top, m_table);

    connect(m_period, &PeriodPicker::changed, this, [this] {
        m_isAnew = false;
        ask();
    });
    connect(m_export, &QPushButton::clicked, this, &AttendancePage::exportWanted);
    connect(&m_history, &HistoryControl::attendanceTaken, this, &AttendancePage::take);
    retranslate();
    fitColumns();
}

void AttendancePage::refresh()
{
    m_isAnew = hasRows() && (m_isAnew || m_asked == 0);
    ask();
}

bool AttendancePage::hasRows() const
{
    return m_people->rowCount() > 0;
}

void AttendancePage::ask()
{
    const Period period = m_period->period();
    ExportRequest what;
    what.format = ExportFormat::AttendanceCsv;
    what.fromMs = period.fromMs;
    what.toMs = period.toMs;
    m_asked = m_history.takeAttendance(what);
    showState();
}

void AttendancePage::take(quint64 number, const Attendance &attendance, const QString &problem)
{
    if (m_asked == 0 || number != m_asked)
        return;
    m_asked = 0;
    m_problem = problem;
    {
        const PlaceKeeper place(*m_table);
        m_people->update(attendance);
    }
    if (!m_isAnew)
        fitColumns();
    showState();
}

void AttendancePage::fitColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    for (const int column : {AttendanceModel::First, AttendanceModel::Last, AttendanceModel::Minutes, AttendanceModel::Messages})
        m_table->fitColumn(column);
    header->resizeSection(AttendanceModel::Name, 170);
}

void AttendancePage::showState()
{
    const int people = m_people->rowCount();
    m_state->setText(m_asked != 0 && !m_isAnew ? tr("Counting…") : people > 0 ? tr("%n people", nullptr, people) : QString());
    m_table->setHint(m_asked != 0            ? tr("Counting…")
                     : !m_problem.isEmpty() ? tr("What was kept cannot be read: %1").arg(m_problem)
                     : keepsNothing()       ? KeepingText::nothingHere()
                     : m_period->choice() == PeriodPicker::Choice::All
                         ? tr("Nobody has been here yet. Whoever comes in will be listed here.")
                         : tr("Nobody was here in this time."));
}

void AttendancePage::retranslate()
{
    m_export->setText(tr("Export as CSV…"));
    m_table->setAccessibleName(tr("Who was here"));
    m_people->retranslate();
    showState();
}

void AttendancePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fitColumns();
    }
    QWidget::changeEvent(event);
}

} // namespace foyer
