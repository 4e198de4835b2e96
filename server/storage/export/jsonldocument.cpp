// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/jsonldocument.h"

#include "server/storage/export/jsonl.h"

namespace foyer {

void JsonlDocument::begin(const DocumentHead &head, QByteArray &out)
{
    out += jsonl::encode(jsonl::Header{head.request.isWhole(), head.request.anonymise});
}

void JsonlDocument::add(const HistoryRecord &record, QByteArray &out)
{
    out += jsonl::encode(record);
}

void JsonlDocument::add(const Event &event, const QString &, QByteArray &out)
{
    out += jsonl::encode(event);
}

void JsonlDocument::end(const ExportSummary &summary, QByteArray &out)
{
    out += jsonl::encode(jsonl::End{static_cast<quint64>(summary.events)});
}

} // namespace foyer
