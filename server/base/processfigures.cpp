// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/base/processfigures.h"

#include <QFile>

#include <dirent.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

namespace foyer {

namespace {

double secondsOf(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// proc(5): the second number of statm is the resident set, in pages.
qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

qint64 openDescriptors()
{
    DIR *folder = ::opendir("/proc/self/fd");
    if (!folder)
        return 0;
    qint64 entries = -1; // for the folder itself
    while (const dirent *entry = ::readdir(folder)) {
        if (entry->d_name[0] != '.')
            ++entries;
    }
    ::closedir(folder);
    return entries;
}

} // namespace

ProcessFigures ProcessFigures::now()
{
    ProcessFigures figures;
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) == 0)
        figures.cpuSeconds = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        figures.mostDescriptors = static_cast<qint64>(limit.rlim_cur);
    figures.residentBytes = foyer::residentBytes();
    figures.openDescriptors = foyer::openDescriptors();
    return figures;
}

qint64 threadCpuUs()
{
    timespec time{};
    return ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 ? qint64{time.tv_sec} * 1000000 + time.tv_nsec / 1000 : 0;
}

} // namespace foyer
