// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/coolingoffmodel.h"

#include "server/base/clock.h"
#include "ui/timetext.h"

namespace foyer {

CoolingOffModel::CoolingOffModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void CoolingOffModel::reset(const QList<CoolingOff> &coolings)
{
    beginResetModel();
    m_coolings = coolings;
    m_dueMs.clear();
    for (const CoolingOff &cooling : coolings)
        m_dueMs.append(dueMs(cooling));
    endResetModel();
}

void CoolingOffModel::fold(const QList<Event> &events)
{
    for (const Event &event : events) {
        if (const auto *kicked = std::get_if<Kicked>(&event.body))
            take(*kicked);
        else if (const auto *letIn = std::get_if<LetIn>(&event.body))
            take(*letIn);
        else if (const auto *knock = std::get_if<Knock>(&event.body))
            take(*knock);
    }
}

void CoolingOffModel::tick()
{
    const qint64 now = m_clock.steadyMs();
    for (int row = int(m_coolings.size()) - 1; row >= 0; --row) {
        if (m_dueMs.at(row) <= now)
            remove(row);
    }
    if (!m_coolings.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_coolings.size()) - 1), {Qt::DisplayRole, RemainingRole});
}

int CoolingOffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_coolings.size());
}

QVariant CoolingOffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CoolingOff &cooling = m_coolings.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return cooling.name;
    case CoolingRole:
        return cooling.id.value;
    case ReasonRole:
        return cooling.reason;
    case AddressRole:
        return cooling.address;
    case RemainingRole:
        return TimeText::countdown(m_dueMs.at(index.row()) - m_clock.steadyMs());
    case WaitingRole:
        return cooling.waiting;
    default:
        return {};
    }
}

/// From here on by steady time, as the room itself counts: the clock on the wall may be set meanwhile.
qint64 CoolingOffModel::dueMs(const CoolingOff &cooling) const
{
    return m_clock.steadyMs() + (cooling.untilMs - m_clock.wallMs());
}

int CoolingOffModel::rowOf(CoolingId id) const
{
    for (int row = 0; row < int(m_coolings.size()); ++row) {
        if (m_coolings.at(row).id == id)
            return row;
    }
    return -1;
}

void CoolingOffModel::take(const Kicked &kicked)
{
    if (kicked.cooling.id.isNull() || rowOf(kicked.cooling.id) >= 0 || kicked.cooling.untilMs <= m_clock.wallMs())
        return;
    const int row = int(m_coolings.size());
    beginInsertRows({}, row, row);
    m_coolings.append(kicked.cooling);
    m_dueMs.append(dueMs(kicked.cooling));
    endInsertRows();
}

void CoolingOffModel::take(const LetIn &letIn)
{
    const int row = rowOf(letIn.cooling);
    if (row < 0)
        return;
    if (letIn.name.isEmpty()) {
        remove(row);
        return;
    }
    if (m_coolings[row].waiting.removeAll(letIn.name) > 0)
        Q_EMIT dataChanged(index(row), index(row), {WaitingRole});
}

void CoolingOffModel::take(const Knock &knock)
{
    const int row = rowOf(knock.cooling);
    if (row < 0)
        return;
    QStringList &waiting = m_coolings[row].waiting;
    if (waiting.contains(knock.name) || waiting.size() >= mostWaiting)
        return;
    waiting.append(knock.name);
    Q_EMIT dataChanged(index(row), index(row), {WaitingRole});
}

void CoolingOffModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_coolings.remove(row);
    m_dueMs.remove(row);
    endRemoveRows();
}

} // namespace foyer
