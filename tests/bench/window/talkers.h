// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUrl>

class QWebSocket;

namespace foyer {

/// People in a real room, over real sockets, from a thread of their own: all come in, most lose their connection and keep their place,
/// and those who stay talk.
class Talkers final : public QObject
{
    Q_OBJECT

public:
    Talkers(int people, int talking, int messagesPerSecond);

    void come(const QUrl &room);
    void talk();
    void stop();

Q_SIGNALS:
    void allHere();

private:
    void bring(int number);
    void tick();

    const int m_people;
    const int m_talking;
    const int m_rate;
    QUrl m_room;
    int m_came = 0;
    QList<QWebSocket *> m_talkers;
    qint64 m_said = 0;
    QElapsedTimer m_since;
    QTimer m_timer;
};

} // namespace foyer
