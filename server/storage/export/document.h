// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/exportrequest.h"
#include "server/storage/export/historyreader.h"

#include <QByteArray>

#include <memory>

namespace foyer {

/// What stands above a history that is handed out.
struct DocumentHead
{
    QString roomName;
    ExportRequest request;
    QList<HistoryReader::Day> days; ///< when the document wantsDays()
};

/// A history in one of the formats in which it is handed out. Each function appends to `out`, in UTF-8; begin() comes first and end() last.
class Document
{
    Q_DISABLE_COPY_MOVE(Document)

public:
    Document() = default;
    virtual ~Document() = default;

    /// Whether the days must be known before anything else.
    [[nodiscard]] virtual bool wantsDays() const { return false; }
    /// Whether it has a place for what is not an event.
    [[nodiscard]] virtual bool wantsRecords() const { return false; }

    virtual void begin(const DocumentHead &head, QByteArray &out) = 0;
    virtual void add(const HistoryRecord &record, QByteArray &out);
    /// `cooled`: whose cooling-off it is about, see ToldActs.
    virtual void add(const Event &event, const QString &cooled, QByteArray &out) = 0;
    virtual void end(const ExportSummary &summary, QByteArray &out) = 0;

    /// Null for what is no list of events.
    [[nodiscard]] static std::unique_ptr<Document> make(ExportFormat format);
};

} // namespace foyer
