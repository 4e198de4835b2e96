// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace foyer {

enum class ExportFormat : quint8 {
    Html,         ///< one page, to be read and printed
    Csv,          ///< for spreadsheets
    JsonLines,    ///< everything; what an import reads
    Text,         ///< to be read
    AttendanceCsv ///< who was there when, for spreadsheets
};

/// What of the history is to be handed out, and how.
struct ExportRequest
{
    ExportFormat format = ExportFormat::Html;
    std::optional<qint64> fromMs; ///< wall clock; what is earlier is left out
    std::optional<qint64> toMs;   ///< wall clock; that moment itself is left out
    QString author;               ///< only what was said under this name; empty: everything
    bool anonymise = false;       ///< names become numbers; addresses, reasons and the room's name are left out; texts stay
    bool hostActs = false;        ///< what the host did, to whom and why; JSON lines have it always
    QString roomName;             ///< empty: the latest that the history knows

    [[nodiscard]] bool isWhole() const { return !fromMs && !toMs && author.isEmpty(); }
};

/// Told now and then how much of how much is done; false cancels.
using ExportProgress = std::function<bool(qint64 done, qint64 inAll)>;

struct ExportSummary
{
    qint64 events = 0;
    qint64 messages = 0; ///< of them
    qint64 people = 0;   ///< of an attendance
};

/// Why there is no export, or no import.
struct ExportFailure
{
    enum class Kind : quint8 {
        NoHistory,  ///< nothing is kept there
        Unreadable, ///< what is kept, or is to be imported, cannot be read
        NotAFile,   ///< it is to be written over a folder, a device, the history itself
        Exists,     ///< there is such a file already
        Unwritable,
        DiskFull,
        Nobody, ///< has the name that was asked for
        Cancelled,
        Garbled,  ///< a line of an import makes no sense
        InUse,    ///< another Foyer works with the folder
        NotEmpty, ///< the folder has a history already
    };
    Kind kind = Kind::Unwritable;
    QString sentence; ///< in the program's language
    qint64 line = 0;  ///< of an import, from 1
};

} // namespace foyer
