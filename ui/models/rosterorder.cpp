// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rosterorder.h"

#include "ui/models/rostermodel.h"

namespace foyer {

RosterOrder::RosterOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
    setSortRole(RosterModel::SortRole);
    m_collator.setLocale(QLocale());
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
    sort(RosterModel::Name, Qt::AscendingOrder);
}

void RosterOrder::retranslate()
{
    m_collator.setLocale(QLocale());
    invalidate();
}

bool RosterOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (left.column() == RosterModel::Name) {
        const bool leftHosts = left.data(RosterModel::HostRole).toBool();
        const bool rightHosts = right.data(RosterModel::HostRole).toBool();
        if (leftHosts != rightHosts)
            return sortOrder() == Qt::AscendingOrder ? leftHosts : rightHosts;
    }
    const QVariant a = left.data(sortRole());
    const QVariant b = right.data(sortRole());
    if (a.typeId() != QMetaType::QString)
        return a.toULongLong() < b.toULongLong();
    const int order = m_collator.compare(a.toString(), b.toString());
    if (order != 0)
        return order < 0;
    return left.data(RosterModel::UserRole).toULongLong() < right.data(RosterModel::UserRole).toULongLong();
}

} // namespace foyer
