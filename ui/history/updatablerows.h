// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/rowsteps.h"

namespace foyer {

/// A model of rows in a list that become others, while those which stay are the same rows for every view.
template <typename Model>
class UpdatableRows : public Model
{
public:
    using Model::Model;

protected:
    /// See rowSteps(); `keyOf` gives the key of a row. What rows have beside their key is taken over, and is for the caller to tell of.
    template <typename Row, typename KeyOf>
    void updateRows(QList<Row> &rows, const QList<Row> &wanted, KeyOf keyOf)
    {
        const auto keys = [&keyOf](const QList<Row> &of) {
            QList<quint64> all;
            all.reserve(of.size());
            for (const Row &row : of)
                all.append(keyOf(row));
            return all;
        };
        const QList<RowStep> steps = rowSteps(keys(rows), keys(wanted));
        for (const RowStep &step : steps) {
            const int last = step.first + step.count - 1;
            if (step.kind == RowStep::Kind::Remove) {
                this->beginRemoveRows({}, step.first, last);
                rows.remove(step.first, step.count);
                this->endRemoveRows();
            } else {
                this->beginInsertRows({}, step.first, last);
                for (int row = step.first; row <= last; ++row)
                    rows.insert(row, wanted.at(row));
                this->endInsertRows();
            }
        }
        rows = wanted;
    }
};

} // namespace foyer
