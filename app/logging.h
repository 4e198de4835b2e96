// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/logfile.h"
#include "server/contract/keeping.h"

#include <QCoreApplication>

namespace foyer {

/// Takes what is logged anywhere in the program into the file, and to stderr where somebody reads that. One at a time; outlives every
/// other thread.
class Logging final
{
    Q_DECLARE_TR_FUNCTIONS(foyer::Logging)
    Q_DISABLE_COPY_MOVE(Logging)

public:
    enum class Stderr { Silent, Spoken };

    /// `folder` is made if need be. Without a file the program goes on, and says so on stderr once.
    Logging(const QString &folder, Stderr standardError);
    ~Logging();

    /// Where nothing is kept, lines hold no address from now on, and what the files hold from before is deleted. Of the thread that this
    /// was made in.
    void setKeeping(const Keeping &keeping);

    /// `text` with a fixed mark in place of every IP address.
    [[nodiscard]] static QString withoutAddresses(const QString &text);

    [[nodiscard]] const LogFile &file() const { return m_file; }

private:
    static void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void take(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void write(QtMsgType type, const QMessageLogContext &context, const QString &text);
    static void complain(const QString &why);

    LogFile m_file;
    const bool m_spoken;
    std::atomic_flag m_complained;
    std::atomic<bool> m_hidesAddresses = false;
    std::atomic<int> m_underway = 0; ///< lines that some thread is writing just now
    QtMessageHandler m_before = nullptr;
};

} // namespace foyer
