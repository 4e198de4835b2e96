// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/base/id.h"

#include <QFrame>

class QVBoxLayout;

namespace foyer {

class CoolingOffModel;
class PlainLabel;

/// Who is cooling off, for how long, who waits because of it; each with a button to let them in.
class CoolingOffPanel final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CoolingOffPanel)

public:
    explicit CoolingOffPanel(CoolingOffModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    /// With a name: that newcomer; without: whoever was asked to leave.
    void letInWanted(foyer::CoolingId cooling, const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void countDown();
    void addRow(const QModelIndex &index);

    CoolingOffModel &m_model;
    PlainLabel *m_title;
    QWidget *m_rows = nullptr;
    QVBoxLayout *m_layout;
    QList<PlainLabel *> m_remaining;
};

} // namespace foyer
