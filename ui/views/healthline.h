// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/roomhealth.h"

#include <QToolButton>

#include <optional>

class QWidgetAction;

namespace foyer {

class PlainLabel;

/// Says in one word how the room does; asked, also in figures.
class HealthLine final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HealthLine)

public:
    explicit HealthLine(QWidget *parent = nullptr);

    void tell(const RoomHealth &health);
    /// There is nothing to be said; hides itself.
    void clear();

    /// A sentence each.
    [[nodiscard]] static QStringList sentences(const RoomHealth &health);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();

    std::optional<RoomHealth> m_health;
    QWidgetAction *m_figures = nullptr;
    PlainLabel *m_title;
    QList<PlainLabel *> m_lines;
};

} // namespace foyer
