// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/engine/historythread.h"

#include "server/base/systemclock.h"
#include "server/base/threadpriority.h"
#include "server/storage/attendance.h"
#include "server/storage/export/historyexport.h"
#include "server/storage/historyarchive.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <utility>

namespace foyer {

namespace {

constexpr EventLog::Reader host{UserId{}, Role::Operator};
constexpr qsizetype mostBytes = 4 * 1024 * 1024; ///< of a page; limits count lines
constexpr qint64 progressEveryMs = 50;

} // namespace

HistoryThread::HistoryThread(QString folder, QObject *parent)
    : HistoryControl(parent), m_folder(std::move(folder)), m_archive(new HistoryArchive(historyfile::pathIn(m_folder))),
      m_exporter(new QObject)
{
    m_questions.setObjectName(QStringLiteral("foyer-history"));
    m_exports.setObjectName(QStringLiteral("foyer-export"));
    m_archive->moveToThread(&m_questions);
    m_exporter->moveToThread(&m_exports);
    connect(&m_questions, &QThread::started, m_archive, yieldToOthers);
    connect(&m_exports, &QThread::started, m_exporter, yieldToOthers);
    connect(&m_questions, &QThread::finished, m_archive, &QObject::deleteLater);
    connect(&m_exports, &QThread::finished, m_exporter, &QObject::deleteLater);
    m_questions.start();
    m_exports.start();
}

HistoryThread::~HistoryThread()
{
    m_isCancelled = true;
    m_isEnding = true;
    // In their turn, since what was to be forgotten may still wait there.
    QMetaObject::invokeMethod(m_archive, [this] { m_questions.quit(); }, Qt::QueuedConnection);
    m_exports.quit();
    m_questions.wait();
    m_exports.wait();
}

template <typename Question, typename Answer>
HistoryControl::Number HistoryThread::ask(Question question, Answer answer)
{
    const Number number = ++m_lastNumber;
    QMetaObject::invokeMethod(
        m_archive,
        [this, archive = m_archive, question = std::move(question), answer = std::move(answer), number] {
            if (m_isEnding)
                return;
            QMetaObject::invokeMethod(
                this, [answer, number, found = question(*archive)] { answer(number, found); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
    return number;
}

HistoryControl::Number HistoryThread::search(const HistoryQuery &query)
{
    return ask([query](HistoryArchive &archive) { return archive.search(query, host); },
               [this](Number number, const HistoryHits &hits) { Q_EMIT found(number, hits); });
}

HistoryControl::Number HistoryThread::readAround(quint64 seq, int lines)
{
    return ask([seq, lines](HistoryArchive &archive) { return archive.around(seq, lines, host); },
               [this](Number number, const HistoryContext &context) { Q_EMIT surroundingsRead(number, context); });
}

HistoryControl::Number HistoryThread::readBefore(quint64 before, int limit)
{
    return ask([before, limit](HistoryArchive &archive) { return archive.readBefore(before, limit, mostBytes, host); },
               [this](Number number, const EventLog::Page &page) { Q_EMIT pageRead(number, page.events, page.more); });
}

HistoryControl::Number HistoryThread::readActs(quint64 before, int limit)
{
    return ask([before, limit](HistoryArchive &archive) { return archive.readActs(before, limit); },
               [this](Number number, const EventLog::Page &page) { Q_EMIT actsRead(number, page.events, page.more); });
}

HistoryControl::Number HistoryThread::takeAttendance(const ExportRequest &what)
{
    struct Taken
    {
        Attendance attendance;
        QString problem;
    };
    return ask(
        [what, folder = m_folder](HistoryArchive &) {
            Taken taken;
            const QString file = historyfile::pathIn(folder);
            if (!QFileInfo::exists(file)) // nothing has been kept: nobody was there
                return taken;
            HistoryConnection connection(file, HistoryConnection::Access::Read);
            const attendance::GoingOn goingOn = attendance::goingOn(connection, folder, SystemClock().wallMs());
            if (!attendance::read(connection, what, goingOn, taken.attendance, taken.problem) && taken.problem.isEmpty())
                taken.problem = connection.errorString();
            return taken;
        },
        [this](Number number, const Taken &taken) { Q_EMIT attendanceTaken(number, taken.attendance, taken.problem); });
}

HistoryControl::Number HistoryThread::countLoss(const HistoryLoss &loss)
{
    return ask([loss](HistoryArchive &archive) { return archive.countLoss(loss); },
               [this](Number number, const std::optional<quint64> &messages) { Q_EMIT lossCounted(number, messages); });
}

void HistoryThread::exportTo(const QString &file, const ExportRequest &what)
{
    if (std::exchange(m_isExporting, true))
        return;
    m_isCancelled = false;
    QMetaObject::invokeMethod(
        m_exporter,
        [this, file, what] {
            QElapsedTimer told;
            told.start();
            const auto progress = [this, &told](qint64 done, qint64 inAll) {
                if (told.elapsed() >= progressEveryMs) {
                    told.restart();
                    QMetaObject::invokeMethod(this, [this, done, inAll] { Q_EMIT exportProgressed(done, inAll); }, Qt::QueuedConnection);
                }
                return !m_isCancelled;
            };
            auto written = historyexport::writeFile(m_folder, what, SystemClock().wallMs(), file, historyexport::Overwrite::Yes, progress);
            ExportOutcome outcome{file, {}, {}};
            if (written)
                outcome.summary = *written;
            else
                outcome.failure = written.error();
            QMetaObject::invokeMethod(
                this,
                [this, outcome] {
                    m_isExporting = false;
                    Q_EMIT exportEnded(outcome);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void HistoryThread::forget()
{
    QMetaObject::invokeMethod(
        m_archive,
        [this] {
            const QString problem = QFileInfo::exists(historyfile::pathIn(m_folder)) ? historyfile::forgetAll(m_folder) : QString();
            QMetaObject::invokeMethod(this, [this, problem] { Q_EMIT forgotten(problem); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace foyer
