// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QAbstractTableModel>

#include <optional>

namespace foyer {

/// The people in a room, by rising user.
class RosterModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RosterModel)

public:
    enum Column { Name, RoleColumn, Connected, Address, Since, Messages, ColumnCount };
    enum DataRole {
        SortRole = Qt::UserRole + 1, ///< value by which the column is sorted
        UserRole,                    ///< quint64
        HostRole,                    ///< bool
        AwayRole,                    ///< bool
        NameRole,
        SummaryRole, ///< everything but the name in one line, for narrow places
    };

    explicit RosterModel(QObject *parent = nullptr);

    void reset(const QList<Member> &members);
    /// Adds or updates; the others stay.
    void add(const QList<Member> &members);
    /// What happened, in one go: rows that stay keep their indexes.
    void fold(const QList<Event> &events);
    void retranslate();

    /// What a cell of that column holds at its widest, as a rule.
    [[nodiscard]] static QStringList usualCells(int column);

    [[nodiscard]] std::optional<Member> member(UserId user) const;
    [[nodiscard]] const QList<Member> &members() const { return m_members; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString cell(const Member &member, int column) const;
    [[nodiscard]] static QString connection(const Member &member);
    void become(const QList<Member> &next);
    void takeChanges(const QList<Member> &next);

    QList<Member> m_members;
};

} // namespace foyer
