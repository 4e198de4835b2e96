// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layering/arrows.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 600;

/// The files below these folders that end so, from the top of the project.
QStringList files(const QStringList &folders, const QStringList &endings)
{
    QStringList found;
    const QDir top(u"" FOYER_SOURCE_DIR ""_s);
    for (const QString &folder : folders) {
        QDirIterator it(top.filePath(folder), endings, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = top.relativeFilePath(it.next());
            if (!path.contains("/node_modules/"_L1))
                found.append(path);
        }
    }
    found.sort();
    return found;
}

QStringList sources()
{
    return files({u"app"_s, u"ui"_s, u"server"_s}, {u"*.h"_s, u"*.cpp"_s});
}

QStringList linesOf(const QString &path)
{
    QFile file(u"" FOYER_SOURCE_DIR "/"_s + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

/// A class of ours that gives out the one object of itself; Qt's own are not ours to change.
bool isSingleton(const QString &line)
{
    static const QRegularExpression use(u"\\b(?!Q[A-Z])\\w+::(?:instance|getInstance|self)\\(\\)"_s);
    static const QRegularExpression declaration(u"\\bstatic\\b[^;=]*[&*]\\s*(?:instance|getInstance|self)\\(\\)"_s);
    return use.match(line).hasMatch() || declaration.match(line).hasMatch();
}

/// A place where Qt guesses whether what it is given is markup, or takes it for markup, and words that are not ours may come.
bool guessesAtMarkup(const QString &line)
{
    static const QRegularExpression never(
        u"\\b(?:QMessageBox|QErrorMessage|QTextEdit|QTextBrowser|QToolTip::showText|setHtml|insertHtml|Qt::RichText|Qt::AutoText|"
        "Qt::MarkdownText|setStatusTip|setWhatsThis)\\b|new QLabel\\(|->addRow\\((?!tr\\(|QString\\(\\))"_s);
    static const QRegularExpression tip(u"\\bsetToolTip\\((?!tr\\(|plainToolTip\\(|\\{\\})"_s);
    static const QRegularExpression ownTip(u"\\bsetToolTip\\(tr\\(.*\\.arg\\("_s);
    static const QRegularExpression title(u"\\bsetWindowTitle\\((?!tr\\(|plainTitle\\()"_s);
    static const QRegularExpression ownTitle(u"\\bsetWindowTitle\\(tr\\(.*\\.arg\\("_s);
    if (line.contains("setWindowTitle("_L1) && line.contains("plainTitle("_L1))
        return false;
    return never.match(line).hasMatch() || tip.match(line).hasMatch() || ownTip.match(line).hasMatch()
           || title.match(line).hasMatch() || ownTitle.match(line).hasMatch();
}

} // namespace

/// The house plan's arrows, read from the #include lines: a wrong one fails here and not in a review.
class tst_Layering final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrows();
    void filesStaySmall();
    void noSingletons();
    void noGuessesAtMarkup();
    void everySourceSaysItsLicence();

    void forbidden_data();
    void forbidden();
    void allowed_data();
    void allowed();
    void singleton_data();
    void singleton();
    void guess_data();
    void guess();
};

void tst_Layering::arrows()
{
    const QStringList all = sources();
    QVERIFY2(all.size() > 50, "the sources are not where they were");
    QVERIFY2(arrows::qtModule(u"QString"_s) == u"QtCore"_s, "Qt's headers are not where Qt says");
    QStringList complaints;
    for (const QString &path : all) {
        for (const QString &line : linesOf(path)) {
            if (const QString complaint = arrows::complaint(path, line); !complaint.isEmpty())
                complaints.append(complaint);
        }
    }
    QVERIFY2(complaints.isEmpty(), qPrintable(u"\n"_s + complaints.join(u'\n')));
}

void tst_Layering::filesStaySmall()
{
    const QStringList all =
        files({u"app"_s, u"ui"_s, u"server"_s, u"tests"_s, u"resources"_s},
              {u"*.h"_s, u"*.cpp"_s, u"*.ts"_s, u"*.tsx"_s, u"*.mjs"_s, u"*.css"_s, u"*.qss"_s, u"*.sql"_s});
    QStringList large;
    for (const QString &path : all) {
        if (const qsizetype lines = linesOf(path).size(); lines > mostLines)
            large.append(u"%1: %2 lines"_s.arg(path).arg(lines));
    }
    QVERIFY2(large.isEmpty(), qPrintable(u"a file past %1 lines is two files\n"_s.arg(mostLines) + large.join(u'\n')));
}

void tst_Layering::noSingletons()
{
    QStringList found;
    for (const QString &path : sources()) {
        for (const QString &line : linesOf(path)) {
            if (isSingleton(line))
                found.append(path + u": "_s + line.trimmed());
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(u"dependencies come in through constructors\n"_s + found.join(u'\n')));
}

void tst_Layering::noGuessesAtMarkup()
{
    QStringList found;
    const QStringList all = files({u"app"_s, u"ui"_s}, {u"*.h"_s, u"*.cpp"_s});
    QVERIFY(all.size() > 50);
    for (const QString &path : all) {
        for (const QString &line : linesOf(path)) {
            if (guessesAtMarkup(line))
                found.append(path + u": "_s + line.trimmed());
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(u"PlainLabel and ui/plainwords.h show words as they are\n"_s + found.join(u'\n')));
}

void tst_Layering::everySourceSaysItsLicence()
{
    QStringList silent;
    const QStringList all = files({u"app"_s, u"ui"_s, u"server"_s, u"tests"_s, u"translations"_s},
                                  {u"*.h"_s, u"*.cpp"_s, u"CMakeLists.txt"_s});
    for (const QString &path : all) {
        if (!linesOf(path).value(0).contains("SPDX-License-Identifier: GPL-3.0-or-later"_L1))
            silent.append(path);
    }
    QCOMPARE(silent, QStringList());
}

void tst_Layering::forbidden_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *words, const QString &path, const QString &line) {
        QTest::newRow(words) << path << line;
    };
    row("ui knows app", u"ui/mainwindow.cpp"_s, u"#include \"app/application.h\""_s);
    row("ui knows the room", u"ui/mainwindow.cpp"_s, u"#include \"server/room/room.h\""_s);
    row("ui knows the engine", u"ui/mainwindow.cpp"_s, u"#include \"server/engine/serverthread.h\""_s);
    row("ui knows the tests", u"ui/mainwindow.cpp"_s, u"#include \"tests/support/testroom.h\""_s);
    row("ui reads JSON", u"ui/models/roommirror.cpp"_s, u"#include <QJsonObject>"_s);
    row("ui reads JSON by its module", u"ui/models/roommirror.cpp"_s, u"#include <QtCore/QJsonDocument>"_s);
    row("ui asks a database", u"ui/views/logview.h"_s, u"#include <QSqlQuery>"_s);
    row("ui serves WebSockets", u"ui/client/roomclient.h"_s, u"#include <QWebSocketServer>"_s);
    row("ui listens", u"ui/mainwindow.cpp"_s, u"  #  include  <QTcpServer>"_s);
    row("ui locks", u"ui/mainwindow.cpp"_s, u"#include <QMutex>"_s);
    row("server knows ui", u"server/net/gateway.cpp"_s, u"#include \"ui/settings.h\""_s);
    row("server knows app", u"server/engine/engine.cpp"_s, u"#include \"app/commandline.h\""_s);
    row("server paints", u"server/engine/engine.cpp"_s, u"#include <QColor>"_s);
    row("server has widgets", u"server/engine/serverthread.h"_s, u"#include <QWidget>"_s);
    row("server has widgets by the module", u"server/engine/serverthread.h"_s, u"#include <QtWidgets/QLabel>"_s);
    row("server has widgets by the whole module", u"server/engine/serverthread.h"_s, u"#include <QtWidgets>"_s);
    row("server locks", u"server/engine/serverthread.cpp"_s, u"#include <QMutexLocker>"_s);
    row("server locks with the standard library", u"server/net/session.cpp"_s, u"#include <mutex>"_s);
    row("base knows the contract", u"server/base/clock.h"_s, u"#include \"server/contract/event.h\""_s);
    row("base knows sockets", u"server/base/clock.h"_s, u"#include <QTcpSocket>"_s);
    row("contract knows the protocol", u"server/contract/event.h"_s, u"#include \"server/protocol/encode.h\""_s);
    row("contract knows addresses", u"server/contract/event.h"_s, u"#include <QHostAddress>"_s);
    row("contract is translated", u"server/contract/event.h"_s, u"#include \"translations/embedded.h\""_s);
    row("protocol knows the room", u"server/protocol/encode.cpp"_s, u"#include \"server/room/outcome.h\""_s);
    row("protocol knows sockets", u"server/protocol/closecode.h"_s, u"#include <QWebSocketProtocol>"_s);
    row("room knows the protocol", u"server/room/room.cpp"_s, u"#include \"server/protocol/encode.h\""_s);
    row("room knows access", u"server/room/room.cpp"_s, u"#include \"server/access/joinpolicy.h\""_s);
    row("room knows the log", u"server/room/room.cpp"_s, u"#include \"server/storage/eventlog.h\""_s);
    row("room knows sockets", u"server/room/room.cpp"_s, u"#include <QTcpSocket>"_s);
    row("room knows WebSockets", u"server/room/room.cpp"_s, u"#include <QWebSocket>"_s);
    row("room asks a database", u"server/room/room.cpp"_s, u"#include <QSqlDatabase>"_s);
    row("room makes threads", u"server/room/room.cpp"_s, u"#include <QThread>"_s);
    row("room makes threads of the standard library", u"server/room/room.cpp"_s, u"#include <thread>"_s);
    row("room looks at the clock", u"server/room/room.cpp"_s, u"#include <QDateTime>"_s);
    row("room looks at the other clock", u"server/room/room.cpp"_s, u"#include <QElapsedTimer>"_s);
    row("room waits", u"server/room/room.h"_s, u"#include <QTimer>"_s);
    row("room reads files", u"server/room/room.cpp"_s, u"#include <QFile>"_s);
    row("access knows the room", u"server/access/joinpolicy.h"_s, u"#include \"server/room/room.h\""_s);
    row("web knows net", u"server/web/staticsite.cpp"_s, u"#include \"server/net/frontdoor.h\""_s);
    row("web knows sockets", u"server/web/staticsite.cpp"_s, u"#include <QTcpSocket>"_s);
    row("storage knows net", u"server/storage/memorylog.cpp"_s, u"#include \"server/net/batch.h\""_s);
    row("storage knows the engine", u"server/storage/memorylog.cpp"_s, u"#include \"server/engine/engine.h\""_s);
    row("net knows the engine", u"server/net/session.cpp"_s, u"#include \"server/engine/engine.h\""_s);
    row("net asks a database", u"server/net/session.cpp"_s, u"#include <QSqlQuery>"_s);
    row("somebody else compares Unicode", u"server/net/session.cpp"_s, u"#include <unicode/unistr.h>"_s);
    row("from beside itself", u"server/room/room.cpp"_s, u"#include \"roster.h\""_s);
    row("round the corner", u"server/room/room.cpp"_s, u"#include \"../net/gateway.h\""_s);
    row("round the corner from an allowed folder", u"ui/mainwindow.cpp"_s,
        u"#include \"server/contract/../room/room.h\""_s);
    row("in a folder that nobody knows", u"server/utils/strings.cpp"_s, u"#include <QString>"_s);
}

void tst_Layering::forbidden()
{
    QFETCH(const QString, path);
    QFETCH(const QString, line);
    QVERIFY(!arrows::complaint(path, line).isEmpty());
}

void tst_Layering::allowed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *words, const QString &path, const QString &line) {
        QTest::newRow(words) << path << line;
    };
    row("app makes the server", u"app/application.cpp"_s, u"#include \"server/engine/serverthread.h\""_s);
    row("app shows the window", u"app/application.cpp"_s, u"#include \"ui/mainwindow.h\""_s);
    row("app reads JSON if it must", u"app/settingsstore.cpp"_s, u"#include <QJsonObject>"_s);
    row("ui speaks the contract", u"ui/mainwindow.h"_s, u"#include \"server/contract/servercontrol.h\""_s);
    row("ui speaks the protocol", u"ui/client/roomclient.cpp"_s, u"#include \"server/protocol/decode.h\""_s);
    row("ui is a client", u"ui/client/roomclient.h"_s, u"#include <QWebSocket>"_s);
    row("protocol is translated", u"server/protocol/sentences.cpp"_s, u"#include \"translations/embedded.h\""_s);
    row("protocol reads JSON", u"server/protocol/jsonreader.h"_s, u"#include <QJsonObject>"_s);
    row("room compares Unicode", u"server/room/names.cpp"_s, u"#include <unicode/unistr.h>"_s);
    row("access knows addresses", u"server/access/hostguard.h"_s, u"#include <QHostAddress>"_s);
    row("storage asks a database", u"server/storage/sqlitelog.cpp"_s, u"#include <QSqlQuery>"_s);
    row("net knows the log", u"server/net/catchup.h"_s, u"#include \"server/storage/eventlog.h\""_s);
    row("net speaks WebSockets", u"server/net/gateway.h"_s, u"#include <QWebSocketServer>"_s);
    row("engine makes the thread", u"server/engine/serverthread.cpp"_s, u"#include <QThread>"_s);
    row("the standard library", u"server/room/room.cpp"_s, u"#include <algorithm>"_s);
    row("what moc makes", u"server/engine/engine.cpp"_s, u"#include \"engine.moc\""_s);
    row("a line that includes nothing", u"server/room/room.cpp"_s, u"// see #include \"ui/mainwindow.h\""_s);
}

void tst_Layering::allowed()
{
    QFETCH(const QString, path);
    QFETCH(const QString, line);
    QCOMPARE(arrows::complaint(path, line), QString());
}

void tst_Layering::singleton_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("found");
    QTest::newRow("used") << u"    Settings::instance().save();"_s << true;
    QTest::newRow("used under another name") << u"    foyer::Log::self()->write(x);"_s << true;
    QTest::newRow("declared") << u"    static Settings &instance();"_s << true;
    QTest::newRow("declared as a pointer") << u"    [[nodiscard]] static Settings *instance();"_s << true;
    QTest::newRow("Qt's own") << u"    QCoreApplication::instance()->quit();"_s << false;
    QTest::newRow("another word") << u"    Settings::instanceCount();"_s << false;
    QTest::newRow("a maker") << u"    static Settings defaults();"_s << false;
}

void tst_Layering::singleton()
{
    QFETCH(const QString, line);
    QFETCH(const bool, found);
    QCOMPARE(isSingleton(line), found);
}

void tst_Layering::guess_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("found");
    QTest::newRow("a label") << u"    auto *who = new QLabel(name);"_s << true;
    QTest::newRow("a label for a picture") << u"    auto *sign = new QLabel;"_s << false;
    QTest::newRow("a plain label") << u"    auto *who = new PlainLabel(u\"body\"_s, name);"_s << false;
    QTest::newRow("a box") << u"    QMessageBox::warning(this, title, text);"_s << true;
    QTest::newRow("a tip") << u"    row->setToolTip(member.name);"_s << true;
    QTest::newRow("a tip with a name in it") << u"    row->setToolTip(tr(\"Kick %1\").arg(name));"_s << true;
    QTest::newRow("a tip of our own words") << u"    copy->setToolTip(tr(\"Copy\"));"_s << false;
    QTest::newRow("a plain tip") << u"    row->setToolTip(plainToolTip(detail));"_s << false;
    QTest::newRow("a title") << u"    setWindowTitle(roomName);"_s << true;
    QTest::newRow("a title with a name in it") << u"    setWindowTitle(tr(\"%1 — Foyer\").arg(room));"_s << true;
    QTest::newRow("a title of our own words") << u"    setWindowTitle(tr(\"Settings\"));"_s << false;
    QTest::newRow("a plain title") << u"    setWindowTitle(plainTitle(roomName));"_s << false;
    QTest::newRow("a row of a form with a name") << u"    form->addRow(name, field);"_s << true;
    QTest::newRow("a row of a form") << u"    form->addRow(tr(\"Reason\"), m_reason);"_s << false;
}

void tst_Layering::guess()
{
    QFETCH(const QString, line);
    QFETCH(const bool, found);
    QCOMPARE(guessesAtMarkup(line), found);
}

QTEST_APPLESS_MAIN(tst_Layering)
#include "tst_layering.moc"
