// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

class QDBusPendingCallWatcher;

namespace foyer {

/// Keeps the computer from going to sleep while it is wanted, through logind; where there is none, nothing happens.
/// https://systemd.io/INHIBITOR_LOCKS
class KeepAwake final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeepAwake)

public:
    explicit KeepAwake(const QDBusConnection &bus, QObject *parent = nullptr);

    void setWanted(bool wanted);
    /// The lock is held.
    [[nodiscard]] bool isHeld() const { return m_lock.isValid(); }

Q_SIGNALS:
    void heldChanged(bool held);

private:
    void ask();
    void take(QDBusPendingCallWatcher *answer);

    QDBusConnection m_bus;
    QDBusUnixFileDescriptor m_lock; ///< logind lets go when it is closed
    bool m_wanted = false;
    bool m_asking = false;
};

} // namespace foyer
