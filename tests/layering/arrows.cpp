// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/arrows.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace arrows {

namespace {

/// A folder, and the beginnings of what its files may include.
struct Folder
{
    QString path;
    QStringList mayInclude;
    QStringList qtModules; ///< empty: any
};

const QList<Folder> &folders()
{
    static const QStringList contract{u"server/base/"_s, u"server/contract/"_s};
    static const QStringList middle =
        contract + QStringList{u"server/protocol/"_s, u"server/room/"_s, u"server/access/"_s, u"server/web/"_s};
    static const QStringList core{u"QtCore"_s};
    static const QStringList network{u"QtCore"_s, u"QtNetwork"_s};
    static const QList<Folder> all{
        {u"app/"_s, {u"app/"_s, u"ui/"_s, u"server/"_s, u"translations/"_s}, {}},
        {u"ui/"_s, contract + QStringList{u"ui/"_s, u"server/protocol/"_s, u"translations/"_s}, {}},
        {u"translations/"_s, {u"translations/"_s}, core},
        {u"server/base/"_s, {u"server/base/"_s}, core},
        {u"server/contract/"_s, contract, core},
        {u"server/protocol/"_s, contract + QStringList{u"server/protocol/"_s, u"translations/embedded.h"_s}, core},
        {u"server/room/"_s, contract + QStringList{u"server/room/"_s}, core},
        {u"server/access/"_s, contract + QStringList{u"server/access/"_s}, network},
        {u"server/web/"_s, contract + QStringList{u"server/web/"_s}, core},
        {u"server/storage/"_s, middle + QStringList{u"server/storage/"_s}, core + QStringList{u"QtSql"_s}},
        {u"server/net/"_s, middle + QStringList{u"server/storage/"_s, u"server/net/"_s},
         network + QStringList{u"QtWebSockets"_s}},
        {u"server/engine/"_s, {u"server/"_s}, network + QStringList{u"QtWebSockets"_s}},
    };
    return all;
}

/// Headers that a folder must not include, whatever library they are from.
struct Ban
{
    QString path;
    QString headers; ///< a pattern for the whole name
    QString why;
};

const QList<Ban> &bans()
{
    const QString locks =
        u"QMutex.*|QReadWriteLock|QSemaphore|QWaitCondition|mutex|shared_mutex|condition_variable|semaphore"_s;
    static const QList<Ban> all{
        {u"server/room/"_s,
         u"QThread.*|QtConcurrent.*|QTimer|QBasicTimer|QElapsedTimer|QDeadlineTimer|QDateTime|QFile|QSaveFile|thread|future|ctime|sys/.*|fstream"_s,
         u"the room has no thread, no disk and no clock of its own"_s},
        {u"ui/"_s, u"QJson.*|QCbor.*"_s, u"JSON stays in the protocol"_s},
        {u"ui/"_s, u"QSql.*"_s, u"a window knows no database"_s},
        {u"ui/"_s, u"QWebSocketServer|QTcpServer|QLocalServer|QSslServer|QUdpSocket"_s,
         u"a window knows no server socket"_s},
        {u"app/"_s, locks, u"values cross between threads by queued signals"_s},
        {u"ui/"_s, locks, u"values cross between threads by queued signals"_s},
        {u"server/"_s, locks, u"values cross between threads by queued signals"_s},
    };
    return all;
}

bool matches(const QString &pattern, const QString &text)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

const Folder *folderOf(const QString &path)
{
    const auto it = std::find_if(folders().begin(), folders().end(),
                                 [&path](const Folder &folder) { return path.startsWith(folder.path); });
    return it == folders().end() ? nullptr : &*it;
}

} // namespace

QString qtModule(const QString &header)
{
    if (const QString module = header.section(u'/', 0, 0); header.contains(u'/') && module.startsWith("Qt"_L1))
        return module;
    static QHash<QString, QString> known;
    const auto it = known.constFind(header);
    if (it != known.cend())
        return *it;
    const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    QString found;
    for (const QString &module : headers.entryList({u"Qt*"_s}, QDir::Dirs)) {
        if (QFileInfo::exists(headers.filePath(module + u'/' + header))) {
            found = module;
            break;
        }
    }
    return *known.insert(header, found);
}

QString complaint(const QString &path, const QString &line)
{
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s);
    const QRegularExpressionMatch match = include.match(line);
    if (!match.hasMatch())
        return {};
    const QString header = match.captured(2);
    const Folder *folder = folderOf(path);
    if (!folder)
        return path + u" is in no folder that is known here"_s;

    if (match.captured(1) == u"\""_s) {
        const bool allowed =
            !header.contains(".."_L1)
            && std::any_of(folder->mayInclude.begin(), folder->mayInclude.end(),
                           [&header](const QString &beginning) { return header.startsWith(beginning); });
        // What the meta-object compiler makes of a source stands beside it.
        if (allowed || header == QFileInfo(path).completeBaseName() + u".moc"_s)
            return {};
        return path + u" must not include "_s + header;
    }
    for (const Ban &ban : bans()) {
        if (path.startsWith(ban.path) && matches(ban.headers, header.section(u'/', header.startsWith("Qt"_L1) ? 1 : 0)))
            return path + u" must not include "_s + header + u": "_s + ban.why;
    }
    const QString module = qtModule(header);
    if (!module.isEmpty() && !folder->qtModules.isEmpty() && !folder->qtModules.contains(module))
        return path + u" must not include "_s + header + u" of "_s + module;
    if (header.startsWith("unicode/"_L1) && !path.startsWith("server/room/"_L1))
        return path + u" must not include "_s + header + u": ICU is the room's"_s;
    return {};
}

} // namespace arrows
