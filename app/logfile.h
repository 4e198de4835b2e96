// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>

namespace foyer {

/// "foyer.log" and its predecessors "foyer.1.log", "foyer.2.log" … in one folder, readable by their owner alone. Written to from any
/// thread, one write() a line; only the thread it lives in moves files.
class LogFile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFile)

public:
    struct Bounds
    {
        qint64 bytes = 1024 * 1024; ///< of one file; a line more may be in it
        int files = 5;
    };
    static constexpr qsizetype mostLineBytes = 4096;

    explicit LogFile(const QString &folder, QObject *parent = nullptr);
    LogFile(const QString &folder, Bounds bounds, QObject *parent = nullptr);
    ~LogFile() override;

    /// False with errorString() when there can be no such file.
    [[nodiscard]] bool open();
    [[nodiscard]] const QString &errorString() const { return m_errorString; }
    [[nodiscard]] QString path() const;

    /// Deletes what was written so far, the predecessors as well. Of the thread it lives in.
    void beginAnew();

    enum class Fate { Written, LeftOut, Failed };
    /// May be called from any thread, and with what anybody has sent. Too many at once are left out, and counted; after Failed errno
    /// tells why.
    Fate write(QtMsgType type, const QMessageLogContext &context, const QString &text);

    /// `text` in one line, without anything that a terminal would act upon.
    [[nodiscard]] static QString harmless(const QString &text);

private:
    [[nodiscard]] QString pathOf(int number) const;
    [[nodiscard]] int openFile();
    void askForRotation();
    void rotate();

    const QString m_folder;
    const Bounds m_bounds;
    QString m_errorString;
    int m_descriptor = -1; ///< the same from open() to the end: dup2() puts another file behind it, whoever is writing
    std::atomic<qint64> m_bytes = 0;
    std::atomic<qint64> m_lost = 0; ///< lines that came while the file was full and could not be moved yet
    std::atomic_flag m_rotationAsked;
};

} // namespace foyer
