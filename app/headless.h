// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/servercontrol.h"

#include <QObject>
#include <QSocketNotifier>

namespace foyer {

/// Hosts the room without a display: one line when it is open, one line when it cannot be, and an end in order on
/// SIGINT and SIGTERM.
class Headless final : public QObject
{
    Q_OBJECT

public:
    Headless(ServerControl &control, QObject *parent = nullptr);
    ~Headless() override;

    void start(const ServerConfig &config);

private:
    void onStatus(const ServerStatus &status);
    void announce(const ServerStatus &status);
    void onSignal();

    ServerControl &m_control;
    int m_signalEnds[2] = {-1, -1}; ///< written to by the signal handler, read by the event loop
    std::unique_ptr<QSocketNotifier> m_signalArrived;
    bool m_ending = false;
    QString m_announced; ///< where people join; empty: nothing was announced yet
};

} // namespace foyer
