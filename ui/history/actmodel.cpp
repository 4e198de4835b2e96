// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/actmodel.h"

#include "ui/dialogs/kickdialog.h"
#include "ui/history/recordtable.h"
#include "ui/keepingtext.h"
#include "ui/plainwords.h"
#include "ui/timetext.h"

#include <algorithm>
#include <iterator>
#include <variant>

namespace foyer {

namespace {

/// Longer than a host may choose.
constexpr qint64 mostSeconds = 366 * 86400;

bool isAct(const Event &event)
{
    return std::holds_alternative<Kicked>(event.body) || std::holds_alternative<LetIn>(event.body)
        || std::holds_alternative<RoomRenamed>(event.body) || std::holds_alternative<KeepingChanged>(event.body);
}

/// Nothing where it is not known.
QString staysOut(qint64 fromMs, const CoolingOff &cooling)
{
    if (cooling.id.isNull())
        return coolingOffText(0);
    const qint64 seconds = cooling.secondsFrom(fromMs);
    return seconds > 0 && seconds <= mostSeconds ? coolingOffText(int(seconds)) : QString();
}

} // namespace

/// Newest first.
QList<Event> ActModel::actsOf(const QList<Event> &events)
{
    QList<Event> acts;
    std::copy_if(events.crbegin(), events.crend(), std::back_inserter(acts), isAct);
    return acts;
}

void ActModel::learnNames(const QList<Event> &acts)
{
    for (const Event &act : acts) {
        if (const auto *kicked = std::get_if<Kicked>(&act.body); kicked && kicked->cooling.id != CoolingId{})
            m_cooled.insert(kicked->cooling.id, {kicked->cooling.name, kicked->by});
    }
}

void ActModel::update(const QList<Event> &events)
{
    const QList<Event> acts = actsOf(events);
    m_cooled.clear();
    learnNames(acts);
    updateRows(m_acts, acts, [](const Event &act) { return act.seq; });
    if (!m_acts.isEmpty()) // who was let back in may be known only now
        Q_EMIT dataChanged(index(0, Whom), index(rowCount() - 1, By));
}

void ActModel::addOlder(const QList<Event> &events)
{
    const QList<Event> acts = actsOf(events);
    if (acts.isEmpty())
        return;
    learnNames(acts);
    const int first = int(m_acts.size());
    beginInsertRows({}, first, first + int(acts.size()) - 1);
    m_acts.append(acts);
    endInsertRows();
    if (first > 0) // likewise
        Q_EMIT dataChanged(index(0, Whom), index(first - 1, By));
}

void ActModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_acts.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ActModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_acts.size());
}

int ActModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

ActModel::Words ActModel::words(const Event &act) const
{
    if (const auto *kicked = std::get_if<Kicked>(&act.body))
        return {tr("asked to leave"), kicked->cooling.name, staysOut(act.atMs, kicked->cooling), kicked->by, kicked->cooling.reason};
    if (const auto *letIn = std::get_if<LetIn>(&act.body)) {
        const Cooled cooled = m_cooled.value(letIn->cooling);
        const QString by = cooled.by.isEmpty() ? tr("the host") : cooled.by;
        if (!letIn->name.isEmpty())
            return {tr("let in in spite of a cooling-off"), letIn->name, {}, by, {}};
        return {tr("let back in"), cooled.name, {}, by, {}};
    }
    if (const auto *renamed = std::get_if<RoomRenamed>(&act.body))
        return {tr("room renamed"), renamed->name, {}, tr("the host"), {}};
    if (const auto *changed = std::get_if<KeepingChanged>(&act.body))
        return {tr("what is kept was changed"), KeepingText::choice(changed->keeping), {}, changed->by.isEmpty() ? tr("the host") : changed->by, {}};
    return {};
}

QString ActModel::text(const Event &act, int column) const
{
    switch (column) {
    case When:
        return TimeText::stamp(act.atMs);
    case What:
        return words(act).what;
    case Whom:
        return words(act).whom;
    case StaysOut:
        return words(act).staysOut;
    case By:
        return words(act).by;
    case Why:
        return words(act).why;
    default:
        return {};
    }
}

QVariant ActModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Event &act = m_acts.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(act, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(text(act, index.column()));
    case RecordTable::sortRole:
        return index.column() == When ? QVariant(act.seq) : QVariant();
    default:
        return {};
    }
}

QVariant ActModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case What:
        return tr("What");
    case Whom:
        return tr("Whom or what");
    case StaysOut:
        return tr("Stays out for");
    case By:
        return tr("By");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace foyer
