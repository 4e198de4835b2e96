// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QUrl>

class QLineEdit;
class QPushButton;

namespace foyer {

class PlainLabel;

/// Asks for the address of a room somewhere else, and for a name.
class JoinDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JoinDialog)

public:
    explicit JoinDialog(const QString &name, QWidget *parent = nullptr);

Q_SIGNALS:
    void decided(const QUrl &room, const QString &name);

private:
    void decide();

    QLineEdit *m_address;
    QLineEdit *m_name;
    PlainLabel *m_complaint;
};

} // namespace foyer
