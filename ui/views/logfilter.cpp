// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/logfilter.h"

#include "ui/models/livelogmodel.h"

namespace foyer {

LogFilter::LogFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
}

void LogFilter::setWord(const QString &word)
{
    if (word.trimmed() == m_word)
        return;
    m_word = word.trimmed();
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_word.isEmpty())
        return true;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (LogLine::Kind(index.data(LiveLogModel::KindRole).toInt()) == LogLine::Kind::Day)
        return false;
    return index.data(LiveLogModel::NameRole).toString().contains(m_word, Qt::CaseInsensitive)
        || index.data(LiveLogModel::WordsRole).toString().contains(m_word, Qt::CaseInsensitive);
}

} // namespace foyer
