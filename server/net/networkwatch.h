// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <memory>

namespace foyer {

using namespace std::chrono_literals;

/// Tells that this machine's network interfaces or their addresses may have changed: where the system says so by
/// itself, after a moment in which the rest of it has come, too; elsewhere from time to time, and whoever hears it has
/// to compare.
class NetworkWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkWatch)

public:
    /// `lookEvery`: where the system does not tell.
    explicit NetworkWatch(std::chrono::milliseconds lookEvery = 10s, QObject *parent = nullptr);
    ~NetworkWatch() override;

    /// The system tells of changes; else they are looked for.
    [[nodiscard]] bool isTold() const { return m_told != nullptr; }

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] bool listen();
    void hear();
    void lookForThem();

    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_told;
    QTimer m_moment; ///< an interface that comes up brings a dozen messages
    QTimer m_look;
};

} // namespace foyer
