// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakehistorycontrol.h"

namespace foyer {

HistoryControl::Number FakeHistoryControl::search(const HistoryQuery &query)
{
    searches.append(query);
    return ++m_number;
}

HistoryControl::Number FakeHistoryControl::readAround(quint64 seq, int lines)
{
    arounds.append({seq, lines});
    return ++m_number;
}

HistoryControl::Number FakeHistoryControl::readBefore(quint64 before, int limit)
{
    pages.append({before, limit});
    return ++m_number;
}

HistoryControl::Number FakeHistoryControl::readActs(quint64 before, int limit)
{
    acts.append({before, limit});
    return ++m_number;
}

HistoryControl::Number FakeHistoryControl::takeAttendance(const ExportRequest &what)
{
    attendances.append(what);
    return ++m_number;
}

HistoryControl::Number FakeHistoryControl::countLoss(const HistoryLoss &loss)
{
    losses.append(loss);
    return ++m_number;
}

void FakeHistoryControl::exportTo(const QString &file, const ExportRequest &what)
{
    files.append(file);
    exports.append(what);
}

} // namespace foyer
