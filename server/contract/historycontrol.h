// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/attendance.h"
#include "server/contract/event.h"
#include "server/contract/exportrequest.h"
#include "server/contract/historysearch.h"

#include <QObject>

#include <optional>

namespace foyer {

/// How an export has gone.
struct ExportOutcome
{
    QString file;
    std::optional<ExportFailure> failure; ///< none: the file is there
    ExportSummary summary;
};

/// Messages that would go.
struct HistoryLoss
{
    qint64 beforeMs = 0; ///< wall clock: those from before; 0: none of them
    quint64 beyond = 0;  ///< those older than the newest so many; 0: none of them
};

/// What has been kept, for the host to look at, whether a room is open or not. Everything is asynchronous: each question has a number, which its answer
/// carries. Lives in the caller's thread.
class HistoryControl : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryControl)

public:
    using Number = quint64;
    using QObject::QObject;

    virtual Number search(const HistoryQuery &query) = 0;
    /// The line of this seq, with up to `lines` before and after it.
    virtual Number readAround(quint64 seq, int lines) = 0;
    /// Kept events of every kind, the latest `limit` below `before`.
    virtual Number readBefore(quint64 before, int limit) = 0;
    /// The same of what the host did about people and the room.
    virtual Number readActs(quint64 before, int limit) = 0;
    /// Of the period of `what`.
    virtual Number takeAttendance(const ExportRequest &what) = 0;
    virtual Number countLoss(const HistoryLoss &loss) = 0;
    /// Over whatever file is there. One at a time; exportEnded() tells when it is over.
    virtual void exportTo(const QString &file, const ExportRequest &what) = 0;
    /// exportEnded() follows all the same.
    virtual void cancelExport() = 0;
    /// Deletes everything that is kept, for good, while no room is open; forgotten() tells when it is done, which may take seconds. Once begun it is carried out,
    /// whatever ends meanwhile.
    virtual void forget() = 0;

Q_SIGNALS:
    void found(quint64 number, const foyer::HistoryHits &hits);
    void surroundingsRead(quint64 number, const foyer::HistoryContext &context);
    void pageRead(quint64 number, const QList<foyer::Event> &events, bool more); ///< oldest first
    void actsRead(quint64 number, const QList<foyer::Event> &events, bool more); ///< oldest first
    /// `problem`: in the system's words; empty: there is none.
    void attendanceTaken(quint64 number, const foyer::Attendance &attendance, const QString &problem);
    void lossCounted(quint64 number, const std::optional<quint64> &messages); ///< nothing: they cannot be counted
    void exportProgressed(qint64 done, qint64 inAll);
    void exportEnded(const foyer::ExportOutcome &outcome);
    /// `problem`: what stood in the way, in the system's words; empty: everything is deleted.
    void forgotten(const QString &problem);
};

} // namespace foyer
