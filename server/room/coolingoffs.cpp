// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/room/coolingoffs.h"

#include <algorithm>
#include <utility>

namespace foyer {

namespace {

constexpr qsizetype mostWaiting = 20;

} // namespace

CoolingOffs::CoolingOffs(const Clock &clock) : m_clock(clock) {}

CoolingOff CoolingOffs::begin(const Kicked &kicked, const QString &reason, qint64 seconds)
{
    dropExpired();
    Entry entry;
    entry.kicked = kicked;
    entry.untilSteady = m_clock.steadyMs() + seconds * 1000;
    entry.shown = {CoolingId{++m_lastId}, kicked.name, kicked.address, reason, m_clock.wallMs() + seconds * 1000, {}};
    m_entries.append(entry);
    return entry.shown;
}

std::optional<CoolingOffs::Hindrance> CoolingOffs::hindrance(const Newcomer &newcomer)
{
    dropExpired();
    std::optional<Hindrance> found;
    for (const Entry &entry : std::as_const(m_entries)) {
        const bool sameDevice = !newcomer.device.isNull() && newcomer.device == entry.kicked.device;
        const bool sameName = entry.isNamed(newcomer.nameKey, newcomer.nameShape);
        const bool admitted = entry.admitted.contains(newcomer.nameKey);
        const bool newFromThere =
            newcomer.device.isNull() && newcomer.addressKey == entry.kicked.addressKey && !admitted;
        if (!sameDevice && !sameName && !newFromThere)
            continue;
        const qint64 wait = entry.untilSteady - m_clock.steadyMs();
        const bool byAddressAlone = !sameDevice && !sameName;
        // Of several, the one that is about this person, then the longest.
        if (!found || (found->byAddressAlone && !byAddressAlone)
            || (found->byAddressAlone == byAddressAlone && found->retryAfterMs < wait))
            found = Hindrance{entry.shown, wait, byAddressAlone};
    }
    return found;
}

bool CoolingOffs::holdsName(const QString &nameKey, const QString &nameShape)
{
    dropExpired();
    return std::any_of(m_entries.cbegin(), m_entries.cend(),
                       [&](const Entry &entry) { return entry.isNamed(nameKey, nameShape); });
}

bool CoolingOffs::noteWaiting(CoolingId id, const QString &name)
{
    Entry *entry = find(id);
    if (!entry || entry->shown.waiting.contains(name))
        return false;
    if (entry->shown.waiting.size() >= mostWaiting)
        entry->shown.waiting.removeFirst(); // invented names must not keep real ones from being seen
    entry->shown.waiting.append(name);
    return true;
}

std::optional<CoolingOff> CoolingOffs::lift(CoolingId id)
{
    Entry *entry = find(id);
    if (!entry)
        return std::nullopt;
    const CoolingOff lifted = entry->shown;
    m_entries.removeIf([id](const Entry &candidate) { return candidate.shown.id == id; });
    return lifted;
}

std::optional<CoolingOff> CoolingOffs::admit(CoolingId id, const QString &name, const QString &nameKey)
{
    Entry *entry = find(id);
    if (!entry)
        return std::nullopt;
    // Several may have been kicked from this address; the newcomer is to get in all the same.
    const QString addressKey = entry->kicked.addressKey;
    for (Entry &same : m_entries) {
        if (same.kicked.addressKey != addressKey)
            continue;
        same.admitted.insert(nameKey);
        same.shown.waiting.removeAll(name);
    }
    return entry->shown;
}

QList<CoolingOff> CoolingOffs::list()
{
    dropExpired();
    QList<CoolingOff> shown;
    for (const Entry &entry : std::as_const(m_entries)) {
        shown.append(entry.shown);
        // The clock on the wall may have been set since.
        shown.last().untilMs = m_clock.wallMs() + (entry.untilSteady - m_clock.steadyMs());
    }
    return shown;
}

void CoolingOffs::dropExpired()
{
    const qint64 now = m_clock.steadyMs();
    m_entries.removeIf([now](const Entry &entry) { return entry.untilSteady <= now; });
}

CoolingOffs::Entry *CoolingOffs::find(CoolingId id)
{
    dropExpired();
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [id](const Entry &entry) { return entry.shown.id == id; });
    return it == m_entries.end() ? nullptr : &*it;
}

} // namespace foyer
