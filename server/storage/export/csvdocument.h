// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/export/document.h"

namespace foyer {

/// A table with a row for each event.
class CsvDocument final : public Document
{
public:
    void begin(const DocumentHead &head, QByteArray &out) override;
    void add(const Event &event, const QString &cooled, QByteArray &out) override;
    void end(const ExportSummary &, QByteArray &) override {}
};

} // namespace foyer
