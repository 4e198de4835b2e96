// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/logtest.h"

#include "tests/support/patience.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;

namespace foyer {

LogTest::LogTest()
{
    std::signal(SIGXFSZ, SIG_IGN);
}

LogTest::~LogTest() = default;

Event LogTest::said(quint64 seq, const QString &text, const QString &clientId, UserId user)
{
    return {seq, now + qint64(seq), Audience::everyone(), Said{user, u"Ada"_s, Role::Guest, text, clientId}};
}

QList<Event> LogTest::lines(quint64 from, quint64 to)
{
    QList<Event> events;
    for (quint64 seq = from; seq <= to; ++seq)
        events.append(said(seq, u"line %1"_s.arg(seq), u"c%1"_s.arg(seq)));
    return events;
}

void LogTest::begin()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_inMemory = 2000;
    m_held = {};
    m_keepMessages = 0;
}

void LogTest::end()
{
    letFilesGrowTo(RLIM_INFINITY);
    m_log.reset();
}

bool LogTest::open(qint64 wallMs)
{
    m_error.reset();
    SqliteLog::Options options{m_folder->path(), DeviceTokens(QByteArray(32, 'k')), false, m_inMemory, m_held};
    options.keepMessages = m_keepMessages;
    auto log = SqliteLog::open(options, wallMs);
    if (log)
        m_log = log.takeValue();
    else
        m_error = log.error();
    return m_log != nullptr;
}

void LogTest::append(const QList<Event> &events, const QList<DeviceUse> &devices)
{
    QSignalSpy committed(m_log.get(), &EventLog::committed);
    m_log->append(events, devices);
    QVERIFY(committed.isEmpty()); // never from within
    QVERIFY(comesTrue([&committed] { return committed.size() == 1; }));
}

EventLog::Page LogTest::after(quint64 seq, qsizetype bytes, EventLog::Reader reader)
{
    std::optional<EventLog::Page> page;
    m_log->readAfter(seq, bytes, reader, this, [&page](const EventLog::Page &read) { page = read; });
    const bool came = comesTrue([&page] { return page.has_value(); });
    return came ? *page : EventLog::Page();
}

EventLog::Page LogTest::before(quint64 seq, int limit, qsizetype bytes, EventLog::Reader reader)
{
    std::optional<EventLog::Page> page;
    m_log->readBefore(seq, limit, bytes, reader, this, [&page](const EventLog::Page &read) { page = read; });
    const bool came = comesTrue([&page] { return page.has_value(); });
    return came ? *page : EventLog::Page();
}

QList<Event> LogTest::allAfter(quint64 seq, EventLog::Reader reader)
{
    QList<Event> all;
    bool more = true;
    while (more) {
        const EventLog::Page page = after(seq, 2000, reader);
        all += page.events;
        more = page.more;
        if (more && page.upTo <= seq)
            return {}; // it would never end
        seq = page.upTo;
    }
    return all;
}

QString LogTest::path() const
{
    return historyfile::pathIn(m_folder->path());
}

void LogTest::letFilesGrowTo(rlim_t bytes)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = std::min(bytes, limit.rlim_max);
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

} // namespace foyer
