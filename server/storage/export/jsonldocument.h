// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/storage/export/document.h"

namespace foyer {

/// Everything that is kept, one JSON object a line (jsonl.md): the format that can be imported.
class JsonlDocument final : public Document
{
public:
    [[nodiscard]] bool wantsRecords() const override { return true; }
    void begin(const DocumentHead &head, QByteArray &out) override;
    void add(const HistoryRecord &record, QByteArray &out) override;
    void add(const Event &event, const QString &cooled, QByteArray &out) override;
    void end(const ExportSummary &summary, QByteArray &out) override;
};

} // namespace foyer
