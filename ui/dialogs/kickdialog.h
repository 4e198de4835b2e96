// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/command.h"
#include "server/contract/roomtypes.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace foyer {

/// Asks why somebody should leave, and for how long.
class KickDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KickDialog)

public:
    KickDialog(const Member &member, int coolingOffSeconds, QWidget *parent = nullptr);

Q_SIGNALS:
    void decided(const foyer::Kick &kick);

private:
    void decide();

    UserId m_user;
    QLineEdit *m_reason;
    QComboBox *m_coolingOff;
};

/// "1 minute", "10 minutes", "2 hours"
[[nodiscard]] QString coolingOffText(int seconds);

} // namespace foyer
