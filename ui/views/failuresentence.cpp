// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/failuresentence.h"

namespace foyer {

using Failure = ServerStatus::Failure;

QString FailureSentence::of(const ServerStatus &status)
{
    switch (status.failure) {
    case Failure::None:
        return {};
    case Failure::PortInUse:
        return tr("Port %1 is in use by another program.").arg(status.port);
    case Failure::NoPermission:
        return tr("This computer does not let you open port %1. Ports from 1024 upwards are free to use.")
            .arg(status.port);
    case Failure::BadAddress:
        return tr("This computer does not have the address the room should be opened on. "
                  "Look under Settings, or leave that field empty for every address.");
    case Failure::HistoryInUse:
        return tr("Another Foyer on this computer is working with the same data folder, %1. Close that one first.").arg(status.detail);
    case Failure::HistoryTooNew:
        return tr("The history in the data folder was written by a later version of Foyer. Use that version, or another data folder.");
    case Failure::HistoryNotOurs:
        return tr("The file history.db in the data folder belongs to another program. Choose another data folder.");
    case Failure::Other:
        return status.detail.isEmpty() ? tr("The room could not be opened.")
                                       : tr("The room could not be opened: %1").arg(status.detail);
    }
    return {};
}

QString FailureSentence::offer(const ServerStatus &status)
{
    return status.nextFreePort == 0 ? QString() : tr("Use %1").arg(status.nextFreePort);
}

} // namespace foyer
