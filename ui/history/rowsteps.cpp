// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/rowsteps.h"

#include <QSet>

namespace foyer {

QList<RowStep> rowSteps(const QList<quint64> &before, const QList<quint64> &after)
{
    QList<RowStep> steps;
    const QSet<quint64> wanted(after.cbegin(), after.cend());
    QSet<quint64> kept;
    for (qsizetype row = before.size() - 1; row >= 0; --row) { // from the end: the rows before keep their numbers
        if (wanted.contains(before.at(row))) {
            kept.insert(before.at(row));
            continue;
        }
        if (!steps.isEmpty() && steps.constLast().first == row + 1) {
            --steps.last().first;
            ++steps.last().count;
        } else {
            steps.append({RowStep::Kind::Remove, int(row), 1});
        }
    }
    for (qsizetype row = 0; row < after.size(); ++row) {
        if (kept.contains(after.at(row)))
            continue;
        RowStep *last = steps.isEmpty() ? nullptr : &steps.last();
        if (last && last->kind == RowStep::Kind::Insert && last->first + last->count == row)
            ++last->count;
        else
            steps.append({RowStep::Kind::Insert, int(row), 1});
    }
    return steps;
}

} // namespace foyer
