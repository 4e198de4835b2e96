// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace foyer {

/// The roster as it is shown: sorted as people sort names, the host first under "Name".
class RosterOrder final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RosterOrder)

public:
    explicit RosterOrder(QObject *parent = nullptr);

    /// Sorts by the manners of the language of now.
    void retranslate();

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QCollator m_collator;
};

} // namespace foyer
