// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/recordorder.h"

#include "ui/history/recordtable.h"

#include <algorithm>

namespace foyer {

RecordOrder::RecordOrder(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    m_names.setCaseSensitivity(Qt::CaseInsensitive);
    m_names.setNumericMode(true);
}

void RecordOrder::setWords(const QString &words)
{
    m_words = words.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool RecordOrder::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return std::all_of(m_words.cbegin(), m_words.cend(), [&](const QString &word) {
        for (int column = 0; column < sourceModel()->columnCount(); ++column) {
            if (sourceModel()->index(row, column, parent).data().toString().contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    });
}

bool RecordOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant one = left.data(RecordTable::sortRole);
    const QVariant other = right.data(RecordTable::sortRole);
    if (one.isValid() && other.isValid())
        return one.toLongLong() < other.toLongLong();
    return m_names.compare(left.data().toString(), right.data().toString()) < 0;
}

} // namespace foyer
