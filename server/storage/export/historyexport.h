// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/result.h"
#include "server/contract/exportrequest.h"

#include <QString>

class QIODevice;

/// Hands out what a history file holds. It needs no room and no window, and disturbs none: the file is only read, page by page.
namespace foyer::historyexport {

enum class Overwrite : quint8 { No, Yes };

/// Into an open device that is called `target` when people are told of it. `now`, of the wall clock, is until when those who are in the room count as present.
[[nodiscard]] Result<ExportSummary, ExportFailure> write(const QString &folder, const ExportRequest &request, qint64 nowMs, QIODevice &out,
                                                         const QString &target, const ExportProgress &progress = {});

/// Into a file, which is there when all of it is, and not before; after a failure, or when `progress` cancels, whatever was there before is there still.
[[nodiscard]] Result<ExportSummary, ExportFailure> writeFile(const QString &folder, const ExportRequest &request, qint64 nowMs, const QString &file,
                                                             Overwrite overwrite, const ExportProgress &progress = {});

} // namespace foyer::historyexport
