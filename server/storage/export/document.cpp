// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/document.h"

#include "server/storage/export/csvdocument.h"
#include "server/storage/export/htmldocument.h"
#include "server/storage/export/jsonldocument.h"
#include "server/storage/export/textdocument.h"

namespace foyer {

void Document::add(const HistoryRecord &, QByteArray &) {}

std::unique_ptr<Document> Document::make(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Html:
        return std::make_unique<HtmlDocument>();
    case ExportFormat::Csv:
        return std::make_unique<CsvDocument>();
    case ExportFormat::JsonLines:
        return std::make_unique<JsonlDocument>();
    case ExportFormat::Text:
        return std::make_unique<TextDocument>();
    case ExportFormat::AttendanceCsv:
        break;
    }
    return nullptr;
}

} // namespace foyer
