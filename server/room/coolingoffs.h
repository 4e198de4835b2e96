// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/clock.h"
#include "server/contract/roomtypes.h"

#include <QSet>

#include <optional>

namespace foyer {

/// Who was kicked a short while ago and must wait, by name, device and address.
class CoolingOffs final
{
public:
    explicit CoolingOffs(const Clock &clock);

    struct Kicked
    {
        QString name;
        QString nameKey;
        QString nameShape;
        DeviceId device; ///< null for a plain-text client
        QString address;
        QString addressKey;
    };
    /// Begins a cooling-off of `seconds` > 0.
    CoolingOff begin(const Kicked &kicked, const QString &reason, qint64 seconds);

    struct Newcomer
    {
        QString nameKey;
        QString nameShape;
        DeviceId device; ///< null when not known from before
        QString addressKey;
    };
    struct Hindrance
    {
        CoolingOff cooling;
        qint64 retryAfterMs = 0;
        bool byAddressAlone = false;
    };
    /// What keeps this newcomer out, if anything does.
    [[nodiscard]] std::optional<Hindrance> hindrance(const Newcomer &newcomer);

    /// Whether somebody of this name, or of one that looks like it, must wait.
    [[nodiscard]] bool holdsName(const QString &nameKey, const QString &nameShape);
    /// Remembers that a newcomer was turned away; false when that was known already.
    bool noteWaiting(CoolingId id, const QString &name);
    /// Lifts the whole cooling-off; gives it back, or nothing when it is over.
    std::optional<CoolingOff> lift(CoolingId id);
    /// Lets a newcomer of this name in, and of no other that looks like it; gives the cooling-off back, or nothing when it is over.
    std::optional<CoolingOff> admit(CoolingId id, const QString &name, const QString &nameKey);

    [[nodiscard]] QList<CoolingOff> list();

private:
    struct Entry
    {
        CoolingOff shown;
        Kicked kicked;
        qint64 untilSteady = 0;
        QSet<QString> admitted; ///< name keys

        [[nodiscard]] bool isNamed(const QString &nameKey, const QString &nameShape) const
        {
            return nameKey == kicked.nameKey || nameShape == kicked.nameShape;
        }
    };
    void dropExpired();
    Entry *find(CoolingId id);

    const Clock &m_clock;
    QList<Entry> m_entries;
    quint64 m_lastId = 0;
};

} // namespace foyer
