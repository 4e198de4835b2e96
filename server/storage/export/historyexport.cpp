// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/storage/export/historyexport.h"

#include "server/room/names.h"
#include "server/storage/attendance.h"
#include "server/storage/export/anonymiser.h"
#include "server/storage/export/document.h"
#include "server/storage/export/failures.h"
#include "server/storage/export/toldacts.h"
#include "server/storage/historyconnection.h"
#include "server/storage/historyfile.h"
#include "server/storage/schema.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <optional>

namespace foyer::historyexport {

namespace {

using Connection = std::unique_ptr<HistoryConnection>;
using Access = HistoryConnection::Access;

constexpr char roomWithoutName[] = "Foyer";
/// Where a name was asked for that nobody has.
constexpr int mostNamesTold = 8;

Result<Connection, ExportFailure> openHistory(const QString &folder)
{
    const QString file = historyfile::pathIn(folder);
    if (!QFileInfo(file).isFile())
        return failures::noHistory(folder);
    auto connection = std::make_unique<HistoryConnection>(file, Access::Read);
    qint64 version = connection->isOpen() ? connection->number(QStringLiteral("user_version")) : -1;
    if (version < 0 && !QFileInfo::exists(file + QStringLiteral("-wal"))) {
        // Where nothing can be written there is no place for what readers share.
        connection = std::make_unique<HistoryConnection>(file, Access::ReadUnchanging);
        version = connection->isOpen() ? connection->number(QStringLiteral("user_version")) : -1;
    }
    if (version < 0) {
        const bool isGarbage = connection->isOpen() && QFileInfo(file).isReadable();
        return isGarbage ? failures::damaged(file) : failures::unreadable(file, connection->errorString());
    }
    if (connection->number(QStringLiteral("application_id")) != schema::applicationId)
        return failures::notOpened(folder, {historyfile::Error::Kind::NotOurs, {}});
    if (version > schema::latestVersion())
        return failures::notOpened(folder, {historyfile::Error::Kind::TooNew, {}});
    return connection;
}

/// Until when a visit lasts that nobody has ended: while a room is open, until now; else, until the last that is known of it.
qint64 goingOnUntil(HistoryConnection &connection, const QString &folder, qint64 nowMs)
{
    if (historyfile::isInUse(folder))
        return nowMs;
    QSqlQuery query(connection.database());
    const bool isKnown = query.exec(QStringLiteral("SELECT at FROM events ORDER BY seq DESC LIMIT 1")) && query.next();
    return isKnown ? query.value(0).toLongLong() : nowMs;
}

/// One export, from its beginning to its end.
class Writing final
{
public:
    Writing(HistoryConnection &connection, const QString &folder, const ExportRequest &request, QIODevice &out, const QString &target,
            const ExportProgress &progress)
        : m_reader(connection, request), m_folder(folder), m_request(request), m_out(out), m_target(target), m_progress(progress),
          m_acts(request.hostActs)
    {
    }

    Result<ExportSummary, ExportFailure> run(Document &document)
    {
        if (!m_reader.begin())
            return unreadable();
        if (const auto failure = missingAuthor())
            return *failure;
        DocumentHead head{m_request.roomName, m_request, {}};
        if (head.roomName.isEmpty())
            head.roomName = m_reader.roomName();
        if (head.roomName.isEmpty())
            head.roomName = QString::fromLatin1(roomWithoutName);
        if (m_request.anonymise)
            head.roomName = Anonymiser::roomName();
        if (document.wantsDays() && !m_reader.readDays(head.days, [this] { return goesOn(); }))
            return m_isCancelled ? failures::cancelled() : unreadable();
        document.begin(head, m_bytes);
        const bool holdsEverything = document.wantsRecords();
        if (holdsEverything && !addRecords(document))
            return failed();
        QList<Event> page;
        do {
            if (!goesOn())
                return failures::cancelled();
            if (!m_reader.readPage(page))
                return unreadable();
            for (Event &event : page) {
                if (m_request.anonymise)
                    event = m_anonymiser.anonymised(std::move(event));
                if (!holdsEverything && !m_acts.tells(event))
                    continue;
                ++m_summary.events;
                m_summary.messages += std::holds_alternative<Said>(event.body);
                document.add(event, m_acts.cooled(event), m_bytes);
            }
            if (!flush())
                return unwritable();
        } while (!m_reader.isAtEnd());
        document.end(m_summary, m_bytes);
        if (!flush())
            return unwritable();
        if (!goesOn())
            return failures::cancelled();
        return m_summary;
    }

private:
    std::optional<ExportFailure> missingAuthor()
    {
        if (m_request.author.isEmpty())
            return std::nullopt;
        bool isFound = false;
        QStringList names;
        if (!m_reader.findAuthor(isFound, names, mostNamesTold))
            return unreadable();
        if (isFound)
            return std::nullopt;
        return failures::nobody(m_request.author, m_request.anonymise ? QStringList() : names);
    }

    bool addRecords(Document &document)
    {
        const auto add = [&](const HistoryRecord &record) {
            if (m_isStopped)
                return;
            document.add(record, m_bytes);
            m_isStopped = m_bytes.size() > mostBytesHeld && !(flush() && goesOn());
        };
        if (m_request.isWhole()) {
            if (!m_reader.eachFact(add) || !m_reader.eachEpoch(add))
                return false;
            if (!m_request.anonymise && !m_reader.eachDevice(add))
                return false;
        }
        const bool isRead = m_reader.eachVisit(
            [&](const StoredVisit &visit) { add(m_request.anonymise ? m_anonymiser.anonymised(visit) : visit); });
        return isRead && !m_isStopped;
    }

    bool flush()
    {
        const bool isWritten = m_bytes.isEmpty() || m_out.write(m_bytes) == m_bytes.size();
        m_bytes.clear();
        m_isUnwritable = m_isUnwritable || !isWritten;
        return isWritten;
    }

    bool goesOn()
    {
        m_isCancelled = m_isCancelled || (m_progress && !m_progress(m_reader.done(), m_reader.inAll()));
        return !m_isCancelled;
    }

    ExportFailure failed() const
    {
        if (m_isUnwritable)
            return unwritable();
        return m_isCancelled ? failures::cancelled() : unreadable();
    }
    ExportFailure unreadable() const { return failures::unreadable(historyfile::pathIn(m_folder), m_reader.errorString()); }
    ExportFailure unwritable() const
    {
        const auto *file = qobject_cast<QFileDevice *>(&m_out);
        return failures::unwritable(m_target, file ? file->error() : QFileDevice::WriteError, m_out.errorString());
    }

    static constexpr qsizetype mostBytesHeld = 256 * 1024;

    HistoryReader m_reader;
    Anonymiser m_anonymiser;
    const QString m_folder;
    const ExportRequest m_request;
    QIODevice &m_out;
    const QString m_target;
    const ExportProgress m_progress;
    ToldActs m_acts;
    QByteArray m_bytes;
    ExportSummary m_summary;
    bool m_isStopped = false;
    bool m_isCancelled = false;
    bool m_isUnwritable = false;
};

Result<ExportSummary, ExportFailure> writeAttendance(HistoryConnection &connection, const QString &folder, const ExportRequest &request, qint64 nowMs,
                                                     QIODevice &out, const QString &target)
{
    Attendance attendance;
    QString error;
    if (!attendance::read(connection, request, goingOnUntil(connection, folder, nowMs), attendance, error))
        return failures::unreadable(historyfile::pathIn(folder), error);
    if (!request.author.isEmpty() && attendance.people.isEmpty()) {
        Attendance everybody;
        if (!attendance::read(connection, {}, nowMs, everybody, error))
            return failures::unreadable(historyfile::pathIn(folder), error);
        QStringList known;
        for (const Attendance::Person &person : std::as_const(everybody.people))
            known.append(person.name);
        const QString key = names::key(request.author);
        if (std::none_of(known.cbegin(), known.cend(), [&key](const QString &name) { return names::key(name) == key; }))
            return failures::nobody(request.author, request.anonymise || known.size() > mostNamesTold ? QStringList() : known);
    }
    const QByteArray bytes = attendance::csv(attendance);
    if (out.write(bytes) != bytes.size()) {
        const auto *file = qobject_cast<QFileDevice *>(&out);
        return failures::unwritable(target, file ? file->error() : QFileDevice::WriteError, out.errorString());
    }
    ExportSummary summary;
    summary.people = attendance.people.size();
    for (const Attendance::Person &person : std::as_const(attendance.people))
        summary.messages += static_cast<qint64>(person.messages);
    return summary;
}

/// Files of the data folder that an export must never replace.
bool isOurs(const QFileInfo &target, const QString &folder)
{
    if (QFileInfo(target.absolutePath()).canonicalFilePath() != QFileInfo(folder).canonicalFilePath())
        return false;
    const QString name = target.fileName();
    return name.startsWith(QLatin1String("history.db")) || name == QLatin1String("settings.ini") || name == QLatin1String("token.key");
}

} // namespace

Result<ExportSummary, ExportFailure> write(const QString &folder, const ExportRequest &request, qint64 nowMs, QIODevice &out,
                                           const QString &target, const ExportProgress &progress)
{
    const Result<Connection, ExportFailure> connection = openHistory(folder);
    if (!connection)
        return connection.error();
    if (request.format == ExportFormat::AttendanceCsv)
        return writeAttendance(**connection, folder, request, nowMs, out, target);
    Writing writing(**connection, folder, request, out, target, progress);
    return writing.run(*Document::make(request.format));
}

Result<ExportSummary, ExportFailure> writeFile(const QString &folder, const ExportRequest &request, qint64 nowMs, const QString &file,
                                               Overwrite overwrite, const ExportProgress &progress)
{
    const QFileInfo target(file);
    if (target.isDir() || file.endsWith(QLatin1Char('/')))
        return failures::isFolder(file);
    if (isOurs(target.isSymLink() ? QFileInfo(target.symLinkTarget()) : target, folder))
        return failures::isOurs(file);
    if (target.exists() && !target.isFile())
        return failures::isNoFile(file);
    if (target.exists() && overwrite == Overwrite::No)
        return failures::exists(file);
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return failures::unwritable(file, out.error(), out.errorString());
    // Before there is anything to read in it: what is in the history is for the host alone, until they pass it on.
    out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    Result<ExportSummary, ExportFailure> written = write(folder, request, nowMs, out, file, progress);
    if (!written)
        return written; // the unfinished file goes with `out`
    if (!out.commit())
        return failures::unwritable(file, out.error(), out.errorString());
    return written;
}

} // namespace foyer::historyexport
