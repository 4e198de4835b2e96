// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historysearchpage.h"

#include "ui/history/historylinemodel.h"
#include "ui/history/historylist.h"
#include "ui/history/periodpicker.h"
#include "ui/history/placekeeper.h"
#include "ui/keepingtext.h"
#include "ui/lineicon.h"
#include "ui/views/plainlabel.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace foyer {

using Problem = HistoryHits::Problem;

namespace {

/// Lines of one question.
constexpr int mostAtOnce = 500;

QFrame *card(PlainLabel *title, QWidget *below)
{
    auto *frame = new QFrame;
    frame->setProperty("look", u"card"_s);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 8, 1, 6);
    layout->setSpacing(6);
    title->setContentsMargins(14, 0, 14, 0);
    layout->addWidget(title);
    layout->addWidget(below, 1);
    return frame;
}

} // namespace

HistorySearchPage::HistorySearchPage(HistoryControl &history, const Clock &clock, QWidget *parent)
    : HistoryPage(history, parent)
    , m_lines(new HistoryLineModel(this))
    , m_surroundings(new HistoryLineModel(this))
    , m_words(new QLineEdit)
    , m_author(new QLineEdit)
    , m_period(new PeriodPicker(clock))
    , m_state(new PlainLabel(u"section"_s))
    , m_note(new PlainLabel(u"meta"_s))
    , m_results(new HistoryList(*m_lines, clock, HistoryLineDelegate::Extent::Excerpt))
    , m_aroundTitle(new PlainLabel(u"section"_s))
    , m_context(new HistoryList(*m_surroundings, clock, HistoryLineDelegate::Extent::Whole))
{
    m_words->setObjectName(u"words"_s);
    m_words->setClearButtonEnabled(true);
    m_words->addAction(lineIcon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
    m_author->setObjectName(u"author"_s);
    m_author->setClearButtonEnabled(true);
    m_author->setMinimumWidth(110);
    m_state->setObjectName(u"found"_s);
    m_note->setObjectName(u"note"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    m_results->setObjectName(u"results"_s);
    m_results->setSelectionMode(QAbstractItemView::SingleSelection);
    m_context->setObjectName(u"around"_s);

    auto *fields = new QHBoxLayout;
    fields->setSpacing(8);
    fields->addWidget(m_words, 3);
    fields->addWidget(m_author, 1);
    fields->addWidget(m_period);
    auto *parts = new QSplitter;
    parts->setChildrenCollapsible(false);
    parts->addWidget(card(m_state, m_results));
    parts->addWidget(card(m_aroundTitle, m_context));
    parts->setSizes({500, 420});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(fields);
    layout->addWidget(m_note);
    layout->addWidget(parts, 1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(250);
    connect(&m_pause, &QTimer::timeout, this, &HistorySearchPage::ask);
    for (QLineEdit *field : {m_words, m_author}) {
        connect(field, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
        connect(field, &QLineEdit::returnPressed, this, &HistorySearchPage::ask);
    }
    connect(m_period, &PeriodPicker::changed, this, &HistorySearchPage::ask);
    connect(m_results, &HistoryList::endInSight, this, &HistorySearchPage::askForMore);
    connect(m_results, &HistoryList::chosen, this, &HistorySearchPage::askAround);
    connect(&m_history, &HistoryControl::found, this, &HistorySearchPage::take);
    connect(&m_history, &HistoryControl::surroundingsRead, this, &HistorySearchPage::takeAround);
    retranslate();
}

void HistorySearchPage::setWords(const QString &words)
{
    m_words->setText(words);
    m_author->clear();
    const QSignalBlocker quiet(m_period);
    m_period->choose(PeriodPicker::Choice::All);
}

void HistorySearchPage::refresh()
{
    HistoryQuery shown = m_query;
    shown.before = HistoryQuery::fromTheNewest;
    if (hasRows() && shown == queryOfTheFields() && (m_isAnew || !m_isFirstPage))
        askAnew();
    else
        ask();
}

bool HistorySearchPage::hasRows() const
{
    return m_lines->rowCount() > 0;
}

void HistorySearchPage::focusWords()
{
    m_words->setFocus();
    m_words->selectAll();
}

QString HistorySearchPage::author() const
{
    return m_author->text().trimmed();
}

HistoryQuery HistorySearchPage::queryOfTheFields() const
{
    const Period period = m_period->period();
    HistoryQuery query;
    query.words = m_words->text().trimmed();
    query.author = author();
    query.fromMs = period.fromMs.value_or(0);
    query.toMs = period.toMs.value_or(std::numeric_limits<qint64>::max());
    return query;
}

void HistorySearchPage::ask()
{
    m_pause.stop();
    m_query = queryOfTheFields();
    m_isFirstPage = true;
    m_isAnew = false;
    m_asked = m_history.search(m_query);
    showState();
}

void HistorySearchPage::askForMore()
{
    if (m_asked != 0 || !m_last.more)
        return;
    m_query.before = m_last.next;
    m_asked = m_history.search(m_query);
    showState();
}

void HistorySearchPage::askAnew()
{
    m_pause.stop();
    m_isAnew = true;
    m_fresh.clear();
    m_downTo = m_lines->lines().constLast().seq;
    HistoryQuery again = m_query;
    again.before = HistoryQuery::fromTheNewest;
    again.limit = std::clamp(m_lines->rowCount(), m_query.limit, mostAtOnce);
    m_asked = m_history.search(again);
}

void HistorySearchPage::takeAnew(const HistoryHits &hits)
{
    m_fresh += hits.lines;
    if (hits.more && hits.next > m_downTo) {
        HistoryQuery again = m_query;
        again.before = hits.next;
        again.limit = mostAtOnce;
        m_asked = m_history.search(again);
        return;
    }
    m_isAnew = false;
    m_last = hits;
    m_last.lines.clear();
    {
        const PlaceKeeper place(*m_results);
        m_lines->update(m_fresh);
    }
    m_fresh.clear();
    const quint64 current = m_results->currentIndex().data(HistoryLineModel::SeqRole).toULongLong();
    if (current != m_around) {
        askAround(current);
    } else if (m_around != 0) {
        m_isAroundAnew = m_isAroundAnew || m_askedAround == 0; // what is under way may be the first answer still
        m_askedAround = m_history.readAround(m_around, linesAround);
    }
    showState();
    if (!hasRows())
        askForMore();
}

void HistorySearchPage::take(quint64 number, const HistoryHits &hits)
{
    if (m_asked == 0 || number != m_asked)
        return;
    m_asked = 0;
    if (m_isAnew) {
        takeAnew(hits);
        return;
    }
    m_last = hits;
    m_last.lines.clear();
    if (m_isFirstPage) {
        m_isFirstPage = false;
        m_results->measureAnew();
        m_lines->reset(hits.lines);
        m_results->scrollToTop();
        askAround(0);
    } else {
        m_lines->append(hits.lines);
    }
    showState();
    if (hits.lines.isEmpty()) // there may be more all the same, and the list has nothing new to look at
        askForMore();
}

void HistorySearchPage::askAround(quint64 seq)
{
    if (seq == m_around && seq != 0)
        return;
    m_around = seq;
    m_isAroundAnew = false;
    m_askedAround = seq != 0 ? m_history.readAround(seq, linesAround) : 0;
    if (seq == 0)
        m_surroundings->reset({});
    showState();
}

void HistorySearchPage::takeAround(quint64 number, const HistoryContext &context)
{
    if (m_askedAround == 0 || number != m_askedAround)
        return;
    m_askedAround = 0;
    QList<HistoryLine> lines = context.lines;
    for (HistoryLine &line : lines) {
        if (const int found = m_lines->rowOf(line.seq); found >= 0)
            line.marks = m_lines->line(found).marks;
    }
    if (m_isAroundAnew) {
        m_isAroundAnew = false;
        const PlaceKeeper place(*m_context);
        m_surroundings->update(lines);
        showState();
        return;
    }
    m_context->measureAnew();
    m_surroundings->reset(lines, m_around);
    showState();
    if (const int row = m_surroundings->rowOf(m_around); row >= 0)
        m_context->scrollTo(m_surroundings->index(row), QAbstractItemView::PositionAtCenter);
}

QString HistorySearchPage::emptyWords() const
{
    switch (m_last.problem) {
    case Problem::TooLong:
        return tr("That is too long to look for. Up to %1 characters fit.").arg(HistoryQuery::mostCodePoints);
    case Problem::NoWords:
        return tr("There is no word in that. Look for letters or figures.");
    case Problem::Unreadable:
        return tr("What was kept cannot be read. The log in the data folder says more.");
    case Problem::None:
        break;
    }
    if (keepsNothing())
        return KeepingText::nothingHere();
    HistoryQuery anything;
    anything.before = m_query.before;
    if (m_query == anything)
        return tr("Nothing has been kept yet. What is said in the room will be found here.");
    return tr("Nothing was found. Try fewer words, only the beginning of a word, or another period.");
}

void HistorySearchPage::showState()
{
    const int lines = m_lines->rowCount();
    if (m_asked != 0 && !m_isAnew)
        m_state->setText(tr("SEARCHING…"));
    else if (m_last.problem != Problem::None || lines == 0)
        m_state->setText(tr("FOUND"));
    else
        m_state->setText(m_last.more ? tr("THE LATEST %n", nullptr, lines) : tr("FOUND  %n", nullptr, lines));
    m_results->setHint(m_asked != 0 ? tr("Searching…") : emptyWords());
    m_note->setText(tr("Older messages are still being prepared for searching. Some of them may be missing here; look again in a while."));
    m_note->setVisible(!m_last.complete);
    m_context->setHint(keepsNothing() && lines == 0 ? QString()
                       : m_around == 0      ? tr("Choose a message to see what was said around it.")
                       : m_askedAround != 0 ? QString()
                                            : tr("This message is no longer kept."));
}

void HistorySearchPage::retranslate()
{
    m_words->setPlaceholderText(tr("Words, or “a whole phrase”"));
    m_words->setAccessibleName(tr("Words to look for"));
    m_author->setPlaceholderText(tr("Said by"));
    m_author->setAccessibleName(tr("Said by"));
    m_results->setAccessibleName(tr("Messages that were found"));
    m_aroundTitle->setText(tr("AROUND IT"));
    m_context->setAccessibleName(tr("What was said around it"));
    showState();
}

void HistorySearchPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace foyer
