// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/periodpicker.h"

#include "server/base/clock.h"
#include "ui/timetext.h"
#include "ui/views/plainlabel.h"

#include <QComboBox>
#include <QDateEdit>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

qint64 startOf(QDate day)
{
    return day.startOfDay().toMSecsSinceEpoch();
}

} // namespace

PeriodPicker::PeriodPicker(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_choice(new QComboBox)
    , m_from(new QDateEdit)
    , m_dash(new PlainLabel(u"muted"_s, u"–"_s))
    , m_to(new QDateEdit)
{
    m_choice->setObjectName(u"period"_s);
    for (const Choice choice : {Choice::All, Choice::Today, Choice::LastWeek, Choice::Days})
        m_choice->addItem(QString(), int(choice));
    m_from->setObjectName(u"fromDay"_s);
    m_to->setObjectName(u"toDay"_s);
    for (QDateEdit *day : {m_from, m_to}) {
        day->setCalendarPopup(true);
        day->setDate(today());
        connect(day, &QDateEdit::dateChanged, this, &PeriodPicker::changed);
    }
    m_from->setDate(today().addDays(-30));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_choice);
    layout->addWidget(m_from);
    layout->addWidget(m_dash);
    layout->addWidget(m_to);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        showDays();
        Q_EMIT changed();
    });
    retranslate();
    showDays();
}

PeriodPicker::Choice PeriodPicker::choice() const
{
    return Choice(m_choice->currentData().toInt());
}

void PeriodPicker::choose(Choice choice)
{
    m_choice->setCurrentIndex(m_choice->findData(int(choice)));
}

void PeriodPicker::chooseDays(QDate from, QDate to)
{
    {
        const QSignalBlocker quietFrom(m_from);
        const QSignalBlocker quietTo(m_to);
        const QSignalBlocker quiet(m_choice);
        m_from->setDate(from);
        m_to->setDate(to);
        choose(Choice::Days);
        showDays();
    }
    Q_EMIT changed();
}

Period PeriodPicker::period() const
{
    switch (choice()) {
    case Choice::All:
        break;
    case Choice::Today:
        return {startOf(today()), std::nullopt};
    case Choice::LastWeek:
        return {startOf(today().addDays(-6)), std::nullopt};
    case Choice::Days: {
        const auto [first, last] = std::minmax({m_from->date(), m_to->date()});
        return {startOf(first), startOf(last.addDays(1))};
    }
    }
    return {};
}

void PeriodPicker::follow(const PeriodPicker &other)
{
    if (other.choice() == Choice::Days)
        chooseDays(other.m_from->date(), other.m_to->date());
    else
        choose(other.choice());
}

void PeriodPicker::showDays()
{
    const bool days = choice() == Choice::Days;
    m_from->setVisible(days);
    m_dash->setVisible(days);
    m_to->setVisible(days);
}

void PeriodPicker::retranslate()
{
    m_choice->setItemText(int(Choice::All), tr("Any time"));
    m_choice->setItemText(int(Choice::Today), tr("Today"));
    m_choice->setItemText(int(Choice::LastWeek), tr("The last 7 days"));
    m_choice->setItemText(int(Choice::Days), tr("From … to …"));
    m_choice->setAccessibleName(tr("Period"));
    m_from->setAccessibleName(tr("From this day"));
    m_to->setAccessibleName(tr("To this day"));
    const QString format = TimeText::dateFormat();
    const QString widest = QLocale().toString(QDate(2028, 12, 28), format);
    for (QDateEdit *day : {m_from, m_to}) {
        day->setDisplayFormat(format);
        // The style sheet's arrow and edges are not in Qt's own reckoning.
        day->setMinimumWidth(day->fontMetrics().horizontalAdvance(widest) + 56);
    }
}

QDate PeriodPicker::today() const
{
    return QDateTime::fromMSecsSinceEpoch(m_clock.wallMs()).date();
}

void PeriodPicker::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace foyer
