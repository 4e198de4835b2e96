// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/logfilter.h"

#include "ui/models/livelogmodel.h"

namespace foyer {

LogFilter::LogFilter(LiveLogModel &log, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_log(log)
{
    setDynamicSortFilter(true);
    setSourceModel(&log);
}

void LogFilter::setWord(const QString &word)
{
    if (word.trimmed() == m_word)
        return;
    m_word = word.trimmed();
    invalidate(); // one change of the whole, where invalidateFilter() tells of every gap
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_word.isEmpty() || m_log.mentions(row, m_word);
}

} // namespace foyer
