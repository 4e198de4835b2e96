// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/historybatch.h"

namespace foyer {

/// Writes it into the history of a folder, as a room would, and closes that; visits that go on stay so.
[[nodiscard]] bool writeHistory(const QString &folder, const HistoryBatch &batch);

} // namespace foyer
