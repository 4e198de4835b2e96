// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/exportrequest.h"

#include <QString>

/// Takes a history that was exported as JSON lines (jsonl.md) into a folder that has none.
namespace foyer::historyimport {

/// All of it, or nothing: after a failure the folder is as it was. Progress is told in bytes.
[[nodiscard]] Result<ExportSummary, ExportFailure> read(const QString &file, const QString &folder, const ExportProgress &progress = {});

} // namespace foyer::historyimport
