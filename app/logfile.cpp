// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace foyer {

namespace {

QLatin1String levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
        return "critical"_L1;
    case QtFatalMsg:
        return "fatal"_L1;
    }
    return "?"_L1;
}

QString threadName()
{
    const QThread *thread = QThread::currentThread();
    if (const QString name = thread->objectName(); !name.isEmpty())
        return name;
    const QCoreApplication *application = QCoreApplication::instance();
    return !application || application->thread() == thread ? u"main"_s : u"thread"_s;
}

bool actsOnTerminals(uint code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0)        // C0, DEL, C1
        || code == 0x61c || code == 0x200e || code == 0x200f   // direction marks
        || (code >= 0x2028 && code <= 0x202e)                  // line ends, embeddings
        || (code >= 0x2066 && code <= 0x2069) || code == 0xfeff;
}

/// Cut to at most `most` bytes, not inside a character.
QByteArray cut(QByteArray utf8, qsizetype most)
{
    if (utf8.size() <= most)
        return utf8;
    qsizetype end = most;
    while (end > 0 && (uchar(utf8.at(end)) & 0xc0) == 0x80)
        --end;
    return utf8.first(end) + "…";
}

bool sameFile(int descriptor, const QString &path)
{
    struct stat open{};
    struct stat there{};
    return ::fstat(descriptor, &open) == 0 && ::stat(QFile::encodeName(path).constData(), &there) == 0
        && open.st_ino == there.st_ino && open.st_dev == there.st_dev;
}

} // namespace

LogFile::LogFile(const QString &folder, QObject *parent) : LogFile(folder, Bounds(), parent) {}

LogFile::LogFile(const QString &folder, Bounds bounds, QObject *parent)
    : QObject(parent), m_folder(folder), m_bounds(bounds)
{
}

LogFile::~LogFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QString LogFile::path() const
{
    return pathOf(0);
}

QString LogFile::pathOf(int number) const
{
    return number == 0 ? QString(m_folder + "/foyer.log"_L1) : u"%1/foyer.%2.log"_s.arg(m_folder).arg(number);
}

bool LogFile::open()
{
    // The folder of somebody else's is theirs to close.
    if (!QDir(m_folder).exists() && QDir().mkpath(m_folder))
        ::chmod(QFile::encodeName(m_folder).constData(), S_IRWXU);
    m_descriptor = openFile();
    if (m_descriptor < 0)
        return false;
    if (m_bytes >= m_bounds.bytes)
        rotate();
    return true;
}

/// Opens what is, or shall be, the current file.
int LogFile::openFile()
{
    const int descriptor = ::open(QFile::encodeName(path()).constData(),
                                  O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    struct stat status{};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
        m_errorString = QString::fromLocal8Bit(std::strerror(errno));
        return -1;
    }
    if (!S_ISREG(status.st_mode)) { // a pipe would hold us up
        m_errorString = QString::fromLocal8Bit(std::strerror(EINVAL));
        ::close(descriptor);
        return -1;
    }
    ::fchmod(descriptor, S_IRUSR | S_IWUSR);
    m_bytes = status.st_size;
    return descriptor;
}

QString LogFile::harmless(const QString &text)
{
    QString line;
    line.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (pair) {
            line += c;
            line += text.at(++i);
        } else if (c == u'\n') {
            line += "\\n"_L1;
        } else if (c.isSurrogate() || actsOnTerminals(c.unicode())) {
            line += "\\u"_L1 + QString::number(c.unicode(), 16).rightJustified(4, u'0');
        } else {
            line += c;
        }
    }
    return line;
}

LogFile::Fate LogFile::write(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (m_descriptor < 0)
        return Fate::Failed;
    // While the thread that moves files is busy there may be half a file more, and then nothing.
    if (m_bytes >= m_bounds.bytes) {
        askForRotation();
        if (m_bytes >= m_bounds.bytes + m_bounds.bytes / 2 && type != QtFatalMsg) {
            ++m_lost;
            return Fate::LeftOut;
        }
    }
    const QString head = u"%1 %2 %3 [%4] "_s.arg(QDateTime::currentDateTime().toString(Qt::ISODateWithMs),
                                                 QString::fromUtf8(context.category ? context.category : "default"),
                                                 levelOf(type), harmless(threadName()));
    QByteArray line = cut(QString(head + harmless(text.left(mostLineBytes))).toUtf8(), mostLineBytes - 4);
    line += '\n';
    const ssize_t written = ::write(m_descriptor, line.constData(), size_t(line.size()));
    if (written > 0)
        m_bytes += written;
    return written == line.size() ? Fate::Written : Fate::Failed;
}

void LogFile::beginAnew()
{
    // With fewer files than there may be now, an earlier Foyer could have left more.
    const QStringList names = QDir(m_folder).entryList({u"foyer.*.log"_s}, QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        ::unlink(QFile::encodeName(m_folder + u'/' + name).constData());
    // Emptied, not removed: whoever else writes into it goes on doing so.
    if (m_descriptor >= 0 && ::ftruncate(m_descriptor, 0) == 0)
        m_bytes = 0;
}

void LogFile::askForRotation()
{
    if (QThread::currentThread() == thread())
        rotate();
    else if (!m_rotationAsked.test_and_set())
        QMetaObject::invokeMethod(this, &LogFile::rotate, Qt::QueuedConnection);
}

void LogFile::rotate()
{
    m_rotationAsked.clear();
    if (m_bytes < m_bounds.bytes)
        return;
    // Another Foyer with the same folder may have moved it already.
    if (sameFile(m_descriptor, path())) {
        for (int number = m_bounds.files - 2; number >= 0; --number)
            ::rename(QFile::encodeName(pathOf(number)).constData(), QFile::encodeName(pathOf(number + 1)).constData());
    }
    const int next = openFile();
    if (next < 0)
        return; // goes on in the old one, as far as it may
    ::dup2(next, m_descriptor);
    ::fcntl(m_descriptor, F_SETFD, FD_CLOEXEC);
    ::close(next);
    if (const qint64 lost = m_lost.exchange(0); lost > 0)
        write(QtWarningMsg, QMessageLogContext(nullptr, 0, nullptr, "foyer.app"), u"%1 lines were not written"_s.arg(lost));
}

} // namespace foyer
