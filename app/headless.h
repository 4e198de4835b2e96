// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/endsignals.h"
#include "server/contract/servercontrol.h"

#include <QObject>

namespace foyer {

/// Hosts the room without a display: one line when it is open, one line when it cannot be, and an end in order when a signal asks for it.
class Headless final : public QObject
{
    Q_OBJECT

public:
    Headless(ServerControl &control, QObject *parent = nullptr);

    void start(const ServerConfig &config);

private:
    void onStatus(const ServerStatus &status);
    void announce(const ServerStatus &status);
    void onSignal();

    ServerControl &m_control;
    EndSignals m_endSignals;
    bool m_ending = false;
    QString m_announced; ///< where people join; empty: nothing was announced yet
};

} // namespace foyer
