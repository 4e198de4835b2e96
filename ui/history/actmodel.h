// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"
#include "ui/history/updatablerows.h"

#include <QAbstractTableModel>
#include <QHash>

namespace foyer {

/// What the host did about people and the room, latest first.
class ActModel final : public UpdatableRows<QAbstractTableModel>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActModel)

public:
    enum Column { When, What, Whom, StaysOut, By, Why, ColumnCount };

    using UpdatableRows::UpdatableRows;

    /// As it is by now, oldest first: what was there before, and is still, stays the same row.
    void update(const QList<Event> &events);
    /// A page of older ones, oldest first.
    void addOlder(const QList<Event> &events);
    /// Of the oldest here; 0: there is none.
    [[nodiscard]] quint64 oldestSeq() const { return m_acts.isEmpty() ? 0 : m_acts.constLast().seq; }
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Whom a cooling-off was about, and who had asked them to leave.
    struct Cooled
    {
        QString name;
        QString by;
    };
    struct Words
    {
        QString what;
        QString whom;
        QString staysOut;
        QString by;
        QString why;
    };
    [[nodiscard]] static QList<Event> actsOf(const QList<Event> &events);
    void learnNames(const QList<Event> &acts);
    [[nodiscard]] Words words(const Event &act) const;
    [[nodiscard]] QString text(const Event &act, int column) const;

    QList<Event> m_acts;
    QHash<CoolingId, Cooled> m_cooled;
};

} // namespace foyer
