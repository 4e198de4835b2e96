// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace foyer {

class LiveLogModel;

/// The lines of a log in which a word occurs, whoever said it; all of them without a word.
class LogFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFilter)

public:
    explicit LogFilter(LiveLogModel &log, QObject *parent = nullptr);

    void setWord(const QString &word);
    [[nodiscard]] bool isFiltering() const { return !m_word.isEmpty(); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    LiveLogModel &m_log;
    QString m_word;
};

} // namespace foyer
