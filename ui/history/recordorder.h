// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace foyer {

/// The rows of a RecordTable that have the words looked for, in the order chosen.
class RecordOrder final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordOrder)

public:
    explicit RecordOrder(QObject *parent = nullptr);

    /// All of them have to be there, in whichever cells; case does not count.
    void setWords(const QString &words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QCollator m_names;
    QStringList m_words;
};

} // namespace foyer
