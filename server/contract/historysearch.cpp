// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/contract/historysearch.h"

namespace foyer {

namespace {

/// At most, in UTF-8: names and words, and what is written around them and each mark.
qsizetype wireSizeOf(const HistoryLine &line)
{
    constexpr qsizetype around = 96;
    constexpr qsizetype mark = 16;
    return around + 3 * (line.name.size() + line.text.size()) + mark * line.marks.size();
}

} // namespace

void HistoryHits::dropBefore(quint64 seq)
{
    while (!lines.isEmpty() && lines.constLast().seq < seq)
        lines.removeLast();
    more = more && next > seq;
}

void HistoryHits::cutTo(qsizetype bytes)
{
    for (qsizetype i = 0; i < lines.size(); ++i) {
        bytes -= wireSizeOf(lines.at(i));
        if (bytes >= 0 || i == 0)
            continue;
        lines.resize(i);
        more = true;
        next = lines.constLast().seq;
        return;
    }
}

} // namespace foyer
