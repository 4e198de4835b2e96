// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window/turnwatch.h"

#include <QAbstractEventDispatcher>
#include <QFile>

#include <algorithm>
#include <ctime>
#include <numeric>
#include <unistd.h>

namespace foyer {

namespace {

constexpr qint64 leastNs = 100'000;
constexpr double nsPerMs = 1e6;

qint64 threadCpuNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

} // namespace

TurnWatch::TurnWatch()
{
    // GLib's dispatcher says awake() after it has handled what was there, Qt's own before: only aboutToBlock() stands between two turns
    // with both. Time spent asleep is no CPU time.
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &TurnWatch::turn);
}

void TurnWatch::begin()
{
    m_turns.clear();
    m_turns.reserve(100'000);
    m_mark = threadCpuNs();
    m_watching = true;
}

void TurnWatch::end()
{
    turn();
    m_watching = false;
}

void TurnWatch::turn()
{
    if (!m_watching)
        return;
    const qint64 now = threadCpuNs();
    m_turns.push_back(now - m_mark);
    m_mark = now;
}

double TurnWatch::longestMs() const
{
    return m_turns.empty() ? 0 : double(*std::max_element(m_turns.cbegin(), m_turns.cend())) / nsPerMs;
}

double TurnWatch::quantileMs(double share) const
{
    std::vector<qint64> busy;
    std::copy_if(m_turns.cbegin(), m_turns.cend(), std::back_inserter(busy), [](qint64 ns) { return ns >= leastNs; });
    if (busy.empty())
        return 0;
    std::sort(busy.begin(), busy.end());
    return double(busy.at(std::min(busy.size() - 1, size_t(double(busy.size()) * share)))) / nsPerMs;
}

double TurnWatch::totalMs() const
{
    return double(std::accumulate(m_turns.cbegin(), m_turns.cend(), qint64(0))) / nsPerMs;
}

double residentMiB()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    return double(fields.value(1).toLongLong() * ::sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

} // namespace foyer
