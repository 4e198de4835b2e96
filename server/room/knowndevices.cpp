// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/knowndevices.h"

namespace foyer {

UserId KnownDevices::userOf(DeviceId device) const
{
    const auto it = m_known.constFind(device);
    return it == m_known.cend() ? UserId{} : it->user;
}

void KnownDevices::remember(DeviceId device, UserId user)
{
    if (device.isNull())
        return;
    const auto it = m_known.find(device);
    if (it != m_known.end()) {
        it->user = user;
        touch(*it);
        return;
    }
    if (m_known.size() >= mostDevices) {
        m_known.remove(m_byUse.front());
        m_byUse.pop_front();
    }
    Known &known = m_known[device];
    known.user = user;
    known.posted = m_before.take(user);
    known.use = m_byUse.insert(m_byUse.end(), device);
}

quint64 KnownDevices::firstSeqOf(DeviceId device) const
{
    const auto it = m_known.constFind(device);
    return it == m_known.cend() ? 0 : it->firstSeq;
}

void KnownDevices::noteFirstSeq(DeviceId device, quint64 seq)
{
    const auto it = m_known.find(device);
    if (it != m_known.end())
        it->firstSeq = seq;
}

quint64 KnownDevices::postedAs(DeviceId device, const QString &clientId) const
{
    const auto it = m_known.constFind(device);
    return it == m_known.cend() ? 0 : it->posted.seqs.value(clientId, 0);
}

void KnownDevices::notePosted(DeviceId device, const QString &clientId, quint64 seq)
{
    const auto it = m_known.find(device);
    if (it == m_known.end() || clientId.isEmpty())
        return;
    touch(*it);
    it->posted.note(clientId, seq);
}

void KnownDevices::restorePosted(UserId user, const QString &clientId, quint64 seq)
{
    if (!clientId.isEmpty())
        m_before[user].note(clientId, seq);
}

void KnownDevices::Posted::note(const QString &clientId, quint64 seq)
{
    seqs.insert(clientId, seq);
    order.push_back(clientId);
    if (order.size() > idsPerDevice) {
        seqs.remove(order.front());
        order.pop_front();
    }
}

void KnownDevices::touch(Known &known)
{
    m_byUse.splice(m_byUse.end(), m_byUse, known.use);
}

} // namespace foyer
