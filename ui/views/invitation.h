// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/contract/serverstatus.h"

#include <QWidget>

class QLineEdit;

namespace foyer {

class PlainLabel;
class StartButton;

/// What the window shows while there is no room: its name, one big button, and a sentence.
class Invitation final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Invitation)

public:
    explicit Invitation(QWidget *parent = nullptr);

    /// As with the button: startWanted(), unless a field says what is wrong.
    void start();
    void setRoomName(const QString &name);
    void setPort(quint16 port);
    [[nodiscard]] QString roomName() const;
    [[nodiscard]] quint16 port() const; ///< the last one that made sense
    void setState(ServerStatus::State state);

Q_SIGNALS:
    void startWanted();
    void edited();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    PlainLabel *m_welcome;
    PlainLabel *m_nameLabel;
    QLineEdit *m_name;
    PlainLabel *m_portLabel;
    QLineEdit *m_port;
    StartButton *m_start;
    PlainLabel *m_sentence;
    quint16 m_shownPort = 0;
    bool m_portWrong = false;
};

/// The name of a room that has been given none.
[[nodiscard]] QString defaultRoomName();

} // namespace foyer
