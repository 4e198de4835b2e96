// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historylinemodel.h"

#include "ui/timetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace foyer {

void HistoryLineModel::reset(const QList<HistoryLine> &lines, quint64 chosen)
{
    beginResetModel();
    m_lines = lines;
    m_chosen = chosen;
    endResetModel();
}

void HistoryLineModel::append(const QList<HistoryLine> &lines)
{
    if (lines.isEmpty())
        return;
    const int first = int(m_lines.size());
    beginInsertRows({}, first, first + int(lines.size()) - 1);
    m_lines.append(lines);
    endInsertRows();
}

void HistoryLineModel::update(const QList<HistoryLine> &lines)
{
    updateRows(m_lines, lines, [](const HistoryLine &line) { return line.seq; });
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int HistoryLineModel::rowOf(quint64 seq) const
{
    const auto at = std::find_if(m_lines.cbegin(), m_lines.cend(), [seq](const HistoryLine &line) { return line.seq == seq; });
    return at == m_lines.cend() ? -1 : int(at - m_lines.cbegin());
}

int HistoryLineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant HistoryLineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HistoryLine &line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole: // what is copied and read aloud
        return u"%1  %2  %3"_s.arg(TimeText::stamp(line.atMs), line.name, line.text);
    case SeqRole:
        return line.seq;
    case ChosenRole:
        return m_chosen != 0 && line.seq == m_chosen;
    default:
        return {};
    }
}

} // namespace foyer
