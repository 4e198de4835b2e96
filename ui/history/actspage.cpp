// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/actspage.h"

#include "ui/history/actmodel.h"
#include "ui/history/placekeeper.h"
#include "ui/history/recordtable.h"
#include "ui/keepingtext.h"
#include "ui/lineicon.h"
#include "ui/views/plainlabel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

constexpr int pageSize = 200;
/// Where fewer rows are shown there may be no scroll bar to ask for more with.
constexpr int enough = 100;

} // namespace

ActsPage::ActsPage(HistoryControl &history, QWidget *parent)
    : HistoryPage(history, parent)
    , m_acts(new ActModel(this))
    , m_filter(new QLineEdit)
    , m_state(new PlainLabel(u"meta"_s))
    , m_table(new RecordTable(*m_acts))
{
    m_filter->setObjectName(u"actsFilter"_s);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(280);
    m_filter->addAction(lineIcon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
    m_state->setObjectName(u"actsCount"_s);
    m_table->setObjectName(u"acts"_s);
    m_table->sortByColumn(ActModel::When, Qt::DescendingOrder);
    m_table->horizontalHeader()->setStretchLastSection(true);

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_filter, 1);
    top->addWidget(m_state);
    top->addStretch(1);
    layOutPage(*this, top, m_table);

    connect(m_filter, &QLineEdit::textChanged, this, &ActsPage::filter);
    connect(m_table, &RecordTable::endInSight, this, &ActsPage::askForMore);
    connect(&m_history, &HistoryControl::actsRead, this, &ActsPage::take);
    retranslate();
    fitColumns();
}

void ActsPage::refresh()
{
    m_isFresh = true;
    m_fresh.clear();
    m_downTo = m_acts->oldestSeq();
    m_asked = m_history.readActs(HistoryQuery::fromTheNewest, pageSize);
    showState();
}

void ActsPage::askForMore()
{
    if (m_asked != 0 || !m_more)
        return;
    m_asked = m_history.readActs(m_next, pageSize);
    showState();
}

void ActsPage::take(quint64 number, const QList<Event> &events, bool more)
{
    if (m_asked == 0 || number != m_asked)
        return;
    m_asked = 0;
    m_more = more && !events.isEmpty();
    if (!events.isEmpty())
        m_next = events.constFirst().seq;
    if (m_isFresh) {
        m_fresh = events + m_fresh;
        if (m_more && m_downTo > 0 && m_next > m_downTo)
            askForMore();
        else
            takeFresh();
    } else {
        m_acts->addOlder(events);
    }
    showState();
    if (!m_filter->text().isEmpty() || m_acts->rowCount() < enough)
        askForMore();
}

void ActsPage::takeFresh()
{
    m_isFresh = false;
    const bool isFirst = !hasRows();
    {
        const PlaceKeeper place(*m_table);
        m_acts->update(m_fresh);
    }
    m_fresh.clear();
    if (isFirst)
        fitColumns();
}

bool ActsPage::hasRows() const
{
    return m_acts->rowCount() > 0;
}

/// Looks through all of them, not only through those that have been scrolled to.
void ActsPage::filter()
{
    m_table->setFilter(m_filter->text());
    showState();
    if (!m_filter->text().isEmpty())
        askForMore();
}

void ActsPage::fitColumns()
{
    for (const int column : {ActModel::When, ActModel::What, ActModel::StaysOut})
        m_table->fitColumn(column);
    m_table->horizontalHeader()->resizeSection(ActModel::Whom, 140);
    m_table->horizontalHeader()->resizeSection(ActModel::By, 110);
}

void ActsPage::showState()
{
    const int shown = m_table->model()->rowCount();
    const bool isAnew = m_isFresh && hasRows(); // nobody needs to see that
    m_state->setText(m_asked != 0 && !isAnew ? tr("Reading…") : shown > 0 ? tr("%n entries", nullptr, shown) : QString());
    m_table->setHint(m_asked != 0               ? tr("Reading…")
                     : m_acts->rowCount() > 0 ? tr("Nothing has these words.")
                     : keepsNothing()         ? KeepingText::nothingHere()
                                              : tr("Nothing yet. Whom you ask to leave or let back in will be listed here, and why."));
}

void ActsPage::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setAccessibleName(tr("Filter"));
    m_table->setAccessibleName(tr("What the host did"));
    m_acts->retranslate();
    showState();
}

void ActsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        fitColumns();
    }
    QWidget::changeEvent(event);
}

} // namespace foyer
