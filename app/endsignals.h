// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace foyer {

/// SIGINT, SIGTERM and SIGHUP as a Qt signal, so that the program can end in order. One at a time.
class EndSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndSignals)

public:
    explicit EndSignals(QObject *parent = nullptr);
    ~EndSignals() override;

Q_SIGNALS:
    /// Once: whoever sends more than one is heard the first time.
    void arrived();

private:
    int m_ends[2] = {-1, -1}; ///< written to by the signal handler, read by the event loop
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace foyer
