// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QHash>
#include <QString>

#include <deque>
#include <list>

namespace foyer {

/// What the room remembers of devices beyond their presence: which user they are, and which messages they have posted, so that
/// a line sent again after a lost connection is not posted twice. Bounded: the one unused for longest is forgotten.
class KnownDevices final
{
public:
    static constexpr qsizetype mostDevices = 4096;
    /// Far more than a device has under way: its four connections send one line at a time each.
    static constexpr size_t idsPerDevice = 64;

    /// Null when the device is new.
    [[nodiscard]] UserId userOf(DeviceId device) const;
    void remember(DeviceId device, UserId user);
    /// The seq of its first coming; 0 when that is not known.
    [[nodiscard]] quint64 firstSeqOf(DeviceId device) const;
    void noteFirstSeq(DeviceId device, quint64 seq);

    /// The seq under which this device has posted this id; 0 when it has not.
    [[nodiscard]] quint64 postedAs(DeviceId device, const QString &clientId) const;
    void notePosted(DeviceId device, const QString &clientId, quint64 seq);
    /// Somebody posted this before the room was opened, with a device that will be known when it comes back.
    void restorePosted(UserId user, const QString &clientId, quint64 seq);

private:
    struct Posted
    {
        QHash<QString, quint64> seqs;
        std::deque<QString> order;
        void note(const QString &clientId, quint64 seq);
    };
    struct Known
    {
        UserId user;
        Posted posted;
        quint64 firstSeq = 0;
        std::list<DeviceId>::iterator use;
    };
    void touch(Known &known);

    QHash<UserId, Posted> m_before; ///< until their device is remembered
    QHash<DeviceId, Known> m_known;
    std::list<DeviceId> m_byUse; ///< latest last
};

} // namespace foyer
