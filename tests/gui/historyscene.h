// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/attendance.h"
#include "server/contract/event.h"
#include "server/contract/historysearch.h"

#include <QDate>

/// What a kept history may look like.
namespace foyer::historyscene {

inline const QDate day(2026, 11, 25);

[[nodiscard]] qint64 at(int hour, int minute, QDate on = day);
[[nodiscard]] HistoryLine line(quint64 seq, const QString &text, const QList<TextMark> &marks = {}, const QString &name = QStringLiteral("Ada"));
[[nodiscard]] HistoryHits hits(int count, quint64 newest, bool more);
[[nodiscard]] HistoryHits refused(HistoryHits::Problem problem);
[[nodiscard]] Attendance attendance();
[[nodiscard]] QList<Event> acts();

} // namespace foyer::historyscene
