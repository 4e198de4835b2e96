// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/event.h"

#include <QAbstractListModel>

namespace foyer {

class Clock;

/// Who has been asked to leave and may not come back yet, and who is kept waiting by it.
class CoolingOffModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CoolingOffModel)

public:
    enum Role {
        CoolingRole = Qt::UserRole + 1, ///< quint64
        NameRole,
        ReasonRole,
        AddressRole,
        RemainingRole, ///< "0:41"
        WaitingRole,   ///< QStringList
    };

    static constexpr int mostWaiting = 20;

    explicit CoolingOffModel(const Clock &clock, QObject *parent = nullptr);

    void reset(const QList<CoolingOff> &coolings);
    void fold(const QList<Event> &events);
    /// Time has passed: counts down, and lets go those that are over.
    void tick();

    [[nodiscard]] const CoolingOff &cooling(int row) const { return m_coolings.at(row); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] int rowOf(CoolingId id) const;
    [[nodiscard]] qint64 dueMs(const CoolingOff &cooling) const;
    void take(const Kicked &kicked);
    void take(const LetIn &letIn);
    void take(const Knock &knock);
    void remove(int row);

    const Clock &m_clock;
    QList<CoolingOff> m_coolings;
    QList<qint64> m_dueMs; ///< steady, row by row
};

} // namespace foyer
