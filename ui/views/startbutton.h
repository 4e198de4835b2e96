// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverstatus.h"

#include <QPushButton>

namespace foyer {

/// The one button that opens and closes the room; text, icon and colour tell which of five states it is in.
class StartButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartButton)

public:
    explicit StartButton(QWidget *parent = nullptr);

    void setState(ServerStatus::State state);

Q_SIGNALS:
    void startWanted();
    void stopWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    ServerStatus::State m_state = ServerStatus::State::Stopped;
};

} // namespace foyer
